import ast
import sys
from pathlib import Path

import pytest

from config import prepare

FOLDER = Path(prepare.__file__).parent


def test_syntax_is_old_enough_to_run_and_complain() -> None:
    ast.parse((FOLDER / "prepare.py").read_text(), feature_version=(3, 6))


def test_old_python_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.9: "):
        prepare.main()


def test_windows_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SystemExit, match="inside WSL"):
        prepare.main()


def test_python_without_venv_gets_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(prepare, "PYTHON", str(tmp_path / "none"))
    monkeypatch.setattr(prepare, "_can_make_venv", lambda: False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        prepare.main()


def test_unchanged_lock_leaves_nothing_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stamp = tmp_path / "synced"
    stamp.write_text(prepare._locked())
    monkeypatch.setattr(prepare, "STAMP", str(stamp))
    monkeypatch.setattr(prepare, "PYTHON", sys.executable)
    prepare.main()
    assert capfd.readouterr() == ("", "")
