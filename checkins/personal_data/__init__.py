"""What the practice keeps of a person, and what the other one let them see."""

from checkins.personal_data import alone, own
from checkins.personal_data.own import NOBODYS

SECTIONS = (*own.SECTIONS, *alone.SECTIONS)

__all__ = ["NOBODYS", "SECTIONS"]
