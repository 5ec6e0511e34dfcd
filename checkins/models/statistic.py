"""Rounded numbers of the whole server, a week and kind each (product.md 11).

A function writes them, and a constraint of its migration knows how they are rounded.
"""

from typing import ClassVar

from django.db import models

from accounts.models import BaseModel
from checkins.enums import Counted

# Below this nothing is told, and above it only whole multiples: nobody is found by a difference.
STEP = 5


class Statistic(BaseModel):
    kind = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Counted])
    week = models.DateField()
    # 0 where there were fewer than five.
    number = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "week"], name="%(app_label)s_%(class)s_counted_once"
            ),
        ]
