"""What stands over a value where people read it. A name without words here is read as it is."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LABELS: dict[str, Promise] = {
    "about": gettext_lazy("About"),
    "adult_confirmed_on": gettext_lazy("18 or older, said on"),
    "agreed_on": gettext_lazy("Agreed on"),
    "answer": gettext_lazy("Answer"),
    "answered": gettext_lazy("What you answered"),
    "area": gettext_lazy("Area"),
    "areas": gettext_lazy("Areas"),
    "asked_about": gettext_lazy("You were asked about"),
    "asked_on": gettext_lazy("You said that the address is only yours, on"),
    "at": gettext_lazy("When"),
    "both_chose": gettext_lazy("What you both picked"),
    "by": gettext_lazy("From"),
    "check_ins": gettext_lazy("Check-ins"),
    "came_back": gettext_lazy("What came back"),
    "choice": gettext_lazy("Choice"),
    "closed_door_to": gettext_lazy("Cannot connect with you again"),
    "code_until": gettext_lazy("A code of yours can be typed until"),
    "confirm_by": gettext_lazy("To be confirmed by"),
    "connected_at": gettext_lazy("Connected since"),
    "days": gettext_lazy("Days until looking back"),
    "device": gettext_lazy("Signed in on"),
    "differently": gettext_lazy("What to do differently"),
    "display_name": gettext_lazy("Name"),
    "due_on": gettext_lazy("For"),
    "elements": gettext_lazy("Areas"),
    "email": gettext_lazy("E-mail address"),
    "ended_on": gettext_lazy("A connection ended on"),
    "ends_on": gettext_lazy("Until"),
    "first_moment_at": gettext_lazy("First moment"),
    "freedoms": gettext_lazy("Room to be free"),
    "given_at": gettext_lazy("Given"),
    "goes_on": gettext_lazy("This trace goes on"),
    "heard": gettext_lazy("Heard"),
    "held": gettext_lazy("How it went"),
    "hold_on": gettext_lazy("What to hold on to"),
    "how_it_went": gettext_lazy("How it went, for you"),
    "how_soon": gettext_lazy("How soon you are asked"),
    "inward": gettext_lazy("Looking inward"),
    "is_done": gettext_lazy("Done"),
    "is_sent": gettext_lazy("Sent"),
    "is_taken_back": gettext_lazy("Taken back"),
    "is_withdrawn": gettext_lazy("Taken back"),
    "kept": gettext_lazy("Both call it kept"),
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language"),
    "line": gettext_lazy("Answer"),
    "lines": gettext_lazy("Lines of your own"),
    "look_again_on": gettext_lazy("To look at again on"),
    "look_back": gettext_lazy("A day to look back"),
    "look_back_on": gettext_lazy("To look back on"),
    "look_first": gettext_lazy("Where to look first"),
    "mine": gettext_lazy("Mine"),
    "month": gettext_lazy("Month"),
    "my_words": gettext_lazy("My words"),
    "named_on": gettext_lazy("Named on"),
    "name": gettext_lazy("Name"),
    "next_look_at": gettext_lazy("Looked at next"),
    "no_prompts": gettext_lazy("No prompts, please"),
    "note": gettext_lazy("Note"),
    "numbers_instead_of_bands": gettext_lazy("Numbers instead of bands"),
    "on": gettext_lazy("On"),
    "opener": gettext_lazy("To begin with"),
    "opening_words": gettext_lazy("Opening words"),
    "pairing_with": gettext_lazy("To be connected with"),
    "passed_on": gettext_lazy("Put away on"),
    "paused": gettext_lazy("Sharing is paused"),
    "promise": gettext_lazy("A promise"),
    "pronouns": gettext_lazy("Pronouns"),
    "purpose": gettext_lazy("For what"),
    "questions": gettext_lazy("Questions"),
    "quiet_from": gettext_lazy("Quiet from"),
    "quiet_until": gettext_lazy("Quiet until"),
    "reach": gettext_lazy("Whether it reaches the other"),
    "refusals": gettext_lazy("How often the address took no mail"),
    "resolution": gettext_lazy("Bands or numbers"),
    "result": gettext_lazy("How it ended"),
    "review_on": gettext_lazy("To look at again on"),
    "rhythm": gettext_lazy("Rhythm"),
    "rules": gettext_lazy("List"),
    "said": gettext_lazy("Said"),
    "said_on": gettext_lazy("Said on"),
    "sent_on": gettext_lazy("Sent on"),
    "shown_on": gettext_lazy("Shown on"),
    "since": gettext_lazy("Since"),
    "started_on": gettext_lazy("Begun on"),
    "source": gettext_lazy("Who began"),
    "starts_at": gettext_lazy("From"),
    "ends_at": gettext_lazy("Until"),
    "starts_on": gettext_lazy("From"),
    "state": gettext_lazy("Where it stands"),
    "suggested_by_me": gettext_lazy("Suggested by me"),
    "suggested_on": gettext_lazy("Suggested on"),
    "suggested_rhythm": gettext_lazy("Suggested rhythm"),
    "tags": gettext_lazy("Words for it"),
    "taken_back": gettext_lazy("Taken back"),
    "theirs": gettext_lazy("Theirs"),
    "their_words": gettext_lazy("Their words"),
    "time_zone": gettext_lazy("Time zone"),
    "turn": gettext_lazy("Step"),
    "verified": gettext_lazy("Confirmed"),
    "version": gettext_lazy("Wording"),
    "way": gettext_lazy("Way to sign in"),
    "week": gettext_lazy("Week"),
    "week_until": gettext_lazy("Week until"),
    "weekdays": gettext_lazy("On"),
    "weight": gettext_lazy("How much it weighs"),
    "what": gettext_lazy("What"),
    "when": gettext_lazy("When"),
    "with": gettext_lazy("With"),
    "withdrawn_at": gettext_lazy("Taken back"),
    "words": gettext_lazy("Words"),
}
# Which only hold others together.
SILENT = frozenset({"answers", "content", "parts", "texts"})


def label(path: Sequence[str]) -> str:
    """The words over a value, from the way that leads to it."""
    return " · ".join(_part(part) for part in path if part not in SILENT)


def value(found: object) -> object:
    """A value as it is read."""
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    return found


def _part(part: str) -> str:
    return str(LABELS[part]) if part in LABELS else part.replace("_", " ").strip()
