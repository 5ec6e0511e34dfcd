"""The inner check-in: which question belongs to which step, and what follows from an answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from checkins.enums.inner import InnerCode, InnerFeeling, InnerResponse, InnerStep

STEPS: dict[InnerStep, tuple[InnerCode, ...]] = {
    InnerStep.BODY: (InnerCode.BODY,),
    InnerStep.NAME: (InnerCode.FEEL,),
    InnerStep.STAY: (InnerCode.WORDS, InnerCode.FULL),
    InnerStep.NEED: (InnerCode.NEED,),
    InnerStep.MET: (InnerCode.MET, InnerCode.RESPONSE, InnerCode.VOICE),
    InnerStep.SELF: (InnerCode.KIND, InnerCode.CRITIC, InnerCode.TRUST, InnerCode.FUNCTION),
    InnerStep.ASK: (InnerCode.GIVE, InnerCode.ASK),
}

CHOSEN = frozenset(
    {InnerCode.BODY, InnerCode.FEEL, InnerCode.NEED, InnerCode.MET, InnerCode.RESPONSE}
)
WRITTEN = frozenset({InnerCode.WORDS, InnerCode.VOICE, InnerCode.GIVE, InnerCode.ASK})

# Feelings are signals: each of these three asks something of whoever has it.
ASK_SOMETHING = (InnerFeeling.SAD, InnerFeeling.AFRAID, InnerFeeling.ANGRY)

# What a relationship costs is asked every fourth time, and this much of it is too much.
EVERY = 4
COSTLY = 6

Answers = Mapping[InnerCode, Any]


def asks_function(earlier: int) -> bool:
    """Whether somebody with this many earlier entries is asked what it costs them this time."""
    return (earlier + 1) % EVERY == 0


def codes_of(step: InnerStep, *, with_function: bool) -> tuple[InnerCode, ...]:
    """What one step asks."""
    return tuple(code for code in STEPS[step] if with_function or code is not InnerCode.FUNCTION)


def step_after(step: InnerStep) -> InnerStep | None:
    """The next step, or None after the last one."""
    steps = list(InnerStep)
    place = steps.index(step) + 1
    return steps[place] if place < len(steps) else None


def is_costly(answers: Answers) -> bool:
    """Whether somebody said that the relationship costs them much (S0-32)."""
    value = answers.get(InnerCode.FUNCTION)
    return isinstance(value, int) and value >= COSTLY


def froze(answers: Answers) -> bool:
    """Whether somebody froze: between speaking and giving themselves up (S0-06)."""
    return InnerResponse.FROZE in answers.get(InnerCode.RESPONSE, ())


def asking(feelings: Iterable[str]) -> list[InnerFeeling]:
    """Those of these feelings that ask something, in their usual order."""
    chosen = set(feelings)
    return [feeling for feeling in ASK_SOMETHING if feeling in chosen]


def texts(answers: Answers) -> list[str]:
    """Everything somebody wrote in own words, in the order of the steps."""
    return [answers[code] for code in InnerCode if code in WRITTEN and answers.get(code)]
