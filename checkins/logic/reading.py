"""How hard a text is to read, roughly: school years for English, LIX for other languages; and
whether it leads elsewhere.
"""

import re

HARDEST_GRADE = 9.0
HARDEST_LIX = 45.0

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:;]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_LONG = 7
# A link, a mailbox, a host such as example.org, a number to call.
_ADDRESS = re.compile(
    r"\S*(?:https?:|\bwww\.)\S*|\S+@\S+|\b[\w-]+\.(?:[a-z]{2,})\b\S*|(?:\d[\s()./-]{0,3}){6,}",
    re.IGNORECASE,
)


def address_in(text: str) -> str:
    """The first address, mailbox or telephone number in ``text``; empty where there is none."""
    found = _ADDRESS.search(text)
    return found[0].rstrip(" .,;:!?)”'\"") if found else ""


def is_easy(text: str, language: str, *, hardest: float = HARDEST_GRADE) -> bool:
    """Whether ``text`` stays within the ``hardest`` grade in English, LIX 45 in other languages."""
    if language.split("-", maxsplit=1)[0] == "en":
        return grade(text) <= hardest
    return lix(text) <= HARDEST_LIX


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of an English text (Kincaid et al. 1975).

    0.39 words per sentence + 11.8 syllables per word - 15.59. Syllables are counted as groups
    of vowels, without a silent e at the end.
    """
    words = _words(text)
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / _sentences(text) + 11.8 * syllables / len(words) - 15.59


def lix(text: str) -> float:
    """The readability index of Björnsson (1968): words per sentence + percent of long words."""
    words = _words(text)
    if not words:
        return 0.0
    long_words = sum(len(word) >= _LONG for word in words)
    return len(words) / _sentences(text) + 100 * long_words / len(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _sentences(text: str) -> int:
    return max(1, len(_SENTENCE_END.findall(text)))


def _syllables(word: str) -> int:
    count = len(_VOWELS.findall(word))
    is_silent = word.endswith("e") and not word.endswith(("le", "ee")) and count > 1
    return max(1, count - is_silent)
