"""Therapists as a partner reads about them, what each scope means in words, and where one's own
consents stand. Nothing here tells where the other one's stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Scope, SecretsPolicy, TherapistState
from accounts.logic.consent import text_hash
from accounts.logic.rhythm import local_day
from accounts.logic.scopes import last_day
from accounts.models import Couple, KnownTherapist, Therapist, TherapistConsent, User, functions


@dataclass(frozen=True, slots=True)
class ScopeWording:
    """What stands beside one tick box."""

    scope: Scope
    title: Promise
    text: Promise

    @property
    def text_hash(self) -> str:
        """Of everything the person read about it, in the language they read it in."""
        return text_hash(f"{self.title}\n{self.text}\n{ENDING}")


# Said once, above the boxes; part of what is agreed to.
ENDING = _(
    "Each of you decides alone. The therapist sees only what both of you have ticked, from the "
    "first round that begins after that, and only what both of you release. Either of you can end "
    "it at any time, at once and without a reason. Then the therapist reads “access ended”, and "
    "not by whom. Your partner is not told here, but may hear it from the therapist, and can work "
    "out the rest. What the therapist has seen, printed or noted stays with them, and they could "
    "show it to your partner."
)

SCOPES: Mapping[Scope, ScopeWording] = MappingProxyType(
    {
        Scope.TRENDS: ScopeWording(
            Scope.TRENDS,
            _("The lines over time"),
            _("For each area what both of us released, week by week, as hard, mixed or steady."),
        ),
        Scope.NUMBERS: ScopeWording(
            Scope.NUMBERS,
            _("Numbers in place of words"),
            _(
                "For the lines, the number from 0 to 10 behind what I release from now on. My "
                "partner still sees what we chose for the two of us."
            ),
        ),
        Scope.REPAIR: ScopeWording(
            Scope.REPAIR,
            _("When something hurt, and talks about it"),
            _(
                "The days on which one of us showed a hurt, without words and without whose it "
                "was. Of talks here: the day, the area, and whether both call it repaired."
            ),
        ),
        Scope.AGREEMENTS: ScopeWording(
            Scope.AGREEMENTS,
            _("What we agreed on"),
            _("Changes, rules and lines that both of us said yes to, and promises both call kept."),
        ),
        Scope.APPRECIATION: ScopeWording(
            Scope.APPRECIATION,
            _("What we appreciate"),
            _("The words of thanks that both of us could read in a shared picture."),
        ),
        Scope.TEXTS: ScopeWording(
            Scope.TEXTS,
            _("The exact words of hurts we showed"),
            _("Only what its owner has chosen to show, word for word, while it is shown."),
        ),
        Scope.RATE: ScopeWording(
            Scope.RATE,
            _("How many weeks each of us released"),
            _(
                "For each of us, in how many of the last eight weeks we released something. A low "
                "number has many reasons. It shows only where both of us ticked this."
            ),
        ),
    }
)

POLICIES: Mapping[SecretsPolicy, Promise] = MappingProxyType(
    {
        SecretsPolicy.NO_SECRETS: _(
            "No secrets: what one of you tells this therapist alone may come up with both of you."
        ),
        SecretsPolicy.LIMITED: _(
            "Limited: this therapist keeps some things that one of you tells them alone, and says "
            "which."
        ),
        SecretsPolicy.NONE: _(
            "Private: this therapist keeps to themselves what one of you tells them alone."
        ),
    }
)
# Never within any scope: said on the same page.
NEVER = _(
    "Never, whatever is ticked: what you keep to yourself, your notes and inner check-ins, and "
    "what you wrote in a talk. Nor the questions about fear, nor whether you want prompts."
)


@dataclass(frozen=True, slots=True)
class OwnScope:
    """One scope with its words and where one's own consent stands. ``first_day`` and ``last_day``
    are by the couple's calendar, and None where nothing stands.
    """

    wording: ScopeWording
    is_given: bool
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A therapist the couple knows, and one's own side of it. ``has_changed``: the policy is
    another one than that which was agreed to, so nothing is seen until a new yes.
    """

    pk: UUID
    therapist_id: UUID
    name: str
    licence: str
    register_url: str
    policy: Promise
    policy_words: str
    policy_version: int
    is_verified: bool
    has_changed: bool
    scopes: Sequence[OwnScope]

    @property
    def given(self) -> Sequence[Scope]:
        return [each.wording.scope for each in self.scopes if each.is_given]

    @property
    def titles(self) -> Sequence[Promise]:
        return [each.wording.title for each in self.scopes if each.is_given]

    @property
    def can_end(self) -> bool:
        """Whether anything of one's own stands, were it to a policy that has changed since."""
        return self.has_changed or bool(self.given)

    @property
    def first_day(self) -> date | None:
        return min((each.first_day for each in self.scopes if each.first_day), default=None)

    @property
    def last_day(self) -> date | None:
        return max((each.last_day for each in self.scopes if each.last_day), default=None)


