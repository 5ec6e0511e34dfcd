"""Words that must not stand where a browser's history or a glance at a tab keeps them (SR-03)."""

import re

from checkins.logic.library_rules import TELLING


def tells(words: str) -> bool:
    """Whether a title or an address says more than that there is a page."""
    return bool(TELLING.search(re.sub(r"\{%|%\}|\{\{|\}\}|translate|block", "", words)))
