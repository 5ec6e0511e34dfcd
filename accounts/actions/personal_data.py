"""Taking everything along, and having everything gone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import audit, rate
from accounts.access import Refusal
from accounts.enums import AuditAction
from accounts.models import User
from accounts.personal_data.file import file_of

COPIES_A_DAY = 3


class EnoughCopies(Refusal):
    sentence = _("That were three copies within a day. The next one is possible tomorrow.")


@transaction.atomic
def take_along(*, by: User, now: datetime) -> bytes:
    """The file with everything of this person; their record says that it was made.

    The caller has just asked for the password. Raises EnoughCopies.
    """
    if not rate.hit(f"copy:user:{by.pk}", COPIES_A_DAY, timedelta(days=1), now):
        raise EnoughCopies
    audit.record(AuditAction.DATA_TAKEN_ALONG, subject=by.pk, actor=by.pk, now=now)
    return file_of(by, now)
