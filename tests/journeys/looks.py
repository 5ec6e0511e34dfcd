"""Whether a page can be read by everybody: axe in both colour schemes, nothing to the side."""

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# axe comes in through the debugger, which no policy of ours stops, so none has to be loosened.
AXE = Axe()
OPTIONS: dict[str, object] = {
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
# What the scheme can change is colour.
COLOURS = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "rules": {}}
SCHEMES: tuple[tuple[Literal["light", "dark"], dict[str, object]], ...] = (
    ("light", OPTIONS),
    ("dark", COLOURS),
)


def assert_readable(page: Page) -> None:
    """axe finds nothing in light or dark, and nothing has to be scrolled sideways."""
    found = [*broken_rules(page), *too_wide(page)]
    assert not found, "\n".join(found)


def broken_rules(page: Page) -> list[str]:
    found = []
    for scheme, options in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        results = AXE.run(page, options=options)
        if results.violations_count:
            found.append(f"{page.url} {scheme}: {results.generate_report()}")
    page.emulate_media(color_scheme="null", reduced_motion="null")
    return found


def too_wide(page: Page) -> list[str]:
    """What has to be scrolled sideways on the screen as it is."""
    width, seen = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [] if width <= seen else [f"{page.url} is {width} px wide on a screen of {seen} px"]
