"""Every page there is, for somebody with a year behind them, and for a stranger."""

from collections.abc import Iterator
from io import StringIO
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import ViewportSize, expect

from accounts.actions.consent import give_sharing
from accounts.actor import acting_as
from accounts.enums import AccountKind, Purpose
from accounts.gate import PRACTICE, may_reach
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.actions.promise import make_promise
from checkins.demo import story
from checkins.enums import Cadence
from checkins.enums.inner import InnerCode
from checkins.logic.look import first_day
from checkins.models import (
    Appreciation,
    RepairConversation,
    RepairInvitation,
    Rupture,
    ShownHurt,
)
from checkins.queries.round import around
from tests.conftest import Pair
from tests.factories.alone import jot, look_inward
from tests.factories.months import keeps_days, one_day, whole_month
from tests.factories.people import NOW
from tests.factories.sets import look_at
from tests.factories.therapists import introduce, let_in, make_therapist
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable, broken_rules, out_of_reach, too_wide
from tests.journeys.person import Person
from tests.journeys.storage import assert_little_is_kept

# Half as wide as a small screen: what is left of it at a zoom of 200 %.
NARROW = ViewportSize(width=320, height=640)
METHOD_NOT_ALLOWED = 405
# No page: it leads off this site, answers a page by itself, or belongs to a factor nobody has.
NO_PAGE = {
    "security_txt",
    "exit",
    "talk_turn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    # Files.
    "case_csv",
    "case_pdf",
}


