"""Every night: delete what people no longer keep, and what is over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accounts.actions.retention import purge, purge_ended
from accounts.actor import acting_as
from accounts.clock import clock
from accounts.queries.retention import everybody


class Command(BaseCommand):
    help = "Deletes what is older than its owner keeps it. To be run once a night; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each person in a transaction of their own, so that one who fails keeps nobody waiting.

        One number for all that people wrote: by kinds or by person it would tell who runs the
        server, and may be somebody's partner, what there was.
        """
        now, gone, failed = clock.now(), 0, 0
        for person in everybody():
            try:
                with acting_as(person.pk, now=now):
                    gone += purge(by=person, now=now)
            except DatabaseError:
                failed += 1
        with acting_as(None, now=now):
            ended = purge_ended(now=now)
        counts = [f"{gone} things people wrote", *(f"{n} {kind}" for kind, n in ended.items())]
        self.stdout.write(f"Deleted: {', '.join(counts)}.")
        if failed:
            message = f"{failed} people could not be done. Run it again."
            raise CommandError(message)
