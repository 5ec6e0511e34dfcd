"""A couple's list of rules for a fair argument: the shipped suggestion, and what a list may be."""

from accounts.logic.documents import DocumentError, read

FEWEST, MOST = 3, 20
LONGEST_RULE = 160


def parse_rules(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read the YAML ``text`` of a language: the suggested list, and ideas for one's own.

    Raises DocumentError with the line and the reason.
    """
    fields = read(text)
    fields.only("rules", "ideas")
    rules = fields.texts("rules", longest=LONGEST_RULE)
    if not FEWEST <= len(rules) <= MOST:
        reason = f"'rules' has {FEWEST} to {MOST} lines."
        raise DocumentError(fields.line_at("rules"), reason)
    return rules, fields.texts("ideas", longest=LONGEST_RULE)


def rules_in(typed: str) -> tuple[str, ...]:
    """One rule a line, without the empty ones and without characters that do not print."""
    lines = (" ".join(line.split()) for line in typed.splitlines())
    printed = ("".join(filter(str.isprintable, line)).strip() for line in lines)
    return tuple(line for line in printed if line)
