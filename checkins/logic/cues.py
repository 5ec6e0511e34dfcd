"""Cues: phrases with a few signs in them, made into one pattern.

Words are parted by spaces. ``(a)`` may be missing; ``a|b`` is one or the other; ``[a b|c]`` is
one of several phrases; ``{name}`` is one of a list; ``a*`` has any ending; ``...`` stands for up
to three words; ``^`` is the start of a sentence, ``^^`` of the text, ``$`` the end of a
sentence. Upper and lower case are the same, and an apostrophe may be left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

_TOKEN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{\w+\}|[^\s()\[\]]+")
_LIST = re.compile(r"\{(\w+)\}")
# Commas and dashes between words change nothing.
_BETWEEN = r"[\s,–-]+"
_WORD = r"[\w'-]+"
_WORD_STARTS = r"(?<![\w/])"
_TEXT_STARTS = r"^[\s\"'(*–-]*"
_SENTENCE_STARTS = rf"(?:{_TEXT_STARTS}|[.!?…;:\n][\s\"'(*–-]*)"
_PARTING = frozenset(".!?…;: \t\n\r\"'(*–-")
_SENTENCE_ENDS = r"(?=[\s\"')*]*(?:[.!?…;\n]|$))"
_MOST_WORDS = 3


class CueError(ValueError):
    """A cue that is not written as it should be: one sentence."""


def compile_cues(cues: Iterable[str], lists: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern that finds any of ``cues``; ``lists`` are the phrases behind each name.

    Raises CueError for a cue with an unknown list, an unclosed bracket, or no word in it.
    """
    patterns = [(cue.startswith("^"), _compile(cue, lists)) for cue in cues]
    anchored = [pattern for is_anchored, pattern in patterns if is_anchored]
    # Asked once for all of them: inside a word none can start.
    free = "|".join(pattern for is_anchored, pattern in patterns if not is_anchored)
    whole = [*anchored, f"{_WORD_STARTS}(?:{free})"] if free else anchored
    return re.compile("|".join(whole), re.IGNORECASE)


def spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the phrases of a ``pattern`` stand in ``text``, without what parts sentences."""
    for match in pattern.finditer(text):
        start, end = match.span()
        while start < end and text[start] in _PARTING:
            start += 1
        yield start, end


def _compile(cue: str, lists: Mapping[str, Sequence[str]]) -> str:
    tokens = _TOKEN.findall(cue)
    if "".join(tokens) != re.sub(r"\s+(?![^(]*\))(?![^\[]*\])", "", cue):
        raise CueError(f"{cue!r} has a bracket without its other half.")
    pattern, has_word = "", False
    for token in tokens:
        match token:
            case "^^":
                pattern += _TEXT_STARTS
            case "^":
                pattern += _SENTENCE_STARTS
            case "$":
                pattern += _SENTENCE_ENDS
            case "...":
                pattern += rf"(?:{_BETWEEN}{_WORD}){{0,{_MOST_WORDS}}}?"
            case _ if token[0] == "(":
                word = _alternatives(cue, token[1:-1], lists)
                pattern += f"(?:{_BETWEEN}{word})?" if has_word else f"(?:{word}{_BETWEEN})?"
            case _:
                word = _alternatives(cue, token.strip("[]"), lists)
                pattern += f"{_BETWEEN}{word}" if has_word else word
                has_word = True
    if not has_word:
        raise CueError(f"{cue!r} has no word that must be there.")
    return f"(?:{pattern})"


def _alternatives(cue: str, text: str, lists: Mapping[str, Sequence[str]]) -> str:
    phrases: list[str] = []
    for part in text.split("|"):
        if name := _LIST.fullmatch(part):
            if name[1] not in lists:
                raise CueError(f"{cue!r} names a list that is not there.")
            phrases += lists[name[1]]
        else:
            phrases.append(part)
    return f"(?:{'|'.join(map(_phrase, phrases))})"


def _phrase(phrase: str) -> str:
    has_any_ending = phrase.endswith("*")
    words = [re.escape(word).replace("'", "'?") for word in phrase.rstrip("*").split()]
    end = r"[\w'-]*" if has_any_ending else r"(?!\w)"
    return f"{_BETWEEN.join(words)}{end}"
