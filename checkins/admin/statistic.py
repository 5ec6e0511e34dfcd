"""Numbers of the whole server: rounded, and none below five."""

from django.contrib.admin import display
from django.utils.translation import gettext_lazy as _

from accounts.admin.pages import ReadOnly
from checkins.enums import Counted
from checkins.models import Statistic
from checkins.models.statistic import STEP

KINDS = {
    Counted.ACCOUNTS: _("Accounts"),
    Counted.COUPLES: _("Couples"),
    Counted.SHARED: _("Check-ins that were shared"),
}


class StatisticAdmin(ReadOnly):
    heading = _("Numbers")
    when_empty = _("Nothing was counted yet. It is done at night, once a week is over.")
    place = 7
    list_display = ("week", "of_what", "about")
    list_display_links = None
    fields = ("week", "of_what", "about")
    ordering = ("-week", "kind")

    @display(description=_("Of what"), ordering="kind")
    def of_what(self, row: Statistic) -> str:
        return str(KINDS[Counted(row.kind)])

    @display(description=_("How many"))
    def about(self, row: Statistic) -> str:
        if row.number < STEP:
            return str(_("fewer than five"))
        return str(_("at least %d") % row.number)
