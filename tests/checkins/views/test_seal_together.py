"""While a reset by mail has sealed an account, nothing is agreed or promised in its name."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.test import Client

from accounts.actions.user import seal_private
from accounts.models import User
from checkins.actions.promise import mark_kept
from checkins.models import Agreement, Appreciation, KeptMark, Promise, Recommitment
from tests.accounts.acting import act, seen_by
from tests.conftest import Pair
from tests.factories.good import be_glad, hold_back, suggest_again
from tests.factories.people import NOW
from tests.factories.statements import suggest_line
from tests.factories.together import agree_rules, begin, promise, suggest

RULES = ["We sit down.", "We take turns.", "We stop at ten."]
TODAY = NOW.date()

SignIn = Callable[[User], Client]


def is_shut(client: Client, address: str, data: Mapping[str, Any]) -> bool:
    response: Any = client.post(address, data)
    return response.status_code == 403 and "Closed for now" in response.content.decode()


def test_sealed_person_says_no_yes_and_suggests_nothing(couple: Pair, sign_in: SignIn) -> None:
    mira, jon = couple
    agree_rules(mira, jon, ["First.", "Two.", "Three."], now=NOW)
    suggestion = suggest(jon, RULES, now=NOW)
    act(mira, seal_private)
    client = sign_in(mira)
    sent = {"key": str(uuid.uuid4()), "rules": "\n".join([*RULES, "Four."])}
    assert is_shut(client, "/us/rules/", sent)
    assert is_shut(client, "/us/rules/", {"agree_to": "repair"})
    assert is_shut(client, f"/us/rules/{suggestion}/answer/", {"answer": "yes"})
    assert seen_by(mira, Agreement.objects.count) == 1
    assert client.post(f"/us/rules/{suggestion}/answer/", {"answer": "no"}).status_code == 302


def test_sealed_person_promises_nothing_and_takes_a_promise_back(
    couple: Pair, sign_in: SignIn
) -> None:
    mira, jon = couple
    pk = promise(mira, "I call.", due_on=TODAY, now=NOW)
    act(mira, mark_kept, pk=pk)
    act(mira, seal_private)
    client, own = sign_in(mira), f"/us/promises/{pk}/"
    new = {"key": str(uuid.uuid4()), "words": "I obey.", "due_on": TODAY, "send": "yes"}
    assert is_shut(client, "/us/promises/new/", new)
    for do in ("note", "mark", "delete", ""):
        assert is_shut(client, own, {"do": do, "held": "held"})
    page: Any = client.get("/us/promises/")
    assert "I call." not in page.content.decode()
    assert client.post(own, {"do": "unmark"}).status_code == 302
    assert seen_by(mira, KeptMark.objects.count) == 0
    assert client.post(own, {"do": "take_back"}).status_code == 302
    assert seen_by(jon, Promise.objects.count) == 0


def test_sealed_person_begins_nothing_and_takes_back_what_waits(
    couple: Pair, sign_in: SignIn
) -> None:
    mira, _ = couple
    begin(mira, "Our Sundays.", is_sent=True, now=NOW)
    act(mira, seal_private)
    client = sign_in(mira)
    pk = seen_by(mira, Recommitment.objects.get).pk
    assert is_shut(client, "/us/again/", {"key": pk, "hold_on": "I obey."})
    for do in ("send", "delete"):
        assert is_shut(client, "/us/again/", {"do": do, "pk": pk})
    page: Any = client.get("/us/again/")
    assert "Our Sundays." not in page.content.decode()
    assert client.post("/us/again/", {"do": "take_back", "pk": pk}).status_code == 302
    assert not seen_by(mira, Recommitment.objects.get).is_sent
    assert is_shut(client, "/us/meaning/", {"key": str(uuid.uuid4()), "safe_means": "I obey."})


def test_sealed_person_says_yes_to_no_line_and_adds_none(couple: Pair, sign_in: SignIn) -> None:
    mira, jon = couple
    proposal = suggest_line(jon, "be asked where I am", now=NOW)
    act(mira, seal_private)
    client, path = sign_in(mira), f"/us/lines/{proposal}/answer/"
    sent = {"key": str(uuid.uuid4()), "text": "tell you where I am"}
    for page in ("/us/lines/", "/mine/months/lines/"):
        assert is_shut(client, page, sent)
    assert is_shut(client, path, {"answer": "yes"})
    assert client.post(path, {"answer": "no"}).status_code == 302


def test_sealed_person_thanks_for_nothing_and_takes_a_word_back(
    couple: Pair, sign_in: SignIn
) -> None:
    mira, jon = couple
    sent, draft = be_glad(mira, "For you.", now=NOW), hold_back(mira, "Not for you.", now=NOW)
    proposal = suggest_again(jon, "Ring me at noon", now=NOW)
    act(mira, seal_private)
    client, path = sign_in(mira), f"/us/rituals/{proposal}/answer/"
    new = {"key": str(uuid.uuid4()), "words": "I obey.", "send": "yes"}
    assert is_shut(client, "/us/good/new/", new)
    assert is_shut(client, "/us/rituals/", {"key": str(uuid.uuid4()), "text": "I ring"})
    assert is_shut(client, path, {"answer": "yes"})
    assert is_shut(client, f"/us/good/{sent}/", {"do": "delete"})
    for hidden in ("/us/good/mine/", f"/us/good/{draft}/"):
        page: Any = client.get(hidden)
        assert "Not for you." not in page.content.decode()
    assert client.post(f"/us/good/{sent}/", {"do": "take_back"}).status_code == 302
    assert seen_by(jon, Appreciation.objects.count) == 0
    assert client.post(path, {"answer": "no"}).status_code == 302
