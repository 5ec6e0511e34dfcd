"""The caseload of a therapist, and the page of one couple: prepared in two minutes, and nothing
beyond what both let be seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.access import Bond
from accounts.enums import AuditAction, Scope
from accounts.logic.rhythm import instant_of, local_day
from accounts.logic.scopes import last_day
from accounts.models import AuditEvent, Couple, TherapistConsent, User
from accounts.models import functions as people
from accounts.models.functions import Case, OpenScope
from accounts.queries.therapist import SCOPES
from checkins.access import CaseEnded
from checkins.enums.month import TrendMark
from checkins.logic.trends import Mark
from checkins.models import CaseNote, Round, functions
from checkins.queries.case_own import people_of, read_own_side
from checkins.queries.case_questions import Questions, questions_of
from checkins.queries.case_rows import Material, read_case
from checkins.queries.panels import Panel
from checkins.queries.shared_panels import shared_panels

__all__ = ["Case", "OpenScope"]

Text = str | LazyText
LOOKS = (
    AuditAction.THERAPIST_VIEWED,
    AuditAction.THERAPIST_PRINTED,
    AuditAction.THERAPIST_TOOK_ALONG,
)
PSEUDONYMS = (gettext_lazy("Partner A"), gettext_lazy("Partner B"))


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One couple in the caseload: by name, never ranked. An ended one says that and no more."""

    pk: UUID
    names: str
    is_open: bool
    last_round: date | None
    last_look: date | None


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """What is let in, and from when until when, by the couple's calendar."""

    title: Text
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class NoteLine:
    pk: UUID
    on: date
    is_session: bool
    text: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """``who`` are the two as they stand everywhere on the page, in the order of their lines;
    ``since_last`` says what has come since the day in ``last_look``.
    """

    pk: UUID | None
    who: tuple[Text, Text]
    scopes: Sequence[ScopeLine]
    first: date
    last: date
    material: Material
    panels: Sequence[Panel]
    questions: Questions
    last_look: date | None
    since_last: Sequence[str]
    notes: Sequence[NoteLine]

    @property
    def has_lines(self) -> bool:
        return any(panel.has_values for panel in self.panels)


def caseload(user: User) -> list[CaseLine]:
    """Every couple that let this therapist in, now or once, by name; at most three queries."""
    cases = people.my_cases()
    looks = _last_looks(user, [case.first_id for case in cases], before=None)
    rounds = _last_rounds()
    lines = [
        CaseLine(
            case.id,
            _names(case),
            case.is_open,
            rounds.get(case.couple_id) if case.is_open else None,
            looks.get(case.first_id) if case.is_open else None,
        )
        for case in cases
    ]
    return sorted(lines, key=lambda line: (line.names.casefold(), line.pk))


def case_of(pk: UUID) -> Case | None:
    """One of the caseload of whoever acts, open or ended; one query."""
    return next((case for case in people.my_cases() if case.id == pk), None)


def open_scopes(case: Case) -> dict[Scope, OpenScope]:
    """What both let whoever acts see of this couple now; one query."""
    return {
        Scope(each.scope): each
        for each in people.my_open_scopes()
        if each.couple_id == case.couple_id
    }


def case_page(
    user: User,
    case: Case,
    scopes: Mapping[Scope, OpenScope],
    now: datetime,
    *,
    weeks: int,
    who: tuple[Text, Text] | None = None,
) -> CasePage:
    """The page of a couple whose case is open. ``who`` stands in for their names.

    About twenty queries and the keys, whatever the history. Raises CaseEnded.
    """
    couple = Couple.objects.filter(pk=case.couple_id).first()
    if couple is None:
        raise CaseEnded
    today = local_day(now, couple.time_zone)
    looks = _last_looks(user, [case.first_id], before=_midnight(user, now))
    notes = notes_of(user, case)
    return _page(
        pk=case.id,
        who=who or (case.first_name, case.other_name),
        material=read_case(case, couple, scopes, now),
        spans={scope: (each.since, each.until) for scope, each in scopes.items()},
        couple=couple,
        today=today,
        weeks=weeks,
        last_look=looks.get(case.first_id),
        notes=notes,
    )


def case_of_us(
    user: User, bond: Bond, consents: Sequence[TherapistConsent], now: datetime, *, weeks: int
) -> CasePage:
    """The same page as far as one of the two lets it be seen, for that one alone."""
    held = {Scope(each.scope): each for each in consents if each.since <= now}
    names = {user.pk: user.display_name, bond.partner.pk: bond.partner.display_name}
    one, other = people_of(user, bond)
    return _page(
        pk=None,
        who=(names[one], names[other]),
        material=read_own_side(user, bond, held, now),
        spans={scope: (each.since, each.until) for scope, each in held.items()},
        couple=bond.couple,
        today=local_day(now, bond.couple.time_zone),
        weeks=weeks,
        last_look=None,
        notes=(),
    )


