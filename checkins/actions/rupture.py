"""Naming a hurt, moving it, showing exact words of it, and taking them back.

Nothing of this is audited: that would be the timeline nobody keeps (decisions.md 8).
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts import vault
from accounts.access import Refusal, check_may_share, couple_of, lock_couple
from accounts.enums import Purpose
from accounts.logic.rhythm import local_day
from accounts.models import Couple, User
from checkins.enums import HurtSource, HurtState, HurtWish
from checkins.logic.rupture import (
    STATE_AFTER,
    VISIBLE_TO_THE_OTHER,
    HurtContent,
    may_become,
)
from checkins.models import HurtReply, Rupture, ShownHurt
from checkins.queries.rupture import owned_by, readable_by, shown_on

LOOK_AGAIN_AFTER = timedelta(days=7)


# Beside what stands in a hurt, sealed with it: what was typed while the private area was shut, and
# who began.
TYPED, WORDS, SOURCE = "typed", "words", "source"


class HurtHasMovedOn(Refusal):
    sentence = _("This has moved on meanwhile. Please look at it as it is now.")


class DoesNotFit(Refusal):
    sentence = _("That is more than fits here. Please make it a little shorter.")


@transaction.atomic
def name_hurt(
    *,
    by: User,
    key: UUID,
    content: HurtContent,
    wish: HurtWish,
    now: datetime,
    source: HurtSource = HurtSource.OWN,
) -> UUID:
    """Name a hurt, for its owner alone, and return its key.

    ``key`` is made with the form: the same form sent twice names one hurt. A wish to show it
    shows nothing yet; the words are chosen on a page of their own.
    """
    couple = couple_of(by)
    today = local_day(now, by.time_zone)
    hurt = Rupture(
        # Bound to the person, so that nobody's form can meet somebody else's row.
        id=uuid5(by.pk, str(key)),
        author=by,
        couple_id=couple.pk if couple else None,
        named_on=today,
        look_again_on=today + LOOK_AGAIN_AFTER if wish is HurtWish.LOOK_AGAIN else None,
        state=HurtState.NAMED if wish is HurtWish.SHOW else STATE_AFTER[wish],
    )
    if not owned_by(by).filter(pk=hurt.pk).exists():
        hurt.write(content.as_document() | {SOURCE: source})
        Rupture.objects.bulk_create([hurt], ignore_conflicts=True)
    return hurt.pk


@transaction.atomic
def rewrite_hurt(*, by: User, pk: UUID, content: HurtContent, now: datetime) -> None:
    """Change what stands in an own hurt. Words already shown stay as they were shown.

    Raises DoesNotFit.
    """
    hurt = _own(by, pk)
    document = hurt.read()
    beside = {name: document[name] for name in (WORDS, SOURCE) if document.get(name)}
    _seal(hurt, content.as_document() | beside)


@transaction.atomic
def keep_typed(*, by: User, pk: UUID, content: HurtContent, now: datetime) -> None:
    """Keep a change beside what stands, which it does not replace. Raises DoesNotFit."""
    hurt = _own(by, pk)
    _seal(hurt, hurt.read() | {TYPED: content.as_document()})


@transaction.atomic
def keep_words(*, by: User, pk: UUID, words: str, now: datetime) -> None:
    """Keep words that were chosen to be shown, and show nothing. Raises DoesNotFit."""
    hurt = _own(by, pk)
    _seal(hurt, hurt.read() | {WORDS: words})


@transaction.atomic
def move_hurt(*, by: User, pk: UUID, to: HurtState, now: datetime) -> None:
    """Keep it, close it or set it aside; each takes back what the partner could read.

    Raises HurtHasMovedOn where its life cycle does not lead there.
    """
    hurt = _own(by, pk)
    if to in VISIBLE_TO_THE_OTHER or not may_become(HurtState(hurt.state), to):
        raise HurtHasMovedOn
    _shown(hurt).delete()
    hurt.state = to
    hurt.look_again_on = None
    hurt.save(update_fields=["state", "look_again_on"])


@transaction.atomic
def look_again(*, by: User, pk: UUID, now: datetime) -> None:
    """Have an own hurt put in front of its owner again in a week."""
    hurt = _own(by, pk)
    hurt.look_again_on = local_day(now, by.time_zone) + LOOK_AGAIN_AFTER
    hurt.save(update_fields=["look_again_on"])


@transaction.atomic
def show_hurt(*, by: User, pk: UUID, words: str, now: datetime) -> UUID:
    """Let the partner read exactly these words, from now on; returns the key of what is shown.

    The same words twice are shown once. Other words replace the earlier ones, and an answer to
    those goes with them. Raises NotConnected, Paused or NoConsent.
    """
    # Locked, so that nothing is shown in the instant in which its author takes the consent back.
    couple = lock_couple(by)
    check_may_share(by, Purpose.HURTS_SHARING)
    hurt = _own(by, pk)
    standing = _shown(hurt).filter(couple=couple).first()
    if standing is not None and standing.read()["words"] == words:
        return standing.pk
    _shown(hurt).delete()
    shown = ShownHurt(author=by, couple=couple, rupture=hurt, shown_on=shown_on(by, now))
    shown.write({"words": words})
    shown.save(force_insert=True)
    document = hurt.read()
    if document.pop(WORDS, None) is not None:
        _seal(hurt, document)
    hurt.state = HurtState.SHOWN
    hurt.look_again_on = None
    hurt.save(update_fields=["state", "look_again_on"])
    return shown.pk


@transaction.atomic
def delete_hurt(*, by: User, pk: UUID, now: datetime) -> None:
    """Delete an own hurt with everything shown of it; nothing remains in its place."""
    hurt = _own(by, pk)
    _shown(hurt).delete()
    hurt.delete()


@transaction.atomic
def hear_hurt(*, by: User, pk: UUID, now: datetime) -> None:
    """Answer *I hear you* to what the partner shows; pressing twice is pressing once."""
    shown = get_object_or_404(readable_by(by).exclude(author=by), pk=pk)
    reply = HurtReply(id=uuid5(by.pk, str(pk)), author=by, couple=shown.couple, shown_hurt=shown)
    HurtReply.objects.bulk_create([reply], ignore_conflicts=True)


@transaction.atomic
def take_answer_back(*, by: User, pk: UUID, now: datetime) -> None:
    """Take an own *I hear you* back. Everybody can erase what is theirs."""
    HurtReply.objects.filter(author=by, shown_hurt=pk).delete()


@transaction.atomic
def take_back_all(*, by: User, couple: Couple, now: datetime) -> None:
    """Take back everything shown: the consent to share hurts has ended."""
    ShownHurt.objects.filter(author=by).delete()
    owned_by(by).filter(state=HurtState.SHOWN).update(state=HurtState.KEPT)


def _own(by: User, pk: UUID) -> Rupture:
    """The own row, locked: two tabs act one after the other."""
    return get_object_or_404(owned_by(by).select_for_update(), pk=pk)


def _seal(hurt: Rupture, document: dict[str, object]) -> None:
    try:
        hurt.write(document)
    except vault.TooLong:
        raise DoesNotFit from None
    hurt.save(update_fields=["sealed"])


def _shown(hurt: Rupture) -> QuerySet[ShownHurt]:
    return ShownHurt.objects.filter(author=hurt.author_id, rupture=hurt.pk)
