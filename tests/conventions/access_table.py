"""Who gets what at every address, by reading (GET) and by acting (POST).

Everything is here: an address that is missing fails, and so does a cell that is wrong. The words
for cells and answers are those of access_cells; a line names the identities of each.
"""

from tests.conventions.access_cells import (
    APP_HOLDERS,
    ASKS,
    AUTHOR,
    CASE,
    CONNECTED,
    LOGIN,
    MISSING,
    NO_ACT,
    NO_PAGE,
    ON,
    OTHER_SIDE,
    OUT,
    OWN_NO_ACT,
    OWN_NO_PAGE,
    PAGE,
    PASSKEY_HOLDER,
    PRACTICE_NO_ACT,
    PRACTICE_NO_PAGE,
    REFUSED,
    TOGETHER,
    Row,
    case,
    everybody,
    inside,
    own,
    practice,
    signed_in,
    some,
)
from tests.conventions.identities import READY, STAFF, VERIFIED, Who

ROWS: dict[str, Row] = {
    # Public
    "accounts:landing": Row(signed_in(ON, outside=PAGE), everybody(REFUSED)),
    "accounts:start": Row(everybody(PAGE, staff=MISSING), everybody(ASKS, staff=MISSING)),
    "accounts:given_code": Row(inside(PAGE, outside=PAGE), inside(ASKS, outside=ASKS)),
    "accounts:support": Row(everybody(PAGE), everybody(REFUSED)),
    "accounts:gone": Row(everybody(PAGE), everybody(REFUSED)),
    "accounts:device": Row(everybody(PAGE), everybody(REFUSED)),
    "accounts:security_txt": Row(everybody(PAGE), everybody(REFUSED)),
    "checkins:stop": Row(everybody(PAGE), everybody(PAGE)),
    "accounts:exit": Row(everybody(OUT), everybody(REFUSED)),
    "accounts:exit_beacon": Row(everybody(REFUSED), everybody(PAGE)),
    # One's own account
    "accounts:welcome": Row(own(PAGE), own(ASKS)),
    "accounts:more": Row(own(PAGE), OWN_NO_ACT),
    "accounts:profile": Row(own(PAGE), own(ASKS)),
    "accounts:security": Row(own(PAGE), OWN_NO_ACT),
    "accounts:news_seen": Row(OWN_NO_PAGE, own(ON)),
    "accounts:unseal": Row(own(ON), OWN_NO_ACT),
    "accounts:sign_out": Row(signed_in(PAGE, outside=ON), everybody(ON)),
    "accounts:confirm_address": Row(
        signed_in(ON) | {Who.UNVERIFIED: PAGE}, signed_in(ON) | {Who.UNVERIFIED: PAGE}
    ),
    "accounts:devices": Row(own(PAGE), own(ON)),
    "accounts:record": Row(own(PAGE), OWN_NO_ACT),
    "accounts:data": Row(own(PAGE), OWN_NO_ACT),
    "accounts:consents": Row(inside(PAGE), NO_ACT),
    "accounts:kept": Row(inside(PAGE), inside(ASKS)),
    "accounts:copy": Row(own(PAGE), own(ASKS)),
    "accounts:close": Row(own(PAGE), own(ASKS)),
    # The connection: each acts on the own side, and foreign things are missing
    "accounts:connect": Row(some(CONNECTED, ON, rest=PAGE), some(CONNECTED, ON, rest=ASKS)),
    "accounts:code": Row(NO_PAGE, some(CONNECTED, ON, rest=PAGE)),
    "accounts:code_end": Row(NO_PAGE, inside(ON)),
    "accounts:confirm": Row(inside(ON), inside(ON)),
    "accounts:confirm_drop": Row(NO_PAGE, inside(ON)),
    "accounts:connection": Row(inside(PAGE), NO_ACT),
    "accounts:rhythm": Row(some(CONNECTED, PAGE, rest=ON), some(CONNECTED, ASKS, rest=ON)),
    "accounts:rhythm_answer": Row(NO_PAGE, inside(ON)),
    "accounts:numbers": Row(NO_PAGE, inside(ON)),
    "accounts:pause": Row(NO_PAGE, inside(ON)),
    "accounts:consent": Row(NO_PAGE, inside(ON)),
    "accounts:leave": Row(some(CONNECTED, PAGE, rest=ON), inside(ON)),
    "accounts:ended": Row(NO_PAGE, inside(ON)),
    "accounts:door": Row(NO_PAGE, some(AUTHOR, ON, rest=MISSING)),
    # Therapists: what an account of one is, codes of both sides, and each partner's own side
    "accounts:practice_apply": Row(
        own(PAGE, (VERIFIED, ON), outside=PAGE),
        own(PAGE, (VERIFIED, ON), ({Who.SOLO, Who.APPLIED}, ASKS), outside=ON),
    ),
    "accounts:practice": Row(practice(PAGE), PRACTICE_NO_ACT),
    "accounts:practice_policy": Row(
        practice(PAGE, whom=VERIFIED, rest=ON), practice(ASKS, whom=VERIFIED, rest=ON)
    ),
    "accounts:practice_before": Row(practice(PAGE), practice(ON)),
    "checkins:caseload": Row(practice(PAGE, whom=READY, rest=ON), PRACTICE_NO_ACT),
    "checkins:case": Row(CASE, PRACTICE_NO_ACT),
    "checkins:case_sheet": Row(CASE, PRACTICE_NO_ACT),
    "checkins:case_pdf": Row(CASE, PRACTICE_NO_ACT),
    "checkins:case_csv": Row(CASE, PRACTICE_NO_ACT),
    "checkins:case_note": Row(PRACTICE_NO_PAGE, case(ASKS)),
    "checkins:case_note_end": Row(PRACTICE_NO_PAGE, case(ON)),
    "accounts:elsewhere": Row(
        signed_in(MISSING) | dict.fromkeys(STAFF, PAGE),
        signed_in(MISSING) | dict.fromkeys(STAFF, REFUSED),
    ),
    "accounts:codes": Row(
        own(ON, (CONNECTED | VERIFIED, PAGE)),
        own(ON, (CONNECTED | VERIFIED, ASKS)),
    ),
    "accounts:codes_make": Row(OWN_NO_PAGE, own(ON, (CONNECTED | VERIFIED, PAGE))),
    "accounts:codes_end": Row(OWN_NO_PAGE, own(ON)),
    "accounts:people": Row(inside(PAGE), NO_ACT),
    "accounts:person": Row(some(TOGETHER, PAGE, rest=MISSING), some(TOGETHER, ASKS, rest=MISSING)),
    "accounts:person_end": Row(NO_PAGE, some(TOGETHER, ON, rest=MISSING)),
    "accounts:person_off": Row(NO_PAGE, some(TOGETHER, ON, rest=MISSING)),
    "checkins:case_of_us": Row(some(TOGETHER, PAGE, rest=MISSING), NO_ACT),
    # What partners practise
    "checkins:today": Row(inside(PAGE), NO_ACT),
    "checkins:week": Row(inside(ON), NO_ACT),
    "checkins:step": Row(inside(PAGE), inside(ON)),
    "checkins:preview": Row(some(CONNECTED, PAGE, rest=ON), some(CONNECTED, ASKS, rest=ON)),
    "checkins:finished": Row(inside(PAGE), NO_ACT),
    "checkins:us": Row(inside(PAGE), NO_ACT),
    "checkins:us_trends": Row(inside(PAGE), NO_ACT),
    "checkins:picture": Row(some(CONNECTED, PAGE, rest=MISSING), NO_ACT),
    "checkins:open_now": Row(NO_PAGE, some(CONNECTED, ON, rest=MISSING)),
    "checkins:withdraw": Row(NO_PAGE, some(CONNECTED, ON, rest=MISSING)),
    "checkins:mine": Row(inside(PAGE), NO_ACT),
    "checkins:mine_week": Row(
        some(TOGETHER | {Who.FORMER}, PAGE, rest=MISSING),
        some(TOGETHER | {Who.FORMER}, ON, rest=MISSING),
    ),
    # Days and months, each person's own
    "checkins:day": Row(inside(PAGE), inside(PAGE) | {Who.AUTHOR: ON}),
    "checkins:days": Row(inside(PAGE), inside(ON)),
    "checkins:own_statements": Row(inside(PAGE), inside(ASKS)),
    "checkins:own_statement_end": Row(NO_PAGE, some(AUTHOR, ON, rest=MISSING)),
    "checkins:months": Row(inside(PAGE), NO_ACT),
    "checkins:month_on": Row(inside(ON), NO_ACT),
    "checkins:month": Row(some(AUTHOR, PAGE, rest=MISSING), some(AUTHOR, ON, rest=MISSING)),
    "checkins:month_done": Row(inside(PAGE), NO_ACT),
    "checkins:month_part": Row(inside(PAGE), inside(ON)),
    "checkins:trends": Row(inside(PAGE), NO_ACT),
    "checkins:question": Row(inside(PAGE), inside(ASKS)),
    "checkins:prompts": Row(inside(PAGE), inside(ASKS)),
    "checkins:reminders": Row(inside(PAGE), inside(ASKS)),
    "checkins:screen": Row(own(PAGE), own(PAGE)),
    # Answered alone, beside the week; and what two are asked
    "checkins:looks": Row(inside(PAGE), NO_ACT),
    "checkins:look": Row(inside(PAGE), inside(ON)),
    "checkins:look_entry": Row(some(AUTHOR, PAGE, rest=MISSING), some(AUTHOR, ON, rest=MISSING)),
    "checkins:sets": Row(inside(PAGE), inside(ASKS)),
    "checkins:set_answer": Row(NO_PAGE, some(TOGETHER, ON, rest=MISSING)),
    "checkins:mine_said": Row(inside(PAGE), inside(ON)),
    # What one looks at alone
    "checkins:calm": Row(inside(PAGE), NO_ACT),
    "checkins:inner": Row(inside(PAGE), NO_ACT),
    "checkins:inner_new": Row(inside(PAGE), inside(ASKS)),
    "checkins:inner_entry": Row(some(AUTHOR, PAGE, rest=MISSING), some(AUTHOR, ON, rest=MISSING)),
    "checkins:inner_step": Row(some(AUTHOR, PAGE, rest=MISSING), some(AUTHOR, ON, rest=MISSING)),
    "checkins:cards": Row(inside(PAGE), inside(ASKS)),
    "checkins:about_me": Row(inside(PAGE), inside(ON)),
    "checkins:about_me_part": Row(inside(PAGE), inside(ON)),
    "checkins:notes": Row(inside(PAGE), NO_ACT),
    "checkins:note_new": Row(inside(PAGE), inside(ASKS)),
    "checkins:note": Row(some(AUTHOR, PAGE, rest=MISSING), some(AUTHOR, ASKS, rest=MISSING)),
    "checkins:keep": Row(NO_PAGE, some(OTHER_SIDE, ON, rest=MISSING)),
    "checkins:hurts": Row(inside(PAGE), NO_ACT),
    "checkins:hurt_new": Row(inside(PAGE), inside(ASKS)),
    "checkins:hurt": Row(some(AUTHOR, PAGE, rest=MISSING), some(AUTHOR, ASKS, rest=MISSING)),
    "checkins:hurt_edit": Row(some(AUTHOR, PAGE, rest=MISSING), some(AUTHOR, ON, rest=MISSING)),
    "checkins:hurt_show": Row(some(AUTHOR, PAGE, rest=MISSING), some(AUTHOR, ASKS, rest=MISSING)),
    "checkins:shown": Row(some(TOGETHER, PAGE, rest=MISSING), NO_ACT),
    "checkins:hear": Row(NO_PAGE, some(OTHER_SIDE, ON, rest=MISSING)),
    # Talking it over
    "checkins:invite": Row(
        some(CONNECTED, PAGE, rest=MISSING),
        some(TOGETHER, PAGE, rest=MISSING) | {Who.STRANGER: ASKS},
    ),
    "checkins:invite_about": Row(
        some(AUTHOR, PAGE, rest=MISSING), some(AUTHOR, PAGE, rest=MISSING)
    ),
    "checkins:invite_again": Row(
        some(TOGETHER, PAGE, rest=MISSING), some(TOGETHER, PAGE, rest=MISSING)
    ),
    "checkins:invited": Row(some(TOGETHER, ON, rest=MISSING), some(TOGETHER, ON, rest=MISSING)),
    "checkins:talk": Row(some(TOGETHER, PAGE, rest=MISSING), some(TOGETHER, ON, rest=MISSING)),
    "checkins:talk_turn": Row(some(TOGETHER, PAGE, rest=MISSING), NO_ACT),
    "checkins:talk_pause": Row(
        some(TOGETHER, PAGE, rest=MISSING), some(TOGETHER, ON, rest=MISSING)
    ),
    "checkins:talk_not_back": Row(NO_PAGE, some(TOGETHER, ON, rest=MISSING)),
    # Only where it rests is there anything to say about having left.
    "checkins:talk_leave": Row(
        some(TOGETHER, ON, rest=MISSING) | {Who.PAUSED: PAGE}, some(TOGETHER, ON, rest=MISSING)
    ),
    "checkins:talk_aside": Row(NO_PAGE, some(TOGETHER, ON, rest=MISSING)),
    "checkins:talk_unsay": Row(NO_PAGE, some(AUTHOR, ON, rest=MISSING)),
    "checkins:talk_drop": Row(NO_PAGE, some(TOGETHER, ON, rest=MISSING)),
    "checkins:talk_close": Row(
        some(TOGETHER, PAGE, rest=MISSING), some(TOGETHER, ON, rest=MISSING)
    ),
    "checkins:talk_later": Row(
        some(TOGETHER, PAGE, rest=MISSING), some(TOGETHER, ASKS, rest=MISSING)
    ),
    # Keeps nothing and tells nothing but what was sent
    "checkins:words": Row(NO_PAGE, inside(PAGE)),
    # Cards to read: for everybody who is signed in the same
    "checkins:library": Row(own(PAGE), own(PAGE)),
    "checkins:card": Row(own(PAGE), OWN_NO_ACT),
    # What two people agree on
    "checkins:agreed": Row(inside(PAGE), NO_ACT),
    "checkins:agreed_end": Row(NO_PAGE, some(AUTHOR, ON, rest=MISSING)),
    "checkins:statements": Row(inside(PAGE), inside(ASKS)),
    "checkins:statement_answer": Row(NO_PAGE, some(TOGETHER, ON, rest=MISSING)),
    "checkins:rules": Row(inside(PAGE), inside(ASKS)),
    "checkins:rules_answer": Row(NO_PAGE, some(TOGETHER, ON, rest=MISSING)),
    "checkins:promises": Row(inside(PAGE), NO_ACT),
    "checkins:promise_new": Row(inside(PAGE), inside(ASKS)),
    "checkins:promise": Row(some(TOGETHER, PAGE, rest=MISSING), some(TOGETHER, ASKS, rest=MISSING)),
    "checkins:again": Row(inside(PAGE), inside(ASKS)),
    # What is good between them
    "checkins:good": Row(inside(PAGE), NO_ACT),
    "checkins:glad_new": Row(inside(PAGE), inside(ASKS)),
    "checkins:glad_mine": Row(inside(PAGE), NO_ACT),
    "checkins:glad": Row(some(AUTHOR, PAGE, rest=MISSING), some(AUTHOR, ON, rest=MISSING)),
    "checkins:rituals": Row(inside(PAGE), inside(ASKS)),
    "checkins:ritual_answer": Row(NO_PAGE, some(TOGETHER, ON, rest=MISSING)),
    "checkins:meaning": Row(inside(PAGE), inside(ASKS)),
    # Entrances, all of them allauth's
    "account_login": Row(
        everybody(ON, anonymous=PAGE, deactivated=PAGE),
        everybody(ON, anonymous=PAGE, deactivated=PAGE),
    ),
    "account_signup": Row(everybody(ON), everybody(ON)),
    "account_signup_by_passkey": Row(everybody(ON), everybody(ON)),
    "mfa_signup_webauthn": Row(everybody(ON), everybody(ON)),
    "mfa_login_webauthn": Row(
        everybody(ON, anonymous=LOGIN, deactivated=LOGIN),
        everybody(ON, anonymous=LOGIN, deactivated=LOGIN),
    ),
    "mfa_authenticate": Row(
        signed_in(ON) | {Who.HALFWAY: PAGE}, signed_in(ON) | {Who.HALFWAY: PAGE}
    ),
    "account_inactive": Row(everybody(PAGE), everybody(REFUSED)),
    "account_reset_password": Row(everybody(PAGE), everybody(PAGE)),
    "account_confirm_password_reset_code": Row(everybody(LOGIN), everybody(LOGIN)),
    "account_complete_password_reset": Row(everybody(ON), everybody(ON)),
    "account_password_reset_completed": Row(everybody(PAGE), everybody(REFUSED)),
    "account_confirm_login_code": Row(signed_in(ON), signed_in(ON)),
    # One's own ways to sign in, allauth's as well
    "account_reauthenticate": Row(own(PAGE), own(PAGE)),
    "account_email": Row(own(PAGE), own(ON)),
    "account_change_password": Row(own(PAGE), own(PAGE)),
    "account_set_password": Row(own(ON), own(ON)),
    "mfa_index": Row(own(PAGE), OWN_NO_ACT),
    "mfa_reauthenticate": Row(own(ON, (APP_HOLDERS, PAGE)), own(ON, (APP_HOLDERS, PAGE))),
    "mfa_activate_totp": Row(own(PAGE, (APP_HOLDERS, ON)), own(PAGE, (APP_HOLDERS, ON))),
    "mfa_deactivate_totp": Row(own(MISSING, (APP_HOLDERS, PAGE)), own(MISSING, (APP_HOLDERS, ON))),
    "mfa_view_recovery_codes": Row(own(MISSING), OWN_NO_ACT),
    "mfa_generate_recovery_codes": Row(own(PAGE), own(PAGE, (PASSKEY_HOLDER | APP_HOLDERS, ON))),
    "mfa_download_recovery_codes": Row(own(MISSING), own(MISSING)),
    "mfa_list_webauthn": Row(own(PAGE), OWN_NO_ACT),
    "mfa_add_webauthn": Row(own(PAGE), own(PAGE)),
    "mfa_reauthenticate_webauthn": Row(
        own(ON, (PASSKEY_HOLDER, PAGE)), own(ON, (PASSKEY_HOLDER, LOGIN))
    ),
    "mfa_remove_webauthn": Row(
        some(PASSKEY_HOLDER, PAGE, rest=MISSING), some(PASSKEY_HOLDER, ON, rest=MISSING)
    ),
    "mfa_edit_webauthn": Row(
        some(PASSKEY_HOLDER, PAGE, rest=MISSING), some(PASSKEY_HOLDER, PAGE, rest=MISSING)
    ),
}

