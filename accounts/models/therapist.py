"""Therapists, whom a couple knows of them, and what each partner alone lets them see.

A therapist sees something of a couple only while both partners' consents to the same scope stand;
the database computes that anew for every statement (migration 0006).
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.enums import Scope, SecretsPolicy, TherapistState
from accounts.models.base import BaseModel
from accounts.models.couple import Couple

USER = settings.AUTH_USER_MODEL
POLICIES = [(policy.value, policy.value) for policy in SecretsPolicy]


class Therapist(BaseModel):
    """What a therapist says of themselves, and whether somebody who looks after the server has
    looked it up.
    """

    user = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    licence = models.CharField(max_length=80)
    register_url = models.URLField(max_length=300)
    policy = models.CharField(max_length=20, choices=POLICIES)
    policy_words = models.CharField(max_length=600, blank=True)
    # Grows when the policy changes: a consent is to the policy that stood there (TR-05).
    policy_version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in TherapistState],
        default=TherapistState.APPLIED,
    )
    applied_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    # Whoever looked it up, without a link: their account may go, what they did stays done.
    decided_by = models.UUIDField(null=True, blank=True)
    # The card "before you look" was read (TR-14).
    trained_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=TherapistState.APPLIED, decided_at__isnull=True)
                | (~Q(state=TherapistState.APPLIED) & Q(decided_at__isnull=False)),
                name="%(app_label)s_%(class)s_is_decided_once_it_is",
            ),
        ]


class TherapistCode(BaseModel):
    """A code between a therapist and a partner, in either direction. Functions alone read it."""

    maker = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    public_id = models.CharField(max_length=4, unique=True)
    secret_hash = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=5)
    is_over = models.BooleanField(default=False)


class KnownTherapist(BaseModel):
    """A therapist whom a couple knows by a code. It lets nobody see anything."""

    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="+")
    therapist = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    # Taken off, nobody of the couple reads it any more; the therapist's own notes hang on it.
    is_listed = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["couple", "therapist"], name="%(app_label)s_%(class)s_once"
            ),
        ]


class TherapistConsent(BaseModel):
    """One partner's own consent to one scope. Rows are never deleted: they are the history."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    couple_id = models.UUIDField()
    # Without a link: the history outlives the therapist's account.
    therapist_id = models.UUIDField()
    therapist_name = models.CharField(max_length=80)
    # The name by which the therapist knows this partner, as it was then.
    name = models.CharField(max_length=40)
    scope = models.CharField(max_length=20, choices=[(scope.value, scope.value) for scope in Scope])
    policy = models.CharField(max_length=20, choices=POLICIES)
    policy_version = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    text_hash = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    # Only what is released from here on; and only until here, by the clock and by no job.
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "couple_id", "therapist_id", "scope"],
                condition=Q(ended_at__isnull=True),
                name="%(app_label)s_%(class)s_one_standing_per_scope",
            ),
            models.CheckConstraint(
                condition=Q(since__gte=F("given_at"), until__gt=F("since")),
                name="%(app_label)s_%(class)s_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("given_at")),
                name="%(app_label)s_%(class)s_ends_after_it_began",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["therapist_id", "couple_id"], name="accounts_consent_of_therapist"
            ),
        ]
