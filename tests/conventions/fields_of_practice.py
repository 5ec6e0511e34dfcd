"""Why each field of the practice that is not sealed stands in clear."""

from tests.conventions.reasons import AUTHOR, KEY, OF_COUPLE, OPTION, PROMPT, WISH

_SUGGESTED = WISH | {"suggested_on": "a date, no time; it closes by it, whatever came of it"}
_PASSED = {
    "id": KEY,
    "author": AUTHOR,
    "proposal_id": "what is not shown to its author again; its author's row alone",
    "passed_on": "a date, no time; it goes some days after",
}
_WORDS = WISH | {
    "conversation": "in which conversation",
    "stage": "at which step of it",
    "turn": "the policies read it: what is read at once, what when both have",
}

OF_PRACTICE: dict[str, dict[str, str]] = {
    "checkins.CheckIn": {
        "id": KEY,
        "author": AUTHOR,
        "round": "which round: no time of day",
        "prompt_set_version": "which wording was answered",
        "starts_on": "readable when the round is out of reach",
        "ends_on": "readable when the round is out of reach",
        "is_done": "whether late entry is over; its author's row alone",
    },
    "checkins.Agreement": {
        "id": KEY,
        "author": AUTHOR,
        "couple": OF_COUPLE,
        "subject": "both copies carry it: a function asks whether both hold one",
        "kind": "one of a closed vocabulary",
        "agreed_on": "a date, no time; a function sets it once both hold a copy",
        "review_on": "a date, no time, that both agreed on",
    },
    "checkins.Appreciation": WISH
    | {"sent_on": "the policies read it; a date, no time; empty where it is not sent"},
    "checkins.FairConflictProposal": WISH,
    "checkins.Look": {
        "id": KEY,
        "author": AUTHOR,
        "prompt_set": "which questions: one sheet for each span",
        "starts_on": "a date, no time; its author's row alone",
        "prompt_set_version": "which wording was answered",
    },
    "checkins.SetChoice": {
        "id": KEY,
        "couple": OF_COUPLE,
        "prompt_set": "which questions are asked; no answer",
        "since": "when the first round with them begins, not when anybody acted",
    },
    "checkins.SetProposal": WISH | {"prompt_set": "which questions are suggested"},
    "checkins.OwnStatement": {"id": KEY, "author": AUTHOR},
    "checkins.PassedStatement": _PASSED,
    "checkins.PassedRitual": _PASSED,
    "checkins.RitualProposal": _SUGGESTED,
    "checkins.StatementProposal": _SUGGESTED,
    "checkins.HurtReply": WISH | {"shown_hurt": "what was heard"},
    "checkins.InnerCheckIn": {
        "id": KEY,
        "author": AUTHOR,
        "held_on": "a date, no time; its author's row alone",
    },
    "checkins.InvitationReply": {
        "id": KEY,
        "author": AUTHOR,
        "couple": OF_COUPLE,
        "invitation": "what was answered",
        "reply": "the policies read it: a no is its author's alone",
    },
    "checkins.Memory": {
        "id": KEY,
        "author": AUTHOR,
        "check_in": "which one it goes with, and is erased with",
    },
    "checkins.Note": {
        "id": KEY,
        "author": AUTHOR,
        "written_on": "a date, no time; its author's row alone",
        "erase_on": "the policies read it: from that day on nobody reads the note",
    },
    "checkins.MonthlySet": {
        "id": KEY,
        "author": AUTHOR,
        "month": "its first day: one set a month",
        "prompt_set_version": "which wording was answered",
    },
    "checkins.OpenWish": WISH | {"round": "for which round"},
    "checkins.PresetChoice": {
        "id": KEY,
        "author": AUTHOR,
        "choice": "one of three words: a function says whether both chose the same one",
    },
    "checkins.KeptMark": {
        "id": KEY,
        "author": AUTHOR,
        "promise": "a function asks whether both marked it",
    },
    "checkins.Profile": {"id": KEY, "author": AUTHOR},
    "checkins.Promise": WISH
    | {
        "due_on": "a date, no time; shown with the words",
        "is_taken_back": "the policies read it",
    },
    "checkins.PromiseAnswer": {
        "id": KEY,
        "author": AUTHOR,
        "promise": "about which; its author's row alone",
    },
    "checkins.Prompt": dict.fromkeys(
        (
            "id",
            "version",
            "code",
            "position",
            "element",
            "direction",
            "scale",
            "release_class",
            "text",
            "also",
            "help_text",
            "anchors",
            "na_label",
            "choices",
        ),
        PROMPT,
    ),
    "checkins.LibraryVersion": dict.fromkeys(
        ("id", "language", "number", "text", "published_at", "retired_at"),
        "texts to read, the same for everybody",
    ),
    "checkins.PromptSet": dict.fromkeys(
        ("id", "slug", "language", "cadence", "relationship_kind", "title"), PROMPT
    ),
    "checkins.PromptSetVersion": dict.fromkeys(
        ("id", "prompt_set", "number", "text_hash", "published_at", "retired_at", "is_own"), PROMPT
    ),
    "checkins.Pulse": {
        "id": KEY,
        "author": AUTHOR,
        "day": "a date, no time: one row a day",
        "prompt_set_version": "which wording was answered",
    },
    "checkins.PulseWish": {"id": KEY, "author": "whose wish it is; the row is there or not"},
    "checkins.QuietMode": {"id": KEY, "author": "whose wish it is; the row is there or not"},
    "checkins.Statistic": dict.fromkeys(
        ("id", "kind", "week", "number"), "a rounded number of the whole server"
    ),
    "checkins.Recommitment": WISH
    | {
        "kind": "which page it stands on",
        "is_sent": "the policies read it",
        "met_on": "the policies read it; a date, no time",
    },
    "checkins.Release": {
        "id": KEY,
        "author": AUTHOR,
        "couple": OF_COUPLE,
        "round": "the policies read it",
        "resolution": "bands or numbers, as agreed when it was made",
    },
    "checkins.CaseNote": {
        "id": KEY,
        "author": AUTHOR,
        "couple_id": "about whom: the policies read it",
        "on": "a day, no time of day",
        "is_session": "whether it marks a session on the lines",
    },
    "checkins.ReleasedNumbers": {
        "id": KEY,
        "author": AUTHOR,
        "couple": OF_COUPLE,
        "round": "the policies read it",
        "release": "it goes where its release goes",
    },
    "checkins.ReleasedText": {
        "id": KEY,
        "author": AUTHOR,
        "couple": OF_COUPLE,
        "round": "the policies read it",
        "release": "it goes where its release goes",
        "kind": "one of a closed vocabulary",
    },
    "checkins.Reminder": {"id": KEY, "person": AUTHOR, "goes_on": "the first of a month"}
    | {"occasion": "a keyed hash: once each", "token_hash": "finds whose mail it was"},
    "checkins.ReminderWish": dict.fromkeys(("id", "person"), AUTHOR)
    | dict.fromkeys(("week", "month", "promise", "look_back", "days", "at"), OPTION)
    | dict.fromkeys(("quiet_from", "quiet_until", "asked_on", "refusals"), OPTION)
    | {"address_mark": "a keyed hash", "next_look_at": "follows from the wishes: who is due?"},
    "checkins.RepairConversation": {
        "id": KEY,
        "couple": OF_COUPLE,
        "first_id": "who invited, and tells first: both know it",
        "invitation_id": "what it came of",
        "rupture_id": "the hurt of whoever invited, without a link",
        "reopens_id": "which one it takes up again, without a link",
        "started_on": "a date, no time",
        "cools_until": "both agreed on it",
        "moved_at": "when it rests by itself is computed from it; no page shows it",
        "is_open": "one at a time: the database says so",
        "review_on": "a date, no time; both know it",
    },
    "checkins.RepairDraft": _WORDS,
    "checkins.RepairInvitation": {
        "id": KEY,
        "author": AUTHOR,
        "couple": OF_COUPLE,
        "sent_on": "a date, no time: it closes by itself",
        "reach": "the policies read it",
        "rupture_id": "its author's own hurt, which nobody else can follow",
        "reopens_id": "which conversation it would take up again",
    },
    "checkins.RepairMove": {
        "id": KEY,
        "conversation": "which conversation it moved",
        "couple": OF_COUPLE,
        "number": "in which order; no page shows it",
        "move": "one of a closed vocabulary, without a name at it",
    },
    "checkins.RepairNote": {
        "id": KEY,
        "author": AUTHOR,
        "conversation": "beside which conversation",
        "kind": "one of a closed vocabulary; its owner's row alone",
    },
    "checkins.RepairTurn": _WORDS
    | {
        "said_on": "a date, no time",
        "is_withdrawn": "the policies read it",
    },
    "checkins.RepairedWord": WISH | {"conversation": "of which conversation"},
    "checkins.Round": {
        "id": KEY,
        "couple": OF_COUPLE,
        "person": "or whose it is alone",
        "prompt_set_version": "which questions",
        "starts_at": "computed from the rhythm",
        "ends_at": "computed from the rhythm",
        "opens_at": "the policies read it; moves only when both asked",
    },
    "checkins.RoundLock": {"round": "content-free: it is locked, nothing else"},
    "checkins.Rupture": {
        "id": KEY,
        "author": AUTHOR,
        "couple_id": "the connection it was named in, without a link",
        "named_on": "a date, no time",
        "look_again_on": "a date, no time",
        "state": "one of a closed vocabulary; its owner's row alone",
    },
    "checkins.ShownHurt": {
        "id": KEY,
        "author": AUTHOR,
        "couple": OF_COUPLE,
        "rupture": "its owner's own row, which nobody else can follow",
        "shown_on": "a date, no time",
    },
}
