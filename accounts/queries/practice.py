"""Where somebody who applied as a therapist stands, and the one thing that comes next."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from accounts.enums import SecretsPolicy, TherapistState
from accounts.models import Therapist, User
from accounts.queries.therapist import POLICIES, own_therapist
from accounts.queries.user import has_second_factor


class Next(StrEnum):
    """What a therapist does next; the first four come in this order."""

    WAIT = "wait"
    FACTOR = "factor"
    READ = "read"
    GO_ON = "go_on"
    APPLY_AGAIN = "apply_again"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PracticePage:
    """What somebody said of themselves, and what is next."""

    name: str
    licence: str
    register_url: str
    policy: SecretsPolicy
    policy_text: Promise
    policy_words: str
    has_factor: bool
    next: Next

    @property
    def is_verified(self) -> bool:
        return self.next in {Next.FACTOR, Next.READ, Next.GO_ON}

    @property
    def can_change(self) -> bool:
        """Whether all of it can still be sent again, by another application."""
        return self.next in {Next.WAIT, Next.APPLY_AGAIN}


def practice_of(user: User) -> PracticePage | None:
    """None for somebody who has not applied; two queries."""
    row = own_therapist(user)
    if row is None:
        return None
    has_factor = has_second_factor(user)
    policy = SecretsPolicy(row.policy)
    return PracticePage(
        name=row.name,
        licence=row.licence,
        register_url=row.register_url,
        policy=policy,
        policy_text=POLICIES[policy],
        policy_words=row.policy_words,
        has_factor=has_factor,
        next=_next(row, has_factor=has_factor),
    )


def waiting() -> int:
    """How many therapists have applied and wait for a decision; one query, as a verifier."""
    return Therapist.objects.filter(state=TherapistState.APPLIED).count()


def _next(row: Therapist, *, has_factor: bool) -> Next:
    match TherapistState(row.state):
        case TherapistState.APPLIED:
            return Next.WAIT
        case TherapistState.DECLINED:
            return Next.APPLY_AGAIN
        case TherapistState.ENDED:
            return Next.NOTHING
        case TherapistState.VERIFIED if not has_factor:
            return Next.FACTOR
        case TherapistState.VERIFIED:
            return Next.GO_ON if row.trained_on else Next.READ
