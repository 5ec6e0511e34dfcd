"""What a therapist would see of two people, as far as one of them lets them: for that one alone.

Made of what this person may read anyway and of their own consents. The other one's consents are
not asked, so nothing here changes by them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from accounts.access import Bond
from accounts.enums import Scope
from accounts.logic.rhythm import local_day
from accounts.models import TherapistConsent, User
from checkins.access import texts_reachable_by
from checkins.enums import AgreementKind, Element, TextKind
from checkins.logic.shared_trends import SharedRound, with_numbers
from checkins.models import (
    Agreement,
    Promise,
    ReleasedNumbers,
    RepairConversation,
    ShownHurt,
    functions,
)
from checkins.queries.case_rows import (
    Material,
    Said,
    Talk,
    agreed_of,
    numbers_in,
    read_talks,
    thanks_of,
    words_of,
)
from checkins.queries.conversation import repaired_in
from checkins.queries.opened import OpenedRound, opened_rounds
from checkins.queries.rupture import shown_between
from checkins.queries.shared_panels import shared_round

MOST_ROUNDS = 130

Consents = Mapping[Scope, TherapistConsent]


def people_of(user: User, bond: Bond) -> tuple[UUID, UUID]:
    """The two in the order in which a therapist reads them."""
    one, other = sorted((user.pk, bond.partner.pk))
    return one, other


def read_own_side(user: User, bond: Bond, consents: Consents, now: datetime) -> Material:
    """What would be seen if the other one had ticked the same; a dozen queries and the keys."""
    couple, people = bond.couple, people_of(user, bond)
    found = _opened(user, bond, consents, now)

    def first_day(scope: Scope) -> date:
        return local_day(consents[scope].since, couple.time_zone)

    return Material(
        rounds=_rounds(user, bond, found, consents),
        hurts=_hurt_days(bond, first_day(Scope.REPAIR)) if Scope.REPAIR in consents else (),
        talks=_talks(bond, first_day(Scope.REPAIR), now) if Scope.REPAIR in consents else (),
        agreed=agreed_of(
            list(
                Agreement.objects.filter(
                    author=user,
                    subject__in=functions.my_agreed(),
                    agreed_on__gte=first_day(Scope.AGREEMENTS),
                )
                .exclude(kind=AgreementKind.RITUAL)
                .order_by("-agreed_on", "subject")
            ),
            people,
        )
        if Scope.AGREEMENTS in consents
        else (),
        kept=_kept(bond, people, first_day(Scope.AGREEMENTS))
        if Scope.AGREEMENTS in consents
        else (),
        thanks=_thanks(bond, people, found, consents[Scope.APPRECIATION])
        if Scope.APPRECIATION in consents
        else (),
        words=words_of(
            shown_between(bond)
            .filter(shown_on__gte=first_day(Scope.TEXTS))
            .order_by("-shown_on", "pk"),
            people,
        )
        if Scope.TEXTS in consents
        else (),
    )


def _opened(user: User, bond: Bond, consents: Consents, now: datetime) -> list[OpenedRound]:
    wanted = [consents[each] for each in (Scope.TRENDS, Scope.APPRECIATION) if each in consents]
    if not wanted:
        return []
    since = min(each.since for each in wanted)
    rounds = opened_rounds(user, bond, now, most=MOST_ROUNDS)
    return [each for each in rounds if each.round.starts_at >= since]


def _rounds(
    user: User, bond: Bond, found: list[OpenedRound], consents: Consents
) -> list[SharedRound]:
    if Scope.TRENDS not in consents:
        return []
    numbers: dict[UUID, dict[Element, float]] = {}
    if Scope.NUMBERS in consents:
        since = consents[Scope.NUMBERS].since
        rows = ReleasedNumbers.objects.filter(
            author=user, couple=bond.couple, round__starts_at__gte=since
        )
        numbers = {row.round_id: numbers_in(row) for row in rows}
    mine_comes_first = people_of(user, bond)[0] == user.pk
    rounds = []
    for each in reversed(found):
        if each.round.starts_at < consents[Scope.TRENDS].since:
            continue
        shared = shared_round(each.round, each.picture, bond.couple.time_zone)
        own = numbers.get(each.round.pk, {})
        if not mine_comes_first:
            turned = {name: (theirs, mine) for name, (mine, theirs) in shared.voices.items()}
            shared = SharedRound(shared.starts_on, shared.ends_on, shared.asked, turned)
        # The other's line stands as it was released to this person.
        rounds.append(with_numbers(shared, (own, None) if mine_comes_first else (None, own)))
    return rounds


def _hurt_days(bond: Bond, first_day: date) -> list[date]:
    rows = ShownHurt.objects.filter(couple=bond.couple, shown_on__gte=first_day)
    return list(rows.order_by("shown_on").values_list("shown_on", flat=True))


def _talks(bond: Bond, first_day: date, now: datetime) -> list[Talk]:
    within = RepairConversation.objects.filter(started_on__gte=first_day)

    def repaired() -> set[UUID]:
        return {each.pk for each in repaired_in(bond.couple).only("pk")}

    return read_talks(bond.couple, within, repaired, now)


def _kept(bond: Bond, people: tuple[UUID, UUID], first_day: date) -> list[Said]:
    rows = Promise.objects.filter(
        couple=bond.couple, pk__in=functions.my_kept_promises(), due_on__gte=first_day
    )
    return [
        Said(row.due_on, people.index(row.author_id), document["words"])
        for row in rows.order_by("-due_on", "pk")
        if (document := row.read_if_it_opens()) is not None
    ]


def _thanks(
    bond: Bond, people: tuple[UUID, UUID], found: list[OpenedRound], consent: TherapistConsent
) -> list[Said]:
    since = consent.since
    rows = [row for each in found if each.round.starts_at >= since for row in each.releases]
    texts = texts_reachable_by(bond, rows).filter(kind=TextKind.APPRECIATION)
    ordered = texts.select_related("round").order_by("-round__ends_at", "author")
    return thanks_of(list(ordered), people, bond.couple)
