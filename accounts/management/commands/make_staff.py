"""Let somebody look after the server, change what they do there, or end it. As the owner."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts.access import Refusal
from accounts.actions.staff import forget_factors, make_staff
from accounts.enums import Duty

NEXT = """\
{email} looks after this server now, as {duties}.

1. On the log-in page of the web, they choose "Forgot your password?" and this address. The code
   that is mailed to them lets them set a password. Nobody else learns it, you included.
2. They sign in at the address of the admin process with it. Nothing else can be reached there
   before a passkey or an authenticator app is set up. Let them do both at once, today.

An address that is used here cannot be a partner's or a therapist's as well."""


class Command(BaseCommand):
    help = "Let somebody look after the server; run it again to change what they do there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="an e-mail address that no other account has")
        parser.add_argument("--duty", action="append", choices=[each.value for each in Duty])
        parser.add_argument("--end", action="store_true", help="take everything away, at once")
        parser.add_argument(
            "--forget-factors",
            action="store_true",
            help="let them set up a second factor anew, where theirs is lost",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["address"].lower()
        duties = [Duty(each) for each in options["duty"] or []]
        if options["forget_factors"]:
            self.stdout.write(f"{forget_factors(email=email)} second factors forgotten.")
            return
        if bool(duties) == options["end"]:
            raise CommandError("Say --duty, once for each duty, or --end.")
        try:
            validate_email(email)
            _, is_new = make_staff(email=email, duties=duties)
        except (Refusal, ValidationError) as error:
            raise CommandError(str(error)) from error
        named = " and ".join(duty.value.replace("_", " ") for duty in duties)
        if is_new:
            self.stdout.write(NEXT.format(email=email, duties=named))
        else:
            self.stdout.write(f"{email}: {named or 'nothing any more'}.")
