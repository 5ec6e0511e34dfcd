"""What of the practice can be seen in the admin process: questions and texts, and not an answer.

Nothing registers itself; a test compares the whole with a list.
"""

from accounts.admin.registered import site
from checkins.admin.library import LibraryAdmin
from checkins.admin.prompt_set import PromptSetAdmin
from checkins.admin.statistic import StatisticAdmin
from checkins.models import LibraryVersion, PromptSetVersion, Statistic

__all__ = ["site"]

site.register(PromptSetVersion, PromptSetAdmin)
site.register(LibraryVersion, LibraryAdmin)
site.register(Statistic, StatisticAdmin)
