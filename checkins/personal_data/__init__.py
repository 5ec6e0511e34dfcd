"""What the practice keeps of a person, and what the other one lets them see."""

from checkins.personal_data import alone, cases, good, of_both, own, reminder
from checkins.personal_data.own import NOBODYS

__all__ = ["NOBODYS", "SECTIONS"]

SECTIONS = (
    *own.SECTIONS,
    *good.SECTIONS,
    *alone.SECTIONS,
    *reminder.SECTIONS,
    *of_both.SECTIONS,
    *cases.SECTIONS,
)
