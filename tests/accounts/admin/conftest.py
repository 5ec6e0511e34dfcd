"""Those who look after the server, beside a whole world that they must not see; planted once."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from uuid import UUID

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.db import connections, transaction

from accounts.actions.staff import OWNER, make_staff
from accounts.actor import acting_as
from accounts.clock import clock as the_clock
from accounts.enums import Duty, TherapistState
from accounts.models import Directory, Helpline, Therapist, User
from checkins.actions import library_draft
from checkins.actions.prompt_draft import begin_draft
from checkins.enums import Counted
from checkins.models import Prompt, PromptSetVersion, Statistic
from checkins.queries.library import shipped
from checkins.queries.prompt_editing import document_of
from tests.accounts.admin.process import admin_process_here
from tests.conftest import _truncate
from tests.conventions.world import LATER, World, plant
from tests.factories.people import _hash
from tests.factories.therapists import make_therapist

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class Server:
    """The world of the web, and who looks after it. ``newcomer`` has no second factor yet, and
    ``nora`` has applied: therapists of the world are verified already.
    """

    world: World
    editor: User
    verifier: User
    operator: User
    newcomer: User
    nora: User
    applied: Therapist
    draft: UUID
    question: UUID
    line: UUID
    number: UUID
    texts: UUID
    listed: UUID


def make(name: str, *duties: Duty) -> User:
    """Somebody of the staff with a password, and a factor unless they are new."""
    user, _ = make_staff(email=f"{name}@example.org", duties=duties)
    user.password = _hash()
    user.save(using=OWNER, update_fields=["password"])
    return user


def begin(editor: User) -> tuple[UUID, UUID]:
    """A draft of the weekly set, and its first question."""
    with acting_as(editor.pk, now=LATER):
        version = PromptSetVersion.objects.get(prompt_set__slug="weekly", number=2)
        draft = begin_draft(by=editor, document=document_of(version))
        return draft, Prompt.objects.filter(version=draft).values_list("pk", flat=True)[0]


def begin_texts(editor: User) -> UUID:
    """A draft of the library, as it is shipped."""
    with acting_as(editor.pk, now=LATER):
        return library_draft.begin_draft(by=editor, language="en", library=shipped("en"))


def take_back_sets() -> None:
    """Shipped sets stay from test to test; what was written here does not."""
    with connections[OWNER].cursor() as owner:
        for table in ("checkins_prompt", "checkins_promptsetversion"):
            owner.execute(f"alter table {table} disable trigger user")
        own = "select id from checkins_promptsetversion where is_own"
        owner.execute(f"delete from checkins_prompt where version_id in ({own})")
        owner.execute("delete from checkins_promptsetversion where is_own")
        owner.execute(
            "delete from checkins_promptset s where not exists"
            " (select from checkins_promptsetversion v where v.prompt_set_id = s.id)"
        )
        for table in ("checkins_prompt", "checkins_promptsetversion"):
            owner.execute(f"alter table {table} enable trigger user")


@pytest.fixture(scope="package")
def server(django_db_setup: None, django_db_blocker) -> Iterator[Server]:
    the_clock.set_to(LATER)
    with django_db_blocker.unblock():
        try:
            world = plant()
            for command in ("helplines", "count_weeks"):
                call_command(command, verbosity=0, stdout=StringIO())
            line = Helpline.objects.using(OWNER).get(name="016").pk
            listed = Directory.objects.using(OWNER).get(name="UKCP").pk
            nora = make_therapist("Nora", verified=False)
            with acting_as(nora.pk, now=LATER):
                applied = Therapist.objects.get(user=nora)
            editor, verifier, operator = (make(duty.value, duty) for duty in Duty)
            newcomer = make("newcomer", Duty.VERIFIER)
            with admin_process_here():
                for person in (editor, verifier, operator):
                    with acting_as(person.pk, now=LATER):
                        TOTP.activate(person, SECRET)
                draft, question = begin(editor)
                texts = begin_texts(editor)
                with acting_as(operator.pk, now=LATER):
                    number = Statistic.objects.get(kind=Counted.COUPLES).pk
            staff = (editor, verifier, operator, newcomer)
            yield Server(world, *staff, nora, applied, draft, question, line, number, texts, listed)
        finally:
            _truncate()
            take_back_sets()


@pytest.fixture
def web(server: Server, clock, django_db_blocker) -> Iterator[Server]:
    """Outside, with everything as it was planted afterwards."""
    clock.move_to(LATER)
    with django_db_blocker.unblock():
        yield server
        stand_at(TherapistState.APPLIED)
        with connections[OWNER].cursor() as owner:
            owner.execute("truncate django_admin_log, accounts_staffsession, accounts_staffcache")


@pytest.fixture
def staff(web: Server) -> Iterator[Server]:
    """Inside the admin process."""
    with admin_process_here():
        yield web


def stand_at(state: TherapistState) -> None:
    """Put the therapist there, as the functions' role, which alone may."""
    decided_at = None if state is TherapistState.APPLIED else LATER
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as owner:
        owner.execute("set local role app_policy")
        owner.execute(
            "update accounts_therapist set state = %s, decided_at = %s, decided_by = null"
            " where name = 'Nora Example'",
            [state, decided_at],
        )
