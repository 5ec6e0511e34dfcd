"""Seeded leaks in the process of those who look after the server."""

from tests.mutants.leaks import Leak

SQL = "accounts/migrations/0007_staff.sql"
PAGES = ("tests/accounts/admin/test_pages.py",)
SIGNING_IN = ("tests/accounts/admin/test_signing_in.py",)
VERIFYING = ("tests/accounts/admin/test_verification.py",)
SETS = ("tests/accounts/admin/test_prompt_sets.py",)
EDITING = "checkins/migrations/0017_prompt_editing.sql"
LIBRARY = "checkins/migrations/0020_library.sql"
TEXTS = ("tests/accounts/admin/test_library.py",)
BESIDE = ("tests/accounts/admin/test_beside_the_web.py",)

LEAKS = (
    Leak(
        "staff: the admin process reads everybody's account",
        SQL,
        "for select to app_admin using (kind = 'staff');",
        "for select to app_admin using (true);",
        SIGNING_IN,
    ),
    Leak(
        "staff: a duty is not asked for by the database",
        SQL,
        "for select to app_admin using ('verifier' = any ((select my_duties())::text[]));",
        "for select to app_admin using (cardinality((select my_duties())) > 0);",
        VERIFYING,
    ),
    Leak(
        "staff: a password alone is enough",
        "accounts/admin/gate.py",
        "        return None if FACTORS & second_factors(user)",
        "        return None if FACTORS",
        PAGES,
    ),
    Leak(
        "staff: Django's own log-in is there for whoever is in",
        "accounts/admin/site.py",
        '            return redirect("admin:index")\n        return redirect_to_login',
        "            return super().login(request)\n        return redirect_to_login",
        SIGNING_IN,
    ),
    Leak(
        "staff: a new factor leaves other sessions in",
        "accounts/actions/staff.py",
        "            session.delete()",
        "            pass",
        SIGNING_IN,
    ),
    Leak(
        "staff: the log names a therapist",
        "accounts/admin/therapist.py",
        "self.log_change(request, therapist, wanted.value)",
        "self.log_change(request, therapist, therapist.name)",
        VERIFYING,
    ),
    Leak(
        "staff: a therapist's record names who decided",
        "accounts/actions/verification.py",
        "subject=therapist.user_id, now=now)",
        "subject=therapist.user_id, actor=by.pk, now=now)",
        BESIDE,
    ),
    Leak(
        "staff: the web lets them in",
        "accounts/adapter.py",
        "        if user.is_staff:\n            request.session.flush()",
        "        if False:\n            request.session.flush()",
        BESIDE,
    ),
    Leak(
        "staff: a published question opens what was private",
        EDITING,
        "and p.release_class <> 'private' and (",
        "and p.release_class <> 'private' and false and (",
        SETS,
    ),
    Leak(
        "staff: the database shows questions to every duty",
        EDITING,
        "create policy editor on checkins_prompt to app_admin\n"
        "  using ('prompt_editor' = any ((select my_duties())::text[]))",
        "create policy editor on checkins_prompt to app_admin\n"
        "  using (cardinality((select my_duties())) > 0)",
        SETS,
    ),
    Leak(
        "staff: new wording reaches a round that is open",
        "checkins/queries/prompt.py",
        "since is not None and since <= starts_at",
        "since is not None",
        SETS,
    ),
    Leak(
        "staff: a week is counted again",
        "checkins/migrations/0018_statistic.sql",
        "on conflict (kind, week) do nothing",
        "on conflict (kind, week) do update set number = excluded.number",
        ("tests/accounts/admin/test_numbers.py",),
    ),
    Leak(
        "staff: the database shows texts that are drafted to every duty",
        LIBRARY,
        "create policy editor on checkins_libraryversion to app_admin\n"
        "  using ('prompt_editor' = any ((select my_duties())::text[]))",
        "create policy editor on checkins_libraryversion to app_admin\n"
        "  using (cardinality((select my_duties())) > 0)",
        TEXTS,
    ),
    Leak(
        "staff: the web reads texts that are drafts",
        LIBRARY,
        "using (published_at is not null and retired_at is null)",
        "using (true)",
        TEXTS,
    ),
    Leak(
        "staff: a text that was published is changed",
        LIBRARY,
        "if old.published_at is not null and (tg_op = 'DELETE'",
        "if false and (tg_op = 'DELETE'",
        TEXTS,
    ),
    Leak(
        "staff: a card loses its way to support",
        "checkins/logic/library_rules.py",
        "if card.slug in leading and not card.is_beside_support:",
        "if False:",
        TEXTS,
    ),
    Leak(
        "staff: every duty opens the pages of the library",
        "accounts/logic/staff.py",
        '"accounts.view_therapist",',
        '"accounts.view_therapist",\n                "checkins.edit_libraryversion",',
        PAGES,
    ),
    Leak(
        "staff: the database shows helplines to every duty",
        "accounts/migrations/0009_helpline.sql",
        "using ('verifier' = any ((select my_duties())::text[])) with check",
        "using (cardinality((select my_duties())) > 0) with check",
        ("tests/accounts/admin/test_helplines.py",),
    ),
    Leak(
        "staff: the database shows directories to every duty",
        "accounts/migrations/0011_directory.sql",
        "using ('verifier' = any ((select my_duties())::text[])) with check",
        "using (cardinality((select my_duties())) > 0) with check",
        ("tests/accounts/admin/test_helplines.py",),
    ),
)
