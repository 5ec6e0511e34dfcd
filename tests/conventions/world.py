"""A small world in which everything exists that somebody could see, each text unlike any other."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from accounts.access import require_couple
from accounts.actions.couple import leave
from accounts.actions.retention import choose_keeping
from accounts.actor import acting_as
from accounts.enums import AuditAction, KeptFor
from accounts.models import AuditEvent, NumbersWish, RhythmProposal, User, functions
from checkins.actions.checkin import keep_answers
from checkins.actions.follow_up import look_back
from checkins.actions.inner import begin_inner
from checkins.actions.note import write_note
from checkins.actions.profile import keep_part
from checkins.actions.promise import answer_promise, mark_kept, take_promise_back
from checkins.actions.question import keep_wishes
from checkins.actions.release import release
from checkins.actions.round import ask_to_open
from checkins.actions.rupture import hear_hurt, name_hurt, show_hurt
from checkins.enums import Element, Held, HurtTag, HurtWish, Preset, Scale
from checkins.enums.inner import EraseAfter, InnerCode, ProfilePart
from checkins.enums.month import Often
from checkins.enums.repair import Outcome, Turn
from checkins.logic.rupture import HurtContent
from checkins.logic.sheet import Sheet
from checkins.models import Agreement, RepairConversation, RepairDraft, RepairTurn
from checkins.queries.profile import PartContent
from checkins.queries.prompt import specs_of
from checkins.queries.release import fingerprint, let_in_by, preview_of, resolution_of
from checkins.queries.round import RoundPlace, around
from tests.factories import sets, statements, talks
from tests.factories.good import plant_good
from tests.factories.months import keep_lines, keeps_days, one_day, whole_month
from tests.factories.passkeys import add_passkey
from tests.factories.people import NOW, connect, make_user
from tests.factories.reminders import was_reminded
from tests.factories.therapists import make_therapist, plant_therapists
from tests.factories.together import agree_rules, begin, mean, promise, say_yes, suggest

# The Tuesday after the first moment: one round has opened, the second one runs.
LATER = NOW + timedelta(days=6)


@dataclass
class World:
    """Who is who, which things there are, and whose eyes each sentence is for."""

    author: User
    partner: User
    stranger: User
    strangers_partner: User
    solo: User
    therapist: User
    other_therapist: User
    now: datetime = LATER
    things: dict[str, Any] = field(default_factory=dict)
    sentences: dict[str, tuple[User, ...]] = field(default_factory=dict)

    def plant(self, name: str, *readers: User) -> str:
        """A sentence that only these may ever read; the first one writes it."""
        sentence = f"planted-{name}-{uuid.uuid4().hex}"
        self.sentences[sentence] = readers
        return sentence

    def hidden_from(self, person: User | None) -> list[str]:
        """What this person, or nobody in particular, must never read."""
        return [text for text, readers in self.sentences.items() if person not in readers]

    def shown_to(self, person: User) -> list[str]:
        """What somebody else wrote and this person may read while the two are a couple."""
        return [text for text in self.meant_for(person) if self.sentences[text][0] != person]

    def meant_for(self, person: User) -> list[str]:
        """What this person may read."""
        return [text for text, readers in self.sentences.items() if person in readers]


def plant() -> World:
    """Fill a database: an opened round, a running one, hurts kept and shown, wishes, records."""
    world = World(
        author=make_user("Alice"),
        partner=make_user("Bob"),
        stranger=make_user("Carol"),
        strangers_partner=make_user("Dan"),
        solo=make_user("Sam"),
        therapist=make_therapist("Erin"),
        other_therapist=make_therapist("Frank"),
    )
    author, partner, stranger, strangers_partner = (
        world.author,
        world.partner,
        world.stranger,
        world.strangers_partner,
    )
    _earlier(world, author)
    connect(author, partner)
    connect(stranger, strangers_partner)
    world.things |= plant_therapists(
        world.plant, (author, partner), (world.therapist, world.other_therapist)
    )
    for person, other in ((author, partner), (partner, author)):
        _week(world, person, NOW, opened_for=(person, other))
    with acting_as(author.pk, now=LATER):
        rounds = around(author, LATER)
    assert rounds.previous is not None
    world.things["past day"] = rounds.previous.day
    world.things["running day"] = rounds.running.day
    _week(world, author, LATER, opened_for=(author,))
    _week(world, stranger, LATER, opened_for=(stranger,))
    for person, other in ((author, partner), (partner, author)):
        _hurts(world, person, other)
    with acting_as(partner.pk, now=LATER):
        hear_hurt(by=partner, pk=world.things["shown"], now=LATER)
    _talks(world, author, partner)
    world.things |= _together(world, author, partner)
    world.things |= _statements(world, author, partner)
    world.things |= plant_good(world.plant, author, partner, now=LATER)
    _alone(world, author)
    _alone(world, partner)
    _wishes(world, author)
    _days_and_months(world, author)
    world.things["passkey"] = add_passkey(author, world.plant("passkey", author))
    world.things |= sets.plant(author, partner, world.plant("at work", author), now=LATER)
    return world


def _week(world: World, person: User, now: datetime, *, opened_for: tuple[User, ...]) -> None:
    """Answer, release and ask to open; the appreciation is for those whom it opens for."""
    own_words = {
        Element.APPRECIATION: world.plant("appreciation", *_seen_by(world, opened_for)),
        Element.NOTE: world.plant("note-of-the-week", person),
    }
    with acting_as(person.pk, now=now):
        place = around(person, now).running
        entries: dict[str, Any] = {
            spec.code: own_words[spec.element] if spec.scale is Scale.TEXT else 7
            for spec in specs_of(place.version_id)
            if spec.scale is not Scale.CHOICE
        }
        keep_answers(by=person, place=place, entries=entries, now=now)
        place = around(person, now).running
        release(by=person, place=place, keep_back=(), seen=_seen(place, entries, now), now=now)
        if now == LATER:
            ask_to_open(by=person, place=around(person, now).running, now=now)


def _seen_by(world: World, readers: tuple[User, ...]) -> tuple[User, ...]:
    """What both can read, their therapist reads, whom they let see all there is."""
    both = {world.author, world.partner}
    return (*readers, world.therapist) if both <= {*readers} else readers


def _seen(place: RoundPlace, entries: dict[str, Any], now: datetime) -> str:
    sheet = Sheet().with_entries(specs_of(place.version_id), entries)
    preview = preview_of(place.version_id, sheet, (), resolution_of(place))
    return fingerprint(preview, let_in_by(place, now))


def _hurts(world: World, person: User, other: User) -> None:
    with acting_as(person.pk, now=LATER):
        kept, shown = (
            name_hurt(
                by=person,
                key=uuid.uuid4(),
                content=HurtContent(
                    areas=[Element.REPAIR],
                    weight=5,
                    tags=[HurtTag.OTHER],
                    note=world.plant(f"note-{name}", person),
                ),
                wish=HurtWish.KEEP,
                now=LATER,
            )
            for name in ("kept", "shown")
        )
        words = world.plant("words", *_seen_by(world, (person, other)))
        key = show_hurt(by=person, pk=shown, words=words, now=LATER)
    if person == world.author:
        world.things |= {"hurt": kept, "shown": key}


def _alone(world: World, person: User) -> None:
    """An inner check-in, a note, and something about oneself; the partner's are there as well."""
    answers = {
        InnerCode.VOICE: world.plant("voice", person),
        InnerCode.ASK: world.plant("ask", person),
    }
    with acting_as(person.pk, now=LATER):
        pk = begin_inner(by=person, key=uuid.uuid4(), answers=answers, now=LATER)
        note = write_note(
            by=person,
            key=uuid.uuid4(),
            text=world.plant("private-note", person),
            after=EraseAfter.MONTH,
            now=LATER,
        )
        keep_part(
            by=person,
            part=ProfilePart.TRIGGERS,
            content=PartContent(world.plant("about-me", person)),
            now=LATER,
        )
    if person == world.author:
        world.things |= {"inner": pk, "private note": note}


