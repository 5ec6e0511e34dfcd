"""A connection of two people, and what each of them wishes for it alone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.enums import Weekday
from accounts.models.base import BaseModel

WEEKDAYS = [(day.value, day.name.lower()) for day in Weekday]


class RhythmFields(models.Model):
    """When a couple's rounds end, in the couple's own time zone."""

    every_weeks = models.PositiveSmallIntegerField(default=1)
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)
    at = models.TimeField()
    time_zone = models.CharField(max_length=64)

    class Meta:
        abstract = True


class Couple(BaseModel, RhythmFields):
    """Both may read it. It changes only through functions that ask both (decisions.md 31)."""

    connected_at = models.DateTimeField()
    first_moment_at = models.DateTimeField()
    prompt_set_slug = models.CharField(max_length=60, default="weekly")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(every_weeks__in=[1, 2]),
                name="%(app_label)s_%(class)s_is_weekly_or_fortnightly",
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="%(app_label)s_%(class)s_weekday_exists"
            ),
            models.CheckConstraint(
                condition=Q(first_moment_at__gt=models.F("connected_at")),
                name="%(app_label)s_%(class)s_first_moment_follows_connection",
            ),
        ]


class CoupleLock(models.Model):
    """Content-free: the row both lock before they do something together."""

    couple = models.OneToOneField(
        Couple, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return "couple lock"


class Membership(BaseModel):
    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    left_on = models.DateField(null=True, blank=True)
    # The other one ended it, and this person has not been told yet.
    end_unseen = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["couple", "user"], name="%(app_label)s_%(class)s_once_per_couple"
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(left_on__isnull=True),
                name="%(app_label)s_%(class)s_one_current_connection",
            ),
            models.CheckConstraint(
                condition=Q(end_unseen=False) | Q(left_on__isnull=False),
                name="%(app_label)s_%(class)s_only_an_end_is_unseen",
            ),
        ]


class Wish(BaseModel):
    """Something one person wishes for the couple. The other never reads it."""

    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["couple", "author"], name="%(app_label)s_%(class)s_once_each"
            ),
        ]


class NumbersWish(Wish):
    """Numbers instead of bands: shown only while both wish it."""

    class Meta(Wish.Meta):
        pass


class Pause(Wish):
    """Sharing stands still for this person. To the other it looks like any quiet week."""

    class Meta(Wish.Meta):
        pass


class RhythmProposal(BaseModel, RhythmFields):
    """A new rhythm one of them suggests; both may read it, a yes of the other makes it so."""

    couple = models.OneToOneField(Couple, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(every_weeks__in=[1, 2]) & Q(weekday__lte=6),
                name="%(app_label)s_%(class)s_can_be_kept",
            ),
        ]
