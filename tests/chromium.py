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
    """Install one: Debian's as root, else Playwright's own. What is installed is said on stderr."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *command], check=False, stdout=sys.stderr, env=environment)
    if find() is None:
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False, stdout=sys.stderr)
    return find()


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
