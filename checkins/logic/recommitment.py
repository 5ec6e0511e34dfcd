"""What one of two writes for a new beginning."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beginning:
    """Either may be left empty, not both."""

    hold_on: str
    differently: str

    def as_document(self) -> dict[str, str]:
        """What is sealed."""
        return {"hold_on": self.hold_on, "differently": self.differently}