def _talks(world: World, person: User, other: User) -> None:
    """One that is over, to look back on; and one in which the first has told."""
    ended, _ = talks.through(other, person, now=NOW)
    with acting_as(other.pk, now=LATER):
        RepairConversation.objects.filter(pk=ended).update(review_on=LATER.date())
        look_back(by=other, pk=ended, document={}, outcome=Outcome.REPAIRED, now=LATER)
    begun = LATER - talks.COOLING
    asking = talks.words(world.plant("asking", person, other))
    invitation = talks.invite(person, now=begun, content=asking)
    talk = talks.accept(other, invitation, now=begun)
    talks.both_say(person, other, talk, now=LATER)
    talks.both_say(person, other, talk, now=LATER)
    talks.say(person, talk, now=LATER, happened=world.plant("told", person, other))
    with acting_as(person.pk, now=LATER):
        world.things["turn"] = RepairTurn.objects.get(conversation=talk, turn=Turn.TELL).pk
    talks.draft(other, talk, Turn.REFLECT, world.plant("draft", other), now=LATER)
    with acting_as(other.pk, now=LATER):
        world.things["draft"] = RepairDraft.objects.get(conversation=talk).pk
    world.things |= {"talk": talk, "talk that ended": ended, "invitation": invitation}


def _together(world: World, person: User, other: User) -> dict[str, Any]:
    """An agreement, a list and another one suggested, promises, beginnings that met and not."""
    both = (person, other)
    subject = uuid.uuid4()
    for each in both:
        # Each copy says something else here: nobody may ever read the other's.
        # The therapist reads one of two copies that are equal otherwise.
        readers = (each, world.therapist) if each.pk == min(each.pk for each in both) else (each,)
        say_yes(each, subject, what=world.plant("change", *readers), now=LATER)
    agree_rules(
        other,
        person,
        [world.plant("rule", other, person, world.therapist), "Two.", "Three."],
        now=LATER,
    )
    suggestion = suggest(person, [world.plant("suggested", *both), "Two.", "Three."], now=LATER)
    made = promise(person, world.plant("promise", *both), due_on=LATER.date(), now=LATER)
    back = promise(person, world.plant("promise-back", person), due_on=LATER.date(), now=LATER)
    for each in both:
        begin(each, world.plant("met", each, *both), is_sent=True, now=LATER)
    for each in both:
        begin(each, world.plant("unmet", each), is_sent=each == person, now=LATER)
        mean(each, world.plant("meaning-met", each, *both), is_sent=True, now=LATER)
    for each in both:
        mean(each, world.plant("meaning-unmet", each), is_sent=each == person, now=LATER)
    with acting_as(person.pk, now=LATER):
        take_promise_back(by=person, pk=back, now=LATER)
        answer_promise(by=person, pk=made, held=Held.PARTLY, now=LATER)
        mark_kept(by=person, pk=made, now=LATER)
        agreement = Agreement.objects.get(subject=subject)
    return {"agreement": agreement.pk, "suggestion": suggestion, "promise": made}


