"""Put everything under the first master key, so that an older one can be taken out of the file."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts import vault
from accounts.enums import AccountKind

SEALED = ("secret", "seed")


class Command(BaseCommand):
    help = "Wraps every data key and second factor anew. May be stopped and run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        keys = vault.rewrap_keys()
        # Those of staff are under a key of the admin process.
        ours = Authenticator.objects.exclude(user__kind=AccountKind.STAFF)
        factors = sum(_rewrap(pk) for pk in ours.values_list("pk", flat=True))
        self.stdout.write(f"{keys} data keys and {factors} second factors wrapped anew.")


@transaction.atomic
def _rewrap(pk: int) -> bool:
    """Whether anything of this factor was still under an older master key.

    Locked and read anew: a recovery code that is used meanwhile must stay used.
    """
    factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if factor is None:
        return False
    fresh = {name: vault.rewrap_secret(factor.data[name]) for name in SEALED if name in factor.data}
    if all(factor.data[name] == value for name, value in fresh.items()):
        return False
    factor.data |= fresh
    factor.save(update_fields=["data"])
    return True
