"""What the connection machine expects: plain Python that never asks the system."""

from dataclasses import dataclass, field
from datetime import datetime

from accounts.enums import Purpose
from tests.factories.people import NOW

NAMES = ("Alice", "Bob", "Carol", "Dan")
SHARING = (Purpose.WEEKLY_SHARING, Purpose.HURTS_SHARING)


@dataclass
class Code:
    """One code and what came of it; people are numbers."""

    maker: int
    text: str
    until: datetime
    tries: int = 5
    is_revoked: bool = False
    claimer: int | None = None
    confirm_by: datetime | None = None
    yes: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)
    is_connected: bool = False

    def other(self, person: int) -> int:
        assert self.claimer is not None
        return self.claimer if person == self.maker else self.maker


class Model:
    """Codes, couples, closed doors and wishes of a few people, who are numbers."""

    def begin(self) -> None:
        self.now = NOW
        self.codes: list[Code] = []
        self.partner: dict[int, int] = {}
        self.blocks: set[tuple[int, int]] = set()
        self.consents: set[tuple[int, Purpose]] = set()
        self.paused: set[int] = set()
        self.unseen: set[int] = set()
        self.last_partner: dict[int, int] = {}
        self.connections = 0
        self.endings = 0

    def pairing(self, person: int) -> Code | None:
        """The latest pairing this person may still answer."""
        mine = [
            code
            for code in self.codes
            if code.confirm_by is not None
            and person in {code.maker, code.claimer}
            and person not in code.dropped
            and not code.is_connected
            and code.confirm_by > self.now
        ]
        return max(mine, key=lambda code: code.confirm_by or NOW, default=None)

    def may_connect(self, one: int, other: int) -> bool:
        return (
            one != other
            and not {one, other} & set(self.partner)
            and not {(one, other), (other, one)} & self.blocks
        )

    def is_good(self, code: Code, typer: int) -> bool:
        return (
            not code.is_revoked
            and code.claimer is None
            and code.tries > 0
            and code.until > self.now
            and self.may_connect(code.maker, typer)
        )

    def end_codes(self, person: int) -> None:
        for code in self.codes:
            if code.maker == person and code.claimer is None:
                code.is_revoked = True

    def put_away(self, person: int) -> None:
        self.unseen.discard(person)
        if person not in self.partner:
            self.consents = {pair for pair in self.consents if pair[0] != person}
            self.paused.discard(person)
