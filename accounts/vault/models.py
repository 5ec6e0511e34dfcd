"""Wrapped data keys: not content, and the one thing erasing a person destroys first."""

import uuid

from django.conf import settings
from django.db import models


class DataKey(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    wrapped = models.BinaryField()
    master_key = models.CharField(max_length=40)

    class Meta:
        app_label = "accounts"

    def __str__(self) -> str:
        return "data key"
