"""What somebody knows about themselves, section by section, as they read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from checkins.enums.inner import ProfilePart, StressStyle
from checkins.models import Profile
from checkins.queries.inner import CLOSE, ONESELF, Groups

NAMES: Mapping[ProfilePart, Promise] = {
    ProfilePart.MEANING: _("Safe means to me…"),
    ProfilePart.TRIGGERS: _("What sets me off"),
    ProfilePart.PAST: _("What I bring from before"),
    ProfilePart.OWN_LINES: _("My lines and preferences"),
    ProfilePart.STRESS: _("What I do under stress"),
    ProfilePart.IMPACT: _("How it is to be near me"),
    ProfilePart.NEEDS: _("What I need"),
    ProfilePart.HELPS: _("What helps"),
    ProfilePart.EARLY: _("Learned early"),
}

HINTS: Mapping[ProfilePart, Promise] = {
    ProfilePart.MEANING: _(
        "The word says little by itself. How do you notice that you are safe with somebody, and "
        "what do they do or leave out then? There is no right answer."
    ),
    ProfilePart.TRIGGERS: _("Words, tones, places or silences after which I am no longer calm."),
    ProfilePart.PAST: _(
        "Earlier times, other people, that speak along when something happens now."
    ),
    ProfilePart.OWN_LINES: _("What is fine for me, what is not, and what I like better."),
    ProfilePart.STRESS: _(
        "Ways to get through that were of use once, and may still be. None of them is a fault."
    ),
    ProfilePart.IMPACT: _(
        "When I am hurt or tired, what do I do to how safe others feel? For looking, not for "
        "blame; what somebody else does is theirs."
    ),
    ProfilePart.NEEDS: _("What I tend to be hungry for, and how I notice."),
    ProfilePart.HELPS: _("What calms me, and what somebody else can do, or leave out."),
    ProfilePart.EARLY: _(
        "Only if you like: what you learned as a child about feelings and needs, and who met them. "
        "It may also have been learned later. It made sense then."
    ),
}

CHOICES: Mapping[ProfilePart, Groups] = {
    ProfilePart.STRESS: (
        (
            None,
            {
                StressStyle.GUARDING: _("I guard myself"),
                StressStyle.WITHDRAWING: _("I draw back"),
                StressStyle.PLEASING: _("I try to please"),
                StressStyle.WATCHING: _("I keep watch"),
            },
        ),
    ),
    ProfilePart.NEEDS: ((_("Being close"), CLOSE), (_("Being myself"), ONESELF)),
}


@dataclass(frozen=True, slots=True)
class PartContent:
    """What stands in one section. ``picks`` are stored values of its choices."""

    text: str = ""
    picks: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.picks)

    def as_document(self) -> dict[str, Any]:
        """What is sealed."""
        return {"text": self.text, "picks": list(self.picks)}


@dataclass(frozen=True, slots=True)
class Section:
    """One section. ``typed`` was written while the private area was shut, and replaced nothing."""

    part: ProfilePart
    content: PartContent
    typed: PartContent | None

    @property
    def name(self) -> Promise:
        return NAMES[self.part]

    @property
    def hint(self) -> Promise:
        return HINTS[self.part]

    @property
    def picked(self) -> list[Promise]:
        labels = {
            str(value): label
            for _name, group in CHOICES.get(self.part, ())
            for value, label in group.items()
        }
        return [labels[each] for each in self.content.picks]


def owned_by(user: User) -> QuerySet[Profile]:
    """The one row of this person, or none."""
    return Profile.objects.filter(author=user)


def sections_of(user: User) -> list[Section]:
    """Every section in its order, empty ones as well; one query. Raises vault.CannotOpen."""
    row = owned_by(user).first()
    document: dict[str, Any] = row.read() if row else {"parts": {}, "typed": {}}
    return [
        Section(
            part=part,
            content=_content(document["parts"].get(part)) or PartContent(),
            typed=_content(document["typed"].get(part)),
        )
        for part in ProfilePart
    ]


def meaning_of(user: User) -> str:
    """What *safe* means to this person, in the words that stand in the profile, or nothing. One
    query. Raises vault.CannotOpen.
    """
    return next(each for each in sections_of(user) if each.part is ProfilePart.MEANING).content.text


def _content(document: dict[str, Any] | None) -> PartContent | None:
    return None if document is None else PartContent(document["text"], document["picks"])
