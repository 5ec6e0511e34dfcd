"""What the admin process may do with which table and function: everything stands here."""

# Of people, the rows of staff alone; of content nothing, and of accounts no change. Questions are
# nobody's content.
ADMIN = {
    "accounts_auditevent": "INSERT",
    "accounts_directory": (
        "SELECT INSERT UPDATE(about, is_enabled, name, position, region, source, url, verified_by,"
        " verified_on)"
    ),
    "accounts_heldduty": "SELECT",
    "accounts_helpline": (
        "SELECT INSERT UPDATE(audience, country, hours, is_enabled, languages, name, note, phone,"
        " position, source, text_or_chat, url, verified_by, verified_on)"
    ),
    "accounts_staffcache": "SELECT INSERT UPDATE DELETE",
    "accounts_staffratecounter": "SELECT INSERT UPDATE DELETE",
    "accounts_staffsession": "SELECT INSERT UPDATE DELETE",
    "accounts_therapist": "SELECT UPDATE(decided_at, decided_by, state)",
    # A lock on the own row needs the right to a column; the policy refuses every change.
    "accounts_user": "SELECT UPDATE(language)",
    "checkins_libraryversion": "SELECT INSERT UPDATE(published_at, retired_at, text) DELETE",
    "checkins_prompt": (
        "SELECT INSERT UPDATE(also, anchors, choices, code, direction, element, help_text,"
        " na_label, position, release_class, scale, text) DELETE"
    ),
    "checkins_promptset": "SELECT INSERT",
    "checkins_promptsetversion": (
        "SELECT INSERT UPDATE(number, published_at, retired_at, text_hash) DELETE"
    ),
    "checkins_statistic": "SELECT",
    "demo_mark": "SELECT",
    "django_admin_log": "SELECT INSERT",
    "django_content_type": "SELECT",
    "mfa_authenticator": "SELECT INSERT UPDATE DELETE",
}

# Those that the admin process may call. None of them is the web's, too.
ADMIN_FUNCTIONS = {"my_duties", "my_factors"}
