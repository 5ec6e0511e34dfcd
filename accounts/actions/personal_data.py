"""Taking everything along, and having everything gone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import audit, ledger, rate
from accounts.access import Refusal
from accounts.actions.couple import leave
from accounts.enums import AuditAction, Undone
from accounts.models import User, functions
from accounts.personal_data import register
from accounts.personal_data.file import file_of

COPIES_A_DAY = 3


class EnoughCopies(Refusal):
    sentence = _("You have made three copies within a day. The next one is possible tomorrow.")


@transaction.atomic
def take_along(*, by: User, now: datetime) -> bytes:
    """The file with everything of this person; their record says that it was made.

    The caller has just asked for the password. Raises EnoughCopies.
    """
    if not rate.hit(f"copy:user:{by.pk}", COPIES_A_DAY, timedelta(days=1), now):
        raise EnoughCopies
    audit.record(AuditAction.DATA_TAKEN_ALONG, subject=by.pk, actor=by.pk, now=now)
    return file_of(by, now)


@transaction.atomic
def erase(*, by: User, now: datetime) -> None:
    """Delete a person: first their connection ends as by leaving, then all of it goes at once, the
    key of what they wrote included. Nobody is told anything but that they are no longer connected.

    The caller has just asked for the password. Every session of theirs has ended afterwards.
    """
    leave(by=by, keeps_door_closed=False, now=now)
    # What is being written elsewhere this moment waits, and then finds nobody to be written for.
    list(User.objects.select_for_update().filter(pk=by.pk))
    for section in register:
        section.erase(by, now)
    functions.account_erase()
    ledger.note(ledger.mark(by.pk), Undone.ERASED, now.date())
