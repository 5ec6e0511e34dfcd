"""What nobody but `checkins.safety` reads: a plain wish, with no reason and no date.

Never re-exported from this package, and never followed backwards from a person.
"""

from django.conf import settings
from django.db import models

from accounts.models import BaseModel


class QuietMode(BaseModel):
    """*No prompts, please*: the row is there or it is not."""

    author = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
