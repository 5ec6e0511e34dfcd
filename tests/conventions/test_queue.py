"""What the worker may use of the queue (docs/decisions/0018-reminders.md), and nobody else."""

import pytest

from tests.conventions.catalog import ask

pytestmark = pytest.mark.django_db

# What the web's role, which is the worker's, may do with the tables.
QUEUE = {
    "procrastinate_events": "SELECT INSERT",
    "procrastinate_jobs": (
        "SELECT INSERT UPDATE(abort_requested, attempts, lock, priority, queue_name, scheduled_at,"
        " status, worker_id) DELETE"
    ),
    "procrastinate_periodic_defers": "SELECT INSERT UPDATE(job_id) DELETE",
    "procrastinate_workers": "SELECT INSERT UPDATE(last_heartbeat) DELETE",
}
# Those of the queue: what a worker calls; triggers and what nobody needs are callable by nobody.
OF_THE_QUEUE = {
    "procrastinate_defer_jobs_v1",
    "procrastinate_defer_periodic_job_v2",
    "procrastinate_fetch_job_v2",
    "procrastinate_finish_job_v1",
    "procrastinate_prune_stalled_workers_v1",
    "procrastinate_register_worker_v1",
    "procrastinate_retry_job_v2",
    "procrastinate_unregister_worker_v1",
    "procrastinate_update_heartbeat_v1",
}
# They number jobs, which name nobody.
SEQUENCES_OF_THE_QUEUE = {
    "procrastinate_events_id_seq",
    "procrastinate_jobs_id_seq",
    "procrastinate_periodic_defers_id_seq",
}


def test_no_role_may_use_a_sequence_but_those_of_the_queue() -> None:
    found = ask(
        "select r.rolname, c.relname from pg_class c, pg_roles r"
        " where c.relkind = 'S' and c.relnamespace = 'app'::regnamespace"
        " and r.rolname in ('app_web', 'app_admin', 'app_policy')"
        " and has_sequence_privilege(r.rolname, c.oid, 'USAGE, SELECT, UPDATE')"
    )
    assert set(found) == {("app_web", name) for name in SEQUENCES_OF_THE_QUEUE}


def test_functions_of_the_queue_may_be_called_by_whom_the_list_says() -> None:
    for role, expected in (("app_web", OF_THE_QUEUE), ("app_admin", set()), ("public", set())):
        found = ask(
            "select proname::text from pg_proc where pronamespace = 'app'::regnamespace"
            " and proname like 'procrastinate\\_%%' and has_function_privilege(%s, oid, 'EXECUTE')",
            role,
        )
        assert (role, {name for (name,) in found}) == (role, expected)
