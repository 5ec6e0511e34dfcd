"""Seeded leaks in what is good between two people."""

from tests.mutants.leaks import Leak

SQL = "checkins/migrations/0015_good.sql"
ACTIONS = ("tests/checkins/actions/test_good.py",)
PAGES = ("tests/checkins/views/test_good.py",)
SEAL = ("tests/checkins/views/test_seal_together.py",)

SUGGESTED = ("tests/checkins/actions/test_good.py", "tests/checkins/actions/test_statement.py")

LEAKS = (
    Leak(
        "suggestions: whoever put it away has it before them again",
        "checkins/queries/suggestion.py",
        " or row.pk in put_away:",
        ":",
        SUGGESTED,
    ),
    Leak(
        "suggestions: one that was put away long ago is still said yes to",
        "checkins/actions/suggestion.py",
        "    if row is None or not waits(row.suggested_on, local_day(now, couple.time_zone)):\n",
        "    if row is None:\n",
        SUGGESTED,
    ),
    Leak(
        "words of thanks are read before they are sent",
        SQL,
        "  using (couple_id = any ((select my_couples())::uuid[]) and sent_on is not null);",
        "  using (couple_id = any ((select my_couples())::uuid[]));",
        ACTIONS,
    ),
    Leak(
        "words of thanks change after they were read",
        SQL,
        "with check (author_id = (select actor()) and sent_on is null);",
        "with check (author_id = (select actor()));",
        ACTIONS,
    ),
    Leak(
        "somebody who has paused sends words of thanks",
        SQL,
        "\n    and (sent_on is null or (select may_share('repair'))));",
        ");",
        ACTIONS,
    ),
    Leak(
        "words of thanks outlive the consent",
        "checkins/apps.py",
        "        endings.on_repair_withdrawn(appreciation.take_all_glad_back)\n",
        "",
        ACTIONS,
    ),
    Leak(
        "what is not sent is read on an idle phone",
        "checkins/views/appreciation.py",
        "@private_page\ndef _unsent(",
        "def _unsent(",
        PAGES,
    ),
    Leak(
        "the album shows a promise that one of the two calls kept",
        "checkins/queries/promise.py",
        "is_taken_back=False, pk__in=kept)",
        "is_taken_back=False)",
        PAGES,
    ),
    Leak(
        "whoever puts a ritual away ends it, which the other sees",
        SQL,
        " and exists (\n    select from checkins_agreement a where a.subject = p.id"
        " and a.author_id = actor() and a.agreed_on is not null);",
        ";",
        ACTIONS,
    ),
    Leak(
        "a therapist reads rituals, which nobody agreed to show",
        SQL,
        "where a.kind <> 'ritual' and a.agreed_on",
        "where a.agreed_on",
        ACTIONS,
    ),
    Leak(
        "whoever holds the mailbox sends words of thanks",
        "accounts/gate.py",
        '    "checkins:glad_new": _posts,\n',
        "",
        SEAL,
    ),
)