def _statements(world: World, person: User, other: User) -> dict[str, Any]:
    """One that stands, one that waits, one put away, and one kept alone."""
    both = (person, other)
    statements.agree_statement(
        other, person, world.plant("line", other, person, world.therapist), now=LATER
    )
    statements.put_away(person, other, "not this one", now=LATER)
    suggested = statements.suggest_line(person, world.plant("suggested line", *both), now=LATER)
    alone = statements.keep_alone(person, world.plant("own line", person), now=LATER)
    return {"statement": suggested, "own statement": alone}


def _wishes(world: World, person: User) -> None:
    with acting_as(person.pk, now=LATER):
        world.things["token"] = was_reminded(person, now=LATER)
        keep_wishes(by=person, wants_none=False, preset=Preset.ATTENTIVE, now=LATER)
        choose_keeping(by=person, check_ins=KeptFor.FIVE_YEARS, inward=KeptFor.ALWAYS, now=LATER)
        couple = require_couple(person)
        NumbersWish.objects.create(author=person, couple=couple)
        proposal = RhythmProposal.objects.create(
            author=person,
            couple=couple,
            every_weeks=2,
            weekday=3,
            at=time(20),
            time_zone="Europe/Berlin",
        )
        AuditEvent.objects.bulk_create(
            [
                AuditEvent(at=LATER, actor_id=person.pk, subject_id=person.pk, action=action)
                for action in list(AuditAction)[:1]
            ]
        )
        world.things["proposal"] = proposal.pk


def _days_and_months(world: World, person: User) -> None:
    """A day with a note, and a month with own words in each of its three texts."""
    keeps_days(person, now=LATER)
    one_day(person, now=LATER, words=world.plant("day", person))
    own = {code: world.plant(code, person) for code in ("M-FREE", "M-SMALL", "M-REC-1")}
    whole_month(person, now=LATER, score=3, often=Often.OFTEN)
    keep_lines(person, own, now=LATER)
    world.things["month"] = LATER.date().replace(day=1)


def _earlier(world: World, person: User) -> None:
    """A connection that has ended, with the door closed behind it."""
    former = make_user("Former")
    connect(former, person)
    with acting_as(person.pk, now=NOW):
        leave(by=person, keeps_door_closed=True, now=NOW)
        (block,) = functions.my_blocks()
    world.things["block"] = block.id
