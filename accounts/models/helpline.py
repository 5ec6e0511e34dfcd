"""The lines of the support page as somebody of this server looks after them. Nobody's content.

The web does not ask this table: it reads a file that is written from it (docs/decisions/0024-…).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.enums import Audience
from accounts.models.base import BaseModel

LONGEST = 120


class Helpline(BaseModel):
    country = models.CharField(max_length=2)
    name = models.CharField(max_length=LONGEST)
    audience = models.CharField(
        max_length=20, choices=[(each.value, each.value) for each in Audience]
    )
    phone = models.CharField(max_length=LONGEST, blank=True)
    text_or_chat = models.CharField(max_length=LONGEST, blank=True)
    hours = models.CharField(max_length=LONGEST, blank=True)
    languages = models.JSONField(default=list)
    url = models.CharField(max_length=LONGEST, blank=True)
    note = models.CharField(max_length=LONGEST, blank=True)
    source = models.CharField(max_length=LONGEST, blank=True)
    verified_by = models.CharField(max_length=LONGEST, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    is_enabled = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "name", "phone"], name="%(app_label)s_%(class)s_once_per_country"
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True, verified_by="")
                | Q(verified_on__isnull=False) & ~Q(verified_by=""),
                name="%(app_label)s_%(class)s_is_verified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(is_enabled=False) | ~Q(phone="") | ~Q(url=""),
                name="%(app_label)s_%(class)s_can_be_reached_where_shown",
            ),
        ]


class Directory(BaseModel):
    """Where people of a trade are listed, and the region in which it is of use."""

    name = models.CharField(max_length=LONGEST)
    region = models.CharField(max_length=LONGEST)
    about = models.CharField(max_length=LONGEST, blank=True)
    url = models.CharField(max_length=LONGEST, blank=True)
    source = models.CharField(max_length=LONGEST, blank=True)
    verified_by = models.CharField(max_length=LONGEST, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    is_enabled = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "directories"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "region"], name="%(app_label)s_%(class)s_once_per_region"
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True, verified_by="")
                | Q(verified_on__isnull=False) & ~Q(verified_by=""),
                name="%(app_label)s_%(class)s_is_verified_by_somebody",
            ),
        ]
