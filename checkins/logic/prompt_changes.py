"""What differs between two versions of something, in the order of the newer one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from checkins.logic.prompt_rules import PromptDocument, PromptSetDocument

Document = TypeVar("Document")

# Where a prompt stands in a file is no difference.
_NOT_COMPARED = {"code", "line"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, by its name in the document, before and after."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Change(Generic[Document]):
    """What came (``before`` is None), went (``after`` is None), moved, or changed."""

    code: str
    before: Document | None
    after: Document | None
    moved: bool = False
    fields: tuple[FieldChange, ...] = ()


def changes(
    before: PromptSetDocument, after: PromptSetDocument
) -> tuple[Change[PromptDocument], ...]:
    """Every prompt that is not as it was; those that went come last."""
    return compared(
        {prompt.code: prompt for prompt in before.prompts},
        {prompt.code: prompt for prompt in after.prompts},
    )


def compared(
    old: Mapping[str, Document], new: Mapping[str, Document]
) -> tuple[Change[Document], ...]:
    """Every document, by its name, that is not as it was; those that went come last."""
    # Only the order among those that stand in both counts: whatever comes or goes moves nothing.
    order = {code: place for place, code in enumerate(code for code in old if code in new)}
    moved = {
        code
        for place, code in enumerate(code for code in new if code in old)
        if order[code] != place
    }
    found: list[Change[Document]] = []
    for code, document in new.items():
        was = old.get(code)
        differs = () if was is None else tuple(_fields(was, document))
        if was is None or differs or code in moved:
            found.append(Change(code, was, document, code in moved, differs))
    gone = [Change(code, was, None) for code, was in old.items() if code not in new]
    return (*found, *gone)


def _fields(before: Any, after: Any) -> Iterator[FieldChange]:
    for field in fields(before):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if field.name not in _NOT_COMPARED and was != now:
            yield FieldChange(field.name, was, now)
