"""What each duty of those who look after the server lets them do, in Django's names for it.

It stands in the code and not in rows: nobody widens it from within.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from accounts.enums import Duty

MAY: Mapping[Duty, frozenset[str]] = MappingProxyType(
    {
        Duty.PROMPT_EDITOR: frozenset(
            {
                "checkins.view_promptsetversion",
                "checkins.edit_promptsetversion",
                "checkins.view_libraryversion",
                "checkins.edit_libraryversion",
            }
        ),
        Duty.VERIFIER: frozenset(
            {
                "accounts.view_therapist",
                "accounts.decide_therapist",
                "accounts.view_helpline",
                "accounts.edit_helpline",
                "accounts.view_directory",
            }
        ),
        Duty.OPERATOR: frozenset(
            {"accounts.view_user", "admin.view_logentry", "checkins.view_statistic"}
        ),
    }
)


def may(duties: Iterable[Duty], permission: str) -> bool:
    """Whether one of these duties includes `app.act_model`."""
    return any(permission in MAY[duty] for duty in duties)


def may_anything_in(duties: Iterable[Duty], app: str) -> bool:
    """Whether one of these duties includes anything that begins with `app.`."""
    return any(each.startswith(f"{app}.") for duty in duties for each in MAY[duty])
