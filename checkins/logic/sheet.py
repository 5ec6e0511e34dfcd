"""What one person has put down in one round: answers, own words, and what was passed over.

A sheet is one sealed document. It changes as a whole, so two tabs that each save a part of it
lose nothing as long as each reads it again first.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Self

from checkins.enums import Element, Scale
from checkins.logic.rotation import FIRST
from checkins.logic.scoring import Answer, PromptSpec, is_low_information

# A value is a number, "na", the key of a choice or own words; None means it was skipped.
Entries = Mapping[str, Answer | None]
# Where every question has one wording.
ONE_WORDING: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sheet:
    """Answers and texts by prompt code. ``keep_back`` is None until its author first chose."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    # By code, which of several wordings was answered; what has no number here met the first one.
    asked: Mapping[str, int] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    keep_back: frozenset[Element] | None = None
    # What its author adds to this one release from the month. Nothing is added by itself.
    added: frozenset[Element] = frozenset()
    added_statements: frozenset[str] = frozenset()
    # Statements that were answered, by code: each keeps its wording, also when it stands no longer.
    wordings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """The sheet that :meth:`document` wrote."""
        kept = document.get("keep_back")
        return cls(
            answers=document.get("answers", {}),
            texts=document.get("texts", {}),
            asked=document.get("asked", {}),
            skipped=frozenset(document.get("skipped", ())),
            keep_back=None if kept is None else frozenset(Element(each) for each in kept),
            added=frozenset(Element(each) for each in document.get("added", ())),
            added_statements=frozenset(document.get("added_statements", ())),
            wordings=document.get("wordings", {}),
        )

    def document(self, prompts: Collection[PromptSpec]) -> dict[str, Any]:
        """JSON-serialisable. ``prompts`` are all of the round: they tell a straight line."""
        return {
            "answers": dict(self.answers),
            "texts": dict(self.texts),
            "asked": dict(self.asked),
            "skipped": sorted(self.skipped),
            "keep_back": None if self.keep_back is None else sorted(self.keep_back),
            "added": sorted(self.added),
            "added_statements": sorted(self.added_statements),
            "wordings": dict(self.wordings),
            "is_low_information": is_low_information(prompts, self.answers),
        }

    def with_entries(
        self,
        prompts: Collection[PromptSpec],
        entries: Entries,
        wordings: Mapping[str, int] = ONE_WORDING,
    ) -> "Sheet":
        """The sheet after these entries: what they leave out stays, None takes an answer back.

        ``wordings`` says by code which wording is asked now, where there are several. An answer
        that changes stays with the wording it was first given to.
        """
        answers, texts, skipped = dict(self.answers), dict(self.texts), set(self.skipped)
        asked = dict(self.asked)
        scales = {prompt.code: prompt.scale for prompt in prompts}
        for code, value in entries.items():
            met = self.wording_of(code) or wordings.get(code)
            asked.pop(code, None)
            if value is not None and met is not None and code in wordings:
                asked[code] = met
            answers.pop(code, None)
            texts.pop(code, None)
            skipped.discard(code)
            if value is None:
                skipped.add(code)
            elif scales.get(code) is Scale.TEXT:
                texts[code] = str(value)
            else:
                answers[code] = value
        skips = frozenset(skipped)
        return replace(self, answers=answers, texts=texts, asked=asked, skipped=skips)

    def with_keep_back(self, keep_back: Collection[Element]) -> "Sheet":
        return replace(self, keep_back=frozenset(keep_back))

    def with_added(self, added: Collection[Element], statements: Collection[str] = ()) -> "Sheet":
        return replace(self, added=frozenset(added), added_statements=frozenset(statements))

    def with_wordings(self, wordings: Mapping[str, str]) -> "Sheet":
        """The sheet with the wording of each statement that has an answer on it."""
        known = {**self.wordings, **wordings}
        return replace(self, wordings={code: known[code] for code in known if code in self.answers})

    def value(self, code: str) -> Answer | None:
        """What stands at a prompt, or None."""
        return self.answers.get(code, self.texts.get(code))

    def wording_of(self, code: str) -> int | None:
        """Which wording was answered, counted from 1; None where nothing was."""
        return None if self.value(code) is None else self.asked.get(code, FIRST)

    def has(self, code: str) -> bool:
        """Whether a prompt was answered or skipped."""
        return code in self.answers or code in self.texts or code in self.skipped

    @property
    def is_blank(self) -> bool:
        return not self.answers and not self.texts