def patterns(within: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in within.url_patterns:
        if isinstance(each, URLResolver):
            name = f"{each.namespace}:" if each.namespace else prefix
            yield from patterns(each, name)
        elif each.name and each.name not in NO_PAGE:
            yield prefix + each.name, each


def addresses(arguments: dict[str, dict[str, Any]]) -> list[str]:
    """Of all that partners have. One that takes arguments and is not there fails the test."""
    return [
        reverse(name, kwargs=arguments[name] if pattern.pattern.converters else None)
        for name, pattern in patterns(get_resolver())
        if may_reach(AccountKind.PARTNER, name)
    ]


def practice_addresses(known: UUID) -> list[str]:
    """Of a therapist whom a couple knows: there everything is about it."""
    return [
        reverse(name, kwargs=dict.fromkeys(pattern.pattern.converters, known))
        for name, pattern in patterns(get_resolver())
        if name in PRACTICE | {"accounts:codes", "accounts:more", "accounts:data"}
    ]


def visit_all(person: Person, paths: list[str]) -> set[str]:
    """Looks at each page once, wherever it was reached from; returns where it has been."""
    seen: set[str] = set()
    found = []
    for path in paths:
        answer = person.page.request.get(path)
        if answer.status == METHOD_NOT_ALLOWED or urlsplit(answer.url).path in seen:
            continue
        assert answer.ok, f"{answer.status} at {path}"
        seen.add(urlsplit(answer.url).path)
        person.page.set_viewport_size(PHONE)
        person.go(path)
        if not person.page.locator("a.exit").is_visible():
            found.append(f"{path}: no way out")
        found += out_of_reach(person.page)
        found += broken_rules(person.page)
        assert_little_is_kept(person.page)
        person.page.set_viewport_size(NARROW)
        found += too_wide(person.page)
    assert not found, "\n".join(found)
    return seen


def arguments_of(user: User) -> dict[str, dict[str, Any]]:
    with acting_as(user.pk, now=NOW):
        rounds = around(user, NOW)
        hurt = Rupture.objects.filter(state="shown").get()
        shown = ShownHurt.objects.exclude(author=user).latest("shown_on")
        talk = {"pk": RepairConversation.objects.get(is_open=True).pk}
        today = local_day(NOW, user.time_zone)
        ended = {"pk": RepairConversation.objects.get(review_on=today).pk}
        asked = RepairInvitation.objects.get(
            pk=RepairConversation.objects.get(**talk).invitation_id
        )
        give_sharing(by=user, purpose=Purpose.REPAIR, now=NOW)
        promised = make_promise(
            by=user, key=uuid4(), words="I buy the bread.", due_on=NOW.date(), now=NOW
        )
        unsent = {"pk": Appreciation.objects.get(author=user, sent_on=None).pk}
    inward = {"pk": look_inward(user, {InnerCode.FEEL: ["sad"], InnerCode.ASK: "Time."}, now=NOW)}
    noted = {"pk": jot(user, "What I saw.", now=NOW)}
    keeps_days(user, now=NOW)
    one_day(user, now=NOW, words="Soup.")
    whole_month(user, now=NOW, words="Walks.")
    look = {"slug": "work"}
    look_at(user, "work", {"J-REL-1": 7, "J-NOTE-1": "Say thanks."}, now=NOW)
    month = {"day": NOW.date().replace(day=1)}
    assert rounds.previous is not None
    day = {"day": rounds.running.day}
    past = {"day": rounds.previous.day}
    own = {"pk": hurt.pk}
    known = {"pk": introduce(make_therapist("Frank"), user)}
    return {
        "accounts:rhythm_answer": own,
        "accounts:consent": {"purpose": "weekly_sharing"},
        "accounts:door": own,
        "accounts:person": known,
        "accounts:person_end": known,
        "accounts:person_off": known,
        "checkins:case_of_us": known,
        "checkins:step": {**day, "number": 3},
        "checkins:preview": day,
        "checkins:finished": day,
        "checkins:picture": past,
        "checkins:open_now": day,
        "checkins:withdraw": past,
        "checkins:mine_week": past,
        "checkins:month": month,
        "checkins:month_done": month,
        "checkins:month_part": {**month, "number": 8},
        "checkins:hurt": own,
        "checkins:hurt_edit": own,
        "checkins:hurt_show": own,
        "checkins:shown": {"pk": shown.pk},
        "checkins:hear": {"pk": shown.pk},
        "checkins:invite_about": own,
        "checkins:invite_again": ended,
        "checkins:invited": {"pk": asked.pk},
        "checkins:talk": talk,
        "checkins:talk_aside": talk,
        "checkins:talk_close": ended,
        "checkins:talk_drop": talk | {"draft": hurt.pk},
        "checkins:talk_later": ended,
        "checkins:talk_leave": talk,
        "checkins:talk_not_back": talk,
        "checkins:talk_pause": talk,
        "checkins:talk_turn": talk,
        "checkins:talk_unsay": talk | {"turn": hurt.pk},
        "checkins:card": {"card": "ten-myths"},
        "checkins:stop": {"token": "a-link"},
        "checkins:about_me_part": {"part": "stress"},
        "checkins:inner_entry": inward,
        "checkins:inner_step": inward | {"step": "stay"},
        "checkins:keep": {"what": "shown", "pk": shown.pk},
        "checkins:note": noted,
        "checkins:look": look,
        "checkins:look_entry": look | {"day": first_day(Cadence.WEEKLY, today)},
        "checkins:set_answer": own,
        "checkins:agreed_end": own,
        "checkins:glad": unsent,
        "checkins:ritual_answer": own,
        "checkins:rules_answer": own,
        "checkins:statement_answer": own,
        "checkins:own_statement_end": own,
        "checkins:promise": {"pk": promised},
    }


def test_every_page_of_a_year_can_be_read(meet: PersonMaker) -> None:
    call_command("seed_demo", stdout=StringIO())
    alice = meet("Alice")
    alice.logs_in(story.PASSWORD)
    paths = addresses(arguments_of(User.objects.get(email=story.ALICE.email)))

    seen = visit_all(alice, [path for path in paths if "logout" not in path])

    assert len(seen) > 30
    alice.go(reverse("accounts:sign_out"))
    assert_readable(alice.page)
    alice.press("Sign out")
    expect(alice.page.get_by_role("link", name="Sign in").first).to_be_visible()
    assert_little_is_kept(alice.page)
    assert alice.page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_every_page_of_a_practice_can_be_read(meet: PersonMaker, sign_in, couple: Pair) -> None:
    erin = make_therapist()
    known = introduce(erin, couple.one)
    for partner in couple:
        let_in(partner, known)
    person = meet("Erin")
    cookie = sign_in(erin).cookies[settings.SESSION_COOKIE_NAME]
    person.page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": person.server}]
    )

    seen = visit_all(person, practice_addresses(known))

    assert {reverse("checkins:caseload"), reverse("accounts:practice_policy")} <= seen


def test_every_page_for_a_stranger_can_be_read(meet: PersonMaker) -> None:
    stranger = meet("Stranger")
    taking_no_arguments = [
        reverse(name)
        for name, pattern in patterns(get_resolver())
        if not pattern.pattern.converters
    ]
    assert len(visit_all(stranger, taking_no_arguments)) > 5
