"""Who may do what with which table and function: everything that is granted stands here."""

import pytest

from tests.conventions.admin_grants import ADMIN, ADMIN_FUNCTIONS
from tests.conventions.catalog import ask, grants, tables
from tests.conventions.policy_grants import POLICY
from tests.conventions.test_queue import QUEUE

pytestmark = pytest.mark.django_db

READ, APPEND, WISH = "SELECT", "SELECT INSERT", "SELECT INSERT DELETE"
ALL = "SELECT INSERT UPDATE DELETE"

WEB = {
    "account_emailaddress": ALL,
    # Always empty; deleting an address looks there.
    "account_emailconfirmation": "SELECT DELETE",
    "accounts_auditevent": APPEND,
    "accounts_cache": ALL,
    "accounts_consent": "SELECT INSERT UPDATE(withdrawn_at)",
    "accounts_couple": READ,
    "accounts_couplelock": "SELECT UPDATE",
    "accounts_datakey": "SELECT INSERT UPDATE(master_key, wrapped) DELETE",
    "accounts_knowntherapist": READ,
    "accounts_membership": "SELECT UPDATE(end_unseen)",
    "accounts_numberswish": WISH,
    "accounts_pause": WISH,
    "accounts_ratecounter": ALL,
    "accounts_retention": "SELECT INSERT UPDATE(check_ins, inward) DELETE",
    "accounts_rhythmproposal": WISH,
    "accounts_therapist": "SELECT UPDATE(policy, policy_version, policy_words, trained_on)",
    "accounts_therapistconsent": "SELECT INSERT UPDATE(ended_at, until)",
    "accounts_user": "SELECT INSERT UPDATE",
    "checkins_agreement": WISH,
    "checkins_appreciation": "SELECT INSERT UPDATE(sealed, sent_on) DELETE",
    "checkins_casenote": "SELECT INSERT UPDATE(is_session, on, sealed) DELETE",
    "checkins_checkin": ALL,
    "checkins_fairconflictproposal": WISH,
    "checkins_hurtreply": WISH,
    "checkins_libraryversion": READ,
    "checkins_look": ALL,
    "checkins_innercheckin": "SELECT INSERT UPDATE(sealed) DELETE",
    "checkins_invitationreply": "SELECT INSERT UPDATE(reply, sealed) DELETE",
    "checkins_memory": ALL,
    "checkins_note": "SELECT INSERT UPDATE(erase_on) DELETE",
    "checkins_monthlyset": ALL,
    "checkins_openwish": WISH,
    "checkins_presetchoice": WISH,
    "checkins_profile": "SELECT INSERT UPDATE(sealed) DELETE",
    "checkins_keptmark": WISH,
    "checkins_promise": "SELECT INSERT UPDATE(is_taken_back) DELETE",
    "checkins_promiseanswer": "SELECT INSERT UPDATE(sealed) DELETE",
    "checkins_setchoice": READ,
    "checkins_setproposal": WISH,
    "checkins_prompt": READ,
    "checkins_promptset": READ,
    "checkins_promptsetversion": READ,
    "checkins_ownstatement": WISH,
    "checkins_passedritual": WISH,
    "checkins_passedstatement": WISH,
    "checkins_ritualproposal": WISH,
    "checkins_statementproposal": WISH,
    "checkins_pulse": ALL,
    "checkins_pulsewish": WISH,
    "checkins_quietmode": WISH,
    "checkins_recommitment": "SELECT INSERT UPDATE(is_sent, sealed) DELETE",
    "checkins_release": ALL,
    "checkins_releasednumbers": WISH,
    "checkins_releasedtext": WISH,
    "checkins_reminder": WISH,
    "checkins_reminderwish": (
        "SELECT INSERT UPDATE(address_mark, asked_on, at, days, look_back, month, next_look_at,"
        " promise, quiet_from, quiet_until, refusals, week) DELETE"
    ),
    "checkins_repairconversation": "SELECT INSERT UPDATE(is_open, moved_at, review_on)",
    "checkins_repairdraft": ALL,
    "checkins_repairedword": WISH,
    "checkins_repairinvitation": "SELECT INSERT UPDATE(reach) DELETE",
    "checkins_repairmove": APPEND,
    "checkins_repairnote": ALL,
    "checkins_repairturn": "SELECT INSERT UPDATE(is_withdrawn) DELETE",
    "checkins_round": APPEND,
    "checkins_roundlock": "SELECT INSERT UPDATE",
    "checkins_rupture": ALL,
    "checkins_shownhurt": WISH,
    "demo_mark": READ,
    "django_session": ALL,
    "mfa_authenticator": ALL,
    **QUEUE,
    "usersessions_usersession": ALL,
}

