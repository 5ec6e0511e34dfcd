"""Why each field that is not sealed stands in clear. A new field needs its line here."""

KEY = "random key"
AUTHOR = "whose it is: the policies read it"
OF_COUPLE = "which couple it belongs to: the policies read it"
RHYTHM = "when rounds end: rounds are computed from it"
PROMPT = "a question, no answer"
OPTION = "a preference of the account, needed before a key is opened"

_RHYTHM = dict.fromkeys(("every_weeks", "weekday", "at", "time_zone"), RHYTHM)
_WISH = {"id": KEY, "couple": OF_COUPLE, "author": AUTHOR}
_WORDS = _WISH | {
    "conversation": "in which conversation",
    "stage": "at which step of it",
    "turn": "the policies read it: what is read at once, what when both have",
}

IN_CLEAR: dict[str, dict[str, str]] = {
    "accounts.AuditEvent": {
        "id": KEY,
        "at": "when an account or a consent changed: its subject asks for that",
        "actor_id": "who acted, without a link, so that it outlives them",
        "subject_id": "whose record it is: the policies read it",
        "action": "one of a closed vocabulary, never content",
        "result": "one word, never content",
    },
    "accounts.Block": {
        "id": KEY,
        "blocker": "who closed the door",
        "blocked": "to whom: asked when two want to connect",
        "blocked_name": "the name that stood when it ended, for the list of closed doors",
    },
    "accounts.Consent": {
        "id": KEY,
        "user": AUTHOR,
        "couple_id": "which connection it was given for",
        "purpose": "the policies read it",
        "version": "which wording was read",
        "text_hash": "proof of that wording",
        "given_at": "a consent needs its time",
        "withdrawn_at": "the policies read it",
    },
    "accounts.Couple": _RHYTHM
    | {
        "id": KEY,
        "connected_at": "the notice before a first opening counts from it",
        "first_moment_at": "the first round ends there",
        "prompt_set_slug": "which questions are asked",
    },
    "accounts.CoupleLock": {"couple": "content-free: it is locked, nothing else"},
    "accounts.DataKey": {
        "id": "bound into what it seals",
        "user": "whose key it is",
        "wrapped": "the key, wrapped by a key outside the database",
        "master_key": "by which one",
    },
    "accounts.Invitation": {
        "id": KEY,
        "inviter": "functions alone read it",
        "public_id": "the part of a code by which it is found",
        "secret_hash": "the other part, by the password hasher",
        "expires_at": "a code lives 24 hours",
        "tries_left": "and five tries",
        "revoked": "or until it is taken back",
        "claimer": "functions alone read it",
        "confirm_by": "a pairing lives seven days",
        "inviter_yes": "functions alone read it",
        "claimer_yes": "functions alone read it",
        "inviter_dropped": "functions alone read it",
        "claimer_dropped": "functions alone read it",
        "connected": "a code connects once",
        "inviter_name": "as it stood when the code was typed; functions alone read it",
        "inviter_pronouns": "as they stood when the code was typed",
        "inviter_time_zone": "as it stood when the code was typed",
        "claimer_name": "as it stood when the code was typed",
        "claimer_pronouns": "as they stood when the code was typed",
    },
    "accounts.Membership": {
        "id": KEY,
        "couple": OF_COUPLE,
        "user": "the policies read it",
        "left_on": "the policies read it; a date, no time",
        "end_unseen": "whether the notice is still due",
    },
    "accounts.NumbersWish": _WISH,
    "accounts.Pause": _WISH,
    "accounts.RateCounter": {
        "key": "a keyed hash",
        "count": "how often",
        "resets_at": "until when",
    },
    "accounts.Retention": {
        "id": KEY,
        "author": AUTHOR,
        "check_ins": OPTION,
        "inward": OPTION,
    },
    "accounts.RhythmProposal": _RHYTHM | _WISH,
    "accounts.User": {
        "id": KEY,
        "email": "the log-in",
        "password": "Argon2id",
        "display_name": "the other reads it before connecting",
        "pronouns": "the other reads it before connecting",
        "time_zone": OPTION,
        "language": OPTION,
        "adult_confirmed_on": "18 or older, said on this date",
        "private_sealed_until": "after a reset by mail",
        "reset_notice_until": "after a reset by mail",
        "news_seen_until": "which note of a sign-in was put away",
        "is_active": "whether log-in is possible",
    },
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
    "checkins.FairConflictProposal": _WISH,
    "checkins.OwnStatement": {"id": KEY, "author": AUTHOR},
    "checkins.PassedStatement": {
        "id": KEY,
        "author": AUTHOR,
        "proposal_id": "what is not shown to its author again; its author's row alone",
        "passed_on": "a date, no time; it goes some days after",
    },
    "checkins.StatementProposal": _WISH
    | {"suggested_on": "a date, no time; it closes by it, whatever came of it"},
    "checkins.HurtReply": _WISH | {"shown_hurt": "what was heard"},
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
    "checkins.OpenWish": _WISH | {"round": "for which round"},
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
    "checkins.Promise": _WISH
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
            "help_text",
            "anchors",
            "na_label",
            "choices",
        ),
        PROMPT,
    ),
    "checkins.PromptSet": dict.fromkeys(
        ("id", "slug", "language", "cadence", "relationship_kind", "title"), PROMPT
    ),
    "checkins.PromptSetVersion": dict.fromkeys(
        ("id", "prompt_set", "number", "text_hash", "published_at", "retired_at"), PROMPT
    ),
    "checkins.Pulse": {
        "id": KEY,
        "author": AUTHOR,
        "day": "a date, no time: one row a day",
        "prompt_set_version": "which wording was answered",
    },
    "checkins.PulseWish": {"id": KEY, "author": "whose wish it is; the row is there or not"},
    "checkins.QuietMode": {"id": KEY, "author": "whose wish it is; the row is there or not"},
    "checkins.Recommitment": _WISH
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
    "checkins.ReleasedText": {
        "id": KEY,
        "author": AUTHOR,
        "couple": OF_COUPLE,
        "round": "the policies read it",
        "release": "it goes where its release goes",
        "kind": "one of a closed vocabulary",
    },
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
    "checkins.RepairedWord": _WISH | {"conversation": "of which conversation"},
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

# Models whose key is not random, and why that tells nothing.
NOT_UUID = {
    "accounts.CoupleLock": "the couple's own key",
    "accounts.RateCounter": "a keyed hash",
    "checkins.RoundLock": "the round's own key",
}
