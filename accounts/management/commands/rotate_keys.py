"""Put everything under the first master key, so that an older one can be taken out of the file."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand

from accounts import vault

SEALED = ("secret", "seed")


class Command(BaseCommand):
    help = "Wraps every data key and second factor anew. May be stopped and run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        keys = vault.rewrap_keys()
        factors = sum(_rewrap(factor) for factor in Authenticator.objects.iterator())
        self.stdout.write(f"{keys} data keys and {factors} second factors wrapped anew.")


def _rewrap(factor: Authenticator) -> bool:
    """Whether anything of this factor was still under an older master key."""
    fresh = {name: vault.rewrap_secret(factor.data[name]) for name in SEALED if name in factor.data}
    if all(factor.data[name] == value for name, value in fresh.items()):
        return False
    factor.data |= fresh
    factor.save(update_fields=["data"])
    return True
