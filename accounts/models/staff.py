"""Those who look after the server, and what each of them does there."""

from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.enums import AccountKind, Duty
from accounts.logic.staff import may, may_anything_in
from accounts.models.base import BaseModel


class HeldDuty(BaseModel):
    """Made and ended by the owner alone (manage.py make_staff)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    duty = models.CharField(max_length=20, choices=[(duty.value, duty.value) for duty in Duty])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "duty"], name="%(app_label)s_%(class)s_once"),
        ]


class LooksAfter(models.Model):
    """What Django asks of whoever comes to its admin, answered by kind and duties alone.

    There is no superuser, and no permission that stands in a row.
    """

    class Meta:
        abstract = True

    kind: str
    is_active: bool

    @property
    def is_staff(self) -> bool:
        return self.kind == AccountKind.STAFF

    @cached_property
    def duties(self) -> frozenset[Duty]:
        """One query, as the admin process: the web may not ask."""
        if not (self.is_staff and self.is_active):
            return frozenset()
        return frozenset(Duty(held.duty) for held in HeldDuty.objects.filter(user_id=self.pk))

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return may(self.duties, perm)

    def has_module_perms(self, app_label: str) -> bool:
        return may_anything_in(self.duties, app_label)
