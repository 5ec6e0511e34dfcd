"""Seeded leaks in what somebody looks at and writes alone."""

from tests.mutants.leaks import Leak

SQL = "checkins/migrations/0009_inner.sql"

NOTES = ("tests/checkins/actions/test_note.py",)
PROFILE = ("tests/checkins/actions/test_profile.py",)
INNER = ("tests/checkins/views/test_inner.py",)
PAGES = ("tests/checkins/views/test_notebook.py",)
ERASING = ("tests/checkins/test_alone_personal_data.py",)

OWN = "using (author_id = (select actor()))"

LEAKS = (
    Leak(
        "a note is read after its day",
        SQL,
        "and (erase_on is null or erase_on > (\n"
        "    select (app_now() at time zone u.time_zone)::date"
        " from accounts_user u where u.id = actor())))",
        ")",
        NOTES,
    ),
    Leak(
        "the purge takes everybody's notes",
        SQL,
        "where u.id = actor() and n.author_id = u.id and n.erase_on",
        "where u.id = actor() and n.erase_on",
        NOTES,
    ),
    Leak(
        "the words of a note can be changed",
        SQL,
        "grant select, insert, update (erase_on), delete on checkins_note",
        "grant select, insert, update, delete on checkins_note",
        NOTES,
    ),
    Leak(
        "everybody reads an inner check-in",
        SQL,
        f"create policy own on checkins_innercheckin to app_web {OWN}",
        "create policy own on checkins_innercheckin to app_web using (true)",
        INNER,
    ),
    Leak(
        "everybody reads what somebody knows about themselves",
        SQL,
        f"create policy own on checkins_profile to app_web {OWN}",
        "create policy own on checkins_profile to app_web using (true)",
        PROFILE,
    ),
    Leak(
        "a finished inner check-in is changed while the area is shut",
        "checkins/views/inner.py",
        "if entry.at is None and not has_private_access(request):",
        "if entry.at is None and request.htmx:",
        INNER,
    ),
    Leak(
        "what was typed while the area was shut replaces what stands",
        "checkins/views/about_me.py",
        "keep = actions.keep_part if is_open else actions.keep_part_typed",
        "keep = actions.keep_part",
        PAGES,
    ),
    Leak(
        "the notebook is read without the password",
        "checkins/views/note.py",
        "@require_safe\n@private_page\ndef notes(",
        "@require_safe\ndef notes(",
        PAGES,
    ),
    Leak(
        "somebody keeps words as if the other had said them",
        "checkins/queries/note.py",
        "author=bond.partner, is_withdrawn=False",
        "is_withdrawn=False",
        NOTES,
    ),
    Leak(
        "erasing somebody leaves the notes whose day has come",
        "checkins/personal_data/alone.py",
        "        functions.notes_purge()\n",
        "",
        ERASING,
    ),
    Leak(
        "what is kept shows to the one who said it",
        SQL,
        "create policy own on checkins_note to app_web\n  using (author_id = (select actor()) and",
        "create policy own on checkins_note to app_web\n  using (",
        NOTES,
    ),
)
