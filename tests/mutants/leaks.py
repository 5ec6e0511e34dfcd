"""Seeded leaks: one line each, of the kind a tired engineer might write.

Each names the tests that should notice; `before` must stand exactly once in its file. A leak found
after a release is added here first.
"""

from dataclasses import dataclass

PEOPLE_SQL = "accounts/migrations/0002_policies.sql"
PRACTICE_SQL = "checkins/migrations/0002_policies.sql"

POLICIES = ("tests/accounts/test_policies.py", "tests/conventions/test_row_level_security.py")
REVEAL = (
    "tests/checkins/test_policies.py",
    "tests/checkins/test_visibility.py",
    "tests/checkins/views/test_picture.py",
)
PREVIEW = ("tests/checkins/views/test_preview.py", "tests/checkins/logic/test_reveal.py")
SAME = ("tests/checkins/test_noninterference.py",)
HURTS = ("tests/checkins/actions/test_rupture.py", "tests/checkins/views/test_rupture.py")
CODES = ("tests/accounts/views", "tests/accounts/test_connection_machine.py")


@dataclass(frozen=True, slots=True)
class Leak:
    name: str
    path: str
    before: str
    after: str
    tests: tuple[str, ...]


LEAKS = (
    # The reveal, in the database
    Leak(
        "a round opens when one of the two released",
        PRACTICE_SQL,
        "group by q.id having count(*) = 2\n  ) opened",
        "group by q.id having count(*) >= 1\n  ) opened",
        REVEAL,
    ),
    Leak(
        "a round opens before its moment",
        PRACTICE_SQL,
        " and q.opens_at <= (select app_now())\n    group by",
        "\n    group by",
        REVEAL,
    ),
    Leak(
        "a former member's release counts",
        PRACTICE_SQL,
        "m.couple_id = q.couple_id and m.left_on is null\n    join checkins_release x",
        "m.couple_id = q.couple_id\n    join checkins_release x",
        ("tests/checkins/test_policies.py",),
    ),
    Leak(
        "releases change after the moment",
        PRACTICE_SQL,
        "using (author_id = (select actor()) and not round_is_open(round_id))\n  with check",
        "using (author_id = (select actor()))\n  with check",
        ("tests/checkins/test_policies.py", "tests/conventions/test_roles.py"),
    ),
    Leak(
        "ratings are taken back after the moment",
        PRACTICE_SQL,
        "create policy own_end on checkins_release for delete to app_web\n"
        "  using (author_id = (select actor()) and not round_is_open(round_id));",
        "create policy own_end on checkins_release for delete to app_web\n"
        "  using (author_id = (select actor()));",
        ("tests/checkins/test_policies.py",),
    ),
    Leak(
        "a round may be born open",
        PRACTICE_SQL,
        "with check (opens_at = ends_at and (couple_id",
        "with check ((couple_id",
        ("tests/checkins/test_policies.py",),
    ),
    Leak(
        "whoever is paused releases all the same",
        PRACTICE_SQL,
        "    and not exists (select from accounts_pause p where p.author_id = (select actor()))\n"
        "    and exists (select from accounts_consent k where k.user_id = (select actor())"
        " and k.purpose = 'weekly_sharing'",
        "    and exists (select from accounts_consent k where k.user_id = (select actor())"
        " and k.purpose = 'weekly_sharing'",
        ("tests/checkins/test_policies.py",),
    ),
    Leak(
        "answers are read by anybody",
        PRACTICE_SQL,
        "create policy own on checkins_checkin to app_web using (author_id = (select actor()))",
        "create policy own on checkins_checkin to app_web using (true)",
        POLICIES + REVEAL,
    ),
    Leak(
        "private hurts are read by anybody",
        PRACTICE_SQL,
        "create policy own on checkins_rupture to app_web using (author_id = (select actor()))",
        "create policy own on checkins_rupture to app_web using (true)",
        POLICIES,
    ),
    Leak(
        "what was shown outlives the connection",
        PRACTICE_SQL,
        "create policy ours on checkins_shownhurt for select to app_web\n"
        "  using (author_id = (select actor())"
        " or couple_id = any ((select my_couples())::uuid[]));",
        "create policy ours on checkins_shownhurt for select to app_web\n  using (true);",
        POLICIES + HURTS,
    ),
    Leak(
        "a table goes without its policies",
        PRACTICE_SQL,
        "'checkins_openwish', 'checkins_checkin', 'checkins_release', 'checkins_releasedtext',\n"
        "    'checkins_rupture'",
        "'checkins_openwish', 'checkins_checkin', 'checkins_release',\n    'checkins_rupture'",
        ("tests/conventions/test_row_level_security.py",),
    ),
    Leak(
        "open now skips the lock",
        PRACTICE_SQL,
        "  perform from checkins_roundlock where round_id = r for update;\n",
        "",
        ("tests/checkins/test_races.py",),
    ),
    Leak(
        "open now needs one wish",
        PRACTICE_SQL,
        "where m.couple_id = c and m.left_on is null\n  ) = 2 then",
        "where m.couple_id = c and m.left_on is null\n  ) >= 1 then",
        REVEAL,
    ),
    # People, in the database
    Leak(
        "leaving ends one membership",
        PEOPLE_SQL,
        "where c.id = m.couple_id and m.couple_id = mine and m.left_on is null;",
        "where c.id = m.couple_id and m.couple_id = mine and m.left_on is null"
        " and m.user_id = actor();",
        ("tests/accounts/views/test_leave.py",),
    ),
    Leak(
        "a closed door lets in",
        "accounts/migrations/0006_therapist.sql",
        "    and not exists (select from accounts_block where"
        " (blocker_id, blocked_id) in ((a, b), (b, a)))\n",
        "",
        CODES,
    ),
    Leak(
        "an expired code connects",
        PEOPLE_SQL,
        "and i.tries_left > 0 and i.expires_at > app_now() and may_connect",
        "and i.tries_left > 0 and may_connect",
        CODES,
    ),
    Leak(
        "the other reads who paused",
        PEOPLE_SQL,
        "create policy own_read on accounts_pause for select to app_web"
        " using (author_id = (select actor()));",
        "create policy own_read on accounts_pause for select to app_web"
        " using (couple_id = any ((select my_couples())::uuid[]));",
        POLICIES,
    ),
    Leak(
        "the record is read by whoever acted",
        PEOPLE_SQL,
        "for select to app_web using (subject_id = (select actor()));",
        "for select to app_web using (true);",
        POLICIES,
    ),
    # Pure logic
    Leak(
        "an element shows that one of the two released",
        "checkins/logic/reveal.py",
        "if element in my_values and element in their_values",
        "if element in their_values",
        PREVIEW + REVEAL,
    ),
    Leak(
        "private prompts count in the preview",
        "checkins/logic/release.py",
        "allowed = [prompt for prompt in prompts"
        " if prompt.release_class is not ReleaseClass.PRIVATE]",
        "allowed = list(prompts)",
        PREVIEW,
    ),
    Leak(
        "texts ignore what is kept back",
        "checkins/logic/release.py",
        "PreviewText(_TEXT_KINDS[prompt.element], text, prompt.element in keep_back)",
        "PreviewText(_TEXT_KINDS[prompt.element], text, False)",
        PREVIEW,
    ),
    # The vault and the actor
    Leak(
        "a sealed text opens in another row",
        "accounts/vault/box.py",
        'return b"|".join([place.encode(), row.bytes, author.bytes, key_id.bytes])',
        'return b"|".join([place.encode(), author.bytes, key_id.bytes])',
        ("tests/accounts/test_vault.py",),
    ),
    Leak(
        "stored lengths tell how much was written",
        "accounts/vault/box.py",
        "return len(plain).to_bytes(LENGTH) + plain + bytes(size - needed)",
        "return len(plain).to_bytes(LENGTH) + plain",
        ("tests/accounts/test_vault.py",),
    ),
    Leak(
        "a failed request is kept",
        "accounts/actor.py",
        "                transaction.set_rollback(True)\n",
        "                pass\n",
        ("tests/accounts/test_actor.py",),
    ),
    # The web
    Leak(
        "pages are kept by the browser",
        "accounts/http.py",
        'response["Cache-Control"] = "no-store"',
        'response["Cache-Control"] = "private"',
        ("tests/accounts/test_headers.py",),
    ),
    Leak(
        "the log names the path",
        "accounts/logging.py",
        "            route(request),\n            written_status(response),",
        "            request.get_full_path(),\n            written_status(response),",
        ("tests/accounts/test_logging.py",),
    ),
    Leak(
        "a mail greets by name",
        "templates/emails/code/subject.txt",
        "{% load i18n %}",
        "{% load i18n %}{{ code }} ",
        ("tests/accounts/test_mails.py",),
    ),
    Leak(
        "a title names what was read",
        "templates/checkins/shown.html",
        "{% block title %}",
        "{% block title %}Something hurt: ",
        ("tests/conventions/test_templates.py", *HURTS),
    ),
    Leak(
        "two tabs overwrite each other",
        "checkins/actions/checkin.py",
        'rows = CheckIn.objects.select_for_update(of=("self",), no_key=True)',
        "rows = CheckIn.objects.all()",
        ("tests/checkins/test_races.py",),
    ),
    Leak(
        "an old week answers where somebody began",
        "checkins/views/picture.py",
        "    if found is None and place is None:\n        raise Http404\n",
        "",
        ("tests/checkins/views/test_picture.py", *SAME),
    ),
    Leak(
        "past answers stay readable on an idle phone",
        "accounts/http.py",
        "return request.now - datetime.fromisoformat(seen) < settings.PRIVATE_IDLE_LIMIT",
        "return True",
        ("tests/checkins/views/test_week.py", "tests/checkins/views/test_preview.py"),
    ),
    # Found by review before the first release
    Leak(
        "an act costs less where the other has begun",
        "checkins/actions/round.py",
        "    couple = place.bond.couple if place.bond else None\n    made = Round(",
        "    if place.row is not None:\n        return place.row\n"
        "    couple = place.bond.couple if place.bond else None\n    made = Round(",
        ("tests/checkins/test_equal_work.py",),
    ),
    Leak(
        "a slow request acts at its first byte",
        "accounts/clock.py",
        "            _ = request.POST\n",
        "            pass\n",
        ("tests/checkins/test_slow_requests.py",),
    ),
    Leak(
        "whoever holds the mailbox opens a closed door",
        "accounts/gate.py",
        '    "accounts:door": _posts,\n',
        "",
        ("tests/accounts/test_seal.py",),
    ),
    Leak(
        "a former partner reads today's name",
        PEOPLE_SQL,
        "  select b.id, b.blocked_name from accounts_block b where b.blocker_id = actor()\n",
        "  select b.id, u.display_name from accounts_block b"
        " join accounts_user u on u.id = b.blocked_id where b.blocker_id = actor()\n",
        ("tests/accounts/test_names.py",),
    ),
    # Hints on wording, and what came back
    Leak(
        "who tells of fear in one field is told how to word another",
        "checkins/logic/wording.py",
        "hints=() if is_feared else hints(text, language, field),",
        "hints=() if needs_support(text, language) else hints(text, language, field),",
        ("tests/checkins/logic/test_wording.py", "tests/checkins/views/test_words.py"),
    ),
    Leak(
        "what came back tells which of the two was away",
        "checkins/logic/recovery.py",
        "earlier.setdefault(line.element, []).append(line.is_strength)",
        "earlier.setdefault(line.element, []).append(line.mine.band == 'steady')",
        ("tests/checkins/logic/test_recovery.py", "tests/checkins/views/test_came_back.py"),
    ),
)
