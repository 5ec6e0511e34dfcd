"""Whether a page can be read by everybody: axe in both colour schemes, nothing to the side."""

from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

# axe comes in through the debugger, which no policy of ours stops, so none has to be loosened.
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
# browser itself marks the part that is being typed. What Tab comes to writes itself down, and so
# does leaving the page.
PLACES = """() => {
  const all = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary"
  )];
  const placeOf = (each) => each.type === "radio" ? `radio ${each.name}` : all.indexOf(each);
  window.been = [];
  addEventListener("focusin", () => {
    const here = document.activeElement;
    const around = here.closest(".choice, .scale__step, .scale__pill");
    const shown = around ? [here, around] : [here];
    const isSeen = ["date", "time"].includes(here.type)
      || shown.some((each) => getComputedStyle(each).outlineStyle !== "none");
    window.been.push([placeOf(here), isSeen, here.outerHTML.slice(0, 120)]);
  });
  addEventListener("focusout", (event) => {
    if (!event.relatedTarget) window.been.push(null);
  });
  return [...new Set(all.filter(
    (each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility()
  ).map(placeOf))];
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
        results = _axe(page, options)
        if results.violations_count:
            found.append(f"{page.url} {scheme}: {results.generate_report()}")
    page.emulate_media(color_scheme="null", reduced_motion="null")
    return found


def _axe(page: Page, options: dict[str, object]) -> AxeResults:
    # Half a megabyte to send and to read; a page that has it is not given it again.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return AxeResults(page.evaluate("(options) => axe.run(options)", options))


def too_wide(page: Page) -> list[str]:
    """What has to be scrolled sideways on the screen as it is."""
    width, seen = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [] if width <= seen else [f"{page.url} is {width} px wide on a screen of {seen} px"]


def out_of_reach(page: Page) -> list[str]:
    """What Tab never comes to, and where the focus cannot be seen."""
    places = set(page.evaluate(PLACES))
    most = 2 * len(places) + 2
    been: list[tuple[object, bool, str] | None] = []
    pressed, at_once = 0, len(places) + 1
    while pressed < most and None not in been:
        for _ in range(min(at_once, most - pressed)):
            page.keyboard.press("Tab")
        pressed, at_once = pressed + at_once, 5
        been = page.evaluate("window.been")
    on_the_page = been[: been.index(None)] if None in been else been
    reached = [each for each in on_the_page if each is not None]
    hidden = [markup for _place, is_seen, markup in reached if not is_seen]
    missing = places - {place for place, _is_seen, _markup in reached}
    return [
        *(f"{page.url}: no focus to be seen at {markup}" for markup in hidden),
        *(f"{page.url}: Tab never comes to place {place}" for place in missing),
    ]
