"""Every night: the rounded numbers of the week that is over."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.actor import acting_as
from accounts.clock import clock
from checkins.actions.statistic import count_weeks


class Command(BaseCommand):
    help = "Counts accounts, couples and shared check-ins, rounded; once a week. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as(None, now=clock.now()):
            many = count_weeks()
        self.stdout.write(f"{many} numbers written.")
