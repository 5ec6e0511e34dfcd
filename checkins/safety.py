"""The one door to quiet mode. It answers narrow questions, about whoever asks and nobody else.

What quiet mode does to an invitation is decided by the database (decisions/0011): nobody who sends
one may even ask. Nothing that both can see may depend on an answer from here.

The private screen (checkins/views/screen.py) has no way in: its answers are never sent, so there is
nothing to evaluate, keep or forget (decisions/0015). Its one button sets the wish below.
"""

from accounts.models import User
from checkins.access import withdraw_invitations
from checkins.models.support import QuietMode


def is_quiet(user: User) -> bool:
    """Whether this person wants no prompts; one query. Somebody else's wish is never asked."""
    return QuietMode.objects.filter(author=user).exists()


def set_quiet(*, by: User, wants: bool) -> None:
    """*No prompts, please*, or no longer. Twice is once; nothing records when or why.

    One's own invitations that stand come back for good: one that went and came again would tell.
    """
    if wants:
        QuietMode.objects.bulk_create([QuietMode(author=by)], ignore_conflicts=True)
        withdraw_invitations(by)
    else:
        QuietMode.objects.filter(author=by).delete()
