"""What one said in conversations stays one's own, also when the connection has ended."""

from django.urls import reverse

from accounts.actions.couple import leave
from accounts.actor import acting_as
from checkins.enums.repair import Turn
from checkins.models import RepairTurn
from tests.conftest import Pair
from tests.factories import talks
from tests.factories.people import NOW

TOLD, DRAFT = "Of the evening in the hall.", "Half a thought."
HEARD = "Of what was heard."


def test_own_words_and_drafts_are_read_by_their_author_alone(couple: Pair, sign_in, clock) -> None:
    alice, bob = couple
    pk, now = talks.up_to(Turn.TELL, *couple, now=NOW)
    talks.say(alice, pk, now=now, happened=TOLD)
    talks.say(bob, pk, now=now, understood=HEARD)
    talks.draft(alice, pk, Turn.CONFIRM, DRAFT, now=now)
    clock.move_to(now)
    page = sign_in(alice).get(reverse("checkins:mine_said")).content.decode()
    assert TOLD in page
    assert DRAFT in page
    assert HEARD not in page
    other = sign_in(bob).get(reverse("checkins:mine_said")).content.decode()
    assert HEARD in other
    assert TOLD not in other
    assert DRAFT not in other


def test_own_words_outlive_the_connection_and_can_be_deleted(couple: Pair, sign_in, clock) -> None:
    alice, bob = couple
    pk, now = talks.up_to(Turn.TELL, *couple, now=NOW)
    talks.say(alice, pk, now=now, happened=TOLD)
    with acting_as(bob.pk, now=now):
        leave(by=bob, keeps_door_closed=True, now=now)
    clock.move_to(now)
    client = sign_in(alice)
    address = reverse("checkins:mine_said")
    assert TOLD in client.get(address).content.decode()
    with acting_as(alice.pk, now=now):
        turn = RepairTurn.objects.get(turn=Turn.TELL)
    sign_in(bob).post(address, {"delete": turn.pk})
    assert TOLD in client.get(address).content.decode()
    client.post(address, {"delete": turn.pk})
    assert TOLD not in client.get(address).content.decode()
