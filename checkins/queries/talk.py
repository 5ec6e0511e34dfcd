"""The page of a conversation, for one of the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.utils.functional import Promise

from accounts import vault
from accounts.models import User
from checkins.enums.repair import NoteKind, RepairState, Turn
from checkins.logic.invitation import InvitationContent
from checkins.logic.repair import MOST_LOOPS, PAUSES_BEFORE_A_WORD, READ_AT_ONCE
from checkins.logic.turns import FIELDS, TurnContent
from checkins.models import RepairDraft, RepairInvitation, RepairNote, RepairTurn
from checkins.queries.agreement import Part, agreed_in
from checkins.queries.conversation import Place
from checkins.queries.moments import say_moment
from checkins.queries.rupture import AREA_LABELS
from checkins.queries.steps import ENDS, LEAVE_IT, STEPS, WITHOUT_WORDS, Button
from checkins.queries.turns import Said, drafts_of, ritual_of_both, said_by, turns_of

# Which step's words stand above the form at this one.
ANSWERS_TO = {
    Turn.REFLECT: Turn.TELL,
    Turn.CONFIRM: Turn.REFLECT,
    Turn.RECEIVE: Turn.APOLOGISE,
    Turn.AGREE: Turn.CHANGE,
}


@dataclass(frozen=True, slots=True)
class Unsent:
    """Words that were typed at a step which is over by now."""

    pk: UUID
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class TalkPage:
    """Everything one of the two may read of a conversation; nothing of the other's before it is
    said. ``turn`` is the step's; ``is_my_turn`` where it asks something of this person now.
    """

    pk: UUID
    partner_name: str
    state: RepairState
    turn: Turn | None
    key: int
    is_my_turn: bool
    has_taken: bool
    area: Promise | str
    reopening_words: str
    said: Sequence[Said]
    latest: Sequence[Said]
    rituals: Sequence[Promise]
    draft: TurnContent | None
    has_draft: bool
    unsent: Sequence[Unsent]
    has_covered: bool
    cools_until: str
    is_cool: bool
    may_loop: bool
    needs_a_third: bool
    away_until: str
    review_on: date | None
    is_over: bool
    again: UUID | None
    taken_pk: UUID | None
    rules: Sequence[str]
    earlier: Sequence[Part]

    @property
    def wants_words(self) -> bool:
        return self.turn is not None and bool(FIELDS[self.turn])

    @property
    def reads_when_both(self) -> bool:
        return self.turn in {Turn.OWN, Turn.APOLOGISE, Turn.CHANGE}

    @property
    def answers_to_nothing(self) -> bool:
        """Whether the words that this step answers to were taken back or deleted."""
        return self.turn in ANSWERS_TO and not self.latest

    @property
    def is_paused(self) -> bool:
        return self.state is RepairState.PAUSED

    @property
    def can_reopen(self) -> bool:
        return self.is_over and self.state is not RepairState.REOPENED

    @property
    def rituals_line(self) -> str:
        return ", ".join(map(str, self.rituals))

    @property
    def ritual_words(self) -> Sequence[Said]:
        """The other's own words for a ritual, where both chose something."""
        return [each for each in self.said if each.turn is Turn.RITUAL and not each.is_mine]

    @property
    def title(self) -> Promise:
        return STEPS[self.turn].title if self.turn else ENDS[self.state][0]

    @property
    def lede(self) -> Promise:
        return STEPS[self.turn].lede if self.turn else ENDS[self.state][1]

    @property
    def waiting(self) -> Promise | str:
        return STEPS[self.turn].waiting if self.turn else ""

    @property
    def buttons(self) -> Sequence[Button]:
        if self.turn is None:
            return ()
        if self.turn is Turn.READY and not self.is_cool:
            return ()
        buttons = STEPS[self.turn].buttons
        if self.turn is Turn.CONFIRM and not self.may_loop:
            return (buttons[0], LEAVE_IT)
        return WITHOUT_WORDS[self.turn] if self.answers_to_nothing else buttons


