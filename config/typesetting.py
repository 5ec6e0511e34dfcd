"""What PDFs need of the operating system: found, or installed where we may.

python -m config.typesetting

Nothing else needs it, so whoever goes without is told what is missing and goes on.
"""

import logging
import os
import shutil
import subprocess
import sys

from checkins import pdf

# Debian's and Ubuntu's names. The first three bring GLib, HarfBuzz, Fontconfig and FreeType along.
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
MISSING = (
    "PDF files cannot be made on this machine: Pango, HarfBuzz or every font is missing. "
    "Everything else works, and pages can still be printed.\n"
    f"Debian and Ubuntu: `apt install {' '.join(PACKAGES)}`; macOS: `brew install pango`."
)


def main() -> int:
    if pdf.is_available():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing what PDF files need", flush=True)
        _apt("update", "-qq")
        _apt("install", "-y", "-qq", "--no-install-recommends", *PACKAGES)
        pdf.is_available.cache_clear()
    if not pdf.is_available():
        print(MISSING, file=sys.stderr)
    return 0


def _apt(*arguments: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *arguments], check=False, capture_output=True, env=environment)


if __name__ == "__main__":
    # What is missing is said here, and once.
    logging.disable(logging.WARNING)
    sys.exit(main())
