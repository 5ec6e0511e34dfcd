"""Pages need as many queries after two years as after two weeks (quality.md P6)."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, full_week, keep

# Session, person and actor come first in each.
COUNTS = {"/today/": 10, "/us/": 9, "/us/{last}/": 8, "/week/{day}/1/": 8}
SAVING = 9
HTMX = {"HX-Request": "true", "HX-Target": "kept"}


def queries(client: Client, method: str, path: str, data: dict | None = None) -> list[str]:
    """What one request asks, without the beginning and the end of its transaction."""
    getattr(client, method)(path, data, headers=HTMX)  # prompts are read once per process
    with CaptureQueriesContext(connection) as seen:
        assert getattr(client, method)(path, data, headers=HTMX).status_code == 200
    asked = [query["sql"] for query in seen]
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE"))]


def counts(client: Client, week: int) -> dict[str, int]:
    last = FIRST_DAY + timedelta(weeks=week - 1)
    day = last + timedelta(weeks=1)
    return {path: len(queries(client, "get", path.format(last=last, day=day))) for path in COUNTS}


def test_pages_do_not_ask_more_as_the_years_pass(couple, sign_in, clock):
    for week in range(1, 105):
        full_week(*couple, now=clock.now, words="Each week.")
        clock.move_to(NOW + timedelta(weeks=week))
        if week in (2, 104):
            keep(couple.one, {"W-REL-1": 7}, now=clock.now)
            assert counts(sign_in(couple.one), week) == COUNTS
    day = FIRST_DAY + timedelta(weeks=104)
    saved = queries(sign_in(couple.one), "post", f"/week/{day}/1/", {"W-REL-1": "6"})
    assert len(saved) == SAVING, "\n".join(saved)


def test_saving_asks_as_much_in_the_first_week(couple, sign_in):
    path = f"/week/{FIRST_DAY}/1/"
    saved = queries(sign_in(couple.one), "post", path, {"W-REL-1": "6"})
    assert len(saved) == SAVING, "\n".join(saved)
