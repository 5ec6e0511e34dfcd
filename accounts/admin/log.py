"""What was done here, by whom of the staff."""

from django.contrib.admin import display
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from accounts.admin.pages import ReadOnly


class LogAdmin(ReadOnly):
    heading = _("What was done here")
    when_empty = _(
        "Nothing stands here yet. What is published, checked or decided is written down."
    )
    place = 9
    list_display = ("action_time", "who", "content_type", "what")
    list_display_links = None
    list_select_related = ("user", "content_type")
    fields = ("action_time", "who", "content_type", "what")
    ordering = ("-action_time",)

    @display(description=_("Who"))
    def who(self, entry: LogEntry) -> str:
        return entry.user.email

    @display(description=_("What"))
    def what(self, entry: LogEntry) -> str:
        return entry.get_change_message()
