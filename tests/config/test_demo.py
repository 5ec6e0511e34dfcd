import os
import socket
from pathlib import Path

import pytest

from config import demo


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(demo, "PID_FILE", tmp_path / "demo.pid")
    monkeypatch.setattr(demo, "WORKER_PID_FILE", tmp_path / "demo-worker.pid")
    return tmp_path


@pytest.mark.parametrize("content", ["", "nonsense", "4194304", "our own"])
def test_pid_file_that_names_no_server_of_ours_is_ignored(elsewhere: Path, content: str) -> None:
    for name in ("demo.pid", "demo-worker.pid"):
        (elsewhere / name).write_text(str(os.getpid()) if content == "our own" else content)
    assert demo._server() is demo._worker() is None
    demo._stop_all()


def test_taken_port_gets_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Something else answers on port {port}: choose"):
            demo.start(port)


def test_external_server_without_its_owner_gets_one_sentence() -> None:
    with pytest.raises(SystemExit, match="set DATABASE_OWNER_URL, too"):
        demo._prepare({"DATABASE_URL": "postgresql://app_web@db.example/app"})


def test_external_server_is_never_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app_web@db.example/app")
    with pytest.raises(SystemExit, match="empty that database yourself"):
        demo.reset()


def test_fingerprint_follows_names_and_contents(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(demo, "BASE_DIR", tmp_path)
    (tmp_path / "app" / "migrations").mkdir(parents=True)
    seen = [demo._fingerprint("*/migrations/*")]
    for name, text in (("0001.py", "a"), ("0001.py", "b"), ("0002.sql", "")):
        (tmp_path / "app" / "migrations" / name).write_text(text)
        seen.append(demo._fingerprint("*/migrations/*"))
    assert len(set(seen)) == len(seen)
    (tmp_path / "app" / "migrations" / "0001.pyc").write_text("c")
    assert demo._fingerprint("*/migrations/*") == seen[-1]
