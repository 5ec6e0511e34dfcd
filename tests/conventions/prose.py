"""What people read on screen, taken from where it is written, and how hard it is to read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from checkins.logic.reading import grade
from tests.conventions.sources import files, own_code, text, tree, without_comments

# About grade 7 (safety.md SR-37). The measure means something from a few sentences on: what is
# shorter is measured together with the rest of its folder.
HARDEST = 7.0
FEWEST_WORDS = 40
LONGEST_SENTENCE = 25

_TRANSLATE = re.compile(r"\{%\s*translate\s+(\"[^\"]*\"|'[^']*')")
_BLOCK = re.compile(r"\{%\s*blocktranslate\b.*?%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
# Whatever stands there later is a name, a number or a date: one short word.
_PLACE = re.compile(r"\{\{.*?\}\}|%\(\w+\)[sd]|%[sd]|\{\w*\}")
_SENTENCE = re.compile(r"[.!?…][”\"’)]*$")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’)]*\s+")
_MARKING = {
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}


def said() -> dict[Path, list[str]]:
    """Every template, shipped text and module that says something, with all it says."""
    found = {path: list(_in_template(text(path))) for path in _templates()}
    found |= {path: list(_in_document(text(path))) for path in _documents()}
    found |= {path: list(_in_code(tree(path))) for path in own_code()}
    return {path: [*map(_plain, texts)] for path, texts in found.items() if texts}


def written() -> dict[Path, list[str]]:
    """The running text of it.

    Labels and headings have no end and are left out: they would make everything look easy.
    """
    running = {
        path: [each for each in texts if _SENTENCE.search(each)] for path, texts in said().items()
    }
    return {path: texts for path, texts in running.items() if texts}


def blocks(texts: dict[Path, list[str]]) -> dict[str, str]:
    """What is measured at once, by its name: a file, or the short files of a folder together."""
    found: dict[str, list[str]] = {}
    for path, parts in texts.items():
        is_long = len(" ".join(parts).split()) >= FEWEST_WORDS
        name = str(path) if is_long else f"{path.parent}/…"
        found.setdefault(name, []).extend(parts)
    return {name: " ".join(parts) for name, parts in found.items()}


def too_hard(texts: dict[Path, list[str]]) -> dict[str, float]:
    """Blocks above the grade, each with its own."""
    grades = {name: round(grade(words), 1) for name, words in blocks(texts).items()}
    return {name: found for name, found in grades.items() if found > HARDEST}


def too_long(texts: dict[Path, list[str]]) -> set[tuple[str, str]]:
    """Sentences nobody can hold in mind, each with its file."""
    return {
        (str(path), sentence)
        for path, parts in texts.items()
        for part in parts
        for sentence in _NEXT_SENTENCE.split(part)
        if len(sentence.split()) > LONGEST_SENTENCE
    }


def _templates() -> list[Path]:
    return [path for path in files(".html", ".txt") if path.parts[0] == "templates"]


def _documents() -> list[Path]:
    return [path for path in files(".yaml") if "content" in path.parts]


def _in_template(template: str) -> Iterator[str]:
    template = without_comments(template)
    yield from (found[1:-1] for found in _TRANSLATE.findall(template))
    for block in _BLOCK.findall(template):
        yield from _PLURAL.split(block)


def _in_document(document: str) -> Iterator[str]:
    node = yaml.compose(document, Loader=yaml.SafeLoader)
    waiting: list[yaml.Node] = [] if node is None else [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            yield node.value
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]


def _in_code(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _MARKING:
            for part in node.args:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def _plain(words: str) -> str:
    return " ".join(_PLACE.sub("Ann", words).split())
