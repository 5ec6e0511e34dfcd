"""What one person wrote, answered and wished in the practice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.enums import Kept
from accounts.models import User
from accounts.personal_data import RAW, Fields, GoesWithThePerson, OwnRows, Row, plain
from checkins.enums import AgreementKind, Element
from checkins.logic.sheet import Sheet
from checkins.models import Agreement, CheckIn, Memory, PresetChoice, SetProposal
from checkins.personal_data.rows import (
    Beside,
    Invitations,
    OfARound,
    OfThePerson,
    Released,
    Waiting,
)
from checkins.queries.checkin import in_words
from checkins.queries.month import rated_on
from checkins.queries.prompt import ELEMENT_NAMES, steps_of, worded
from checkins.safety import is_quiet, set_quiet

NOBODYS: Mapping[str, str] = {
    "checkins.LibraryVersion": "texts to read, the same for everybody",
    "checkins.Prompt": "a question, no answer",
    "checkins.PromptSet": "a set of questions",
    "checkins.PromptSetVersion": "a set of questions",
    "checkins.Statistic": "numbers of the whole server, rounded, and none below five",
    "checkins.SetChoice": "which questions two are asked and from when; it goes with the couple",
    "checkins.RoundLock": "content-free: it is locked, nothing else",
    # docs/decisions/0018-reminders.md: a job names a task and a minute, and no person.
    "procrastinate.ProcrastinateEvent": "when a job that names nobody began and ended",
    "procrastinate.ProcrastinateJob": "a job that names nobody",
    "procrastinate.ProcrastinatePeriodicDefer": "which minute's job was queued",
    "procrastinate.ProcrastinateWorker": "that a worker is alive",
}


def answers_in(version: UUID, content: Mapping[str, Any]) -> list[dict[str, str]]:
    """What was answered on a sheet, beside the questions as they were put, and own statements."""
    sheet = Sheet.of(content)
    prompts = worded((each for step in steps_of(version) for each in step.prompts), sheet)
    return [
        {"question": str(prompt.text), "answer": str(in_words(prompt, value))}
        for prompt in (*prompts, *rated_on(sheet))
        if (value := sheet.value(prompt.code)) is not None
    ]


class Weeks(OwnRows):
    """Check-ins, with the questions as they stood beside what was answered."""

    __slots__ = ()

    def row(self, row: Model) -> Row:
        exported = dict(super().row(row))
        exported[RAW] = exported.pop("content")
        if isinstance(row, CheckIn) and exported[RAW] is not None:
            exported["answers"] = answers_in(row.prompt_set_version_id, exported[RAW])
        return exported


class Noticed(OwnRows):
    """What stands beside a check-in; in words what came back, what was asked and answered."""

    __slots__ = ()

    def row(self, row: Model) -> Row:
        document = super().row(row)["content"]
        exported = {RAW: document}
        if isinstance(row, Memory) and document is not None:
            question = document["question"] or {"readings": (), "answer": None}
            exported |= {
                "week_until": plain(row.check_in.ends_on),
                "came_back": _areas(document["came_back"]),
                "asked_about": _areas([reading[0] for reading in question["readings"]]),
                "answered": question["answer"],
            }
        return exported


class Agreed(OwnRows):
    """Own copies of what both said yes to. To what nobody else has said yes yet, the other's part
    is not part: they may have taken it back.
    """

    __slots__ = ()

    def row(self, row: Model) -> Row:
        exported = dict(super().row(row))
        waits = isinstance(row, Agreement) and row.agreed_on is None
        if waits and exported["kind"] == AgreementKind.CHANGE and exported["content"]:
            own = [part for part in exported["content"].get("parts", ()) if part["mine"]]
            exported["content"] = exported["content"] | {"parts": own}
        return exported


class Suggested(OwnRows):
    """Which questions, by their title."""

    __slots__ = ()

    def row(self, row: Model) -> Row:
        return {"questions": row.prompt_set.title} if isinstance(row, SetProposal) else {}


def _areas(elements: Sequence[str]) -> list[str]:
    return [str(ELEMENT_NAMES[Element(each)]) for each in elements]


class Prompts:
    """Whether this person is asked, and how soon: two plain wishes, with no reason and no date."""

    slug = "prompts"
    title = _("Prompts, or none")
    covers: Fields = {
        "checkins.QuietMode": {"id", "author"},
        "checkins.PresetChoice": {"id", "author", "choice"},
    }

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        chosen = PresetChoice.objects.filter(author=user).first()
        return [{"no_prompts": is_quiet(user), "how_soon": chosen.choice if chosen else None}]

    def erase(self, user: User, now: datetime) -> None:
        set_quiet(by=user, wants=False)
        PresetChoice.objects.filter(author=user).delete()


WORDS_KEEP = ("couple", "conversation", "stage")
SECTIONS = (
    Weeks(
        slug="weeks",
        title=_("Your check-ins"),
        model="checkins.CheckIn",
        shows=("starts_on", "ends_on", "is_done"),
        keeps=("round", "prompt_set_version"),
        order=("starts_on", "ends_on"),
        ages_as=Kept.CHECK_INS,
        dated="ends_on",
    ),
    Noticed(
        slug="noticed",
        title=_("What your numbers remember, and what you were asked"),
        model="checkins.Memory",
        keeps=("check_in",),
        order=("check_in__ends_on", "pk"),
        # Filled to one size; and which preset holds can depend on two.
        leaves_out=("room", "preset"),
        ages_as=Kept.CHECK_INS,
        dated="check_in__ends_on",
    ),
    Prompts(),
    Released(
        slug="released",
        title=_("What you released"),
        model="checkins.Release",
        shows=("resolution",),
        keeps=("round", "couple"),
    ),
    OfThePerson(
        slug="released-words",
        title=_("Words you released"),
        model="checkins.ReleasedText",
        shows=("kind",),
        keeps=("release", "round", "couple"),
    ),
    OfARound(
        slug="open-now",
        title=_("Weeks you would have opened early"),
        model="checkins.OpenWish",
        keeps=("round", "couple"),
    ),
    GoesWithThePerson(
        slug="spans",
        title=_("Weeks of your own"),
        model="checkins.Round",
        owner="person",
        shows=("starts_at", "ends_at"),
        keeps=("couple", "prompt_set_version", "opens_at"),
        order=("starts_at",),
    ),
    OwnRows(
        slug="named",
        title=_("What you named"),
        model="checkins.Rupture",
        shows=("named_on", "look_again_on", "state"),
        keeps=("couple_id",),
        order=("named_on", "pk"),
    ),
    OwnRows(
        slug="shown",
        title=_("What you chose to show"),
        model="checkins.ShownHurt",
        shows=("shown_on",),
        keeps=("couple", "rupture"),
        order=("shown_on", "pk"),
    ),
    OwnRows(
        slug="heard",
        title=_("Where you said: I hear you"),
        model="checkins.HurtReply",
        keeps=("couple", "shown_hurt"),
    ),
    Invitations(
        slug="invitations",
        title=_("Invitations to talk that you sent"),
        model="checkins.RepairInvitation",
        shows=("sent_on", "reach"),
        keeps=("couple", "rupture_id", "reopens_id"),
        order=("sent_on", "pk"),
    ),
    OwnRows(
        slug="invitation-replies",
        title=_("What you answered to invitations"),
        model="checkins.InvitationReply",
        shows=("reply",),
        keeps=("couple", "invitation"),
    ),
    OwnRows(
        slug="said",
        title=_("What you said in conversations"),
        model="checkins.RepairTurn",
        shows=("said_on", "turn", "is_withdrawn"),
        keeps=WORDS_KEEP,
        order=("said_on", "stage", "pk"),
    ),
    OwnRows(
        slug="unsent",
        title=_("What you typed there and did not send"),
        model="checkins.RepairDraft",
        shows=("turn",),
        keeps=WORDS_KEEP,
        order=("conversation_id", "stage", "pk"),
    ),
    Beside(
        slug="beside",
        title=_("What you put down beside conversations, for yourself"),
        model="checkins.RepairNote",
        shows=("kind",),
        keeps=("conversation",),
        order=("conversation_id", "kind"),
    ),
    OwnRows(
        slug="settled",
        title=_("Conversations after which you said that it is good again"),
        model="checkins.RepairedWord",
        keeps=("couple", "conversation"),
    ),
    Agreed(
        slug="agreed",
        title=_("What you two agreed on: your copies"),
        model="checkins.Agreement",
        shows=("kind", "agreed_on", "review_on"),
        keeps=("couple", "subject"),
        order=("agreed_on", "pk"),
    ),
    OwnRows(
        slug="suggested-rules",
        title=_("Lists you suggested"),
        model="checkins.FairConflictProposal",
        keeps=("couple",),
    ),
    Suggested(
        slug="suggested-questions",
        title=_("Questions you suggested for the two of you"),
        model="checkins.SetProposal",
        keeps=("couple", "prompt_set"),
    ),
    Waiting(
        slug="suggested-lines",
        title=_("Lines for the month that you suggested"),
        model="checkins.StatementProposal",
        shows=("suggested_on",),
        keeps=("couple",),
        order=("suggested_on", "pk"),
    ),
    Waiting(
        slug="passed-lines",
        title=_("Suggested lines that you put away"),
        model="checkins.PassedStatement",
        shows=("passed_on",),
        keeps=("proposal_id",),
        order=("passed_on", "pk"),
    ),
    OwnRows(
        slug="own-lines",
        title=_("Lines for the month that you keep alone"),
        model="checkins.OwnStatement",
    ),
    OwnRows(
        slug="promises",
        title=_("Your promises"),
        model="checkins.Promise",
        shows=("due_on", "is_taken_back"),
        keeps=("couple",),
        order=("due_on", "pk"),
    ),
    OwnRows(
        slug="promise-answers",
        title=_("How promises went, for you"),
        model="checkins.PromiseAnswer",
        keeps=("promise",),
    ),
    OwnRows(
        slug="promises-kept",
        title=_("Promises you called kept"),
        model="checkins.KeptMark",
        keeps=("promise",),
    ),
    OwnRows(
        slug="beginnings",
        title=_("What you wrote for a new beginning, and what safe means to you"),
        model="checkins.Recommitment",
        shows=("kind", "is_sent", "met_on"),
        keeps=("couple",),
        order=("met_on", "pk"),
    ),
)
