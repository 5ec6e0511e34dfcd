"""Who gets what at every address, by reading (GET) and by acting (POST).

Everything is here: an address that is missing fails, and so does a cell that is wrong. What an
answer can be is `Outcome`; a line names the identities of each.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tests.conventions.identities import INSIDE, OUTSIDE, Who


class Outcome(StrEnum):
    """What an answer amounts to."""

    PAGE = "a page, or the act is done"
    ASKS = "the form again"
    ON = "on to another page of ours"
    OUT = "off to the neutral page"
    LOGIN = "to the log-in"
    MISSING = "as if it did not exist"
    REFUSED = "not this way"


PAGE, ASKS, ON, OUT, LOGIN, MISSING, REFUSED = Outcome
ALLOWED = frozenset({PAGE, ASKS, ON, OUT})

Cells = dict[Who, Outcome]

CONNECTED = frozenset({Who.AUTHOR, Who.PARTNER, Who.PAUSED, Who.STRANGER})
TOGETHER = frozenset({Who.AUTHOR, Who.PARTNER, Who.PAUSED})
OTHER_SIDE = frozenset({Who.PARTNER, Who.PAUSED})
AUTHOR = frozenset({Who.AUTHOR})
PASSKEY_HOLDER = AUTHOR


@dataclass(frozen=True, slots=True)
class Row:
    read: Cells
    act: Cells


def everybody(outcome: Outcome, **but: Outcome) -> Cells:
    """The same for all, but for those named."""
    return dict.fromkeys(Who, outcome) | {Who[name.upper()]: other for name, other in but.items()}


def inside(outcome: Outcome, *, outside: Outcome = LOGIN) -> Cells:
    """For everybody who is signed in."""
    return dict.fromkeys(OUTSIDE, outside) | dict.fromkeys(INSIDE, outcome)


def some(whom: Iterable[Who], outcome: Outcome, *, rest: Outcome) -> Cells:
    """For some of those who are signed in; the others are told `rest`."""
    return inside(rest) | dict.fromkeys(whom, outcome)


NO_ACT = inside(REFUSED)
NO_PAGE = inside(REFUSED)

ROWS: dict[str, Row] = {
    # Public
    "accounts:landing": Row(inside(ON, outside=PAGE), everybody(REFUSED)),
    "accounts:start": Row(everybody(PAGE), everybody(ASKS)),
    "accounts:given_code": Row(everybody(PAGE), everybody(ASKS)),
    "accounts:support": Row(everybody(PAGE), everybody(REFUSED)),
    "accounts:gone": Row(everybody(PAGE), everybody(REFUSED)),
    "accounts:device": Row(everybody(PAGE), everybody(REFUSED)),
    "checkins:stop": Row(everybody(PAGE), everybody(PAGE)),
    "accounts:exit": Row(everybody(OUT), everybody(REFUSED)),
    "accounts:exit_beacon": Row(everybody(REFUSED), everybody(PAGE)),
    # One's own account
    "accounts:welcome": Row(inside(PAGE), inside(ASKS)),
    "accounts:more": Row(inside(PAGE), NO_ACT),
    "accounts:profile": Row(inside(PAGE), inside(ASKS)),
    "accounts:security": Row(inside(PAGE), NO_ACT),
    "accounts:news_seen": Row(NO_PAGE, inside(ON)),
    "accounts:unseal": Row(inside(ON), NO_ACT),
    "accounts:sign_out": Row(inside(PAGE, outside=ON), everybody(ON)),
    "accounts:confirm_address": Row(
        inside(ON) | {Who.UNVERIFIED: PAGE}, inside(ON) | {Who.UNVERIFIED: PAGE}
    ),
    "accounts:devices": Row(inside(PAGE), inside(ON)),
    "accounts:record": Row(inside(PAGE), NO_ACT),
    "accounts:data": Row(inside(PAGE), NO_ACT),
    "accounts:consents": Row(inside(PAGE), NO_ACT),
    "accounts:kept": Row(inside(PAGE), inside(ASKS)),
    "accounts:copy": Row(inside(PAGE), inside(ASKS)),
    "accounts:close": Row(inside(PAGE), inside(ASKS)),
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
    # The practice
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
    "checkins:screen": Row(inside(PAGE), inside(PAGE)),
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
    "checkins:library": Row(inside(PAGE), inside(PAGE)),
    "checkins:card": Row(inside(PAGE), NO_ACT),
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
    "mfa_authenticate": Row(inside(ON) | {Who.HALFWAY: PAGE}, inside(ON) | {Who.HALFWAY: PAGE}),
    "account_inactive": Row(everybody(PAGE), everybody(REFUSED)),
    "account_reset_password": Row(everybody(PAGE), everybody(PAGE)),
    "account_confirm_password_reset_code": Row(everybody(LOGIN), everybody(LOGIN)),
    "account_complete_password_reset": Row(everybody(ON), everybody(ON)),
    "account_password_reset_completed": Row(everybody(PAGE), everybody(REFUSED)),
    "account_confirm_login_code": Row(inside(ON), inside(ON)),
    # One's own ways to sign in, allauth's as well
    "account_reauthenticate": Row(inside(PAGE), inside(PAGE)),
    "account_email": Row(inside(PAGE), inside(ON)),
    "account_change_password": Row(inside(PAGE), inside(PAGE)),
    "account_set_password": Row(inside(ON), inside(ON)),
    "mfa_index": Row(inside(PAGE), NO_ACT),
    "mfa_reauthenticate": Row(inside(ON), inside(ON)),
    "mfa_activate_totp": Row(inside(PAGE), inside(PAGE)),
    "mfa_deactivate_totp": Row(inside(MISSING), inside(MISSING)),
    "mfa_view_recovery_codes": Row(inside(MISSING), NO_ACT),
    "mfa_generate_recovery_codes": Row(inside(PAGE), some(PASSKEY_HOLDER, ON, rest=PAGE)),
    "mfa_download_recovery_codes": Row(inside(MISSING), inside(MISSING)),
    "mfa_list_webauthn": Row(inside(PAGE), NO_ACT),
    "mfa_add_webauthn": Row(inside(PAGE), inside(PAGE)),
    "mfa_reauthenticate_webauthn": Row(
        some(PASSKEY_HOLDER, PAGE, rest=ON), some(PASSKEY_HOLDER, LOGIN, rest=ON)
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
    "mfa_deactivate_totp": "only where codes of an app were set up",
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
    "accounts:exit": "leaving at once works for everybody",
    "accounts:exit_beacon": "leaving at once works for everybody",
    "accounts:given_code": "a code is kept through sign-up",
    "accounts:gone": "whoever reads it has no account any more",
    "accounts:landing": "what this is",
    "accounts:sign_out": "whoever is out already is sent on",
    "accounts:start": "what happens with one's words, before anything is asked",
    "accounts:support": "help needs no account (SR-22)",
    "checkins:stop": "whoever holds a mail may stop such mails, and learns nothing",
    "mfa_authenticate": "the second step of the log-in",
    "mfa_login_webauthn": "the log-in",
    "mfa_signup_webauthn": "a new account",
}
