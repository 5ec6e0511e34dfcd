"""Seeded leaks in reminders by mail."""

from tests.mutants.leaks import Leak

ACTION = "checkins/actions/reminder.py"
QUERY = "checkins/queries/reminder.py"
FORCED = "tests/conventions/test_row_level_security.py"
REMINDERS = ("tests/checkins/test_reminders.py",)
MAILS = ("tests/checkins/test_reminder_mails.py",)
PAGE = ("tests/checkins/views/test_reminders.py",)

LEAKS = (
    Leak(
        "reminders: anybody reads what somebody wants mails about",
        "checkins/migrations/0016_reminder.sql",
        "create policy own on %I to app_web using (person_id = (select actor()))",
        "create policy own on %I to app_web using (true)",
        (f"{FORCED}::test_a_stranger_with_a_couple_of_their_own_sees_nothing_of_another",),
    ),
    Leak(
        "reminders: a mail comes to somebody who has answered",
        QUERY,
        "if own is None or not own.is_done:",
        "if place is not None:",
        REMINDERS,
    ),
    Leak(
        "reminders: a mail tells the mailbox of whoever came in by it that an account is sealed",
        ACTION,
        "        and not is_sealed\n",
        "",
        REMINDERS,
    ),
    Leak(
        "reminders: mails go to an address nobody was asked about",
        ACTION,
        "        and queries.is_only_theirs(row, user, now)\n",
        "",
        REMINDERS,
    ),
    Leak(
        "reminders: opening the link ends the mails",
        "checkins/views/stop.py",
        "    if is_pressed:\n",
        "    if token:\n",
        MAILS,
    ),
    Leak(
        "reminders: the database holds what can end somebody's mails",
        QUERY,
        "return sha256(token.encode()).hexdigest()",
        "return token",
        MAILS,
    ),
    Leak(
        "reminders: from the database anybody tells which week was not done",
        QUERY,
        'return UUID(bytes=_keyed(f"occasion|{user.pk}|{thing}")[:16], version=4)',
        'return UUID(bytes=f"{thing:>16}".encode()[-16:])',
        MAILS,
    ),
    Leak(
        "reminders: a mail names its reader",
        "accounts/emails.py",
        '_message("note", address, {"site": site, "stop": stop})\n    message.extra',
        '_message("note", address, {"site": f"{site} {address}", "stop": stop})\n    message.extra',
        (*MAILS, *PAGE),
    ),
    Leak(
        "reminders: a log names the address that took no mail",
        "checkins/tasks.py",
        "        raise Failed from None",
        "        raise",
        ("tests/faults/test_mail_server.py",),
    ),
)
