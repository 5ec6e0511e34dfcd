"""Hints on wording for the author of a draft (content.md 6.5): word lists, no language model.

Nothing is kept and nothing is blocked. Where words of fear or violence stand in a draft there
are no hints about tone, only the way to support: nobody in danger is told to word it better.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from accounts.logic.documents import DocumentError, Fields, read
from checkins.enums import DraftField, HintKind
from checkins.logic.cues import CueError, compile_cues, spans

CONTENT = Path(__file__).resolve().parents[1] / "content"
# Whose words of fear are looked for where a language has no lists of its own.
FALLBACK: Final = "en"

_LONGEST_CUE = 200
_LONGEST_HINT = 200
# Typography that changes no position: the same length before and after.
_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc`", "'") | dict.fromkeys("\u201c\u201d\u201e", '"')
)
_QUOTED = re.compile(r"""(?<![\w"])"[^"\n]{2,300}"(?!\w)|(?<![\w'])'[^\n"]{2,300}?'(?!\w)""")


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint: what was found in the draft, from ``start`` to ``end``, and what is said."""

    kind: HintKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind: its cues, what excuses them, and in which fields it speaks (None: in all)."""

    kind: HintKind
    text: str
    cues: re.Pattern[str]
    unless: re.Pattern[str] | None
    only_in: frozenset[DraftField] | None
    not_in: frozenset[DraftField]

    def speaks_in(self, field: DraftField) -> bool:
        return (self.only_in is None or field in self.only_in) and field not in self.not_in

    def first(self, text: str) -> tuple[int, int] | None:
        """Where in ``text`` the first cue stands that nothing excuses."""
        excused = [] if self.unless is None else list(spans(self.unless, text))
        for start, end in spans(self.cues, text):
            if not any(start < last and first < end for first, last in excused):
                return start, end
        return None


@dataclass(frozen=True, slots=True)
class Wording:
    """The rules of one language; ``support`` comes before all others."""

    support: Rule
    tone: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What is said about a draft to its author, who is the only one to read it."""

    has_words: bool
    needs_support: bool
    hints: tuple[Hint, ...] = ()

    @property
    def gist(self) -> str:
        """Equal where the same is said, so that nobody is told it twice; empty for nothing."""
        if self.needs_support:
            return HintKind.SUPPORT.value
        if not self.has_words:
            return ""
        return " ".join(hint.kind for hint in self.hints) or "none"


def hints_for(
    texts: Mapping[DraftField, str], language: str, *, is_feared: bool = False
) -> dict[DraftField, SecondLook]:
    """A second look at each of the ``texts`` that lie on one page.

    Words of fear in one of them silence the hints on all: each then only ``needs_support``. So
    does ``is_feared``, where its author said in another way that there is fear or control.
    """
    is_feared = is_feared or any(needs_support(text, language) for text in texts.values())
    return {
        field: SecondLook(
            has_words=bool(text.strip()),
            needs_support=is_feared,
            hints=() if is_feared else hints(text, language, field),
        )
        for field, text in texts.items()
    }


def together(looks: Iterable[SecondLook]) -> SecondLook:
    """All that is said about several drafts, each kind of hint once."""
    looks = list(looks)
    first: dict[HintKind, Hint] = {}
    for hint in (hint for look in looks for hint in look.hints):
        first.setdefault(hint.kind, hint)
    return SecondLook(
        has_words=any(look.has_words for look in looks),
        needs_support=any(look.needs_support for look in looks),
        hints=tuple(first.values()),
    )


def hints(text: str, language: str, field: DraftField) -> tuple[Hint, ...]:
    """What to tell the author of the draft ``text``, in the order in which it stands there.

    At most one hint of each kind, and one for each place. With words of fear or violence the
    one hint is of the kind ``support``. ``language`` is a code such as en or en-GB; without
    lists for it there are no hints about tone.
    """
    shipped = wording(language)
    plain = text.translate(_PLAIN)
    support = (shipped or _fallback()).support
    if found := support.first(plain):
        return (Hint(support.kind, support.text, *found),)
    if shipped is None:
        return ()
    # What stands in quotation marks was said by somebody else. Same length, no word.
    plain = _QUOTED.sub(lambda match: "#" * len(match[0]), plain)
    spoken: list[Hint] = []
    for rule in shipped.tone:
        if rule.speaks_in(field) and (found := rule.first(plain)):
            start, end = found
            if all(end <= other.start or other.end <= start for other in spoken):
                spoken.append(Hint(rule.kind, rule.text, start, end))
    return tuple(sorted(spoken, key=lambda hint: hint.start))


def needs_support(text: str, language: str) -> bool:
    """Whether words of fear or violence stand in ``text`` (SR-26, SR-28)."""
    support = (wording(language) or _fallback()).support
    return support.first(text.translate(_PLAIN)) is not None


@cache
def wording(language: str) -> Wording | None:
    """The shipped rules of a language, by its first part; None where there are none."""
    name = language.partition("-")[0].lower()
    for file in CONTENT.glob("wording.*.yaml"):
        if file.name == f"wording.{name}.yaml":
            return parse_wording(file.read_text(encoding="utf-8"))
    return None


def _fallback() -> Wording:
    found = wording(FALLBACK)
    if found is None:
        raise FileNotFoundError(f"wording.{FALLBACK}.yaml is not among the shipped content.")
    return found


def parse_wording(text: str) -> Wording:
    """Read the YAML ``text`` of a language's lists; DocumentError says line and reason."""
    fields = read(text)
    fields.only("lists", "hints")
    lists: dict[str, tuple[str, ...]] = {}
    for each in fields.nested("lists"):
        each.only("name", "any_of")
        lists[each.text("name", longest=20)] = each.texts("any_of", longest=_LONGEST_CUE)
    rules = [_rule(each, lists) for each in fields.nested("hints")]
    kinds = [rule.kind for rule in rules]
    for kind in HintKind:
        if kinds.count(kind) != 1:
            raise DocumentError(fields.line_at("hints"), f"{kind.value!r} stands here once.")
    support = next(rule for rule in rules if rule.kind is HintKind.SUPPORT)
    return Wording(support, tuple(rule for rule in rules if rule is not support))


def _rule(fields: Fields, lists: Mapping[str, tuple[str, ...]]) -> Rule:
    fields.only("kind", "hint", "cues", "unless", "only_in", "not_in")
    cues = _cues(fields, "cues", lists)
    if cues is None:
        raise DocumentError(fields.line, "'cues' needs at least one text.")
    only_in = _fields(fields, "only_in")
    return Rule(
        kind=fields.one_of("kind", HintKind),
        text=fields.text("hint", longest=_LONGEST_HINT),
        cues=cues,
        unless=_cues(fields, "unless", lists),
        only_in=only_in or None,
        not_in=_fields(fields, "not_in"),
    )


def _cues(
    fields: Fields, name: str, lists: Mapping[str, tuple[str, ...]]
) -> re.Pattern[str] | None:
    texts = fields.texts(name, longest=_LONGEST_CUE)
    try:
        return compile_cues(texts, lists) if texts else None
    except CueError as error:
        raise DocumentError(fields.line_at(name), str(error)) from None


def _fields(fields: Fields, name: str) -> frozenset[DraftField]:
    try:
        return frozenset(map(DraftField, fields.texts(name, longest=20)))
    except ValueError:
        known = ", ".join(DraftField)
        raise DocumentError(fields.line_at(name), f"{name!r} lists some of {known}.") from None
