"""What can be seen in the admin process at all: a test compares it with a list.

Nothing registers itself.
"""

from django.contrib.admin.models import LogEntry

from accounts.admin.helpline import DirectoryAdmin, HelplineAdmin
from accounts.admin.log import LogAdmin
from accounts.admin.people import StaffAdmin
from accounts.admin.site import StaffSite
from accounts.admin.therapist import TherapistAdmin
from accounts.models import Directory, Helpline, Therapist, User

__all__ = ["site"]

site = StaffSite(name="admin")
site.register(Therapist, TherapistAdmin)
site.register(Helpline, HelplineAdmin)
site.register(Directory, DirectoryAdmin)
site.register(User, StaffAdmin)
site.register(LogEntry, LogAdmin)
