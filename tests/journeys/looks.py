"""Whether a page can be read by everybody: axe in both colour schemes, nothing to the side."""

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# axe comes in through the debugger, which no policy of ours stops, so none has to be loosened.
AXE = Axe()
OPTIONS = {
    "resultTypes": ["violations"],
    # Reading style sheets again would put some into the page, and that our policy does stop.
    "preload": False,
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # Part of WCAG 2.2 AA, and off unless asked for.
    "rules": {"target-size": {"enabled": True}},
}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


def assert_readable(page: Page) -> None:
    """axe finds nothing in light or dark, and nothing has to be scrolled sideways."""
    assert_fits(page)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        results = AXE.run(page, options=OPTIONS)
        assert results.violations_count == 0, f"{page.url} {scheme}: {results.generate_report()}"
    page.emulate_media(color_scheme="null", reduced_motion="null")


def assert_fits(page: Page) -> None:
    width, seen = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= seen, f"{page.url} is {width} px wide on a screen of {seen} px"
