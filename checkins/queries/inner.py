"""The inner check-in as its author reads it: the questions, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from checkins.enums.inner import (
    BodySign,
    InnerCode,
    InnerFeeling,
    InnerResponse,
    InnerStep,
    Met,
    Need,
)
from checkins.logic import inner as logic
from checkins.models import InnerCheckIn

Labels = Mapping[str, Promise]
Groups = Sequence[tuple[Promise | None, Labels]]

STRAIN: Labels = {
    BodySign.HEART_FAST: _("heart fast"),
    BodySign.BREATH_SHALLOW: _("breath shallow"),
    BodySign.MUSCLES_TIGHT: _("muscles tight"),
    BodySign.STOMACH_OFF: _("stomach off"),
    BodySign.SLEPT_BADLY: _("slept badly"),
}
EASE: Labels = {
    BodySign.SHOULDERS_DOWN: _("shoulders down"),
    BodySign.WARM: _("warm"),
    BodySign.BREATH_SLOW: _("breath slow"),
    BodySign.RESTED: _("rested"),
}
CLOSE: Labels = {
    Need.SAFETY: _("safety"),
    Need.ACCEPTANCE: _("acceptance"),
    Need.TUNED_IN: _("being tuned-in to"),
    Need.CALMED_TOGETHER: _("being calmed together"),
    Need.LOVE: _("love & affection"),
    Need.CONNECTION: _("connection"),
}
ONESELF: Labels = {
    Need.TRUE_FOR_ME: _("saying what is true for me"),
    Need.SPACE: _("space"),
    Need.HAVING_A_SAY: _("having a say"),
    Need.OWN_LIFE: _("running my own life"),
}
FEELINGS: Labels = {
    InnerFeeling.SAD: _("sad"),
    InnerFeeling.AFRAID: _("afraid"),
    InnerFeeling.ANGRY: _("angry"),
    InnerFeeling.ASHAMED: _("ashamed"),
    InnerFeeling.GRIEVING: _("grieving"),
    InnerFeeling.DESPAIRING: _("despairing"),
    InnerFeeling.LONELY: _("lonely"),
    InnerFeeling.NUMB: _("numb"),
    InnerFeeling.GLAD: _("glad"),
    InnerFeeling.RELIEVED: _("relieved"),
    InnerFeeling.TENDER: _("tender"),
    InnerFeeling.OTHER: _("other"),
}
# What three of the feelings ask.
SIGNALS: Mapping[InnerFeeling, tuple[Promise, Promise]] = {
    InnerFeeling.SAD: (_("Sad"), _("what was lost?")),
    InnerFeeling.AFRAID: (_("Afraid"), _("what would make it safer?")),
    InnerFeeling.ANGRY: (_("Angry"), _("which line was crossed?")),
}
MET_WELL: Labels = {
    Met.LISTENED: _("listened"),
    Met.COMFORTED: _("comforted"),
}
MET_HARD: Labels = {
    Met.BRUSHED_OFF: _("brushed off"),
    Met.SHAMED: _("shamed"),
    Met.JUDGED: _("judged"),
    Met.IGNORED: _("ignored"),
    Met.PUSHED_AWAY: _("pushed away"),
    Met.ATTACKED: _("attacked"),
}
RESPONSES: Labels = {
    InnerResponse.HID: _("hid it"),
    InnerResponse.SAID: _("said it"),
    InnerResponse.FROZE: _("froze"),
    InnerResponse.PUSHED_OR_BLAMED: _("pushed away or blamed"),
    InnerResponse.STEERED: _("tried to steer the other"),
    InnerResponse.WENT_SILENT: _("went silent"),
    InnerResponse.STAYED: _("stayed with it"),
    InnerResponse.ASKED: _("asked"),
}

CHOICES: Mapping[InnerCode, Groups] = {
    InnerCode.BODY: ((_("Strain"), STRAIN), (_("Ease"), EASE)),
    InnerCode.FEEL: ((None, FEELINGS),),
    InnerCode.NEED: ((_("Being close"), CLOSE), (_("Being myself"), ONESELF)),
    InnerCode.MET: ((_("It was"), MET_WELL), (_("Or it was"), MET_HARD)),
    InnerCode.RESPONSE: ((None, RESPONSES),),
}

QUESTIONS: Mapping[InnerCode, Promise] = {
    InnerCode.BODY: _("What is my body telling me?"),
    InnerCode.FEEL: _("What am I feeling?"),
    InnerCode.WORDS: _("If words come, they can stand here"),
    InnerCode.FULL: _("Now I feel…"),
    InnerCode.NEED: _("Which need is hungry?"),
    InnerCode.MET: _("What met that feeling — from others or from me?"),
    InnerCode.RESPONSE: _("What I did with it"),
    InnerCode.VOICE: _("Which voice in me spoke, if one did?"),
    InnerCode.KIND: _("I was on my own side."),
    InnerCode.CRITIC: _("A harsh inner voice ran the show."),
    InnerCode.TRUST: _("I trusted my own sense of what happened."),
    InnerCode.FUNCTION: _(
        "This relationship is costing me health, work, parenting, or friendships."
    ),
    InnerCode.GIVE: _("Something I can give myself"),
    InnerCode.ASK: _("Something I’d like to ask for"),
}

# What one end and the other mean where the usual words do not fit.
ENDS: Mapping[InnerCode, tuple[Promise, Promise, Promise]] = {
    InnerCode.FULL: (_("empty, tight"), _("in between"), _("full, loose")),
}

STEP_NAMES: Mapping[InnerStep, Promise] = {
    InnerStep.BODY: _("Notice"),
    InnerStep.NAME: _("Name"),
    InnerStep.STAY: _("Stay"),
    InnerStep.NEED: _("What is hungry"),
    InnerStep.MET: _("What happened with it"),
    InnerStep.SELF: _("Me and myself"),
    InnerStep.ASK: _("Give and ask"),
}


@dataclass(frozen=True, slots=True)
class InnerAnswer:
    """One answered question. ``is_own_words`` says that somebody wrote it."""

    code: InnerCode
    question: Promise
    answer: str
    is_own_words: bool


@dataclass(frozen=True, slots=True)
class InnerEntry:
    """One inner check-in. ``at`` is the step at which it goes on, None once it was finished."""

    pk: UUID
    held_on: date
    at: InnerStep | None
    asks_function: bool
    answers: logic.Answers

    @property
    def said(self) -> list[InnerAnswer]:
        """Everything that was answered but the line to ask for, in the order of the steps."""
        return [each for each in _said(self.answers) if each.code is not InnerCode.ASK]

    @property
    def ask(self) -> str:
        return str(self.answers.get(InnerCode.ASK) or "")

    @property
    def is_costly(self) -> bool:
        return logic.is_costly(self.answers)

    @property
    def froze(self) -> bool:
        return logic.froze(self.answers)

    @property
    def signals(self) -> list[tuple[Promise, Promise]]:
        """What the chosen feelings ask."""
        return [SIGNALS[each] for each in logic.asking(self.answers.get(InnerCode.FEEL, ()))]


def owned_by(user: User) -> QuerySet[InnerCheckIn]:
    """Every inner check-in of this person; nobody else's is within reach."""
    return InnerCheckIn.objects.filter(author=user)


