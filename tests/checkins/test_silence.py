"""V6: to whoever invited, every cause of silence looks the same, at every instant."""

from collections import Counter
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse

from accounts.actions import couple as couples
from accounts.actions.consent import withdraw_sharing
from accounts.actor import acting_as
from accounts.enums import Purpose
from checkins.actions import invitation
from checkins.enums.repair import SuggestedTime
from checkins.safety import set_quiet
from tests.accounts.acting import act
from tests.checkins.talk_pages import (
    BEFORE_AND_AFTER,
    HOUR,
    Page,
    Story,
    differing,
    get,
    nothing,
)
from tests.checkins.work import asked
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.sessions import signed_in
from tests.factories.talks import accept, invite


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
            with asked() as statements:
                response = client.post(path, data | {"send": "yes"})
            work = Counter(statements)
            page = get(client, response["Location"])
            transaction.set_rollback(True)
        return Page(response.status_code, page.headers, page.body, work + page.work)

    sent(nothing)
    baseline = sent(nothing)
    assert baseline.status == 302
    for story in (wants_no_prompts, paused, no_longer_agrees, invited_while_wanting_none):
        assert sent(story) == baseline, story


# A conversation that runs: the one who did nothing looks
