"""What a browser keeps of us: two cookies that no script reads, and nothing else."""

from playwright.sync_api import Page

COOKIES = {"sid", "csrf"}
# htmx writes down which page it is on; addresses say nothing (quality.md 2, row 15).
KEYS = {"htmx-current-path-for-history"}

STORED = """async () => ({
  keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
  databases: (await indexedDB.databases()).map((each) => each.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).map((each) => each.scope),
  cookies: document.cookie,
})"""


def assert_little_is_kept(page: Page) -> None:
    stored = page.evaluate(STORED)
    assert set(stored.pop("keys")) <= KEYS, page.url
    assert not any(stored.values()), f"{page.url} leaves {stored}"
    for cookie in page.context.cookies(page.url):
        assert cookie["name"] in COOKIES, page.url
        assert cookie["httpOnly"], page.url
