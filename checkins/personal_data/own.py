"""What one person wrote, answered and wished in the practice."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal_data import Fields, GoesWithThePerson, OwnRows, Row, plain
from checkins.enums import AgreementKind
from checkins.logic.sheet import Sheet
from checkins.models import Agreement, CheckIn, PresetChoice
from checkins.queries.checkin import in_words
from checkins.queries.prompt import steps_of
from checkins.safety import is_quiet, set_quiet

NOBODYS: Mapping[str, str] = {
    "checkins.Prompt": "a question, no answer",
    "checkins.PromptSet": "a set of questions",
    "checkins.PromptSetVersion": "a set of questions",
    "checkins.RoundLock": "content-free: it is locked, nothing else",
}


class Weeks(OwnRows):
    """Check-ins, with the questions as they stood beside what was answered."""

    __slots__ = ()

    def row(self, row: Model) -> Row:
        exported = dict(super().row(row))
        if not isinstance(row, CheckIn) or exported["content"] is None:
            return exported
        sheet = Sheet.of(exported["content"])
        exported["answers"] = [
            {"question": str(prompt.text), "answer": str(in_words(prompt, value))}
            for step in steps_of(row.prompt_set_version_id)
            for prompt in step.prompts
            if (value := sheet.value(prompt.code)) is not None
        ]
        return exported


class OfARound(OwnRows):
    """Rows that carry no date of their own: that of one's check-in of the same round stands in.
    The round itself is out of reach once a connection has ended.
    """

    __slots__ = ()

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        check_ins = CheckIn.objects.filter(author=user).defer("sealed")
        ends = {row.round_id: row.ends_on for row in check_ins}
        dated = [
            {"week_until": plain(ends.get(row.round_id)), **self.row(row)}
            for row in self.rows_of(user)
        ]
        return sorted(dated, key=lambda each: each["week_until"] or "")


class OfThePerson(OfARound, GoesWithThePerson):
    """What has opened cannot be taken back by the web; it goes with the person."""

    __slots__ = ()

    def erase(self, user: User, now: datetime) -> None:
        pass


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


class Talks:
    """What both share of conversations: no words. It goes with the first of the two."""

    slug = "talks"
    title = _("Conversations")
    covers: Fields = {
        "checkins.RepairConversation": {
            "id",
            "couple",
            "first_id",
            "invitation_id",
            "rupture_id",
            "reopens_id",
            "started_on",
            "cools_until",
            "moved_at",
            "is_open",
            "review_on",
        },
        "checkins.RepairMove": {"id", "conversation", "couple", "number", "move"},
    }

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        return []

    def erase(self, user: User, now: datetime) -> None:
        pass


WORDS_KEEP = ("couple", "conversation", "stage")
SECTIONS = (
    Weeks(
        slug="weeks",
        title=_("Your check-ins"),
        model="checkins.CheckIn",
        shows=("starts_on", "ends_on", "is_done"),
        keeps=("round", "prompt_set_version"),
        order=("starts_on", "ends_on"),
    ),
    OwnRows(
        slug="noticed",
        title=_("What your numbers remember, and what you were asked"),
        model="checkins.Memory",
        keeps=("check_in",),
        order=("check_in__ends_on", "pk"),
        # Filled to one size; and which preset holds can depend on two.
        leaves_out=("room", "preset"),
    ),
    Prompts(),
    OfThePerson(
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
    OwnRows(
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
    Talks(),
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
    OwnRows(
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
        title=_("What you wrote for a new beginning"),
        model="checkins.Recommitment",
        shows=("is_sent", "met_on"),
        keeps=("couple",),
        order=("met_on", "pk"),
    ),
)
