"""A Chromium for the journeys: the one that CHROMIUM names, the PATH holds, or we can install."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find() -> str | None:
    """The path of a Chromium on this machine; nothing is installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = [found for name in NAMES if (found := shutil.which(name))]
    on_mac = [path for path in MAC if Path(path).exists()]
    return next(iter(on_path + on_mac), None) or _playwrights_own()


def install() -> str | None:
    """Install one, Debian's as root, else Playwright's own. None where neither can be had."""
    print("Installing a Chromium for the browser journeys", file=sys.stderr)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _attempt("apt-get", "update", "-qq")
        _attempt("apt-get", "install", "-y", "-qq", "chromium")
    if find() is None:
        _attempt(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def _attempt(*command: str) -> None:
    # What it says is kept back: where it fails, one sentence of ours says what to do.
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=False, capture_output=True, env=environment)


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    named = os.environ.get("CHROMIUM")
    path = find()
    if path is None and named:
        print(f"CHROMIUM names {named}, and there is no such program.", file=sys.stderr)
        return 1
    path = path or install()
    if path is None:
        print(
            "The browser journeys need a Chromium, and none could be found or installed: name one "
            "with CHROMIUM=, or leave the journeys out with `make test JOURNEYS=0`.",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
