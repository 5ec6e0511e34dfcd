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
# Two minutes after the first failure, four after the second, and at last once in half an hour.
FAILURES_WITHIN = timedelta(hours=2)
LONGEST_REST = timedelta(minutes=30)
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


def rests(task: str, slot: int, now: datetime) -> bool:
    """Whether this task failed so lately, and so often, that it is not tried yet; one query."""
    failures = ProcrastinateEvent.objects.filter(
        type="failed",
        at__gt=now - FAILURES_WITHIN,
        at__lte=now,
        job__task_name=task,
        job__args__slot=slot,
    ).order_by("-at")
    latest = [event.at for event in failures[:10]]
    return bool(latest) and now < latest[0] + rest_after(len(latest))


def rest_after(failures: int) -> timedelta:
    """How long to leave a mail server alone that failed so many times within two hours."""
    return min(timedelta(minutes=2**failures), LONGEST_REST)
