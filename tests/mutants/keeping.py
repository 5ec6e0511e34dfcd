"""Seeded leaks in what goes at night, and in the pages of what was agreed to."""

from tests.mutants.leaks import Leak

SQL = "checkins/migrations/0011_purge.sql"
PARTED_SQL = "checkins/migrations/0014_case.sql"
ROWS = "checkins/personal_data/rows.py"
PURGE = ("tests/checkins/test_purge.py",)
KEPT = ("tests/accounts/views/test_kept.py",)
RECORD = ("tests/accounts/views/test_record.py",)

LEAKS = (
    Leak(
        "a picture goes by the choice of one while the other still sees it",
        PARTED_SQL,
        "not r.couple_id = any (my_couples()) and ",
        "",
        PURGE,
    ),
    Leak(
        "the night takes what the other released as well",
        PARTED_SQL,
        "delete from checkins_release where author_id = me and round_id",
        "delete from checkins_release where round_id",
        PURGE,
    ),
    Leak(
        "an invitation that somebody took up goes",
        SQL,
        "    and not exists "
        "(select from checkins_repairconversation c where c.invitation_id = i.id);",
        ";",
        PURGE,
    ),
    Leak(
        "a page beside a talk stays for good once the two have parted",
        ROWS,
        "if latest is not None and latest < oldest:",
        "if latest is None:",
        PURGE,
    ),
    Leak(
        "the small hours count as the day that follows",
        "accounts/logic/retention.py",
        "SMALL_HOURS = timedelta(hours=12)",
        "SMALL_HOURS = timedelta(0)",
        (*PURGE, *KEPT),
    ),
    Leak(
        "a shorter time needs no password",
        "accounts/views/retention.py",
        "@private_page\n",
        "",
        KEPT,
    ),
    Leak(
        "the record says at what time of the day something was taken back",
        "accounts/queries/audit.py",
        "if action in TIMED",
        "if action",
        RECORD,
    ),
)
