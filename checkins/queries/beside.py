"""What is there beside the week, for one person, in one question to the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from accounts.access import Bond
from accounts.logic.rhythm import local_day
from accounts.models import Couple, User
from checkins.access import conversations_reachable_by
from checkins.enums.repair import NoteKind, Reach, Reply
from checkins.logic.follow_up import ANSWERED_WITHIN
from checkins.logic.invitation import STANDS_FOR
from checkins.logic.repair import CLOSES_AFTER
from checkins.models import InvitationReply, RepairConversation, RepairInvitation, RepairNote
from checkins.queries.appreciation import sent_between
from checkins.queries.invitation import may_stand
from checkins.queries.ritual import kept_by
from checkins.queries.rupture import shown_between
from checkins.safety import is_quiet

# Whether it was read is kept nowhere, so the calendar says how long it stands on Today.
NEW_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Beside:
    """``is_talking``: a conversation runs or rests, or the other would like one.
    ``to_look_back`` is the conversation that this person may look back on, alone, and has not; one
    that was taken up again waits for its own end. ``shown`` is the hurt that was shown last;
    ``glad`` the words of thanks that the other sent last, within a week.
    """

    is_talking: bool
    to_look_back: UUID | None
    shown: UUID | None
    glad: UUID | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """Of what there is anything at all on the page of both, so that nothing else is asked for."""

    has_talks: bool
    has_invitations: bool
    has_shown: bool
    has_glad: bool
    has_rituals: bool


def between(user: User, bond: Bond, now: datetime) -> Between:
    """One query."""
    today = local_day(now, bond.couple.time_zone)
    found = (
        Couple.objects.filter(pk=bond.couple.pk)
        .annotate(
            talks=Exists(conversations_reachable_by(bond)),
            invitations=Exists(may_stand(user, bond, today)),
            shown=Exists(shown_between(bond)),
            glad=Exists(sent_between(bond)),
            rituals=Exists(kept_by(user, bond)),
        )
        .get()
    )
    return Between(found.talks, found.invitations, found.shown, found.glad, found.rituals)


def beside(user: User, bond: Bond, now: datetime) -> Beside:
    """One query; another one of one's own where there is something to look back on, which nobody
    is asked who wants no prompts.
    """
    today = local_day(now, bond.couple.time_zone)
    talks = RepairConversation.objects.filter(couple=OuterRef("pk"))
    running = talks.filter(is_open=True, moved_at__gt=now - CLOSES_AFTER)
    refused = InvitationReply.objects.filter(author=user, invitation=OuterRef("pk"), reply=Reply.NO)
    taken_up = RepairConversation.objects.filter(invitation_id=OuterRef("pk"))
    invited = RepairInvitation.objects.filter(
        ~Exists(refused),
        ~Exists(taken_up),
        couple=OuterRef("pk"),
        reach=Reach.OPEN,
        sent_on__gt=today - STANDS_FOR,
    ).exclude(author=user)
    answered = RepairNote.objects.filter(
        author=user, conversation=OuterRef("pk"), kind=NoteKind.FOLLOW_UP
    )
    again = RepairConversation.objects.filter(reopens_id=OuterRef("pk"))
    due = talks.filter(
        ~Exists(answered),
        ~Exists(again),
        review_on__lte=today,
        review_on__gt=today - ANSWERED_WITHIN,
    ).order_by("review_on", "id")
    shown = shown_between(bond).order_by("-shown_on", "id")
    glad = sent_between(bond).exclude(author=user).filter(sent_on__gt=today - NEW_FOR)
    found = (
        Couple.objects.filter(pk=bond.couple.pk)
        .annotate(
            runs=Exists(running),
            asked=Exists(invited),
            due=Subquery(due.values("pk")[:1]),
            shown=Subquery(shown.values("pk")[:1]),
            glad=Subquery(glad.values("pk")[:1]),
        )
        .get()
    )
    to_look_back = found.due if found.due is not None and not is_quiet(user) else None
    return Beside(
        is_talking=found.runs or found.asked,
        to_look_back=to_look_back,
        shown=found.shown,
        glad=found.glad,
    )
