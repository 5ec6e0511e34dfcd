"""What one person sent, and suggested, of what is good between the two."""

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import OwnRows
from checkins.personal_data.rows import Waiting

SECTIONS = (
    OwnRows(
        slug="glad",
        title=_("What you were glad of, sent or not"),
        model="checkins.Appreciation",
        shows=("sent_on",),
        keeps=("couple",),
        order=("sent_on", "pk"),
    ),
    Waiting(
        slug="suggested-rituals",
        title=_("Rituals you suggested"),
        model="checkins.RitualProposal",
        shows=("suggested_on",),
        keeps=("couple",),
        order=("suggested_on", "pk"),
    ),
    Waiting(
        slug="passed-rituals",
        title=_("Suggested rituals that you put away"),
        model="checkins.PassedRitual",
        shows=("passed_on",),
        keeps=("proposal_id",),
        order=("passed_on", "pk"),
    ),
)