@dataclass(frozen=True, slots=True)
class PastConsent:
    """One line of the history of what was let in. Days are by the reader's own calendar; the last
    one may be to come.
    """

    therapist: str
    title: Promise
    first_day: date
    last_day: date


def known_by(couple: Couple, user: User, now: datetime) -> list[KnownPage]:
    """The therapists this couple knows, by name; three queries, however many."""
    known = {row.therapist_id: row.pk for row in KnownTherapist.objects.filter(couple=couple)}
    if not known:
        return []
    standing = standing_consents(user, couple, now)
    return [
        _known(known[row.user_id], row, standing, couple)
        for row in Therapist.objects.filter(user__in=known).order_by("name", "pk")
    ]


def known_page(couple: Couple, user: User, pk: UUID, now: datetime) -> KnownPage | None:
    """One of them, or None where the couple knows nobody by this key."""
    return next((each for each in known_by(couple, user, now) if each.pk == pk), None)


def standing_consents(user: User, couple: Couple, now: datetime) -> list[TherapistConsent]:
    """One's own consents for this couple that have neither ended nor run out; one query."""
    return list(
        TherapistConsent.objects.filter(
            user=user, couple_id=couple.pk, ended_at__isnull=True, until__gt=now
        )
    )


def names_known_by(couple: Couple) -> list[str]:
    """The names of the therapists this couple knows; one query."""
    known = KnownTherapist.objects.filter(couple=couple).values("therapist")
    rows = Therapist.objects.filter(user__in=known).order_by("name", "pk")
    return list(rows.values_list("name", flat=True))


def my_code_lives_until() -> datetime | None:
    """Until when a code of whoever acts can be typed by the other side; one query."""
    return functions.my_therapist_code_until()


def own_therapist(user: User) -> Therapist | None:
    """What somebody applied with, or None; one query."""
    return Therapist.objects.filter(user=user).first()


def history_of(user: User) -> list[PastConsent]:
    """Everything this person ever let a therapist see, newest first; one query."""
    rows = TherapistConsent.objects.filter(user=user).order_by("-given_at", "scope")
    return [_past(row, user.time_zone) for row in rows]


def _past(row: TherapistConsent, zone: str) -> PastConsent:
    last = last_day(row.until, zone)
    if row.ended_at is not None:
        last = min(last, local_day(row.ended_at, zone))
    first = min(local_day(row.since, zone), last)
    return PastConsent(row.therapist_name, SCOPES[Scope(row.scope)].title, first, last)


def _known(
    pk: UUID, row: Therapist, standing: Sequence[TherapistConsent], couple: Couple
) -> KnownPage:
    own = [each for each in standing if each.therapist_id == row.user_id]
    held = {each.scope: each for each in own if each.policy_version == row.policy_version}
    return KnownPage(
        pk=pk,
        therapist_id=row.user_id,
        name=row.name,
        licence=row.licence,
        register_url=row.register_url,
        policy=POLICIES[SecretsPolicy(row.policy)],
        policy_words=row.policy_words,
        policy_version=row.policy_version,
        is_verified=row.state == TherapistState.VERIFIED,
        has_changed=len(held) < len(own),
        scopes=[_own(wording, held.get(wording.scope), couple) for wording in SCOPES.values()],
    )


def _own(wording: ScopeWording, row: TherapistConsent | None, couple: Couple) -> OwnScope:
    if row is None:
        return OwnScope(wording, False, None, None)  # noqa: FBT003 - fields, not flags
    return OwnScope(
        wording,
        True,  # noqa: FBT003 - fields, not flags
        local_day(row.since, couple.time_zone),
        last_day(row.until, couple.time_zone),
    )
