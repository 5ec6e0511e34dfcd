"""What happens by itself. Each task is thin, can be repeated, and calls one action.

A job names its task and a minute, and no person (docs/decisions/0018-reminders.md). A task of a
worker that was killed is begun anew by the next one.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from accounts.checks import insist
from accounts.clock import clock
from accounts.logging import log_task_failure
from checkins.actions.reminding import SLOTS, remind_due
from checkins.queries.worker import rests

EVERY_MINUTE = "* * * * *"
EVERY_NIGHT = "20 3 * * *"
EVERY_MORNING = "50 4 * * *"
# After 4, 16, 64, 256 and 1 024 seconds; then the next night.
BACKOFF = RetryStrategy(max_attempts=5, exponential_wait=4)
FAILED_KEPT_HOURS = 14 * 24


class Failed(Exception):
    """What went wrong stands in the log, in as few words as may stand there."""


@contextmanager
def without_words(name: str) -> Iterator[None]:
    """Let nothing of a failure but that it happened reach whoever logs or keeps it."""
    try:
        yield
    except Exception:  # noqa: BLE001 - whatever it was, its words must go no further
        log_task_failure(name)
        raise Failed from None


@app.task(name="remind", pass_context=True)
def remind(context: JobContext, timestamp: int, slot: int) -> None:
    """Mails to whoever wants to be reminded of something that is open.

    Not retried by the queue: a job that fails while the next minute's one waits could not go back
    into it. That one tries, or rests where several have failed.
    """
    with without_words("remind"):
        if settings.IS_PRODUCTION:
            insist()
        if not rests("remind", slot, clock.now()):
            remind_due(slot=slot, tell_time=clock.now, is_enough=context.should_abort)


for _slot in range(SLOTS):
    app.periodic(
        cron=EVERY_MINUTE,
        periodic_id=str(_slot),
        lock=f"remind {_slot}",
        queueing_lock=f"remind {_slot}",
        task_kwargs={"slot": _slot},
    )(remind)


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="purge", lock="purge", retry=BACKOFF)
def purge(timestamp: int) -> None:
    """What people no longer keep, and what is over."""
    with without_words("purge"):
        call_command("purge_expired")


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="count_weeks", lock="count_weeks", retry=BACKOFF)
def count_weeks(timestamp: int) -> None:
    """Rounded numbers of the weeks that are over."""
    with without_words("count_weeks"):
        call_command("count_weeks")


@app.periodic(cron=EVERY_MORNING)
@app.task(name="tidy", queueing_lock="tidy")
async def tidy(timestamp: int) -> None:
    """Jobs that failed are counted for two weeks; those that went well are gone at once."""
    await app.job_manager.delete_old_jobs(
        FAILED_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="rescue", queueing_lock="rescue", priority=1)
async def rescue(timestamp: int) -> None:
    """Begin anew what a worker was at that has not shown itself since; or leave it to the next job
    of its kind, where that waits already.
    """
    since = settings.WORKER_STALLED_AFTER.total_seconds()
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=since):
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            await app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)
