"""A person. Nothing beyond what PR-04 allows is collected."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts import vault
from accounts.enums import AccountKind
from accounts.models.staff import LooksAfter


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=username)


class User(LooksAfter, AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Never written: when somebody was last here is nobody's business (decisions.md 39).
    last_login = None
    email = models.EmailField(_("E-mail address"), unique=True)
    # The web may not change it: an application does, by a function, and the owner (migration 0006).
    kind = models.CharField(
        max_length=10,
        choices=[(kind.value, kind.value) for kind in AccountKind],
        default=AccountKind.PARTNER,
    )
    display_name = models.CharField(_("Name"), max_length=40, blank=True)
    pronouns = models.CharField(_("Pronouns"), max_length=40, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=64, default="UTC")
    language = models.CharField(_("Language"), max_length=10, default="en")
    adult_confirmed_on = models.DateField(null=True, blank=True)
    private_sealed_until = models.DateTimeField(null=True, blank=True)
    reset_notice_until = models.DateTimeField(null=True, blank=True)
    # Up to which line of the record the person has put the note about it away.
    news_seen_until = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="%(app_label)s_%(class)s_email_is_lower_case",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in AccountKind]),
                name="%(app_label)s_%(class)s_is_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return "person"

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A person and their data key come into the world in one transaction.

        Whoever looks after the server writes nothing that is sealed, and has none.
        """
        if not self._state.adding or self.is_staff:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            super().save(*args, **kwargs)
            vault.make_key(self.pk)
