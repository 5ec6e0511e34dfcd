"""Mails that somebody wants to themselves, and that one was sent. Nobody else reads either.

Nothing here is content, so nothing is sealed: who is due must be found without anybody's key.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import BaseModel

EVERY_DAY = 0b111_1111


class ReminderWish(BaseModel):
    """Of what, on which days and from what time. It holds while the consent to it stands.

    ``next_look_at`` follows from these wishes and the calendar alone: it moves on alike whether or
    not a mail went. None: no mail is sent.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    week = models.BooleanField()
    month = models.BooleanField()
    promise = models.BooleanField()
    look_back = models.BooleanField()
    days = models.PositiveSmallIntegerField()
    at = models.TimeField()
    quiet_from = models.TimeField()
    quiet_until = models.TimeField()
    # For which address, as a keyed hash, and when its person last said that they alone read it.
    address_mark = models.CharField(max_length=64, blank=True)
    asked_on = models.DateField()
    next_look_at = models.DateTimeField(null=True, blank=True)
    refusals = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=EVERY_DAY),
                name="%(app_label)s_%(class)s_days_exist",
            ),
            models.CheckConstraint(
                condition=Q(next_look_at__isnull=True)
                | (
                    ~Q(address_mark="")
                    & (Q(week=True) | Q(month=True) | Q(promise=True) | Q(look_back=True))
                ),
                name="%(app_label)s_%(class)s_is_about_something",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_look_at", "person"],
                condition=Q(next_look_at__isnull=False),
                name="checkins_reminderwish_due",
            ),
        ]


class Reminder(BaseModel):
    """That a mail went for one occasion: never a second one. Neither the occasion nor the day can
    be read from it; the occasion is a keyed hash, and the date the first of a month to come.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    occasion = models.UUIDField()
    # Of the mail's way to stop: whoever holds that mail can stop them, and nobody else.
    token_hash = models.CharField(max_length=64)
    goes_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "occasion"], name="%(app_label)s_%(class)s_once_per_occasion"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["token_hash"], name="checkins_reminder_by_token"),
        ]
