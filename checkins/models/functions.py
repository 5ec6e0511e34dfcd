"""The SQL functions of the migrations, typed. Each acts as whoever the transaction acts as."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection


def round_is_open(round_id: UUID) -> bool:
    """Whether the moment has come by the clock on the wall, or by both of the couple."""
    return bool(_one("select round_is_open(%s)", round_id))


def open_early(round_id: UUID, notice: timedelta) -> bool:
    """Open where both released and both asked, no sooner than ``notice`` after connecting."""
    return bool(_one("select open_early(%s, %s)", round_id, notice))


def attentive_holds() -> bool:
    """Whether choosing *attentive* holds: for whoever is alone, or where both of a couple did."""
    return bool(_one("select attentive_holds()"))


def my_agreed() -> set[UUID]:
    """Subjects that both current members hold a copy of."""
    return set(_one("select my_agreed()"))


def agreement_meets(subject: UUID) -> bool:
    """Date both copies where both hold one."""
    return bool(_one("select agreement_meets(%s)", subject))


def suggestion_end(suggestion: UUID) -> None:
    """End what waits for a second yes, of either, with the first one."""
    _one("select suggestion_end(%s)", suggestion)


def statement_settle(proposal: UUID) -> None:
    """End a suggestion that both said yes to; of no other can anybody end what is not theirs."""
    _one("select statement_settle(%s)", proposal)


def ritual_settle(proposal: UUID) -> None:
    """The same for a ritual."""
    _one("select ritual_settle(%s)", proposal)


def set_accept(proposal: UUID, start: datetime) -> bool:
    """Say yes to the other one's suggestion, for rounds that begin at ``start`` or later; False
    where there is no such suggestion, or the set cannot be chosen by two.
    """
    return bool(_one("select set_accept(%s, %s)", proposal, start))


def my_kept_promises() -> set[UUID]:
    """Promises that both current members call kept."""
    return set(_one("select my_kept_promises()"))


def recommitments_meet(kind: str) -> bool:
    """Open what both have sent of one kind, for both at once."""
    return bool(_one("select recommitments_meet(%s)", kind))


def my_case_rounds(scope: str) -> list[UUID]:
    """Opened rounds of couples that let whoever acts see this scope."""
    return list(_one("select my_case_rounds(%s)", scope))


def my_case_hurt_days(couple: UUID) -> list[date]:
    """The days on which either of the two showed a hurt, for their therapist."""
    with connection.cursor() as cursor:
        cursor.execute("select shown_on from my_case_hurt_days(%s)", [couple])
        return [day for (day,) in cursor.fetchall()]


def my_case_repaired() -> list[UUID]:
    """Those of them of which both said that it is repaired."""
    return list(_one("select my_case_repaired()"))


def my_case_rate(couple: UUID, first: datetime) -> list[tuple[UUID, int]]:
    """In how many opened rounds from ``first`` on each of the two released something."""
    with connection.cursor() as cursor:
        cursor.execute("select user_id, released from my_case_rate(%s, %s)", [couple, first])
        return list(cursor.fetchall())


def practice_erase() -> None:
    """Delete what the web may not delete one by one of whoever acts, who has left before."""
    _one("select practice_erase()")


def notes_purge() -> int:
    """Delete own notes whose day has come, which nobody can read any more; how many they were."""
    return int(_one("select notes_purge()"))


def statistics_count() -> int:
    """Write the rounded numbers of the weeks that are over and were not counted; how many."""
    return int(_one("select statistics_count()"))


def parted_purge(oldest: date) -> int:
    """Delete what whoever acts released before a day to somebody they have parted from; how many
    releases that were.
    """
    return int(_one("select parted_purge(%s)", oldest))


def invitations_purge() -> int:
    """Delete own invitations of more than thirty days ago which nobody took up, and own answers
    to such; how many invitations that were.
    """
    return int(_one("select invitations_purge()"))


def reminders_due(most: int, slot: int, slots: int) -> list[UUID]:
    """Whom to look at for a reminder now, the longest due first; no more than ``most``, and of
    ``slots`` shares of all people only the one of number ``slot``.
    """
    return list(_one("select reminders_due(%s, %s, %s)", most, slot, slots))


def reminder_owner(token_hash: str) -> UUID | None:
    """To whom the mail went whose token has this hash; None where there is none."""
    owner: UUID | None = _one("select reminder_owner(%s)", token_hash)
    return owner


def reminders_refused() -> int:
    """How many people's addresses have refused the last mail: a number for the operator."""
    return int(_one("select reminders_refused()"))


def _one(statement: str, *arguments: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return cursor.fetchone()[0]
