"""Codes that connect two people, and blocks. Both are reached only through SQL functions
(migration 0002): no query of the web's role sees a row of them.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models.base import BaseModel

USER = settings.AUTH_USER_MODEL


class Invitation(BaseModel):
    # Nobody: one of the two has erased their account. Whoever is left is the claimer then, and goes
    # on reading what they read before, until the deadline.
    inviter = models.ForeignKey(USER, on_delete=models.CASCADE, null=True, related_name="+")
    public_id = models.CharField(max_length=4, unique=True)
    secret_hash = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=5)
    revoked = models.BooleanField(default=False)
    claimer = models.ForeignKey(USER, on_delete=models.CASCADE, null=True, related_name="+")
    confirm_by = models.DateTimeField(null=True)
    inviter_yes = models.BooleanField(default=False)
    claimer_yes = models.BooleanField(default=False)
    inviter_dropped = models.BooleanField(default=False)
    claimer_dropped = models.BooleanField(default=False)
    connected = models.BooleanField(default=False)
    # Who the two said they were when the code was typed: what either says later is not for both.
    inviter_name = models.CharField(max_length=40, db_default="")
    inviter_pronouns = models.CharField(max_length=40, db_default="")
    inviter_time_zone = models.CharField(max_length=64, db_default="")
    claimer_name = models.CharField(max_length=40, db_default="")
    claimer_pronouns = models.CharField(max_length=40, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(claimer__isnull=True, confirm_by__isnull=True)
                | Q(claimer__isnull=False, confirm_by__isnull=False),
                name="%(app_label)s_%(class)s_claim_has_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(claimer__isnull=True) | ~Q(claimer=models.F("inviter")),
                name="%(app_label)s_%(class)s_is_for_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(connected=False) | Q(inviter_yes=True, claimer_yes=True),
                name="%(app_label)s_%(class)s_connects_by_two_yes",
            ),
        ]


class Block(BaseModel):
    blocker = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    # Nobody: their account is erased. The line in the list of closed doors does not tell it.
    blocked = models.ForeignKey(USER, on_delete=models.CASCADE, null=True, related_name="+")
    # As it was when the connection ended: a door tells nobody's later name.
    blocked_name = models.CharField(max_length=40, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["blocker", "blocked"], name="%(app_label)s_%(class)s_once"
            ),
        ]
