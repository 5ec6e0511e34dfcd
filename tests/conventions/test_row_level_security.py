"""Every table that holds something of somebody is forced under policies."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from django.db import connection

from accounts.access import require_couple
from accounts.actor import acting_as
from accounts.models import Pause
from checkins.safety import set_quiet
from tests.conventions.catalog import ask, grants, tables
from tests.conventions.world import World

pytestmark = pytest.mark.django_db

# Tables without a policy, and why they need none.
OPEN_TABLES = {
    "account_emailaddress": "log-in needs it before anybody acts; addresses, no content",
    "account_emailconfirmation": "always empty: codes are mailed instead",
    "accounts_cache": "counters of the log-in's limits",
    "accounts_datakey": "wrapped keys are not content (decisions.md 6)",
    "accounts_heldduty": "what staff do: the owner says so; under policies for the admin process",
    "accounts_directory": "public addresses; as helplines",
    "accounts_helpline": "public numbers; the owner's, under policies for the admin process",
    "accounts_ratecounter": "counters under keyed hashes",
    "accounts_staffcache": "counters of the log-in's limits in the admin process",
    "accounts_staffratecounter": "counters under keyed hashes, of the admin process",
    "accounts_staffsession": "asked for before anybody acts; the admin process alone may ask",
    "accounts_user": "log-in needs it before anybody acts; names, no content",
    "auth_group": "Django's, unused",
    "auth_group_permissions": "Django's, unused",
    "auth_permission": "Django's, unused",
    "checkins_libraryversion": "texts to read; under policies for the web and the admin process",
    "checkins_prompt": "questions; under policies for the admin process",
    "checkins_promptset": "questions; under policies for the admin process",
    "checkins_promptsetversion": "questions; under policies for the admin process",
    "demo_mark": "one row that says what this database is for",
    "django_content_type": "Django's: names of models, for the log of the admin process",
    "django_migrations": "Django's",
    "django_session": "asked for before anybody acts",
    "procrastinate_events": "when jobs that name nobody began and ended",
    "procrastinate_jobs": "a task and a minute, and no person",
    "procrastinate_periodic_defers": "which minute's jobs were queued",
    "procrastinate_workers": "that a worker is alive",
    "mfa_authenticator": "log-in needs it before anybody acts; secrets are sealed",
    "usersessions_usersession": "log-in writes it before anybody acts; coarse labels only",
}

# Open to the web and the owner, and under policies for the admin process: it sees rows of staff,
# and those of its duties see questions.
OF_STAFF_ALONE = {
    "accounts_heldduty",
    "accounts_directory",
    "accounts_helpline",
    "accounts_user",
    "checkins_libraryversion",
    "checkins_prompt",
    "checkins_promptset",
    "checkins_promptsetversion",
    "mfa_authenticator",
}
# The admin process alone may ask, and nobody of the world of these tests uses it.
OF_THE_ADMIN_PROCESS = {"checkins_statistic", "django_admin_log"}
# Reached through functions alone: the web's role may not even ask.
BEHIND_FUNCTIONS = {"accounts_invitation", "accounts_block", "accounts_therapistcode"}


@pytest.fixture
def world(planted: World) -> World:
    """With a pause and a wish for quiet besides, which the pages' world does without."""
    world = planted
    with acting_as(world.partner.pk, now=world.now):
        set_quiet(by=world.partner, wants=True)
        Pause.objects.create(author=world.partner, couple=require_couple(world.partner))
    return world


def test_every_table_is_forced_under_policies_unless_listed() -> None:
    found = ask(
        "select relname::text from pg_class where relnamespace = 'app'::regnamespace"
        " and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)"
    )
    assert {name for (name,) in found} == set(OPEN_TABLES)


def test_every_forced_table_has_a_policy_and_none_is_for_everybody() -> None:
    found = ask(
        "select tablename::text, policyname::text, roles::text[] from pg_policies"
        " where schemaname = 'app'"
    )
    assert {table for table, _, _ in found} == set(tables()) - set(OPEN_TABLES) | OF_STAFF_ALONE
    ours = {"app_web", "app_policy", "app_admin"}
    for table, policy, roles in found:
        assert (table, policy, set(roles) <= ours) == (table, policy, True)


def test_policies_that_let_everything_through_are_for_the_functions_alone() -> None:
    found = ask(
        "select tablename::text, policyname::text, roles::text[] from pg_policies"
        " where schemaname = 'app' and qual = 'true'"
    )
    for_functions = {table for table, _, roles in found if roles == ["app_policy"]}
    assert set(grants("app_policy")) >= for_functions
    others = {table for table, _, roles in found if roles != ["app_policy"]}
    assert others == OF_STAFF_ALONE - {
        "accounts_heldduty",
        "accounts_directory",
        "accounts_helpline",
        "checkins_libraryversion",
    }
    assert {tuple(roles) for _, _, roles in found} == {("app_policy",), ("app_web",)}


def test_no_view_reads_past_the_policies() -> None:
    found = ask(
        "select relname::text from pg_class where relnamespace = 'app'::regnamespace"
        " and relkind in ('v', 'm')"
        " and not coalesce(reloptions @> array['security_invoker=true'], false)"
    )
    assert found == []


@pytest.mark.parametrize("as_whom", ["nobody", "nobody in a transaction of their own"])
def test_without_an_actor_no_table_gives_a_row(world: World, as_whom: str) -> None:
    asked = asked_tables()
    for table in asked:
        assert (table, seen_by_somebody(table, world)) == (table, True)
    if as_whom == "nobody":
        assert counts(asked) == dict.fromkeys(asked, 0)
    else:
        with acting_as(None, now=world.now):
            assert counts(asked) == dict.fromkeys(asked, 0)


def test_a_stranger_with_a_couple_of_their_own_sees_nothing_of_another(world: World) -> None:
    asked = asked_tables()
    with acting_as(world.author.pk, now=world.now):
        about = [world.author.pk, world.partner.pk, require_couple(world.author).pk]
        of_the_author = counts(asked, about)
    assert sum(map(bool, of_the_author.values())) > len(asked) / 2
    with acting_as(world.stranger.pk, now=world.now):
        assert counts(asked, about) == dict.fromkeys(asked, 0)
        assert counts(["accounts_membership"]) == {"accounts_membership": 2}


def test_tables_behind_functions_cannot_be_asked() -> None:
    web = grants("app_web")
    assert {table for table in BEHIND_FUNCTIONS if table in web} == set()


def asked_tables() -> list[str]:
    """Tables of people that the web may ask."""
    return sorted(set(tables()) - set(OPEN_TABLES) - BEHIND_FUNCTIONS - OF_THE_ADMIN_PROCESS)


def counts(asked: list[str], about: Sequence[UUID] = ()) -> dict[str, int]:
    """Rows of each table with no filter of ours, or those in which one of these keys stands."""
    found = {}
    pattern = "|".join(map(str, about))
    with connection.cursor() as cursor:
        for table in asked:
            cursor.execute(f'select count(*) from "{table}" t where t::text ~ %s', [pattern])
            (found[table],) = cursor.fetchone()
    return found


def seen_by_somebody(table: str, world: World) -> bool:
    for person in (world.author, world.partner, world.therapist):
        with acting_as(person.pk, now=world.now):
            if counts([table])[table]:
                return True
    return False
