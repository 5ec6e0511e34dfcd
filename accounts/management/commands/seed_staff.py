"""The one who looks after the server in the demo.

Run in both processes, each of which does with its own rights what it may: the web's makes her, as
the owner; the admin's gives her a second factor.
"""

from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError

from accounts import demo_staff
from accounts.actions.staff import OWNER, make_staff
from accounts.actor import acting_as
from accounts.clock import clock
from accounts.models import User
from accounts.queries.user import second_factors


class Command(BaseCommand):
    help = "Make the one who looks after the server in the demo, and print how to log in as her."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("Her password is known to everybody: she lives in the demo alone.")
        if not settings.IS_ADMIN:
            user, _ = make_staff(email=demo_staff.EMAIL, duties=demo_staff.DUTIES)
            user.password = make_password(demo_staff.PASSWORD)
            user.save(using=OWNER, update_fields=["password"])
            return
        user = User.objects.get(email=demo_staff.EMAIL)
        with acting_as(user.pk, now=clock.now()):
            if not second_factors(user):
                TOTP.activate(user, demo_staff.FACTOR)
        self.stdout.write(
            f"  {demo_staff.EMAIL}  looks after the server, in a process and at an address of its"
            " own; the code that is asked for after the password stands on a page there"
        )
