"""What is kept around a therapist: numbers let through to one, and a therapist's own notes."""

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import OwnRows
from checkins.personal_data.rows import OfThePerson

SECTIONS = (
    OfThePerson(
        slug="numbers-let-through",
        title=_("Numbers you let a therapist see"),
        model="checkins.ReleasedNumbers",
        keeps=("release", "round", "couple"),
    ),
    OwnRows(
        slug="sessions",
        title=_("Your notes on couples you see"),
        model="checkins.CaseNote",
        shows=("on", "is_session"),
        keeps=("couple_id",),
        order=("on", "pk"),
    ),
)
