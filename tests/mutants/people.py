"""Seeded leaks between a therapist, a couple, and the two in it."""

from tests.mutants.leaks import Leak

ACTIONS = "accounts/actions/therapist.py"
GATE = "accounts/gate.py"
GUARD = "accounts/practice.py"

KINDS = ("tests/accounts/test_kinds.py",)
PEOPLE = ("tests/accounts/views/test_people.py",)
PRACTICE = ("tests/accounts/views/test_practice.py",)

OFF = "accounts/migrations/0010_off_the_list.sql"

LEAKS = (
    Leak(
        "a therapist taken off the list goes on with what the other one let them see",
        OFF,
        "therapist_id = k.therapist_id and ended_at is null;",
        "therapist_id = k.therapist_id and ended_at is null and user_id = actor();",
        PEOPLE,
    ),
    Leak(
        "a therapist taken off the list stays on the other one's",
        OFF,
        "  using (is_listed and couple_id = any",
        "  using (couple_id = any",
        PEOPLE,
    ),
    Leak(
        "a therapist reaches the pages of partners",
        GATE,
        "            return name in ALWAYS | ENTRANCES | OWN_ACCOUNT | PRACTICE\n",
        "            return True\n",
        KINDS,
    ),
    Leak(
        "a stolen password is enough to look at a couple",
        GUARD,
        "        if not has_second_factor(request.user):\n",
        "        if False:\n",
        PRACTICE,
    ),
    Leak(
        "recovery codes count as a second factor",
        "accounts/queries/user.py",
        'FACTORS = frozenset({"totp", "webauthn"})',
        'FACTORS = frozenset({"totp", "webauthn", "recovery_codes"})',
        PRACTICE,
    ),
    Leak(
        "a screen left open goes on showing a couple",
        GUARD,
        "        if not has_private_access(request):\n",
        "        if False:\n",
        PRACTICE,
    ),
    Leak(
        "a yes counts for a policy that nobody has read",
        ACTIONS,
        "    if therapist.policy_version != policy_version:\n        raise PolicyChanged\n",
        "",
        PEOPLE,
    ),
    Leak(
        "whoever holds the mailbox lets a therapist in",
        GATE,
        '    "accounts:person": _posts,\n',
        "",
        PEOPLE,
    ),
    Leak(
        "one of the two reads what the other lets a therapist see",
        "accounts/migrations/0006_therapist.sql",
        "create policy own_read on accounts_therapistconsent for select to app_web"
        " using (user_id = (select actor()));",
        "create policy own_read on accounts_therapistconsent for select to app_web"
        " using (couple_id = any ((select my_couples())::uuid[]));",
        PEOPLE,
    ),
    Leak(
        "the hour of a look is told",
        "accounts/personal_data/record.py",
        "plain(row.at.date() if row.action in LOOKS else row.at)",
        "plain(row.at)",
        PEOPLE,
    ),
)
