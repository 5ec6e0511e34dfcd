"""What one of two writes alone, for both to read once both have sent theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from checkins.enums import RecommitmentKind


@dataclass(frozen=True, slots=True)
class Beginning:
    """For a new beginning. Either may be left empty, not both."""

    kind: ClassVar = RecommitmentKind.BEGINNING

    hold_on: str
    differently: str

    def as_document(self) -> dict[str, str]:
        """What is sealed."""
        return {"hold_on": self.hold_on, "differently": self.differently}

    def texts(self) -> list[str]:
        """Every text of it, empty ones as well."""
        return [self.hold_on, self.differently]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What *safe* means to whoever writes."""

    kind: ClassVar = RecommitmentKind.MEANING

    safe_means: str

    def as_document(self) -> dict[str, str]:
        """What is sealed."""
        return {"safe_means": self.safe_means}

    def texts(self) -> list[str]:
        """Every text of it."""
        return [self.safe_means]


Content = Beginning | Meaning


def content_of(kind: RecommitmentKind, document: Mapping[str, str]) -> Content:
    """What was sealed."""
    if kind is RecommitmentKind.MEANING:
        return Meaning(document["safe_means"])
    return Beginning(document["hold_on"], document["differently"])
