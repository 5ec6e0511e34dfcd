"""Shipped YAML, read strictly and with its line numbers: plain text, mappings, lists.

No value is ever guessed: ``no`` is the word no, not false. Nothing is repeated by a name, nested
deeper than it needs to be, or written so that nobody sees it: what an editor imports is read here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeGuard, TypeVar

import yaml
from yaml.composer import ComposerError

Kind = TypeVar("Kind", bound=StrEnum)
DEEPEST = 10
# Signs without a shape, and those that turn around what follows them.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


class DocumentError(ValueError):
    """A file that cannot be used: where, and why in one sentence."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of a document. ``refuse`` makes the error for a line and a reason."""

    node: yaml.MappingNode
    refuse: Callable[[int, str], DocumentError]

    @property
    def line(self) -> int:
        return line_of(self.node)

    def only(self, *known: str) -> None:
        """Refuse a field that is not ``known``, and one that stands twice."""
        seen: set[str] = set()
        for key, _ in self.node.value:
            if key.value not in known:
                raise self.refuse(line_of(key), f"the field {key.value!r} is not known here.")
            if key.value in seen:
                raise self.refuse(line_of(key), f"the field {key.value!r} stands here twice.")
            seen.add(key.value)

    def line_at(self, name: str) -> int:
        """The line of a field; of the whole mapping where the field is missing."""
        found = self._find(name)
        return self.line if found is None else line_of(found)

    def text(self, name: str, *, longest: int, default: str | None = None) -> str:
        """A text of 1 to ``longest`` characters; ``default`` where the field is missing."""
        node = self._find(name)
        if node is None:
            if default is None:
                raise self.refuse(self.line, f"the field {name!r} is missing.")
            return default
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.refuse(line_of(node), f"{name!r} needs a text.")
        self._check_seen(name, node)
        value = " ".join(node.value.split())
        if len(value) > longest:
            raise self.refuse(line_of(node), f"{name!r} is longer than {longest} characters.")
        return value

    def one_of(self, name: str, kind: type[Kind]) -> Kind:
        """A member of a closed vocabulary."""
        value = self.text(name, longest=100)
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(kind)
            reason = f"{name!r} is one of {known}; {value!r} is not."
            raise self.refuse(self.line_at(name), reason) from None

    def flag(self, name: str, *, default: bool) -> bool:
        """``true`` or ``false``."""
        value = self.text(name, longest=10, default=str(default)).lower()
        if value not in {"true", "false"}:
            raise self.refuse(self.line_at(name), f"{name!r} is true or false.")
        return value == "true"

    def texts(self, name: str, *, longest: int) -> tuple[str, ...]:
        """A list of texts; empty where the field is missing."""
        nodes = self._sequence(name)
        for node in nodes:
            if not isinstance(node, yaml.ScalarNode) or not 0 < len(node.value.strip()) <= longest:
                reason = f"{name!r} lists texts of 1 to {longest} characters."
                raise self.refuse(line_of(node), reason)
            self._check_seen(name, node)
        return tuple(" ".join(node.value.split()) for node in nodes)

    def pairs(self, name: str, *, longest: int) -> tuple[tuple[str, str], ...]:
        """A mapping of keys to texts, in its order; empty where the field is missing."""
        node = self._find(name)
        if node is None:
            return ()
        fields = self._mapping(node, name)
        keys = [key.value for key, _ in fields.node.value]
        fields.only(*keys)
        return tuple((key, fields.text(key, longest=longest)) for key in keys)

    def nested(self, name: str) -> tuple["Fields", ...]:
        """A list of mappings; empty where the field is missing."""
        return tuple(self._mapping(node, name) for node in self._sequence(name))

    def _check_seen(self, name: str, node: yaml.ScalarNode) -> None:
        if has_unseen(node.value):
            raise self.refuse(line_of(node), f"{name!r} holds a sign that nobody can see.")

    def _find(self, name: str) -> yaml.Node | None:
        return next((value for key, value in self.node.value if key.value == name), None)

    def _sequence(self, name: str) -> list[yaml.Node]:
        node = self._find(name)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.refuse(line_of(node), f"{name!r} is a list.")
        return list(node.value)

    def _mapping(self, node: yaml.Node, name: str) -> "Fields":
        if not _is_plain_mapping(node):
            raise self.refuse(line_of(node), f"{name!r} needs named fields.")
        return Fields(node, self.refuse)


class _Plain(yaml.SafeLoader):
    """Composes what stands there and nothing by a name, so that a short file stays short."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise ComposerError(None, None, "nothing is repeated by a name", mark)
        self.depth += 1
        if self.depth > DEEPEST:
            raise ComposerError(None, None, "it is nested too deep", mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def has_unseen(text: str) -> bool:
    """Whether a sign stands in ``text`` that nobody can see."""
    return _UNSEEN.search(text) is not None


def line_of(node: yaml.Node) -> int:
    """The line, counted from 1, on which a node starts."""
    return int(node.start_mark.line) + 1


def read(text: str, refuse: Callable[[int, str], DocumentError] = DocumentError) -> Fields:
    """The fields of a YAML document; raises what ``refuse`` makes where it is none."""
    try:
        node = yaml.compose(text, Loader=_Plain)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = 1 if mark is None else mark.line + 1
        raise refuse(line, f"this is not YAML ({error.problem}).") from None
    except yaml.YAMLError:
        raise refuse(1, "this is not YAML.") from None
    if node is None or not _is_plain_mapping(node):
        raise refuse(1, "the document needs named fields.")
    return Fields(node, refuse)


def _is_plain_mapping(node: yaml.Node) -> TypeGuard[yaml.MappingNode]:
    return isinstance(node, yaml.MappingNode) and all(
        isinstance(key, yaml.ScalarNode) for key, _ in node.value
    )
