"""Set one page: read a job as JSON from standard input, write a PDF to standard output.

A program of its own, started by checkins.pdf for each page. It imports nothing of the project, so
whatever a page might make its libraries do, no key and no database is within reach; its time and
memory are bounded; and it ends with the page. It never fetches anything.
"""

import json
import resource
import sys
from typing import Any, Final, NoReturn

import pydyf
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

SVG: Final = "{http://www.w3.org/2000/svg}"
NO_FONT: Final = 3


class NothingFetcher(URLFetcher):  # type: ignore[misc]
    """Refuses every address: of the network, of this machine's files, and data in the address."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        raise PermissionError("A page is set from what it holds.")


def bound(seconds: int, megabytes: int) -> None:
    """End this process rather than let it take more, and never leave its memory in a file."""
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_AS, megabytes * 2**20)
    _lower(resource.RLIMIT_CORE, 0)


def typeset(job: dict[str, Any]) -> bytes:
    """The PDF of a job; the keys are those that checkins.pdf writes."""
    fetcher = NothingFetcher()
    page = HTML(string=job["html"], url_fetcher=fetcher)
    # Rules of the page do not reach into its drawings, so each gets them as its own.
    for drawing in page.etree_element.iter(f"{SVG}svg"):
        style = drawing.makeelement(f"{SVG}style", {})
        style.text = job["in_drawings"]
        drawing.insert(0, style)
    styles = [CSS(string=text, url_fetcher=fetcher) for text in job["styles"]]
    document = page.render(stylesheets=styles, pdf_tags=True)

    def say_little(_document: object, pdf: Any) -> None:
        pdf.info.clear()
        pdf.info["Title"] = pydyf.String(job["title"])
        # A day and no time of day: nobody can tell from a file when exactly somebody printed.
        pdf.info["CreationDate"] = pydyf.String(f"D:{job['on']}")

    content = bytes(document.write_pdf(finisher=say_little, pdf_tags=True))
    if not document.fonts:
        sys.exit(NO_FONT)
    return content


def _lower(limit: int, to: int) -> None:
    _soft, hard = resource.getrlimit(limit)
    most = to if hard == resource.RLIM_INFINITY else min(to, hard)
    try:
        resource.setrlimit(limit, (most, hard))
    except (OSError, ValueError):
        # macOS knows no bound for memory; time is bounded by whoever waits.
        return


if __name__ == "__main__":
    job = json.load(sys.stdin)
    bound(job["seconds"], job["megabytes"])
    sys.stdout.buffer.write(typeset(job))
