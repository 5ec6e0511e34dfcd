"""Make the private virtual environment, with uv and every locked dependency in it.

Run by any Python 3, even one that is too old, to say so: only the standard library, old syntax.
"""

import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "synced")
OLDEST = (3, 11)


def main() -> None:
    if sys.platform == "win32":
        sys.exit("Twofold runs on Linux and macOS; on Windows, use it inside WSL.")
    if sys.version_info < OLDEST:
        sys.exit(
            "Twofold needs Python 3.11 or newer, and this is Python {}.{}: install a newer one, or "
            "name it, as in `make demo PYTHON=python3.12`.".format(*sys.version_info)
        )
    if os.path.exists(PYTHON) and _read(STAMP) == _locked():
        return
    if not _works(PYTHON):
        _make_venv()
    _sync()


def _make_venv() -> None:
    if not _can_make_venv() and not _install_venv():
        sys.exit(
            "This Python cannot make virtual environments: install its venv module "
            "(Debian and Ubuntu: `apt install python3-venv`) and try again."
        )
    print("Making a virtual environment in .venv", flush=True)
    subprocess.check_call([sys.executable, "-m", "venv", "--clear", VENV])


def _sync() -> None:
    print("Installing the locked dependencies", flush=True)
    if not _succeeds([PYTHON, "-m", "uv", "--version"]):
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"]
        if subprocess.call(pip) != 0:
            sys.exit("Installing uv with pip failed; the lines above say why.")
    # Inexact, or it would remove uv itself. Compiled, or every start would compile what it imports.
    environment = dict(os.environ, VIRTUAL_ENV=VENV, UV_PROJECT_ENVIRONMENT=VENV)
    sync = [PYTHON, "-m", "uv", "sync", "--frozen", "--inexact", "--compile-bytecode", "--quiet"]
    sync += ["--python", PYTHON]
    if subprocess.call(sync, cwd=HERE, env=environment) != 0:
        sys.exit("Installing the locked dependencies failed; the lines above say why.")
    with open(STAMP, "w") as file:
        file.write(_locked())


def _succeeds(command: "list[str]") -> bool:
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def _works(python: str) -> bool:
    test = "import sys; sys.exit(sys.version_info < (3, 11))"
    return os.path.exists(python) and _succeeds([python, "-c", test])


def _can_make_venv() -> bool:
    return _succeeds([sys.executable, "-c", "import venv, ensurepip"])


def _install_venv() -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print("Installing python3-venv", flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    named = "python{}.{}-venv".format(*sys.version_info)
    subprocess.call(["apt-get", "update", "-qq"], env=environment)
    for package in (named, "python3-venv"):
        subprocess.call(["apt-get", "install", "-y", "-qq", package], env=environment)
        if _can_make_venv():
            return True
    return False


def _locked() -> str:
    with open(os.path.join(HERE, "uv.lock"), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def _read(path: str) -> str:
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
