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
# What the keyboard must reach; a group of radio buttons is one place. Of a date or a time the
# browser itself marks the part that is being typed.
PLACES = """() => {
  const all = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary"
  )];
  window.placeOf = (each) => each.type === "radio" ? `radio ${each.name}` : all.indexOf(each);
  return [...new Set(all.filter(
    (each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility()
  ).map(window.placeOf))];
}"""
HERE = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const around = here.closest(".choice, .scale__step, .scale__pill");
  const shown = around ? [here, around] : [here];
  const isSeen = ["date", "time"].includes(here.type)
    || shown.some((each) => getComputedStyle(each).outlineStyle !== "none");
  return [window.placeOf(here), isSeen, here.outerHTML.slice(0, 120)];
}"""
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


def out_of_reach(page: Page) -> list[str]:
    """What Tab never comes to, and where the focus cannot be seen."""
    missing = set(page.evaluate(PLACES))
    found = []
    for _ in range(2 * len(missing) + 2):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        place, is_seen, markup = here
        missing.discard(place)
        if not is_seen:
            found.append(f"{page.url}: no focus to be seen at {markup}")
    return found + [f"{page.url}: Tab never comes to place {place}" for place in missing]
