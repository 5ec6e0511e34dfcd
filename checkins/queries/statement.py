"""Statements of one's own: what stands between two, what waits for a yes, what is one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.access import bond_of, couple_of
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums import AgreementKind
from checkins.logic import statement as logic
from checkins.logic.statement import MOST, Statement
from checkins.models import OwnStatement, StatementProposal
from checkins.queries.agreement import Agreed, agreed
from checkins.queries.prompt import AskedPrompt
from checkins.queries.suggestion import STATEMENTS, waiting

BEGINS = _("In our relationship I can")
_ANCHORS = (_("not at all"), _("partly"), _("completely"))


@dataclass(frozen=True, slots=True)
class Suggested:
    """A wording that waits for the other's yes, until the end of ``until``, whatever comes of it.

    ``is_over``: the connection it was for has ended.
    """

    pk: UUID
    text: str
    until: date
    is_over: bool


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """What stands between the two; what the other suggests, what oneself does; what was."""

    standing: Sequence[Agreed]
    theirs: Sequence[Suggested]
    mine: Sequence[Suggested]
    past: Sequence[Agreed]

    @property
    def is_full(self) -> bool:
        """Whether its reader suggested as many as there may be of one person."""
        own = [each for each in self.standing if each.is_mine]
        waiting = [each for each in self.mine if not each.is_over]
        return len(own) + len(waiting) >= MOST


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A statement for its author alone."""

    pk: UUID
    text: str


def proposals_reachable_by(user: User) -> QuerySet[StatementProposal]:
    """Own suggestions, and those of the current connection that stand open for this person."""
    couple = couple_of(user)
    own = StatementProposal.objects.filter(author=user)
    return own | StatementProposal.objects.filter(couple=couple) if couple else own


def statements_page(user: User, now: datetime) -> StatementsPage:
    """Seven queries at most, however many there are."""
    found = agreed(user, AgreementKind.STATEMENT)
    bond = bond_of(user)
    today = local_day(now, bond.couple.time_zone if bond else user.time_zone)
    mine: list[Suggested] = []
    theirs: list[Suggested] = []
    for each in waiting(STATEMENTS, user, bond, today):
        suggested = Suggested(each.row.pk, each.document["text"], each.until, is_over=each.is_over)
        (mine if each.is_mine else theirs).append(suggested)
    return StatementsPage(
        standing=[each for each in found if each.stands],
        theirs=theirs,
        mine=mine,
        past=[each for each in found if not each.stands],
    )


def own_by(user: User) -> QuerySet[OwnStatement]:
    """Statements this person keeps alone; nobody else's are within reach."""
    return OwnStatement.objects.filter(author=user)


def own_lines(user: User) -> list[OwnLine]:
    """What this person keeps alone, always in the same order. One query."""
    return [
        OwnLine(row.pk, document["text"])
        for row in own_by(user).order_by("pk")
        if (document := row.read_if_it_opens()) is not None
    ]


def standing_statements(user: User) -> list[Statement]:
    """What both said yes to and still do, in the same order for both; two queries."""
    found = [each for each in agreed(user, AgreementKind.STATEMENT) if each.stands]
    return sorted(
        (Statement(logic.code_of(each.subject), each.text) for each in found),
        key=lambda each: each.code,
    )


def asked_of(user: User) -> tuple[AskedPrompt, ...]:
    """The statements that this person's month asks: of the two first, then those kept alone.

    Three queries.
    """
    alone = [asked(logic.code_of(each.pk), sentence(each.text)) for each in own_lines(user)]
    both = [asked(each.code, sentence(each.text)) for each in standing_statements(user)]
    return (*both, *alone)


def asked(code: str, text: str) -> AskedPrompt:
    """A statement as a prompt of the month; ``text`` is the whole sentence."""
    return AskedPrompt(
        code=code,
        text=text,
        help_text="",
        spec=logic.spec_of(code),
        anchors=tuple(str(anchor) for anchor in _ANCHORS),
        na_label=str(_("It doesn’t apply")),
        choices=(),
    )


def sentence(text: str) -> str:
    """The whole sentence, of which ``text`` is the end that somebody wrote."""
    return str(format_lazy("{} {}", BEGINS, text))