# Functions that run as app_policy, and whether the web's role may call them.
DEFINER_FUNCTIONS = {
    "account_erase": True,
    "agreement_meets": True,
    "app_now": True,
    "attentive_holds": True,
    "clock_now": False,
    "code_claim": True,
    "code_look_up": True,
    "code_make": True,
    "code_revoke": True,
    "codes_purge": True,
    "invitations_purge": True,
    "invited_by": True,
    "least_notice": False,
    "leave": True,
    "may_be_known": False,
    "may_connect": False,
    "my_agreed": True,
    "my_blocks": True,
    "my_case_agreements": True,
    "my_case_couples": True,
    "my_case_days": False,
    "my_case_hurt_days": True,
    "my_case_hurts": True,
    "my_case_promises": True,
    "my_case_rate": True,
    "my_case_repaired": True,
    "my_case_rounds": True,
    "my_case_talks": True,
    "my_cases": True,
    "my_clients": True,
    "my_code_lives_until": True,
    "my_couples": True,
    "my_duties": False,
    "my_factors": False,
    "my_invitations": True,
    "my_met_turns": True,
    "my_kept_promises": True,
    "my_open_rounds": True,
    "my_open_scopes": True,
    "my_pairing": True,
    "my_repaired": True,
    "my_therapist_code_until": True,
    "my_therapists": True,
    "notes_purge": True,
    "open_early": True,
    "pairing_confirm": True,
    "pairing_drop": True,
    "parted_purge": True,
    "practice_erase": True,
    "recommitments_meet": True,
    "reminder_owner": True,
    "reminders_due": True,
    "reminders_refused": True,
    "rhythm_accept": True,
    "ritual_settle": True,
    "round_is_open": True,
    "set_accept": True,
    "statement_settle": True,
    "statistics_count": True,
    "suggestion_end": True,
    "therapist_apply": True,
    "therapist_code_claim": True,
    "therapist_code_end": True,
    "therapist_code_look_up": True,
    "therapist_code_make": True,
    "therapist_take_off": True,
    "unblock": True,
}

# Functions with nobody's rights but the caller's.
PLAIN_FUNCTIONS = {
    "actor",
    "kinds_stand",
    "may_share",
    "library_versions_go_on",
    "prompt_versions_go_on",
    "published_prompts_stand",
    "published_versions_stand",
    "therapist_consents_stand",
    "therapist_states_stand",
}


def test_grants_of_the_web_equal_the_list() -> None:
    assert grants("app_web") == WEB


def test_grants_of_the_functions_equal_the_list() -> None:
    assert grants("app_policy") == POLICY


def test_grants_of_the_admin_process_equal_the_list() -> None:
    assert grants("app_admin") == ADMIN


def test_the_admin_process_may_touch_no_table_of_what_people_write() -> None:
    nobodys = {
        "checkins_libraryversion",
        "checkins_prompt",
        "checkins_promptset",
        "checkins_promptsetversion",
        "checkins_statistic",
    }
    assert {table for table in ADMIN if table.startswith("checkins_")} == nobodys
    assert {"accounts_datakey", "accounts_membership"}.isdisjoint(ADMIN)


def test_everybody_else_may_touch_nothing() -> None:
    assert grants("public") == {}


def test_backups_read_everything_and_write_nothing() -> None:
    assert grants("app_backup") == dict.fromkeys(tables(), READ)


def test_no_role_may_make_things_in_the_schema() -> None:
    found = ask(
        "select rolname from pg_roles where rolname like 'app\\_%%' and rolname <> 'app_owner'"
        " and (has_schema_privilege(rolname, 'app', 'CREATE')"
        "   or has_schema_privilege(rolname, 'public', 'CREATE'))"
    )
    assert found == []


def test_roles_bypass_nothing_and_only_backups_read_past_the_policies() -> None:
    found = ask(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolcanlogin"
        " from pg_roles where rolname like 'app\\_%%' order by rolname"
    )
    no, yes = False, True
    assert found == [
        ("app_admin", no, no, no, no, yes),
        ("app_backup", no, yes, no, no, yes),
        ("app_owner", no, no, no, no, yes),
        ("app_policy", no, no, no, no, no),
        ("app_web", no, no, no, no, yes),
    ]


def test_tests_run_as_the_webs_role_which_owns_nothing() -> None:
    assert ask("select current_user::text") == [("app_web",)]
    owners = ask(
        "select distinct pg_get_userbyid(relowner)::text from pg_class"
        " where relnamespace = 'app'::regnamespace"
    )
    assert owners == [("app_owner",)]


def test_only_the_owner_may_become_the_functions_role_and_never_inherits_it() -> None:
    found = ask(
        "select member.rolname::text, granted.rolname::text,"
        " pg_has_role(member.oid, granted.oid, 'USAGE')"
        " from pg_auth_members m join pg_roles member on member.oid = m.member"
        " join pg_roles granted on granted.oid = m.roleid"
        " where granted.rolname like 'app\\_%%' and not member.rolsuper"
        " and member.rolname like 'app\\_%%'"
    )
    assert found == [("app_owner", "app_policy", False)]


def test_functions_equal_the_list() -> None:
    found = ask(
        "select distinct proname::text, prosecdef from pg_proc"
        " where pronamespace = 'app'::regnamespace"
    )
    assert {name for name, is_definer in found if is_definer} == set(DEFINER_FUNCTIONS)
    plain = {name for name, is_definer in found if not is_definer}
    assert {name for name in plain if not name.startswith("procrastinate_")} == PLAIN_FUNCTIONS


def test_functions_that_lend_rights_have_a_fixed_path_and_belong_to_the_functions_role() -> None:
    found = ask(
        "select proname::text, pg_get_userbyid(proowner)::text, proconfig from pg_proc"
        " where pronamespace = 'app'::regnamespace and prosecdef"
    )
    for name, owner, config in found:
        assert (name, owner, config) == (name, "app_policy", ["search_path=app, pg_temp"])


def test_functions_that_lend_rights_may_be_called_by_whom_the_list_says() -> None:
    for role, expected in (
        ("app_web", {name for name, is_callable in DEFINER_FUNCTIONS.items() if is_callable}),
        ("app_admin", ADMIN_FUNCTIONS),
        ("app_backup", set()),
        ("public", set()),
    ):
        found = ask(
            "select distinct proname::text from pg_proc where pronamespace = 'app'::regnamespace"
            " and prosecdef and has_function_privilege(%s, oid, 'EXECUTE')",
            role,
        )
        assert (role, {name for (name,) in found}) == (role, expected)
