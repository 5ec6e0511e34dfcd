"""What the role of the functions may touch."""

READ = "SELECT"
ALL = "SELECT INSERT UPDATE DELETE"

# What the functions touch: rows and columns without content.
POLICY = {
    "accounts_auditevent": "SELECT(actor_id, subject_id) INSERT UPDATE(actor_id) DELETE",
    "accounts_block": "SELECT INSERT UPDATE(blocked_id) DELETE",
    "accounts_consent": "SELECT(purpose, user_id, withdrawn_at) DELETE",
    "accounts_couple": "SELECT INSERT UPDATE(at, every_weeks, time_zone, weekday) DELETE",
    "accounts_couplelock": ALL,
    "accounts_datakey": "SELECT(user_id) DELETE",
    "accounts_heldduty": READ,
    "accounts_invitation": ALL,
    "accounts_knowntherapist": "SELECT INSERT UPDATE(is_listed) DELETE",
    "accounts_membership": "SELECT INSERT UPDATE(end_unseen, left_on) DELETE",
    "accounts_pause": "SELECT(author_id)",
    "accounts_rhythmproposal": "SELECT DELETE",
    "accounts_therapist": ALL,
    "accounts_therapistcode": ALL,
    "accounts_therapistconsent": "SELECT UPDATE(ended_at) DELETE",
    "accounts_user": (
        "SELECT(display_name, id, is_active, kind, pronouns, time_zone) UPDATE(kind) DELETE"
    ),
    "checkins_agreement": (
        "SELECT(agreed_on, author_id, couple_id, id, kind, subject) UPDATE(agreed_on) DELETE"
    ),
    "checkins_fairconflictproposal": "SELECT(couple_id, id) DELETE",
    "checkins_ritualproposal": "SELECT(couple_id, id) DELETE",
    "checkins_statementproposal": "SELECT(couple_id, id) DELETE",
    "checkins_keptmark": "SELECT(author_id, promise_id)",
    "checkins_note": "SELECT(author_id, erase_on) DELETE",
    "checkins_openwish": "SELECT(author_id, round_id)",
    "checkins_presetchoice": "SELECT(author_id, choice)",
    "checkins_promise": "SELECT(couple_id, due_on, id, is_taken_back)",
    "checkins_promptset": "SELECT(cadence, id, relationship_kind)",
    "checkins_promptsetversion": "SELECT(prompt_set_id, published_at, retired_at)",
    "checkins_quietmode": "SELECT(author_id)",
    "checkins_recommitment": (
        "SELECT(author_id, couple_id, id, is_sent, kind, met_on) UPDATE(met_on)"
    ),
    "checkins_release": "SELECT(author_id, round_id) DELETE",
    "checkins_invitationreply": "SELECT(author_id, couple_id, invitation_id) DELETE",
    "checkins_releasednumbers": "SELECT(author_id, round_id) DELETE",
    "checkins_releasedtext": "SELECT(author_id, round_id) DELETE",
    "checkins_repairconversation": (
        "SELECT(couple_id, id, invitation_id, reopens_id, rupture_id, started_on) DELETE"
    ),
    "checkins_reminder": "SELECT(person_id, token_hash)",
    "checkins_reminderwish": "SELECT(next_look_at, person_id, refusals)",
    "checkins_repairedword": "SELECT(author_id, conversation_id, couple_id)",
    "checkins_repairinvitation": "SELECT(author_id, couple_id, id, reach, sent_on) DELETE",
    "checkins_repairmove": "SELECT(couple_id) DELETE",
    "checkins_repairturn": "SELECT(author_id, conversation_id, couple_id, id, stage, turn)",
    "checkins_round": "SELECT UPDATE(opens_at) DELETE",
    "checkins_roundlock": "SELECT UPDATE DELETE",
    "checkins_setchoice": "SELECT(couple_id, since) INSERT DELETE",
    "checkins_setproposal": "SELECT DELETE",
    "checkins_shownhurt": "SELECT(author_id, couple_id, id, rupture_id, shown_on)",
    "checkins_statistic": "SELECT(kind, week) INSERT",
    "demo_mark": READ,
}
