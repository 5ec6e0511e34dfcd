"""V3, V6 and SR-06 in conversations: every page of the other is the same byte for byte, and costs
the same statements, whatever somebody did alone.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import couple as couples
from accounts.actions.consent import withdraw_sharing
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from checkins.actions import draft as drafts
from checkins.actions import follow_up, invitation, repair
from checkins.enums import DraftField
from checkins.enums.repair import Away, Choice, Outcome, Ritual, Safer, SuggestedTime, Turn
from checkins.logic.turns import CHOICES, FIELDS, TurnContent
from checkins.models import RepairTurn
from checkins.safety import set_quiet
from tests.accounts.acting import act
from tests.checkins.test_equal_work import shape
from tests.checkins.test_noninterference import mask
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.talks import accept, begin, draft, invite, place_of, say, through, up_to

PLANTED = "What is mine alone is mine alone."
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Midnight in Berlin, when an invitation of NOW closes.
CLOSING = NOW.replace(hour=23) + 6 * DAY
BEFORE_AND_AFTER = (
    HOUR,
    CLOSING - NOW - timedelta(seconds=1),
    CLOSING - NOW,
    14 * DAY,
)
LOOK = {"held": "", "again": ""}

Story = Callable[[Pair, UUID, datetime], object]


class Page(NamedTuple):
    status: int
    headers: str
    body: str
    work: Counter[str]


Pages = dict[str, Page]


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def nothing(pair: Pair, pk: UUID, now: datetime) -> None:
    pass


def addresses_of(pk: UUID, *, is_talk: bool) -> list[str]:
    """Where something of it could show."""
    of_it = ["talk", "talk_turn", "talk_close", "talk_later"] if is_talk else ["invited"]
    found = [reverse(f"checkins:{name}") for name in ("today", "us", "invite")]
    found += [reverse(f"checkins:{name}", args=[pk]) for name in of_it]
    return [*found, reverse("accounts:connection")]


def get(client: Client, path: str) -> Page:
    with CaptureQueriesContext(connection) as seen:
        response = client.get(path)
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(response.items()))
    work = Counter(shape(query["sql"]) for query in seen)
    return Page(response.status_code, mask(headers), mask(response.content.decode()), work)


@pytest.fixture
def told(couple: Pair, sign_in: Callable[[User], Client], clock: TestClock):
    """All pages of one after a story of the other that is taken back afterwards."""

    def told_to(
        viewer: User, pk: UUID, story: Story, since: datetime, instants: Iterable[timedelta]
    ) -> Pages:
        mail.outbox.clear()
        pages: Pages = {}
        with transaction.atomic():
            clock.move_to(since)
            story(couple, pk, since)
            for after in instants:
                clock.move_to(since + after)
                client = sign_in(viewer)
                client.get("/us/")  # the first request after signing in writes to the session
                paths = addresses_of(pk, is_talk=client.get(f"/us/talk/{pk}/").status_code == 200)
                pages |= {f"{after} {path}": get(client, path) for path in paths}
            transaction.set_rollback(True)
        assert mail.outbox == []
        return pages

    return told_to


def differing(one: Pages, other: Pages) -> list[str]:
    assert set(one) == set(other)
    return [path for path in one if one[path] != other[path]]


# Invitations: whoever sent one looks


def declined(pair: Pair, pk: UUID, now: datetime) -> None:
    act(pair.other, invitation.decline, pk=pk, now=now)


def did_not_feel_ready(pair: Pair, pk: UUID, now: datetime) -> None:
    client = signed_in(pair.other)
    answer = client.post(reverse("checkins:invited", args=[pk]), {"safe": "no", "body": "2"})
    assert answer.status_code == 200


def read_it(pair: Pair, pk: UUID, now: datetime) -> None:
    client = signed_in(pair.other)
    assert client.get(reverse("checkins:invited", args=[pk])).status_code == 200


def wants_no_prompts(pair: Pair, pk: UUID, now: datetime, *, stays: bool = True) -> None:
    with acting_as(pair.other.pk, now=now):
        set_quiet(by=pair.other, wants=True)
        if not stays:
            set_quiet(by=pair.other, wants=False)


def paused(pair: Pair, pk: UUID, now: datetime, *, stays: bool = True) -> None:
    act(pair.other, couples.pause, now=now)
    if not stays:
        act(pair.other, couples.end_pause, now=now)


def no_longer_agrees(pair: Pair, pk: UUID, now: datetime) -> None:
    act(pair.other, withdraw_sharing, purpose=Purpose.REPAIR, now=now)


def invited_while_wanting_none(pair: Pair, pk: UUID, now: datetime) -> None:
    wants_no_prompts(pair, pk, now)
    invite(pair.other, now=now)


def said_yes(pair: Pair, pk: UUID, now: datetime) -> None:
    accept(pair.other, pk, now=now)


def named_a_time(pair: Pair, pk: UUID, now: datetime) -> None:
    act(pair.other, invitation.ask_for_later, pk=pk, when=SuggestedTime.TODAY, now=now)


def took_it_back(pair: Pair, pk: UUID, now: datetime) -> None:
    act(pair.one, invitation.take_back, pk=pk, now=now)


SILENCES: tuple[Story, ...] = (
    declined,
    did_not_feel_ready,
    read_it,
    wants_no_prompts,
    partial(wants_no_prompts, stays=False),
    paused,
    partial(paused, stays=False),
    no_longer_agrees,
    invited_while_wanting_none,
)


def test_every_silence_looks_the_same_to_whoever_invited_at_every_instant(couple, told) -> None:
    pk = invite(couple.one, now=NOW)
    baseline = told(couple.one, pk, nothing, NOW, BEFORE_AND_AFTER)
    for story in SILENCES:
        assert not differing(baseline, told(couple.one, pk, story, NOW, BEFORE_AND_AFTER)), story


def test_a_silence_after_another_time_looks_the_same_as_well(couple, told) -> None:
    pk = invite(couple.one, now=NOW)
    act(couple.other, invitation.ask_for_later, pk=pk, when=SuggestedTime.WEEKEND)
    baseline = told(couple.one, pk, nothing, NOW, BEFORE_AND_AFTER)
    for story in SILENCES:
        assert not differing(baseline, told(couple.one, pk, story, NOW, BEFORE_AND_AFTER)), story


def test_control_a_yes_another_time_and_an_own_act_do_show(couple, told) -> None:
    pk = invite(couple.one, now=NOW)
    baseline = told(couple.one, pk, nothing, NOW, [HOUR])
    stories: tuple[Story, ...] = (said_yes, named_a_time, took_it_back)
    for story in stories:
        assert differing(baseline, told(couple.one, pk, story, NOW, [HOUR]))


def test_an_invitation_goes_out_in_the_same_way_to_somebody_who_wants_none(
    couple: Pair, sign_in, clock
) -> None:
    def sent(story: Story) -> Page:
        with transaction.atomic():
            story(couple, uuid4(), NOW)
            client = sign_in(couple.one)
            data = {"key": str(uuid4()), "area": "repair", "line": "small", "when": "today"}
            path = reverse("checkins:invite")
            with CaptureQueriesContext(connection) as seen:
                response = client.post(path, data | {"send": "yes"})
            work = Counter(shape(query["sql"]) for query in seen)
            page = get(client, response["Location"])
            transaction.set_rollback(True)
        return Page(response.status_code, page.headers, page.body, work + page.work)

    sent(nothing)
    baseline = sent(nothing)
    assert baseline.status == 302
    for story in (wants_no_prompts, paused, no_longer_agrees, invited_while_wanting_none):
        assert sent(story) == baseline, story


# A conversation that runs: the one who did nothing looks


def typed(pair: Pair, pk: UUID, now: datetime) -> None:
    turn = place_of(pair.one, pk, now=now).turn
    assert turn is not None
    if FIELDS[turn]:
        draft(pair.one, pk, turn, PLANTED, now=now)


def took(choice: Choice, pair: Pair, pk: UUID, now: datetime) -> None:
    turn = place_of(pair.one, pk, now=now).turn
    assert turn is not None
    says = choice is Choice.SAID and FIELDS[turn]
    texts: dict[str, Any] = {FIELDS[turn][0].value: PLANTED} if says else {}
    send = partial(say, pair.one, pk, choice, now=now, picks=[Ritual.HUG])
    send(**texts)


def took_and_took_back(pair: Pair, pk: UUID, now: datetime) -> None:
    turn = place_of(pair.one, pk, now=now).turn
    assert turn is not None
    took(CHOICES[turn][0], pair, pk, now)
    with acting_as(pair.one.pk, now=now):
        own = RepairTurn.objects.filter(author=pair.one, turn=turn).latest("stage")
    act(pair.one, repair.withdraw, pk=pk, turn=own.pk, now=now)


ALONE = [
    Turn.READY,
    Turn.RULES,
    Turn.OWN,
    Turn.APOLOGISE,
    Turn.CHANGE,
    Turn.AGREE,
    Turn.RITUAL,
]


@pytest.mark.parametrize("turn", ALONE)
def test_what_one_did_where_each_acts_alone_does_not_show(couple, told, turn: Turn) -> None:
    pk, began = up_to(turn, *couple, now=NOW)
    # 48 hours count from the last move, and not from what one does alone.
    now, instants = began + HOUR, (HOUR, 2 * DAY - HOUR)
    baseline = told(couple.other, pk, nothing, now, instants)
    stories: list[Story] = [typed, took_and_took_back]
    stories += [partial(took, choice) for choice in CHOICES[turn] if choice is not Choice.ANOTHER]
    for story in stories:
        assert not differing(baseline, told(couple.other, pk, story, now, instants)), story


@pytest.mark.parametrize("turn", [Turn.TELL, Turn.CONFIRM])
def test_what_the_one_types_whose_turn_it_is_does_not_show(couple, told, turn: Turn) -> None:
    pk, now = up_to(turn, *couple, now=NOW)
    instants = (HOUR, 2 * DAY)
    baseline = told(couple.other, pk, nothing, now, instants)
    assert not differing(baseline, told(couple.other, pk, typed, now, instants))
    control = told(couple.other, pk, partial(took, CHOICES[turn][0]), now, instants)
    assert differing(baseline, control)


# A pause, and whose it was


def rests(pair: Pair, pk: UUID, now: datetime, *, away: Away | None = None) -> None:
    act(pair.one, repair.pause, pk=pk, away=away, now=now)


def left(pair: Pair, pk: UUID, now: datetime) -> None:
    act(pair.one, repair.leave_talk, pk=pk, now=now)


def paused_sharing(pair: Pair, pk: UUID, now: datetime) -> None:
    act(pair.one, couples.pause, now=now)


def came_back(pair: Pair, pk: UUID, now: datetime) -> None:
    rests(pair, pk, now)
    say(pair.one, pk, Choice.YES, now=now)


def came_back_and_left(pair: Pair, pk: UUID, now: datetime) -> None:
    came_back(pair, pk, now)
    left(pair, pk, now)


PAUSES: tuple[Story, ...] = (
    rests,
    *(partial(rests, away=away) for away in Away),
    left,
    paused_sharing,
    came_back,
    came_back_and_left,
)


@pytest.mark.parametrize(
    ("turn", "has_paused_before"), [(Turn.READY, False), (Turn.TELL, True), (Turn.OWN, False)]
)
def test_every_pause_is_the_same_and_that_of_time_as_well(
    couple, told, turn: Turn, *, has_paused_before: bool
) -> None:
    pk, now = up_to(turn, *couple, now=NOW)
    if has_paused_before:
        rests(couple, pk, now)
        for person in couple:
            say(person, pk, Choice.YES, now=now)
    # 48 hours and 14 days count from the last move, and not from the pause.
    now, later = now + HOUR, (2 * DAY - HOUR, 14 * DAY - HOUR)
    by_time = told(couple.other, pk, nothing, now, later)
    by_one = told(couple.other, pk, rests, now, (HOUR, *later))
    assert not differing(by_time, {path: by_one[path] for path in by_time})
    for story in PAUSES:
        assert not differing(by_one, told(couple.other, pk, story, now, (HOUR, *later))), story


def test_stepping_out_where_time_has_paused_it_tells_nobody(couple, told) -> None:
    pk, now = up_to(Turn.TELL, *couple, now=NOW)
    now += 2 * DAY
    say(couple.other, pk, Choice.YES, now=now)  # is back, and waits
    instants = (HOUR, 3 * DAY)
    baseline = told(couple.other, pk, nothing, now, instants)
    for story in PAUSES:
        if story not in {came_back, came_back_and_left}:
            assert not differing(baseline, told(couple.other, pk, story, now, instants)), story


# After the end


def kept_for_oneself(safer: Safer, pair: Pair, pk: UUID, now: datetime) -> None:
    document: dict[str, Any] = {"safer": safer, "heard": 1, "body": 0}
    act(pair.one, follow_up.keep_close, pk=pk, document=document, now=now)


def looked_back(outcome: Outcome, pair: Pair, pk: UUID, now: datetime) -> None:
    look = partial(follow_up.look_back, pk=pk, document=LOOK, outcome=outcome)
    act(pair.one, look, now=now)


def test_what_one_kept_after_it_does_not_show(couple, told) -> None:
    pk, now = through(*couple, now=NOW)
    instants = (HOUR, 14 * DAY, 20 * DAY, 21 * DAY)
    baseline = told(couple.other, pk, nothing, now, instants)
    for safer in Safer:
        story = partial(kept_for_oneself, safer)
        assert not differing(baseline, told(couple.other, pk, story, now, instants))


@pytest.mark.parametrize("other_said", [None, *Outcome])
def test_what_one_answers_looking_back_does_not_show(couple, told, other_said) -> None:
    pk, now = through(*couple, now=NOW)
    now += 14 * DAY
    if other_said is not None:
        looked_back(other_said, Pair(couple.other, couple.one), pk, now)
    instants = (HOUR, 6 * DAY, 7 * DAY)
    baseline = told(couple.other, pk, nothing, now, instants)
    for outcome in Outcome:
        story = partial(looked_back, outcome)
        both = outcome is other_said is Outcome.REPAIRED
        shows = differing(baseline, told(couple.other, pk, story, now, instants))
        # The control: where both say so, both read it.
        assert bool(shows) is both, outcome


def test_wishing_for_no_prompts_in_a_running_conversation_does_not_show(couple, told) -> None:
    pk = begin(*couple, now=NOW)
    instants = (HOUR, 2 * DAY)
    baseline = told(couple.one, pk, nothing, NOW, instants)
    for stays in (True, False):
        story = partial(wants_no_prompts, stays=stays)
        assert not differing(baseline, told(couple.one, pk, story, NOW, instants))


def test_a_draft_at_a_step_that_is_over_does_not_show(couple, told) -> None:
    pk, now = up_to(Turn.CONFIRM, *couple, now=NOW)

    def late(pair: Pair, pk: UUID, now: datetime) -> None:
        content = TurnContent(Choice.SAID, {DraftField.UNDERSTOOD: PLANTED})
        at: dict[str, Any] = {"turn": Turn.REFLECT, "key": 77, "content": content}
        act(pair.one, drafts.keep_draft, pk=pk, now=now, **at)

    baseline = told(couple.other, pk, nothing, now, [HOUR])
    assert not differing(baseline, told(couple.other, pk, late, now, [HOUR]))
