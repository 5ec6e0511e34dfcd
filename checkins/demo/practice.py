"""The demo's therapist, what she noted, and the second couple she saw. Invented, all of it."""

from accounts.enums import Scope
from checkins.enums import Element

NAME = "Erin"
PRONOUNS = "she/her"
PROFESSIONAL_NAME = "Erin Example"
LICENCE = "PT-0000-EXAMPLE"
REGISTER = "https://register.example.org/erin-example"
POLICY_WORDS = (
    "What one of you tells me alone stays with me for that day. If it matters for both, I ask you "
    "to bring it along."
)

# What alice and bob let her see, in the last half of their year.
SCOPES = (Scope.TRENDS, Scope.REPAIR)
LET_IN_AFTER_WEEKS = 28
# Days ago, and what she wrote down of the session.
SESSIONS = {
    112: "First session of both. Each seen alone for half an hour before: no fear, no control.",
    84: "The second project. Who says when it ends? Ask for the date, not for the reason.",
    56: "",
    28: "The driving test. She says it in four words now. He did not explain.",
}
LAST_LOOK = 12

# The second couple: what both feel in an ordinary week, and what single weeks take or give.
OTHERS = ("Carol", "Dan")
OTHERS_WEEKS = 10
OTHERS_USUAL = {
    "Carol": {Element.RELIABILITY: 6, Element.REPAIR: 5},
    "Dan": {Element.RELIABILITY: 8, Element.REPAIR: 6},
}
