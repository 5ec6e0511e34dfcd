"""What an operator says to everybody: the same to all, and nothing of it in a mailbox."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.conftest import Pair

NOTICE = "Something happened on this server."


def test_mail_is_the_neutral_note_and_the_words_stand_behind_the_log_in(
    couple: Pair,
    sign_in: Callable[[User], Client],
    frank: User,
    settings,
    capsys,
) -> None:
    with pytest.raises(CommandError):
        call_command("tell_everybody", really=True)
    settings.SITE_NOTICE = NOTICE
    call_command("tell_everybody")
    assert not mail.outbox
    call_command("tell_everybody", really=True)
    assert "3 of 3" in capsys.readouterr().out
    assert {message.to[0] for message in mail.outbox} == {each.email for each in (*couple, frank)}
    assert len({(message.subject, message.body) for message in mail.outbox}) == 1
    assert not any(NOTICE in message.body for message in mail.outbox)
    for person, home in ((couple.one, "today"), (couple.other, "today"), (frank, "caseload")):
        assert NOTICE in sign_in(person).get(reverse(f"checkins:{home}")).content.decode()
    for public in ("accounts:landing", "accounts:support", "account_login"):
        assert NOTICE not in Client().get(reverse(public)).content.decode()
