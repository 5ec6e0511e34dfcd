"""What is not on the lines of two: nothing that one of them did alone, and nobody who has left."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.actions.couple import leave, pause, set_numbers
from accounts.actor import acting_as
from accounts.models import User
from checkins.enums import Element
from tests.checkins.views.drawn import names, panel
from tests.checkins.views.plain import AREAS
from tests.conftest import Pair, TestClock
from tests.conventions.visits import masked
from tests.factories.hurts import name_one
from tests.factories.people import NOW, connect
from tests.factories.pictures import after, opened_weeks
from tests.factories.weeks import answer, full_week, give, keep_all

YEAR = reverse("checkins:us_trends")
WEEK = timedelta(weeks=1)


def body(client: Client) -> str:
    return client.get(YEAR).content.decode()


def test_kept_back_or_never_answered_is_the_same_byte_for_byte(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    """A week, and one area of a week: for the one who gave, and looks after the moment."""
    full_week(*couple, now=NOW)
    now = NOW + WEEK
    one, other = couple
    answer(other, now=now)
    give(other, now=now)

    def seen(*acts: Callable[[], object]) -> tuple[int, dict[str, str], str]:
        with transaction.atomic():
            clock.move_to(now)
            for act in acts:
                act()
            clock.move_to(now + WEEK)
            page = masked(sign_in(other).get(YEAR))
            transaction.set_rollback(True)
        return page

    def answered(**more: int | str | None) -> None:
        answer(one, now=now, score=1, words="Of mine.", **more)

    def gave() -> None:
        give(one, now=now)

    def kept() -> None:
        keep_all(one, now=now)

    def paused() -> None:
        with acting_as(one.pk, now=now):
            pause(by=one, now=now)

    nothing = seen()
    assert panel(nothing[2], "Repair").column() == ["steady"]
    hurt = partial(name_one, one, now=now)
    for acts in ([answered], [answered, kept], [answered, gave, kept], [answered, gave, paused],
                 [hurt, answered]):  # fmt: skip
        assert seen(*acts) == nothing

    def without_some(*areas: Element, **more: int | str | None) -> tuple[int, dict[str, str], str]:
        given = partial(give, one, now=now, keep_back={Element.FELT, *areas})
        return seen(partial(answered, **more), given)

    without = without_some(Element.REPAIR)
    assert panel(without[2], "Repair").column() == ["steady"]
    assert panel(without[2], "Acceptance").column() == ["steady", "steady"]
    assert without == without_some(W_REP_1=None, W_REP_2=None)
    assert without == without_some(W_REP_1="na", W_REP_2="na")
    assert without == without_some(Element.REPAIR, W_REP_1=10)
    # The control: what is given shows, and by whom.
    assert panel(without_some()[2], "Repair").rows[0].cells == ["steady", "hard"]


def test_number_of_one_alone_and_words_are_not_on_it(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    with acting_as(couple.one.pk, now=NOW):
        set_numbers(by=couple.one, wants=True, now=NOW)
    answer(couple.one, now=NOW, score=5, words="Planted.")
    answer(couple.other, now=NOW, score=5)
    for person in couple:
        give(person, now=NOW, keep_back=())
    clock.move_to(NOW + WEEK)
    for person in couple:
        page = body(sign_in(person))
        assert names(page) == [*AREAS, "In a room together"]
        for area in AREAS:
            assert panel(page, area).rows[0].cells == ["mixed", "mixed"]
            assert panel(page, area).values() == [5.5]
        assert "Planted." not in page


def test_running_round_and_an_ended_connection_are_not_on_it(
    couple: Pair, carol: User, sign_in, clock: TestClock
) -> None:
    one, other = couple
    week = {Element.REPAIR: 8.0}
    now = after(opened_weeks(one, other, [(week, week)] * 4))
    answer(one, now=now, score=1)
    answer(other, now=now, score=1)
    for person in couple:
        give(person, now=now)
    clock.move_to(now)
    page = body(sign_in(one))
    assert panel(page, "Repair").column() == ["8"] * 4
    with acting_as(other.pk, now=now):
        leave(by=other, keeps_door_closed=True, now=now)
    for person in couple:
        assert "<figure" not in body(sign_in(person))
    connect(one, carol, now=now)
    later = now + 2 * WEEK
    full_week(one, carol, now=now)
    clock.move_to(later)
    assert panel(body(sign_in(one)), "Repair").column() == ["steady"]
