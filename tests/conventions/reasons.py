"""Reasons that hold for many a field."""

KEY = "random key"
AUTHOR = "whose it is: the policies read it"
OF_COUPLE = "which couple it belongs to: the policies read it"
RHYTHM = "when rounds end: rounds are computed from it"
PROMPT = "a question, no answer"
OPTION = "a preference of the account, needed before a key is opened"

WISH = {"id": KEY, "couple": OF_COUPLE, "author": AUTHOR}
