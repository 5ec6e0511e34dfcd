"""What of the practice can be seen in the admin process: questions, and not an answer.

Nothing registers itself; a test compares the whole with a list.
"""

from accounts.admin.registered import site
from checkins.admin.prompt_set import PromptSetAdmin
from checkins.admin.statistic import StatisticAdmin
from checkins.models import PromptSetVersion, Statistic

__all__ = ["site"]

site.register(PromptSetVersion, PromptSetAdmin)
site.register(Statistic, StatisticAdmin)
