"""What a page has said is there after a kill -9 at the next instant (safety.md V11)."""

from uuid import UUID

import pytest

from accounts.actor import acting_as
from accounts.models import User
from checkins.enums import DraftField
from checkins.enums.repair import Turn
from checkins.logic.sheet import Sheet
from checkins.models import CheckIn, Release, RepairDraft, RepairTurn
from checkins.queries.round import around
from tests.factories.people import NOW, connect, make_user
from tests.factories.talks import COOLING, begin, both_say, place_of
from tests.faults.server import Visitor, gunicorn

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]


def test_answer_that_was_kept_survives_the_server() -> None:
    alice = make_user("Alice")
    for answer in (7, 3):
        with gunicorn() as server:
            visitor = Visitor(alice, server)
            with acting_as(alice.pk, now=NOW):
                day = around(alice, NOW).running.day
            status, said = visitor.post(f"/week/{day}/1/", {"W-REL-1": answer}, htmx=True)
            assert status == 200
            assert "kept" in said
            server.kill()
        with acting_as(alice.pk, now=NOW):
            assert Sheet.of(CheckIn.objects.get().read()).answers == {"W-REL-1": answer}


def test_release_that_was_confirmed_survives_the_server() -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    connect(alice, bob)
    with acting_as(alice.pk, now=NOW):
        day = around(alice, NOW).running.day
    with gunicorn() as server:
        visitor = Visitor(alice, server)
        visitor.post(f"/week/{day}/1/", {"W-REL-1": 7, "W-REL-2": 3})
        status, _ = visitor.post(f"/week/{day}/preview/", {"act": "release"})
        assert status == 302
        _, said = visitor.get(f"/week/{day}/done/")
        assert "Released" in said
        server.kill()
    with acting_as(alice.pk, now=NOW):
        assert Release.objects.get().read()["elements"] == {"reliability": "steady"}
        assert CheckIn.objects.get().is_done


def test_act_that_was_cut_off_is_whole_or_absent() -> None:
    """The server dies while it answers; nothing was said, so either outcome is right."""
    alice, bob = make_user("Alice"), make_user("Bob")
    connect(alice, bob)
    with acting_as(alice.pk, now=NOW):
        day = around(alice, NOW).running.day
    with gunicorn() as server:
        visitor = Visitor(alice, server)
        visitor.post(f"/week/{day}/1/", {"W-REL-1": 7, "W-REL-2": 3})
        visitor.post_and_look_away(f"/week/{day}/preview/", {"act": "release"})
        server.kill()
    with acting_as(alice.pk, now=NOW):
        assert Release.objects.exists() == CheckIn.objects.get().is_done


def test_draft_of_a_conversation_that_was_kept_survives_the_server() -> None:
    alice, bob, talk, address = at_telling()
    for text in ("It was on Sunday.", "It was on Sunday, after lunch."):
        with gunicorn() as server:
            visitor = Visitor(alice, server)
            status, said = visitor.post(address, {"happened": text}, htmx=True)
            assert status == 200
            assert "kept" in said
            server.kill()
        with acting_as(alice.pk, now=NOW):
            draft = RepairDraft.objects.get(conversation=talk)
            assert draft.read()["texts"] == {DraftField.HAPPENED: text}
        with acting_as(bob.pk, now=NOW):
            assert not RepairDraft.objects.exists()


def test_turn_that_was_cut_off_is_sent_whole_or_still_a_draft() -> None:
    alice, bob, talk, address = at_telling()
    with gunicorn() as server:
        visitor = Visitor(alice, server)
        visitor.post(address, {"happened": "It was on Sunday."}, htmx=True)
        visitor.post_and_look_away(address, {"happened": "It was on Sunday.", "send": "said"})
        server.kill()
    with acting_as(alice.pk, now=NOW):
        sent = RepairTurn.objects.filter(conversation=talk, turn=Turn.TELL).exists()
        assert RepairDraft.objects.filter(conversation=talk).exists() is not sent
    asked = Turn.REFLECT if sent else Turn.TELL
    for person in (alice, bob):
        assert place_of(person, talk, now=NOW).turn is asked


def at_telling() -> tuple[User, User, UUID, str]:
    """A conversation in which Alice is to tell; by the server's clock, which stands still."""
    alice, bob = make_user("Alice"), make_user("Bob")
    connect(alice, bob, now=NOW - 2 * COOLING)
    talk = begin(alice, bob, now=NOW - COOLING)
    for _ in range(2):
        both_say(alice, bob, talk, now=NOW)
    return alice, bob, talk, f"/us/talk/{talk}/"
