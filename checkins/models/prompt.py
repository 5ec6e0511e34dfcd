"""Prompt sets: not content of anybody. Published versions are immutable (migration 0002)."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import BaseModel
from checkins.enums import Cadence, Direction, Element, RelationshipKind, ReleaseClass, Scale


def _choices(vocabulary: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in vocabulary]


class PromptSet(BaseModel):
    slug = models.SlugField(max_length=60)
    language = models.CharField(max_length=10, default="en")
    cadence = models.CharField(max_length=20, choices=_choices(Cadence))
    relationship_kind = models.CharField(max_length=20, choices=_choices(RelationshipKind))
    title = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slug", "language"], name="%(app_label)s_%(class)s_once_per_language"
            ),
        ]


class PromptSetVersion(BaseModel):
    prompt_set = models.ForeignKey(PromptSet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    # Written in the admin process: what is shipped later does not overtake it.
    is_own = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["prompt_set", "number"], name="%(app_label)s_%(class)s_number_once"
            ),
            models.UniqueConstraint(
                fields=["prompt_set"],
                condition=Q(published_at__isnull=True),
                name="%(app_label)s_%(class)s_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(published_at__isnull=False),
                name="%(app_label)s_%(class)s_retires_after_publishing",
            ),
        ]


class Prompt(BaseModel):
    version = models.ForeignKey(PromptSetVersion, on_delete=models.CASCADE, related_name="prompts")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    element = models.CharField(max_length=20, choices=_choices(Element))
    direction = models.CharField(max_length=10, choices=_choices(Direction))
    scale = models.CharField(max_length=10, choices=_choices(Scale))
    # The ceiling: how far an answer may ever travel. Fixed once published, by trigger.
    release_class = models.CharField(max_length=10, choices=_choices(ReleaseClass))
    text = models.CharField(max_length=300)
    # The same question in other words, each asked in its turn; ``text`` is the first wording.
    also = models.JSONField(default=list)
    help_text = models.CharField(max_length=300, blank=True)
    anchors = models.JSONField(default=list)
    na_label = models.CharField(max_length=60, blank=True)
    choices = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "code"], name="%(app_label)s_%(class)s_code_once"
            ),
            models.UniqueConstraint(
                fields=["version", "position"], name="%(app_label)s_%(class)s_position_once"
            ),
        ]
