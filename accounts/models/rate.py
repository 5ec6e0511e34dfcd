"""Counters for the few limits that guard secrets: atomic in the database (security.md 5.7)."""

from django.db import models


class RateCounter(models.Model):
    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    resets_at = models.DateTimeField()

    def __str__(self) -> str:
        return "rate counter"
