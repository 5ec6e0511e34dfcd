"""The sentences of wording_sentences.yaml: with a hint, with fear, with neither."""

from pathlib import Path

from accounts.logic.documents import read

_FIELDS = read(Path(__file__).with_name("wording_sentences.yaml").read_text(encoding="utf-8"))
_LONGEST = 200

FOUND = tuple(
    (sentence, each.text("kind", longest=20))
    for each in _FIELDS.nested("found")
    for sentence in each.texts("sentences", longest=_LONGEST)
)
FEARED = _FIELDS.texts("feared", longest=_LONGEST)
HARMLESS = _FIELDS.texts("harmless", longest=_LONGEST)
