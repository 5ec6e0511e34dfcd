"""How the worker goes about what happens by itself (checkins/tasks.py)."""

from datetime import timedelta

from procrastinate.app import WorkerOptions

# Since when a worker must have shown that it is alive.
STALLED_AFTER = timedelta(seconds=30)
DEFAULTS: WorkerOptions = {
    # One at a time: a second thread would stretch the instant between a commit and its mail.
    "concurrency": 1,
    "delete_jobs": "successful",
    # All of it is periodic, so nobody listens for news, and a pooler is as good as the database.
    "listen_notify": False,
    "shutdown_graceful_timeout": 20,
    "update_heartbeat_interval": STALLED_AFTER.total_seconds() / 3,
    "stalled_worker_timeout": STALLED_AFTER.total_seconds(),
}
