"""What each writes alone for both: keeping one's own words, sending them, and taking them back.

Nothing of this is audited: that would be the timeline nobody keeps (decisions.md 8).
"""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts import vault
from accounts.access import Refusal, check_may_share, lock_couple
from accounts.enums import Purpose
from accounts.models import Couple, User
from checkins.actions.rupture import DoesNotFit
from checkins.logic.recommitment import Content
from checkins.models import Recommitment, functions
from checkins.queries.recommitment import owned_by


class HasMet(Refusal):
    sentence = _(
        "This has opened for both of you meanwhile, so it can no longer change. "
        "You can take your words back on the page."
    )


@transaction.atomic
def keep_words(*, by: User, key: UUID, content: Content, now: datetime) -> None:
    """Keep one's own words as a draft; what was sent is taken back by changing it.

    ``key`` names the row that stood on the page, or was made with the form: the same form sent
    twice keeps one. Raises NotConnected, DoesNotFit or HasMet.
    """
    couple = lock_couple(by)
    made = uuid5(by.pk, str(key))
    unmet = {"couple": couple, "kind": content.kind, "met_on__isnull": True}
    if owned_by(by).filter(pk__in=[key, made]).exclude(**unmet).exists():
        raise HasMet
    row = owned_by(by).filter(**unmet).first()
    is_new = row is None
    if row is None:
        row = Recommitment(id=made, author=by, couple=couple, kind=content.kind)
    row.is_sent = False
    try:
        row.write(content.as_document())
    except vault.TooLong:
        raise DoesNotFit from None
    if is_new:
        row.save(force_insert=True)
    else:
        row.save(update_fields=["sealed", "is_sent"])


@transaction.atomic
def send_words(*, by: User, pk: UUID, now: datetime) -> bool:
    """Send what was kept; True where the other had sent theirs, and both now read both.

    Pressing twice is pressing once. Raises NotConnected, Paused or NoConsent.
    """
    couple = lock_couple(by)
    check_may_share(by, Purpose.REPAIR)
    own = get_object_or_404(owned_by(by).filter(couple=couple), pk=pk)
    if own.met_on is not None:
        return True
    owned_by(by).filter(pk=pk).update(is_sent=True)
    return functions.recommitments_meet(own.kind)


@transaction.atomic
def take_words_back(*, by: User, pk: UUID, now: datetime) -> None:
    """Its author's alone again; what has met leaves the other's view. The words stay."""
    get_object_or_404(owned_by(by), pk=pk)
    owned_by(by).filter(pk=pk).update(is_sent=False)


@transaction.atomic
def delete_words(*, by: User, pk: UUID, now: datetime) -> None:
    """Delete one's own words; nothing remains in their place."""
    get_object_or_404(owned_by(by), pk=pk).delete()


@transaction.atomic
def take_unmet_back(*, by: User, couple: Couple, now: datetime) -> None:
    """What waits for the other's words waits no longer; it stays as its author's draft."""
    owned_by(by).filter(couple=couple, met_on__isnull=True).update(is_sent=False)


@transaction.atomic
def take_all_back(*, by: User, couple: Couple, now: datetime) -> None:
    """Also what has met leaves the other's view: the consent to send it has ended."""
    owned_by(by).filter(couple=couple).update(is_sent=False)