# Addresses of nobody in this world: why no identity of it is let in by reading or acting.
LET_NOBODY_IN = {
    "account_confirm_password_reset_code": "only within a reset that has begun",
    "mfa_download_recovery_codes": "only where recovery codes were made",
    "mfa_view_recovery_codes": "only where recovery codes were made",
}

# Who needs no session, and why.
PUBLIC = {
    "account_complete_password_reset": "a reset that has begun",
    "account_confirm_login_code": "off, and sends to the log-in",
    "account_confirm_password_reset_code": "a reset that has begun",
    "account_inactive": "says that an account is shut",
    "account_login": "the log-in",
    "account_password_reset_completed": "a reset that has ended",
    "account_reset_password": "a forgotten password",
    "account_signup": "a new account",
    "account_signup_by_passkey": "a new account",
    "accounts:confirm_address": "a new account's address",
    "accounts:device": "for everybody the same, and nothing is asked back",
    "accounts:security_txt": "where a hole is reported, for whoever found one",
    "accounts:exit": "leaving at once works for everybody",
    "accounts:exit_beacon": "leaving at once works for everybody",
    "accounts:given_code": "a code is kept through sign-up",
    "accounts:gone": "whoever reads it has no account any more",
    "accounts:landing": "what this is",
    "accounts:practice_apply": "what a therapist reads before there is an account",
    "accounts:sign_out": "whoever is out already is sent on",
    "accounts:start": "what happens with one's words, before anything is asked",
    "accounts:support": "help needs no account (SR-22)",
    "checkins:stop": "whoever holds a mail may stop such mails, and learns nothing",
    "mfa_authenticate": "the second step of the log-in",
    "mfa_login_webauthn": "the log-in",
    "mfa_signup_webauthn": "a new account",
}
