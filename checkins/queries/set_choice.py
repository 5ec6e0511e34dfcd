"""Which prompt set two people are asked, and which they can choose together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from accounts.access import Bond, couple_of
from accounts.models import Couple, User
from checkins.enums import FOR_TWO, Cadence, RelationshipKind
from checkins.models import PromptSet, PromptSetVersion, SetChoice, SetProposal
from checkins.queries.prompt import steps_of


@dataclass(frozen=True, slots=True)
class OfferedSet:
    """A set that two can choose, with everything it asks. ``is_agreed``: both chose it last;
    ``is_suggested``: one of them suggests it now.
    """

    slug: str
    title: str
    groups: Sequence[tuple[str | Promise, Sequence[str]]]
    is_agreed: bool
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class SuggestedSet:
    """What one of the two suggests; both may know whose it is."""

    id: UUID
    title: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class SetsPage:
    """What is asked in the round that runs, what from the next one on if that is another one, what
    is suggested, and what there is.
    """

    standing: str
    coming: str
    suggestion: SuggestedSet | None
    offered: Sequence[OfferedSet]


def slug_at(couple: Couple, instant: datetime) -> Combinable:
    """The set a couple is asked in a round that begins at ``instant``, for use in a statement."""
    chosen = SetChoice.objects.filter(couple=couple, since__lte=instant).order_by("-since")
    return Coalesce(Subquery(chosen.values("prompt_set__slug")[:1]), Value(couple.prompt_set_slug))


def kind_at(couple: Couple, instant: datetime) -> RelationshipKind:
    """What tie the questions of a couple are about; one query."""
    found = PromptSet.objects.filter(
        slug=slug_at(couple, instant), language=settings.LANGUAGE_CODE
    ).values_list("relationship_kind", flat=True)
    return RelationshipKind(found.first() or RelationshipKind.PARTNERS)


def in_force(kinds: Sequence[RelationshipKind], cadence: Cadence) -> QuerySet[PromptSetVersion]:
    """The versions that are published and not retired, of all sets of these kinds and this
    cadence; by set, the latest first.
    """
    return (
        PromptSetVersion.objects.filter(
            Q(published_at__isnull=False, retired_at__isnull=True),
            prompt_set__relationship_kind__in=kinds,
            prompt_set__cadence=cadence,
            prompt_set__language=settings.LANGUAGE_CODE,
        )
        .select_related("prompt_set")
        .order_by("prompt_set__slug", "-number")
        .distinct("prompt_set__slug")
    )


def choosable() -> QuerySet[PromptSetVersion]:
    """What two can choose; what is for one person alone is not among it."""
    return in_force(sorted(FOR_TWO), Cadence.WEEKLY)


def proposals_reachable_by(user: User) -> QuerySet[SetProposal]:
    """Suggestions somebody may answer: those of their current couple."""
    return SetProposal.objects.filter(couple=couple_of(user))


def agreed_slug(couple: Couple) -> str:
    """The set that both said yes to last, whenever it begins; one query."""
    agreed = SetChoice.objects.filter(couple=couple).order_by("-since")
    return agreed.values_list("prompt_set__slug", flat=True).first() or couple.prompt_set_slug


def sets_page(bond: Bond, user: User, starts_at: datetime) -> SetsPage:
    """``starts_at``: when the running round began. Four queries, and one for each new version."""
    agreed = SetChoice.objects.filter(couple=bond.couple).select_related("prompt_set")
    first = PromptSet.objects.get(slug=bond.couple.prompt_set_slug, language=settings.LANGUAGE_CODE)
    standing = coming = first
    for choice in agreed.order_by("since"):
        coming = choice.prompt_set
        if choice.since <= starts_at:
            standing = choice.prompt_set
    proposals = SetProposal.objects.filter(couple=bond.couple).select_related("prompt_set")
    suggested = proposals.first()
    return SetsPage(
        standing=standing.title,
        coming=coming.title if coming != standing else "",
        suggestion=(
            SuggestedSet(
                suggested.pk, suggested.prompt_set.title, is_mine=suggested.author_id == user.pk
            )
            if suggested
            else None
        ),
        offered=[
            _offered(
                version,
                is_agreed=version.prompt_set == coming,
                is_suggested=bool(suggested and suggested.prompt_set == version.prompt_set),
            )
            for version in choosable()
        ],
    )


def _offered(version: PromptSetVersion, *, is_agreed: bool, is_suggested: bool) -> OfferedSet:
    groups = [
        (step.name, [prompt.text for prompt in step.prompts]) for step in steps_of(version.pk)
    ]
    chosen = version.prompt_set
    return OfferedSet(
        chosen.slug, chosen.title, groups, is_agreed=is_agreed, is_suggested=is_suggested
    )
