"""What security.txt says: where somebody reports a hole they found (RFC 9116)."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

# The text asks to be read anew after this; the standard wants less than a year.
HOLDS = timedelta(days=180)


def security_txt(
    contacts: Sequence[str], *, address: str, languages: Sequence[str], now: datetime
) -> str:
    """The file, for contacts in their order; a mail address may stand without ``mailto:``.

    ``address`` is where the site is, as in ``https://notes.example``. Within a day the text is the
    same for everybody.
    """
    day = datetime.combine(now.astimezone(UTC).date() + HOLDS, time(), UTC)
    lines = [f"Contact: {each if ':' in each else f'mailto:{each}'}" for each in contacts]
    lines += [
        f"Expires: {day:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(languages)}",
        f"Canonical: {address}/.well-known/security.txt",
    ]
    return "\n".join(lines) + "\n"
