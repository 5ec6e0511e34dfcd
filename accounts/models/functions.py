"""The SQL functions of the migrations, typed: the only way to codes, blocks and both memberships.

Each acts as whoever the transaction acts as; none takes a person as an argument. And one statement
of our own, current_bond().
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from accounts.logic.rhythm import Rhythm
from accounts.models.couple import Couple
from accounts.models.user import User

COUPLE_FIELDS = [field.attname for field in Couple._meta.concrete_fields]
# What pages show of the other one; the address and the password's hash stay where they are.
PARTNER_FIELDS = ["id", "display_name", "pronouns", "time_zone", "language"]
CURRENT_BOND = f"""
    select {", ".join(f"couple.{name}" for name in COUPLE_FIELDS)},
      {", ".join(f"partner.{name}" for name in PARTNER_FIELDS)}
    from accounts_membership mine
    join accounts_membership theirs
      on theirs.couple_id = mine.couple_id and theirs.user_id <> mine.user_id
      and theirs.left_on is null
    join accounts_couple couple on couple.id = mine.couple_id
    join accounts_user partner on partner.id = theirs.user_id
    where mine.user_id = %s and mine.left_on is null
"""  # noqa: S608 - names of columns of ours, the value by parameter


class LookedUp(NamedTuple):
    id: UUID
    secret_hash: str


class Pairing(NamedTuple):
    """Two people who exchanged a code, seen by one of them."""

    id: UUID
    other_id: UUID | None  # erased: this pairing only waits
    other_name: str
    other_pronouns: str
    inviter_time_zone: str
    i_said_yes: bool
    confirm_by: datetime


class BlockedPerson(NamedTuple):
    id: UUID
    display_name: str


def code_make(code: UUID, public_id: str, secret_hash: str, lives_until: datetime) -> bool:
    return bool(_one("code_make", code, public_id, secret_hash, lives_until))


def code_revoke() -> None:
    _rows("code_revoke")


def my_code_lives_until() -> datetime | None:
    until: datetime | None = _one("my_code_lives_until")
    return until


def code_look_up(public_id: str) -> LookedUp | None:
    rows = _rows("code_look_up", public_id)
    return LookedUp(*rows[0]) if rows else None


def code_claim(code: UUID) -> bool:
    return bool(_one("code_claim", code))


def my_pairing() -> Pairing | None:
    rows = _rows("my_pairing")
    return Pairing(*rows[0]) if rows else None


def pairing_drop(pairing: UUID) -> None:
    _rows("pairing_drop", pairing)


def pairing_confirm(
    pairing: UUID, *, couple: UUID, first_moment: datetime, rhythm: Rhythm
) -> UUID | None:
    made: UUID | None = _one(
        "pairing_confirm",
        pairing,
        couple,
        first_moment,
        rhythm.every_weeks,
        rhythm.weekday,
        rhythm.at,
        rhythm.time_zone,
    )
    return made


def leave(*, block_return: bool) -> bool:
    return bool(_one("leave", block_return))


def my_blocks() -> list[BlockedPerson]:
    return [BlockedPerson(*row) for row in _rows("my_blocks")]


def unblock(block: UUID) -> None:
    _rows("unblock", block)


def rhythm_accept(proposal: UUID) -> bool:
    return bool(_one("rhythm_accept", proposal))


class OpenScope(NamedTuple):
    """What both partners let this therapist see now: of rounds and days from ``since`` on."""

    couple_id: UUID
    scope: str
    since: datetime
    until: datetime


class Case(NamedTuple):
    """A couple that let this therapist in, now or once, with the names the two consented under.

    The two stand in an order that never changes.
    """

    id: UUID
    couple_id: UUID
    is_open: bool
    first_id: UUID
    first_name: str
    other_id: UUID
    other_name: str


def therapist_apply(
    row: UUID, *, name: str, licence: str, register_url: str, policy: str, policy_words: str
) -> bool:
    """Make the account of whoever acts a therapist's, or change what was applied with."""
    return bool(_one("therapist_apply", row, name, licence, register_url, policy, policy_words))


def therapist_code_make(code: UUID, public_id: str, secret_hash: str, until: datetime) -> bool:
    return bool(_one("therapist_code_make", code, public_id, secret_hash, until))


def therapist_code_end() -> None:
    _rows("therapist_code_end")


def therapist_take_off(known: UUID) -> bool:
    return bool(_one("therapist_take_off", known))


def my_therapist_code_until() -> datetime | None:
    until: datetime | None = _one("my_therapist_code_until")
    return until


def therapist_code_look_up(public_id: str) -> LookedUp | None:
    rows = _rows("therapist_code_look_up", public_id)
    return LookedUp(*rows[0]) if rows else None


def therapist_code_claim(code: UUID) -> bool:
    return bool(_one("therapist_code_claim", code))


def my_open_scopes() -> list[OpenScope]:
    return [OpenScope(*row) for row in _rows("my_open_scopes")]


def my_cases() -> list[Case]:
    return [Case(*row) for row in _rows("my_cases")]


def account_erase() -> None:
    """Delete whoever acts, with their key and all that is left of them in the people's tables.

    The database refuses it to somebody who is still connected.
    """
    _rows("account_erase")


def codes_purge() -> int:
    """Delete codes and pairings that ended thirty days ago, whoever's they are; how many."""
    return int(_one("codes_purge"))


def current_bond(user_id: UUID) -> tuple[Couple, User] | None:
    """The couple a person is in now, and the other one in it, both as far as the actor may read.

    Nearly every page asks this first. Put together by the ORM the same statement takes ten times
    as long in Python as in the database.
    """
    with connection.cursor() as cursor:
        cursor.execute(CURRENT_BOND, [user_id])
        row = cursor.fetchone()
    if row is None:
        return None
    split = len(COUPLE_FIELDS)
    return (
        Couple.from_db(connection.alias, COUPLE_FIELDS, row[:split]),
        User.from_db(connection.alias, PARTNER_FIELDS, row[split:]),
    )


def _rows(function: str, *arguments: Any) -> list[tuple[Any, ...]]:
    marks = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        # The name is one of the literals above; arguments travel apart from the statement.
        cursor.execute(f"select * from {function}({marks})", arguments)  # noqa: S608 - names of ours, values by parameter
        return list(cursor.fetchall())


def _one(function: str, *arguments: Any) -> Any:
    return _rows(function, *arguments)[0][0]
