"""What a page has said is there after a kill -9 at the next instant (safety.md V11)."""

import pytest

from accounts.actor import acting_as
from checkins.logic.sheet import Sheet
from checkins.models import CheckIn, Release
from checkins.queries.round import around
from tests.factories.people import NOW, connect, make_user
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
