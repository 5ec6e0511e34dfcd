"""One person in front of a browser of their own, as the steps that people take."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.core import mail
from playwright.sync_api import Locator, Page, expect

PASSWORD = "a lamp by the window"
EMAIL_LABEL = re.compile("E-?mail", re.IGNORECASE)
CODE_IN_MAIL = re.compile(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", re.MULTILINE)


class Person:
    def __init__(self, name: str, page: Page, *, server: str, script: bool = True) -> None:
        self.name = name
        self.server = server
        self.script = script
        self.page = page
        self.email = f"{name.lower()}@example.org"

    # What is on the screen

    def screen(self) -> str:
        return self.page.locator("body").inner_text()

    def go(self, path: str) -> None:
        self.page.goto(path)

    def press(self, name: str | re.Pattern[str]) -> None:
        """A button or a link, whichever carries this name."""
        self.control(name).click()

    def control(self, name: str | re.Pattern[str]) -> Locator:
        content = self.page.locator("main")
        button = content.get_by_role("button", name=name, exact=isinstance(name, str))
        link = content.get_by_role("link", name=name, exact=isinstance(name, str))
        return button.or_(link).first

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def sees_nothing_of(self, *texts: str) -> None:
        whole = self.page.content()
        for text in texts:
            assert text not in whole, f"{self.name} reads {text!r} at {self.page.url}"

    def sees_heading(self, name: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(name)

    def ticks(self, name: str | re.Pattern[str]) -> None:
        self.ticks_each(self.page.get_by_role("checkbox", name=name))

    def ticks_each(self, boxes: Locator) -> None:
        # all() does not wait for the page that a press leads to.
        expect(boxes.first).to_be_attached()
        for box in boxes.all():
            expect(box).not_to_be_checked()
            # The whole row is its label and lies above the box, so that a thumb finds it.
            box.check(force=True)

    def chooses(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        radio = (within or self.page).get_by_role("radio", name=name, exact=isinstance(name, str))
        radio.check(force=True)

    # Having an account

    def signs_up(self) -> None:
        self.go("/")
        self.press(re.compile("^(Begin|Start)"))
        self.ticks("I am 18 or older")
        self.ticks("Keep what I write")
        self.press("Continue")
        self.page.get_by_role("textbox", name=EMAIL_LABEL).fill(self.email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Continue")
        self.types_mailed_code()
        self.page.get_by_label("Name").fill(self.name)
        self.page.get_by_label("Time zone").select_option("Europe/Berlin")
        self.press("Continue")
        self.page.wait_for_url("**/today/")

    def types_mailed_code(self) -> None:
        self.page.get_by_label("Code").fill(self.mailed_code())
        self.press("Confirm")

    def mailed_code(self) -> str:
        message = next(each for each in reversed(mail.outbox) if each.to == [self.email])
        found = CODE_IN_MAIL.search(str(message.body))
        assert found, f"no code in: {message.body}"
        return found.group(1)

    def logs_in(self, password: str = PASSWORD) -> None:
        self.go("/account/login/")
        self.page.get_by_role("textbox", name=EMAIL_LABEL).fill(self.email)
        self.page.get_by_label("Password").fill(password)
        self.press("Sign in")
        self.page.wait_for_url("**/today/")

    def says_it_is_still_them(self, password: str = PASSWORD) -> None:
        self.sees_heading("Is it still you?")
        self.page.get_by_label("Password").fill(password)
        self.press("Go on")

    # Connecting

    def makes_a_code(self) -> str:
        self.go("/connect/")
        self.press("Make a code")
        return self.page.locator(".code").inner_text()

    def types_a_code(self, code: str) -> None:
        self.go("/connect/")
        self.page.get_by_label("Code").fill(code)
        self.press("Go on")

    def confirms(self, partner: str) -> None:
        self.go("/connect/confirm/")
        self.sees_heading(f"Connect with {partner}?")
        self.ticks_each(self.page.locator("main").get_by_role("checkbox"))
        self.press("Yes, connect")

    # The week

    def answers(self, marks: Mapping[str, int | str], words: Mapping[str, str]) -> None:
        """Goes through the whole check-in; a prompt without a mark is skipped."""
        while re.search(r"/week/[-0-9]+/[0-9]+/$", step := self.page.url):
            self.answers_a_step(marks, words)
            is_last = self.control("Done").is_visible()
            self.press("Done" if is_last else "Save and continue")
            expect(self.page).not_to_have_url(step)

    def answers_a_step(self, marks: Mapping[str, int | str], words: Mapping[str, str]) -> None:
        form = self.page.locator("main form")
        buttons = form.locator("input[type=radio]")
        for code in dict.fromkeys(button.get_attribute("name") or "" for button in buttons.all()):
            expect(form.locator(f"input[name='{code}']:checked")).to_have_count(0)
            with self._keeping():
                form.locator(f"input[name='{code}'][value='{marks.get(code, 'skip')}']").check(
                    force=True
                )
        for area in form.locator("textarea").all():
            text = words.get(area.get_attribute("name") or "")
            if text is not None:
                with self._keeping():
                    area.fill(text)
                    area.blur()

    @contextmanager
    def _keeping(self) -> Iterator[None]:
        """With script, what is done inside is on the server before we go on, and is said to be."""
        if not self.script:
            yield
            return
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as kept:
            yield
        assert kept.value.ok
        expect(self.page.get_by_role("status").filter(has_text="kept")).to_be_visible()

    def releases(self, *, keeping: Sequence[str] = (), giving: Sequence[str] = ()) -> None:
        self.sees_heading("What would be shared")
        for name in keeping:
            self.page.get_by_role("checkbox", name=f"Keep to myself – {name}").check(force=True)
        for name in giving:
            self.page.get_by_role("checkbox", name=f"Keep to myself – {name}").uncheck(force=True)
        self.press("Release")
        self.sees("Released")

    def opens_now(self) -> None:
        self.press("I’d open it now")

    def picture(self) -> dict[str, list[str]]:
        """The lines of the shared picture on the screen: by element, what stands below it."""
        return {
            pair.get_by_role("heading").inner_text(): [
                " ".join(line.inner_text().split())
                for line in pair.locator(".pair__words > *").all()
            ]
            for pair in self.page.locator(".pair").all()
        }

    # What hurt

    def names_a_hurt(self, note: str, *, area: str, tag: str, weight: int) -> None:
        self.go("/today/")
        self.press("Put something down that hurt")
        self.ticks(area)
        self.page.locator(f"input[name='weight'][value='{weight}']").check(force=True)
        self.ticks(tag)
        self.page.get_by_role("textbox", name="In my own words").fill(note)

    def shows_it_as(self, words: str) -> None:
        self.chooses(re.compile("^Let my partner know"))
        self.press("Keep")
        self.page.get_by_role("textbox", name="The exact words").fill(words)
        self.press("See how it will look")
        self.sees(words)
        self.press("Show this")

    # Ending

    def leaves(self) -> None:
        self.go("/connection/")
        self.press("Leave this connection")
        self.press("Leave now")
        self.sees("You are no longer connected")
