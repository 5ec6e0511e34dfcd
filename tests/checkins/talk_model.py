"""What two people should see of their conversations, in plain Python. It knows content.md 6 and
decisions.md 10 to 17, and asks nothing of the code it is compared with.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from checkins.enums import DraftField
from checkins.enums.repair import Choice, RepairState, Turn

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
AT_ONCE = {Turn.TELL, Turn.REFLECT, Turn.CONFIRM, Turn.SWAP, Turn.RECEIVE}
# Steps with words, and the field that the test fills.
WORDS = {
    Turn.RULES: DraftField.STOP_WORD,
    Turn.TELL: DraftField.HAPPENED,
    Turn.REFLECT: DraftField.UNDERSTOOD,
    Turn.CONFIRM: DraftField.MISSING,
    Turn.OWN: DraftField.MY_PART,
    Turn.APOLOGISE: DraftField.APOLOGY,
    Turn.CHANGE: DraftField.CHANGE,
    Turn.RITUAL: DraftField.RITUAL,
}
CHOICES = {
    Turn.READY: [Choice.YES],
    Turn.RULES: [Choice.YES],
    Turn.TELL: [Choice.SAID],
    Turn.REFLECT: [Choice.SAID],
    Turn.CONFIRM: [Choice.YES, Choice.NOT_QUITE, Choice.LEAVE_IT],
    Turn.SWAP: [Choice.YES, Choice.NOT_TODAY],
    Turn.OWN: [Choice.SAID, Choice.NO_PART_YET, Choice.PASS],
    Turn.APOLOGISE: [Choice.SAID, Choice.PASS],
    Turn.RECEIVE: [Choice.HEARD, Choice.NEED_TIME, Choice.NOT_THERE_YET],
    Turn.CHANGE: [Choice.SAID, Choice.PASS],
    Turn.AGREE: [Choice.YES, Choice.ANOTHER],
    Turn.RITUAL: [Choice.SAID, Choice.PASS],
    Turn.BACK: [Choice.YES],
}
Place = tuple[Turn, int]


def day_of(now: datetime) -> date:
    return now.astimezone(BERLIN).date()


@dataclass
class Asked:
    """An invitation: what its author may know of it, and what the other answered."""

    author: int
    pk: UUID
    sent_on: date
    reaches: bool
    reopens: UUID | None = None
    is_taken_back: bool = False
    time_named: bool = False
    is_declined: bool = False
    talk: UUID | None = None

    def stands(self, now: datetime) -> bool:
        return day_of(now) < self.sent_on + 7 * DAY

    def of_its_author(self, now: datetime) -> str:
        """Nothing of quiet, of a pause of the other, of a no or of silence enters here."""
        if self.talk is not None:
            return "taken_up"
        if not self.stands(now):
            return "lapsed"
        if self.is_taken_back or not self.reaches:
            return "taken_back" if self.is_taken_back else "pending"
        return "later" if self.time_named else "pending"


@dataclass
class Sent:
    choice: Choice
    text: str
    days: int | None
    is_withdrawn: bool = False


@dataclass
class TalkModel:
    pk: UUID
    first: int
    cools_until: datetime
    moved_at: datetime
    turn: Turn = Turn.READY
    stage: int = 0
    number: int = 0
    teller: int = 0
    loops: int = 0
    has_turned: bool = False
    sorry: set[int] = field(default_factory=set)
    is_resting: bool = False
    end: RepairState | None = None
    review_on: date | None = None
    repaired: set[int] = field(default_factory=set)
    # What each said yes to, while they are asked: places of offers and their authors.
    yes: dict[int, frozenset[int]] = field(default_factory=dict)
    sent: dict[Place, dict[int, Sent]] = field(default_factory=dict)
    drafts: dict[int, dict[Place, str]] = field(default_factory=lambda: {0: {}, 1: {}})

    def idle(self, now: datetime) -> timedelta:
        return now - self.moved_at

    def goes_on(self, now: datetime) -> bool:
        return self.end is None and self.idle(now) < 14 * DAY

    def rests(self, now: datetime) -> bool:
        return self.goes_on(now) and (self.is_resting or self.idle(now) >= 2 * DAY)

    def state(self, now: datetime) -> RepairState | None:
        """None while it runs."""
        if self.end is None:
            if not self.goes_on(now):
                return RepairState.CLOSED
            return RepairState.PAUSED if self.rests(now) else None
        if self.end is RepairState.AGREED:
            assert self.review_on is not None
            if self.repaired == {0, 1}:
                return RepairState.REPAIRED
            if day_of(now) >= self.review_on + 7 * DAY:
                return RepairState.STILL_OPEN
            return RepairState.AGREED if day_of(now) < self.review_on else RepairState.FOLLOW_UP
        return self.end

    def place(self, now: datetime) -> Place:
        """The turn that is asked for now, and what it is filed under."""
        if not self.rests(now):
            return self.turn, self.stage
        return Turn.BACK, self.number + (not self.is_resting)

    def acting(self, now: datetime) -> set[int]:
        if not self.goes_on(now):
            return set()
        match self.place(now)[0]:
            case Turn.TELL | Turn.CONFIRM:
                return {self.teller}
            case Turn.REFLECT | Turn.SWAP:
                return {1 - self.teller}
            case Turn.RECEIVE:
                return {1 - person for person in self.sorry}
            case _:
                return {0, 1}

    def has_taken(self, person: int, now: datetime) -> bool:
        return person in self.sent.get(self.place(now), {})

    def may_look_back(self, now: datetime) -> bool:
        return (
            self.review_on is not None
            and self.review_on <= day_of(now) < self.review_on + 7 * DAY
            and self.repaired != {0, 1}
        )

    def read_by(self, person: int) -> dict[Place, Sent]:
        """The other's turns within reach."""
        other = 1 - person
        return {
            place: by[other]
            for place, by in self.sent.items()
            if other in by and not by[other].is_withdrawn and (place[0] in AT_ONCE or person in by)
        }

    def own(self, person: int) -> dict[Place, Sent]:
        return {place: by[person] for place, by in self.sent.items() if person in by}

    # What people do

    def send(self, person: int, what: Sent, now: datetime) -> None:
        place = self.place(now)
        by = self.sent.setdefault(place, {})
        by[person] = what
        if what.text:
            self.drafts[person].pop(place, None)
        self._move(person, place[0], by, now)

    def _move(self, person: int, turn: Turn, by: dict[int, Sent], now: datetime) -> None:
        if turn in {Turn.TELL, Turn.REFLECT, Turn.CONFIRM, Turn.SWAP}:
            self._after_one(turn, by[person].choice, now)
        elif by[person].choice is Choice.ANOTHER:
            self.yes = {}
            self._go_to(Turn.CHANGE, now)
        elif turn is Turn.AGREE:
            self._after_a_yes(person, by, now)
        elif set(by) >= self.acting(now):
            self._after_both(person, turn, by, now)

    def _after_one(self, turn: Turn, choice: Choice, now: datetime) -> None:
        if choice is Choice.NOT_QUITE:
            self.loops += 1
            self._go_to(Turn.REFLECT, now)
        elif turn is Turn.SWAP and choice is Choice.YES:
            self.teller, self.has_turned, self.loops = 1 - self.teller, True, 0
            self._go_to(Turn.TELL, now)
        else:
            heard = Turn.OWN if self.has_turned else Turn.SWAP
            following = {Turn.TELL: Turn.REFLECT, Turn.REFLECT: Turn.CONFIRM, Turn.CONFIRM: heard}
            self._go_to(following.get(turn, Turn.OWN), now)

    def _after_a_yes(self, person: int, by: dict[int, Sent], now: datetime) -> None:
        offered = self.offered()
        if offered:
            self.yes[person] = offered
        if set(by) < {0, 1}:
            return
        carried_over = bool(offered) and set(self.yes) < {0, 1}
        self.yes = {}
        self._go_to(Turn.CHANGE if carried_over else Turn.RITUAL, now)

    def offered(self) -> frozenset[int]:
        """Who offers a change at the step that is answered, and has not taken it back."""
        changes = self.sent[self._last_change()]
        return frozenset(
            who
            for who, sent in changes.items()
            if sent.choice is Choice.SAID and not sent.is_withdrawn
        )

    def _last_change(self) -> Place:
        return max(place for place in self.sent if place[0] is Turn.CHANGE)

    def _after_both(self, person: int, turn: Turn, by: dict[int, Sent], now: datetime) -> None:
        said = {who for who, sent in by.items() if sent.choice is Choice.SAID}
        if turn is Turn.BACK:
            self.number += 1 if self.is_resting else 2
            self.is_resting, self.moved_at = False, now
            return
        if turn is Turn.APOLOGISE:
            self.sorry = said
        if turn is Turn.RITUAL:
            self.end = RepairState.AGREED
            self.review_on = day_of(now) + self._days() * DAY
        following = {
            Turn.READY: Turn.RULES,
            Turn.RULES: Turn.TELL,
            Turn.OWN: Turn.APOLOGISE,
            Turn.APOLOGISE: Turn.RECEIVE if said else Turn.CHANGE,
            Turn.RECEIVE: Turn.CHANGE,
            Turn.CHANGE: Turn.AGREE if said else Turn.RITUAL,
            Turn.RITUAL: Turn.RITUAL,
        }
        self._go_to(following[turn], now)

    def _go_to(self, turn: Turn, now: datetime) -> None:
        self.number += 1
        self.turn, self.stage, self.moved_at = turn, self.number, now

    def _days(self) -> int:
        sent = self.sent[self._last_change()].values()
        days = [each.days for each in sent if each.days and not each.is_withdrawn]
        return max(days, default=14)

    def rest(self, now: datetime) -> None:
        if self.goes_on(now) and not self.rests(now):
            self.is_resting = True
            self.number += 1

    def forget_back(self, person: int, only: Place | None = None) -> None:
        for place, by in self.sent.items():
            if place[0] is Turn.BACK and only in {None, place}:
                by.pop(person, None)

    def withdraw(self, person: int, place: Place, now: datetime) -> None:
        waiting = {(self.turn, self.stage), self.place(now)} if self.goes_on(now) else set()
        sent = self.sent[place][person]
        if place not in waiting:
            answers = self.turn is Turn.AGREE and self.goes_on(now)
            if answers and place == self._last_change() and person in self.offered():
                self.yes = {}
                self.sent.get((self.turn, self.stage), {}).pop(person, None)
            sent.is_withdrawn = True
            return
        if place[0] is Turn.AGREE:
            self.yes = {}
        del self.sent[place][person]
        if place[0] in WORDS:
            kept = self.drafts[person].get(place, "")
            self.drafts[person][place] = "\n\n".join(filter(None, [sent.text, kept]))

    def unsay(self, person: int, now: datetime) -> None:
        for place in self.own(person):
            self.withdraw(person, place, now)
