"""For whatever watches the server: whether the background work goes on."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.clock import clock
from checkins.queries.worker import background_work


class Command(BaseCommand):
    help = "Prints numbers; ends with 0 where a worker is alive and nothing is stuck, else with 1."

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        work = background_work(now)
        seen = "never"
        if work.seen_at is not None:
            seen = f"{max(0, int((now - work.seen_at).total_seconds()))} s ago"
        line = (
            f"Worker last seen {seen}; jobs stalled {work.stalled}, failed within a day"
            f" {work.failed}, to be tried again {work.waiting}; addresses that took no mail"
            f" {work.refused}."
        )
        if not work.is_well(now):
            raise CommandError(line)
        self.stdout.write(line)
