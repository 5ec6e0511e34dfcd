"""The demo on this machine: prepare its database once, serve it, stop it, start over.

python -m config.demo start|stop|reset
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import psutil

from config import embedded_postgres

BASE_DIR = embedded_postgres.BASE_DIR
LOCAL_DIR = BASE_DIR / ".local"
PID_FILE = LOCAL_DIR / "demo.pid"
ADMIN_PID_FILE = LOCAL_DIR / "demo-admin.pid"
WORKER_PID_FILE = LOCAL_DIR / "demo-worker.pid"
# What each process is started with, and known again by.
WEB, ADMIN = "config.wsgi", "config.admin_wsgi"
LOG_INS = LOCAL_DIR / "demo-log-ins.txt"
# It lives and dies with the database that it describes.
STAMP = embedded_postgres.ROOT / "demo-stamp"
STATIC_STAMP = BASE_DIR / "static-built" / "stamp"
# What makes it a worker, of manage.py procrastinate.
WORK = ("worker",)
# A worker ends its mail first.
STOP_SECONDS = 30


def start(port: int) -> NoReturn:
    """Serve the demo in the foreground, and the admin process on the next port beside it.

    Does not return where that succeeds.
    """
    address, admin_address = (f"http://localhost:{each}/" for each in (port, port + 1))
    environment = {"WEB_CONCURRENCY": "2"} | os.environ
    environment |= {
        "TWOFOLD_MODE": "demo",
        "ADMIN_ADDRESS": admin_address,
        "SITE_ADDRESS": address.rstrip("/"),
    }
    if _server() is not None:
        sys.exit("The demo is running already; `make stop` ends it.")
    _stop(_running(ADMIN_PID_FILE, ADMIN))
    for each in (port, port + 1):
        if _is_taken(each):
            sys.exit(
                f"Something else answers on port {each}: choose another, as in"
                " `make demo PORT=8010`."
            )
    _prepare(environment)
    print(LOG_INS.read_text().rstrip())
    print(f"\nTwofold is at {address}   (Ctrl-C ends it; `make stop` ends its PostgreSQL, too)")
    print(f"Whoever looks after the server goes to {admin_address}\n")
    sys.stdout.flush()
    _start_worker(environment)
    os.chdir(BASE_DIR)
    # One worker: few people look after a server, and a demo's machine is small.
    beside = environment | {"BIND": f"127.0.0.1:{port + 1}", "WEB_CONCURRENCY": "1"}
    subprocess.Popen(_command(ADMIN_PID_FILE, ADMIN), env=beside)
    environment |= {"BIND": f"127.0.0.1:{port}"}
    command = _command(PID_FILE, WEB)
    os.execve(sys.executable, command, environment)  # noqa: S606 - Ctrl-C then reaches the server


def _command(pid_file: Path, application: str) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]
    return [*command, "--log-level", "warning", "--pid", str(pid_file), application]


def stop() -> None:
    """Stop the demo's servers and worker and the embedded PostgreSQL, whichever of them runs."""
    _stop_all()
    if "DATABASE_URL" not in os.environ and embedded_postgres.stop():
        print("PostgreSQL stopped.")


def reset() -> None:
    """Forget the demo's data; the next start makes it anew."""
    if "DATABASE_URL" in os.environ:
        sys.exit("DATABASE_URL names a server of your own: empty that database yourself.")
    _stop_all()
    STAMP.unlink(missing_ok=True)
    embedded_postgres.ensure()
    embedded_postgres.drop_database()


def _prepare(environment: dict[str, str]) -> None:
    LOCAL_DIR.mkdir(exist_ok=True)
    is_embedded = "DATABASE_URL" not in environment
    if is_embedded:
        embedded_postgres.ensure()
    elif "DATABASE_OWNER_URL" not in environment:
        sys.exit("DATABASE_URL is set: set DATABASE_OWNER_URL, too (docs/roles.sql says how).")
    wanted = _fingerprint("uv.lock", "*/migrations/*", "checkins/content/**/*")
    # What state another server is in, we cannot know.
    if not is_embedded or not LOG_INS.exists() or not _says(STAMP, wanted):
        _manage(environment, "migrate", "--database=owner", "--verbosity=0")
        _manage(environment, "load_content")
        _manage(environment, "helplines")
        print("Making the people of the demo and their weeks", flush=True)
        said = _manage(environment, "seed_demo") + _manage(environment, "seed_practice")
        said += _manage(environment, "seed_staff")
        said += _manage(environment | {"TWOFOLD_PROCESS": "admin"}, "seed_staff")
        LOG_INS.write_text(said)
        STAMP.parent.mkdir(parents=True, exist_ok=True)
        STAMP.write_text(wanted)
    wanted = _fingerprint("uv.lock", "static/**/*")
    if not _says(STATIC_STAMP, wanted):
        _manage(environment, "collectstatic", "--noinput", "--clear", "--verbosity=0")
        STATIC_STAMP.write_text(wanted)


def _manage(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=False,
        cwd=BASE_DIR,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        sys.exit(
            f"{done.stdout}\n`manage.py {' '.join(arguments)}` failed; the lines above say why."
        )
    return done.stdout


def _fingerprint(*patterns: str) -> str:
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(BASE_DIR.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(
                    f"{path.relative_to(BASE_DIR)}\0".encode() + path.read_bytes() + b"\0"
                )
    return digest.hexdigest()


def _says(path: Path, wanted: str) -> bool:
    return path.exists() and path.read_text() == wanted


def _start_worker(environment: dict[str, str]) -> None:
    """Background work: a process of its own, which Ctrl-C in this terminal reaches as well."""
    _stop(_worker())
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "procrastinate", *WORK],
        cwd=BASE_DIR,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    WORKER_PID_FILE.write_text(str(worker.pid))


def _server() -> psutil.Process | None:
    return _running(PID_FILE, WEB)


def _worker() -> psutil.Process | None:
    return _running(WORKER_PID_FILE, *WORK)


def _running(pid_file: Path, *words: str) -> psutil.Process | None:
    """The process whose number stands there, if its command has these words in it."""
    try:
        process = psutil.Process(int(pid_file.read_text()))
        is_ours = {*words} <= {*process.cmdline()} and process.status() != psutil.STATUS_ZOMBIE
    except (FileNotFoundError, ValueError, psutil.Error):
        return None
    return process if is_ours else None


def _stop_all() -> None:
    """Whatever of the demo runs, but for PostgreSQL."""
    server = _server()
    _stop(_worker())
    _stop(_running(ADMIN_PID_FILE, ADMIN))
    if server is not None:
        _stop(server)
        print("The demo stopped.")


def _stop(process: psutil.Process | None) -> None:
    if process is not None:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=STOP_SECONDS)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case ["start"]:
                start(int(os.environ.get("PORT") or 8000))
            case ["stop"]:
                stop()
            case ["reset"]:
                reset()
            case _:
                print("Usage: python -m config.demo start|stop|reset", file=sys.stderr)
                return 2
    except embedded_postgres.NoEmbeddedPostgresError as error:
        sys.exit(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
