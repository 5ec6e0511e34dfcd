"""What differs between two versions of a prompt set, in the order of the newer one."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from checkins.logic.prompt_rules import PromptDocument, PromptSetDocument

# Where a prompt stands in a file is no difference.
_NOT_COMPARED = {"code", "line"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a prompt, named like the model's, before and after."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class PromptChange:
    """A prompt that came (``before`` is None), went (``after`` is None), moved, or changed."""

    code: str
    before: PromptDocument | None
    after: PromptDocument | None
    moved: bool = False
    fields: tuple[FieldChange, ...] = ()


def changes(before: PromptSetDocument, after: PromptSetDocument) -> tuple[PromptChange, ...]:
    """Every prompt that is not as it was; those that went come last."""
    old = {prompt.code: prompt for prompt in before.prompts}
    new = {prompt.code: prompt for prompt in after.prompts}
    # Only the order among those that stand in both counts: whatever comes or goes moves nothing.
    order = {code: place for place, code in enumerate(code for code in old if code in new)}
    moved = {
        code
        for place, code in enumerate(code for code in new if code in old)
        if order[code] != place
    }
    found = []
    for code, prompt in new.items():
        was = old.get(code)
        differs = tuple(_fields(was, prompt)) if was else ()
        if was is None or differs or code in moved:
            found.append(PromptChange(code, was, prompt, code in moved, differs))
    gone = [PromptChange(code, prompt, None) for code, prompt in old.items() if code not in new]
    return (*found, *gone)


def _fields(before: PromptDocument, after: PromptDocument) -> Iterator[FieldChange]:
    for field in fields(PromptDocument):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if field.name not in _NOT_COMPARED and was != now:
            yield FieldChange(field.name, was, now)
