"""While a reset by mail has sealed an account, nothing is published in its person's name (AB3)."""

import uuid
from collections.abc import Mapping

from django.test import Client

from accounts.actions.user import seal_private
from accounts.models import User
from checkins.actions.rupture import name_hurt, show_hurt
from checkins.enums import HurtWish
from checkins.logic.rupture import HurtContent
from checkins.models import HurtReply, OpenWish, Release, Rupture, ShownHurt
from tests.accounts.acting import act, seen_by
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, answer, give

PREVIEW = f"/week/{FIRST_DAY}/preview/"
OPEN_NOW = f"/us/{FIRST_DAY}/open/"
HURT = HurtContent(areas=[], weight=None, tags=[], note="It hurt.")


def named_by(person: User) -> uuid.UUID:
    return act(person, name_hurt, key=uuid.uuid4(), content=HURT, wish=HurtWish.KEEP)


def is_shut(client: Client, address: str, data: Mapping[str, object] | None = None) -> bool:
    response = client.post(address, data or {})
    return response.status_code == 403 and "Closed for now" in response.content.decode()


def test_sealed_week_is_answered_and_not_released(couple: Pair, sign_in) -> None:
    mira, jon = couple
    answer(mira, now=NOW)
    act(mira, seal_private)
    client = sign_in(mira)
    assert client.post(f"/week/{FIRST_DAY}/1/", {}).status_code == 302
    assert is_shut(client, PREVIEW, {"act": "release", "seen": "x"})
    assert not seen_by(mira, Release.objects.exists)
    for person in couple:
        answer(person, now=NOW)
        give(person, now=NOW)
    assert is_shut(client, OPEN_NOW)
    assert not seen_by(mira, OpenWish.objects.exists)
    assert sign_in(jon).post(OPEN_NOW).status_code == 302
    assert client.post(OPEN_NOW, {"not": "1"}).status_code == 302


def test_sealed_hurt_is_named_and_neither_changed_nor_shown(couple: Pair, sign_in) -> None:
    mira, jon = couple
    standing = named_by(mira)
    act(mira, seal_private)
    client = sign_in(mira)
    new = {"key": str(uuid.uuid4()), "note": "It was my fault."}
    refused = client.post("/mine/notes/new/", new | {"wish": "show"})
    assert refused.status_code == 422
    assert "It was my fault." in refused.content.decode()
    assert client.post("/mine/notes/new/", new | {"wish": "keep"}).status_code == 302
    assert is_shut(client, f"/mine/notes/{standing}/show/", {"words": "My fault.", "show": "yes"})
    assert is_shut(client, f"/mine/notes/{standing}/edit/", {"note": "My fault."})
    assert not seen_by(jon, ShownHurt.objects.exists)
    row = seen_by(mira, lambda: Rupture.objects.get(pk=standing))
    assert seen_by(mira, row.read)["note"] == "It hurt."


def test_sealed_person_answers_no_hurt_but_takes_an_answer_back(couple: Pair, sign_in) -> None:
    mira, jon = couple
    shown = act(jon, show_hurt, pk=named_by(jon), words="That hurt me.")
    hear = f"/us/notes/{shown}/hear/"
    open_client = sign_in(mira)
    assert open_client.post(hear).status_code == 302
    act(mira, seal_private)
    client = sign_in(mira)
    assert is_shut(client, hear)
    assert is_shut(client, hear, {"take_back": "0"})
    assert seen_by(mira, HurtReply.objects.exists)
    client.post(hear, {"take_back": "on"})
    assert not seen_by(mira, HurtReply.objects.exists)