def entries_of(user: User) -> list[InnerEntry]:
    """Their own, latest day first; one query, however many. Raises vault.CannotOpen."""
    return [entry_of(row) for row in owned_by(user).order_by("-held_on", "id")]


def entry_of(row: InnerCheckIn) -> InnerEntry:
    """One of their own with what stands in it. Raises vault.CannotOpen."""
    document: dict[str, Any] = row.read()
    return InnerEntry(
        pk=row.pk,
        held_on=row.held_on,
        at=InnerStep(document["at"]) if document["at"] else None,
        asks_function=document["asks_function"],
        answers={InnerCode(code): value for code, value in document["answers"].items()},
    )


def said_in(row: InnerCheckIn) -> list[InnerAnswer]:
    """Everything that was answered in one of them. Raises vault.CannotOpen."""
    return _said(entry_of(row).answers)


def labels_of(code: InnerCode) -> dict[str, Promise]:
    """What can be chosen, by its stored value."""
    return {str(value): label for _name, group in CHOICES[code] for value, label in group.items()}


def _said(answers: logic.Answers) -> list[InnerAnswer]:
    return [
        InnerAnswer(code, QUESTIONS[code], _say(code, answers[code]), code in logic.WRITTEN)
        for code in InnerCode
        if answers.get(code) not in (None, "", [])
    ]


def _say(code: InnerCode, value: Any) -> str:
    if code in logic.CHOSEN:
        labels = labels_of(code)
        return ", ".join(str(labels[each]) for each in value)
    return str(value)