def talk_page(
    user: User, place: Place, now: datetime, *, may_read: bool, rules: Sequence[str] = ()
) -> TalkPage:
    """At most eight queries. ``may_read`` opens what nobody but this person reads: what was typed
    and not sent, what waits for the other, what was taken back.
    """
    vault.open_keys({user.pk, place.bond.partner.pk})
    rows = turns_of(place.row)
    said = said_by(user, rows)
    if not may_read:
        said = _read_by_both(user, said, rows)
    drafts = list(drafts_of(user, place.row))
    has_taken = any(_is_taken(row, user, place) for row in rows)
    here = next((each for each in drafts if _is_here(each, place)), None)
    unsent = _unsent(drafts, None if has_taken else here, place)
    area, words = _subject(place)
    return TalkPage(
        pk=place.row.pk,
        partner_name=place.bond.partner.display_name,
        state=place.state,
        turn=place.turn,
        key=place.key,
        is_my_turn=place.may_act and not has_taken,
        has_taken=has_taken,
        area=area,
        reopening_words=words,
        said=said,
        latest=_latest(said, place),
        rituals=ritual_of_both(rows) if place.row.review_on else (),
        draft=_draft(user, place, here, rows) if may_read else None,
        has_draft=here is not None,
        unsent=unsent if may_read else (),
        has_covered=bool(unsent) and not may_read,
        cools_until=_ahead(place.row.cools_until, user, now),
        is_cool=now >= place.row.cools_until,
        may_loop=place.now_is.loops < MOST_LOOPS,
        needs_a_third=place.now_is.pauses >= PAUSES_BEFORE_A_WORD,
        away_until=_away(user, place, now) if may_read else "",
        review_on=place.row.review_on,
        is_over=not place.now_is.is_talking,
        again=place.again,
        taken_pk=next((row.pk for row in rows if _is_taken(row, user, place)), None),
        rules=rules if place.turn is Turn.RULES else (),
        earlier=_earlier(user, place),
    )


def fingerprint(place: Place, now: datetime, *, has_taken: bool) -> str:
    """Changes when the page of somebody who waits would change; it says nothing by itself."""
    is_cool = now >= place.row.cools_until
    seen = f"{place.state} {place.now_is.number} {has_taken} {is_cool}"
    return sha256(seen.encode()).hexdigest()[:16]


def _read_by_both(user: User, said: Sequence[Said], rows: Sequence[RepairTurn]) -> list[Said]:
    """Without one's own turns that the other cannot read, or no longer: those are private. So are
    own words for a ritual: shown only where they are read, they would tell whether they are.
    """
    theirs = {(row.turn, row.stage) for row in rows if row.author_id != user.pk}
    return [
        each
        for each in said
        if not each.is_mine
        or (
            not each.is_withdrawn
            and each.turn is not Turn.RITUAL
            and (each.turn in READ_AT_ONCE or (each.turn, each.stage) in theirs)
        )
    ]


def _is_taken(row: RepairTurn, user: User, place: Place) -> bool:
    return row.author_id == user.pk and row.turn == place.turn and row.stage == place.key


def _is_here(draft: RepairDraft, place: Place) -> bool:
    return draft.turn == place.turn and draft.stage == place.key


def _latest(said: Sequence[Said], place: Place) -> list[Said]:
    """What the step that runs answers to, and all since; without what was taken back."""
    if place.turn not in ANSWERS_TO:
        return []
    # Not by what is there to read: where that was taken back, an older one would stand in for it.
    since = place.now_is.stage_of(ANSWERS_TO[place.turn])
    return [
        each
        for each in said
        if each.stage >= since and not each.is_withdrawn and _may_answer(each, place)
    ]


def _may_answer(said: Said, place: Place) -> bool:
    return place.turn is not Turn.RECEIVE or (said.turn is Turn.APOLOGISE and not said.is_mine)


def _draft(
    user: User, place: Place, here: RepairDraft | None, rows: Sequence[RepairTurn]
) -> TurnContent | None:
    """What was kept at this step; else what one said the last time the same was asked."""
    if here is not None:
        return TurnContent.of(here.read())
    if place.turn not in {Turn.REFLECT, Turn.CHANGE}:
        return None
    own = [row for row in rows if row.author_id == user.pk and row.turn == place.turn]
    return TurnContent.of(own[-1].read()) if own else None


def _unsent(
    drafts: Sequence[RepairDraft], in_form: RepairDraft | None, place: Place
) -> list[Unsent]:
    if place.state is RepairState.PAUSED:
        return []
    texts = {
        each.pk: list(TurnContent.of(each.read()).texts.values())
        for each in drafts
        if each is not in_form
    }
    return [Unsent(pk, own) for pk, own in texts.items() if own]


def _subject(place: Place) -> tuple[Promise | str, str]:
    row = RepairInvitation.objects.filter(pk=place.row.invitation_id).first()
    document = row.read_if_it_opens() if row else None
    if document is None:
        return "", ""
    content = InvitationContent.of(document)
    return AREA_LABELS[content.area], content.words


def _earlier(user: User, place: Place) -> Sequence[Part]:
    """What the two agreed on in the conversation that this one reopens."""
    if place.row.reopens_id is None or not place.now_is.is_talking:
        return ()
    return agreed_in(user, place.row.reopens_id)


def _away(user: User, place: Place, now: datetime) -> str:
    if place.state is not RepairState.PAUSED:
        return ""
    note = RepairNote.objects.filter(author=user, conversation=place.row, kind=NoteKind.AWAY)
    row = note.first()
    until = row.read()["until"] if row else None
    return _ahead(datetime.fromisoformat(until), user, now) if until else ""


def _ahead(instant: datetime, user: User, now: datetime) -> str:
    """An instant by the clock of the person who reads it; empty where it has passed."""
    return say_moment(instant, user.time_zone, now) if now < instant else ""
