"""The one door to quiet mode. It answers narrow questions, about whoever asks and nobody else.

What quiet mode does to an invitation is decided by the database (decisions/0009): nobody who sends
one may even ask. Nothing that both can see may depend on an answer from here.
"""

from accounts.models import User
from checkins.models.support import QuietMode


def is_quiet(user: User) -> bool:
    """Whether this person wants no prompts; one query. Somebody else's wish is never asked."""
    return QuietMode.objects.filter(author=user).exists()


def set_quiet(*, by: User, wants: bool) -> None:
    """*No prompts, please*, or no longer. Twice is once; nothing records when or why."""
    if wants:
        QuietMode.objects.bulk_create([QuietMode(author=by)], ignore_conflicts=True)
    else:
        QuietMode.objects.filter(author=by).delete()
