"""Words that must not stand where a browser's history or a glance at a tab keeps them (SR-03)."""

import re

TELLING = re.compile(
    r"rupture|safety|abus|hurt|violen|repair|quiet|harm|threat|fear|afraid|police|shelter|hotline"
    r"|helpline|partner|couple|relationship|therap|secret|conflict|feeling|emotion|intima|trauma"
    r"|reveal|check-?in|score|danger|crisis",
    re.IGNORECASE,
)


def tells(words: str) -> bool:
    """Whether a title or an address says more than that there is a page."""
    return bool(TELLING.search(re.sub(r"\{%|%\}|\{\{|\}\}|translate|block", "", words)))
