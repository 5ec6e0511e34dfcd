"""A prompt set as a file: what is written here reads back as the same set (content.md 7)."""

from collections.abc import Mapping
from typing import Any

import yaml

from checkins.enums import Scale
from checkins.logic.prompt_rules import DEFAULT_ANCHORS, PromptDocument, PromptSetDocument


def written(document: PromptSetDocument) -> str:
    """The YAML text of a set. ``examine`` of it finds the same set, whatever rules it breaks."""
    whole = {
        "slug": document.slug,
        "version": document.version,
        "language": document.language,
        "cadence": document.cadence.value,
        "relationship_kind": document.relationship_kind.value,
        "title": document.title,
        "prompts": [_prompt(each) for each in document.prompts],
    }
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=96)


def _prompt(prompt: PromptDocument) -> Mapping[str, Any]:
    """A new field of a prompt gets its line here, in ``prompt_rules``, and in the form."""
    is_usual = prompt.scale is Scale.RATING and prompt.anchors == DEFAULT_ANCHORS
    told = {
        "id": prompt.code,
        "element": prompt.element.value,
        "direction": prompt.direction.value,
        "scale": prompt.scale.value,
        "release": prompt.release_class.value,
        "text": prompt.text,
        "also": list(prompt.also),
        "help": prompt.help_text,
        "anchors": [] if is_usual else list(prompt.anchors),
        "na": prompt.na_label,
        "choices": dict(prompt.choices),
    }
    return {name: value for name, value in told.items() if value}
