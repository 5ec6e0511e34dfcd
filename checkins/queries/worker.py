"""How the background work goes, in numbers. None of them is about anybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinateWorker,
)

from checkins.models import functions

ALIVE_WITHIN = timedelta(minutes=1)
COUNTED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BackgroundWork:
    """``seen_at``: when a worker last showed that it is alive. ``stalled``: jobs of one that does
    not any more. ``failed``: given up within a day. ``waiting``: to be tried again. ``refused``:
    people whose address took no mail the last time.
    """

    seen_at: datetime | None
    stalled: int
    failed: int
    waiting: int
    refused: int

    def is_well(self, now: datetime) -> bool:
        """Whether nobody has to look. A refused address is its person's matter."""
        is_alive = self.seen_at is not None and now - self.seen_at < ALIVE_WITHIN
        return is_alive and not self.stalled and not self.failed


def background_work(now: datetime) -> BackgroundWork:
    """Five queries, as nobody."""
    latest = ProcrastinateWorker.objects.order_by("-last_heartbeat").first()
    jobs = ProcrastinateJob.objects.all()
    gone = Q(worker__isnull=True) | Q(
        worker__last_heartbeat__lt=now - settings.WORKER_STALLED_AFTER
    )
    failures = ProcrastinateEvent.objects.filter(type="failed", at__gte=now - COUNTED_FOR)
    return BackgroundWork(
        seen_at=latest.last_heartbeat if latest else None,
        stalled=jobs.filter(gone, status="doing").count(),
        failed=failures.count(),
        waiting=jobs.filter(status="todo", attempts__gt=0).count(),
        refused=functions.reminders_refused(),
    )