def notes_of(user: User, case: Case) -> list[NoteLine]:
    """A therapist's own notes on one couple, latest first; one query."""
    rows = CaseNote.objects.filter(author=user, couple_id=case.couple_id)
    return [
        NoteLine(row.pk, row.on, row.is_session, document["text"])
        for row in rows.order_by("-on", "pk")
        if (document := row.read_if_it_opens()) is not None
    ]


def _page(
    *,
    pk: UUID | None,
    who: tuple[Text, Text],
    material: Material,
    spans: Mapping[Scope, tuple[datetime, datetime]],
    couple: Couple,
    today: date,
    weeks: int,
    last_look: date | None,
    notes: Sequence[NoteLine],
) -> CasePage:
    since = today - timedelta(weeks=weeks)
    marks = [
        *(Mark(day, TrendMark.HURT) for day in material.hurts),
        *(
            Mark(talk.repaired_on, TrendMark.REPAIRED)
            for talk in material.talks
            if talk.repaired_on
        ),
        *(Mark(talk.on, TrendMark.REOPENED) for talk in material.talks if talk.takes_up),
        *(Mark(note.on, TrendMark.SESSION) for note in notes if note.is_session),
    ]
    panels = shared_panels(
        material.rounds,
        (str(who[0]), str(who[1])),
        since=since,
        last=today,
        marks=[mark for mark in marks if mark.on > since],
        with_change=True,
    )
    scopes = [
        ScopeLine(
            SCOPES[scope].title,
            local_day(spans[scope][0], couple.time_zone),
            last_day(spans[scope][1], couple.time_zone),
        )
        for scope in Scope
        if scope in spans
    ]
    return CasePage(
        pk=pk,
        who=who,
        scopes=scopes,
        first=max(since, min((each.first_day for each in scopes), default=since)),
        last=today,
        material=material.after(since),
        panels=panels,
        questions=questions_of(material.rounds, since),
        last_look=last_look,
        since_last=_since_last(material, last_look) if last_look else (),
        notes=notes,
    )


def _since_last(material: Material, last_look: date) -> list[str]:
    """What has come from the day of the last look on, in plain counts of days and things.

    That day counts: what came in its evening has not been seen, and nothing carries a time of day.
    """
    new = {
        "rounds": _from(last_look, (each.ends_on for each in material.rounds)),
        "hurts": _from(last_look, material.hurts),
        "talks": _from(last_look, (each.on for each in material.talks)),
        "agreed": _from(last_look, (each.on for each in material.agreed)),
    }
    said = []
    if new["rounds"]:
        said.append(
            ngettext("%(n)d shared round", "%(n)d shared rounds", new["rounds"])
            % {"n": new["rounds"]}
        )
    if new["hurts"]:
        said.append(
            ngettext("%(n)d hurt shown", "%(n)d hurts shown", new["hurts"]) % {"n": new["hurts"]}
        )
    if new["talks"]:
        said.append(
            ngettext("%(n)d talk begun", "%(n)d talks begun", new["talks"]) % {"n": new["talks"]}
        )
    if new["agreed"]:
        said.append(
            ngettext("%(n)d agreement", "%(n)d agreements", new["agreed"]) % {"n": new["agreed"]}
        )
    return said


def _from(day: date, days: Iterable[date]) -> int:
    return sum(each >= day for each in days)


def _midnight(user: User, now: datetime) -> datetime:
    """When this day began for whoever looks: a look on the same day is no last visit."""
    return instant_of(local_day(now, user.time_zone), time(0), user.time_zone)


def _last_looks(
    user: User, subjects: Sequence[UUID], *, before: datetime | None
) -> dict[UUID, date]:
    rows = AuditEvent.objects.filter(actor_id=user.pk, action__in=LOOKS, subject_id__in=subjects)
    if before is not None:
        rows = rows.filter(at__lt=before)
    latest = (
        rows.values("subject_id").annotate(latest=Max("at")).values_list("subject_id", "latest")
    )
    return {subject: local_day(at, user.time_zone) for subject, at in latest}


def _last_rounds() -> dict[UUID, date]:
    rows = Round.objects.filter(pk__in=functions.my_case_rounds(Scope.TRENDS))
    latest = rows.values("couple_id", "couple__time_zone").annotate(latest=Max("ends_at"))
    return {
        row["couple_id"]: local_day(row["latest"], row["couple__time_zone"])
        for row in latest.order_by()
    }


def _names(case: Case) -> str:
    return _("%(one)s and %(other)s") % {"one": case.first_name, "other": case.other_name}
