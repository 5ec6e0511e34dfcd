"""A backup that is really made and really restored (quality.md 32, 33, 39)."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import psycopg
import pyrage
import pytest
from django.conf import settings as django_settings

from accounts import ledger
from accounts.actions.couple import leave
from accounts.actions.personal_data import erase
from accounts.actions.therapist import end_access
from accounts.actor import acting_as
from config import backup, backup_drill, embedded_postgres
from config.backup import Backup
from config.backup_list import count, differences, list_of
from config.embedded_postgres import DATABASE
from tests.conventions.world import LATER, World, plant
from tests.database import backup_url
from tests.factories.people import PASSWORD

TODAY = date(2026, 3, 10)
TOOLS = embedded_postgres.shipped_binaries()

LOG_IN = """
from django.test import Client
page = Client().post("/account/login/", {"login": "%s", "password": "%s"})
print(page.status_code)
"""


def dumped(server: Path) -> bytes:
    url = embedded_postgres.urls(server).web.replace("app_web@", "app_backup@")
    command = [str(TOOLS / "pg_dump"), "--dbname", url]
    return subprocess.run(command, check=True, capture_output=True).stdout


def open_scopes(server: Path, world: World) -> int:
    """What erin sees of the two, asked as the web's role."""
    with psycopg.connect(embedded_postgres.urls(server).web) as link:
        link.execute("select set_config('app.user_id', %s, true)", [str(world.therapist.pk)])
        link.execute("select set_config('app.now', %s, true)", [LATER.isoformat()])
        (found,) = link.execute("select count(*) from my_open_scopes()").fetchone() or (0,)
        return found


def log_in(server: Path, address: str) -> str:
    """What the log-in page of a web process on this database answers."""
    addresses = embedded_postgres.urls(server)
    ours = {"DATABASE_URL": addresses.web, "DATABASE_OWNER_URL": addresses.owner}
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", LOG_IN % (address, PASSWORD)]
    done = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        cwd=django_settings.BASE_DIR,
        env=os.environ | ours,
    )
    return done.stdout.strip()


@pytest.mark.usefixtures("transactional_db")
def test_backup_is_restored_whole_and_nothing_that_had_ended_comes_back(
    settings, tmp_path: Path, clock, capsys, monkeypatch
) -> None:
    clock.move_to(LATER)
    world = plant()
    key = pyrage.x25519.Identity.generate()
    made, what = backup.take(tmp_path, [key.to_public()], backup_url(), TOOLS, TODAY)
    assert made.is_whole
    assert world.author.email.encode() not in made.file("rows").read_bytes()

    # Afterwards one goes, two part, and a therapist's time is over.
    settings.ERASURE_LEDGER_FILE = str(tmp_path / "ledger")
    # The tests' own settings hash in another way.
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    monkeypatch.setenv("ERASURE_LEDGER_FILE", str(tmp_path / "ledger"))
    for person, act in (
        (world.solo, erase),
        (world.stranger, partial(leave, keeps_door_closed=True)),
        (world.partner, partial(end_access, known=world.things["known"])),
    ):
        with acting_as(person.pk, now=LATER):
            act(by=person, now=LATER)
    written = (tmp_path / "ledger").read_text()

    with backup_drill.empty_server(TOOLS) as server:
        backup_drill.restore(made, [key], server, TOOLS)
        restored = dumped(server)
        assert str(world.solo.pk).encode() in restored
        assert open_scopes(server, world) > 0
        assert what in count(backup_drill.compare(made, [key], server))
        # What is not as it was is named: a policy that is gone, a right too many, a row.
        with embedded_postgres.as_superuser(server, DATABASE) as link:
            link.execute("begin")
            link.execute("drop policy own on app.checkins_checkin")
            link.execute("alter table app.checkins_release no force row level security")
            link.execute("grant select on app.checkins_checkin to app_admin")
            link.execute("delete from app.accounts_pause")
            was = json.loads(pyrage.decrypt(made.file("list").read_bytes(), [key]))
            found = differences(was, list_of(link))
            link.execute("rollback")
        assert found == [
            "policies: checkins_checkin.own is missing",
            "tables: checkins_checkin differs",
            "tables: checkins_release differs",
        ]

        with monkeypatch.context() as alone:
            # The journeys of this process need it; the check for a real site refuses it.
            alone.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
            said = backup_drill.open_up(server)
        assert "100 sealed rows opened." in said
        assert "1 accounts erased again." in said
        after = dumped(server)
        marks = [str(world.solo.pk), world.solo.email]
        assert [mark for mark in marks if mark.encode() in after] == []
        assert str(ledger.mark(world.solo.pk)).encode() in after
        assert open_scopes(server, world) == 0
        assert log_in(server, world.author.email) == "302"
        assert log_in(server, world.solo.email) == "200"
    # The true ledger is as it was.
    assert (tmp_path / "ledger").read_text() == written


def test_backups_that_are_too_old_go_and_what_is_missing_is_said(tmp_path: Path) -> None:
    assert len(backup.complaints(tmp_path, TODAY)) == 2
    for days in (0, 35, 36):
        for part in backup.PARTS:
            Backup(tmp_path, TODAY - timedelta(days=days)).file(part).touch()
    Backup(tmp_path, TODAY - timedelta(days=1)).file("rows").touch()
    assert backup.forget_old(tmp_path, TODAY) == 3
    assert [each.on for each in backup.backups(tmp_path)] == [TODAY - timedelta(days=35), TODAY]
    for on, is_well, complaints in ((TODAY, True, 0), (TODAY, False, 1)):
        result = {"on": on.isoformat(), "is_well": is_well, "seconds": 4}
        (tmp_path / backup.RESULT).write_text(json.dumps(result))
        assert len(backup.complaints(tmp_path, TODAY)) == complaints
    assert len(backup.complaints(tmp_path, TODAY + timedelta(days=9))) == 3


def test_what_somebody_else_can_decrypt_is_no_backup_of_ours(tmp_path: Path) -> None:
    ours, theirs = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    made = Backup(tmp_path, TODAY)
    made.file("list").write_bytes(pyrage.encrypt(b"{}", [theirs.to_public()]))
    with pytest.raises(backup_drill.DrillFailed):
        backup_drill.compare(made, [ours], tmp_path)
