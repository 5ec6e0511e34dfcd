"""Seeded leaks in invitations and conversations."""

from tests.mutants.leaks import Leak

TALK_SQL = "checkins/migrations/0004_repair.sql"
READS = ("tests/checkins/test_repair_policies.py",)
INVITED = ("tests/checkins/test_invitation_policies.py",)
WRITES = ("tests/checkins/test_repair_writes.py",)
SAME = ("tests/checkins/test_repair_noninterference.py",)
RACES = ("tests/checkins/test_repair_races.py",)
LOGIC = ("tests/checkins/logic/test_repair.py", "tests/checkins/logic/test_turns.py")
PAGES = ("tests/checkins/views/test_talk.py", "tests/checkins/views/test_talk_private.py")
ASKED = ("tests/checkins/views/test_invitation_pages.py",)
AGREED = ("tests/checkins/actions/test_changes.py",)
WORD = ("tests/checkins/test_repaired_word.py",)
LATER = ("tests/checkins/views/test_follow_up.py",)

LEAKS = (
    Leak(
        "talking: what was taken back is still read",
        TALK_SQL,
        "using (couple_id = any ((select my_couples())::uuid[]) and not is_withdrawn\n    and",
        "using (couple_id = any ((select my_couples())::uuid[])\n    and",
        READS,
    ),
    Leak(
        "talking: what each owns alone is read at once",
        TALK_SQL,
        "'swap', 'receive')",
        "'swap', 'receive', 'own')",
        READS,
    ),
    Leak(
        "talking: one turn is enough to meet",
        TALK_SQL,
        "and x.turn = t.turn) = 2",
        "and x.turn = t.turn) >= 1",
        READS,
    ),
    Leak(
        "talking: turns meet across steps",
        TALK_SQL,
        "and x.stage = t.stage and x.turn = t.turn",
        "and x.turn = t.turn",
        READS,
    ),
    Leak(
        "talking: an invitation reaches somebody who wants no prompts",
        TALK_SQL,
        "exists (select from checkins_quietmode q where q.author_id = m.user_id)\n        or ",
        "",
        INVITED,
    ),
    Leak(
        "talking: an invitation reaches somebody who paused",
        TALK_SQL,
        "\n        or exists (select from accounts_pause p where p.author_id = m.user_id)",
        "",
        INVITED,
    ),
    Leak(
        "talking: a no is read by whoever invited",
        TALK_SQL,
        "using (reply <> 'no' and couple_id",
        "using (couple_id",
        READS,
    ),
    Leak(
        "talking: a no after another time shows",
        "checkins/actions/invitation.py",
        "    if _has_named_a_time(by, invitation):\n        return\n",
        "",
        ASKED,
    ),
    Leak(
        "talking: a draft is everybody's",
        TALK_SQL,
        "create policy own on checkins_repairdraft to app_web using (author_id = (select actor()))",
        "create policy own on checkins_repairdraft to app_web using (true)",
        READS,
    ),
    Leak(
        "talking: a private note is everybody's",
        TALK_SQL,
        "create policy own on checkins_repairnote to app_web using (author_id = (select actor()))",
        "create policy own on checkins_repairnote to app_web using (true)",
        READS,
    ),
    Leak(
        "talking: repaired on one word",
        TALK_SQL,
        "having count(distinct w.author_id) = 2",
        "having count(distinct w.author_id) >= 1",
        WRITES + READS,
    ),
    Leak(
        "talking: a conversation begins without a yes",
        TALK_SQL,
        "and r.author_id = (select actor()) and r.reply = 'yes'",
        "and r.author_id = (select actor())",
        INVITED,
    ),
    Leak(
        "talking: one who comes back ends the pause for both",
        "checkins/logic/turns.py",
        "    if theirs is None and len(acting) > 1:\n",
        "    if theirs is None and len(acting) > 1 and turn is not Turn.BACK:\n",
        LOGIC,
    ),
    Leak(
        "talking: a pause of time looks different",
        "checkins/logic/repair.py",
        "        return after(talk, Move.PAUSED)\n",
        "        return replace(talk, state=RepairState.PAUSED, before=talk.state)\n",
        SAME,
    ),
    Leak(
        "talking: words taken back in a pause are in the way for good",
        "checkins/actions/own_words.py",
        "        if _waits(row, place):\n            _unsend(row, by, now)\n    _void",
        "        pass\n    _void",
        PAGES,
    ),
    Leak(
        "talking: what one alone picked is told",
        "checkins/logic/turns.py",
        "if ritual in mine.picks and ritual in theirs.picks",
        "if ritual in mine.picks or ritual in theirs.picks",
        LOGIC + PAGES,
    ),
    Leak(
        "talking: words for a ritual are told to whoever chose nothing",
        "checkins/logic/turns.py",
        "    return content.is_said and bool(content.picks or content.texts)\n",
        "    return True\n",
        ("tests/checkins/views/test_ritual.py",),
    ),
    Leak(
        "talking: a phone that was put down shows what waits",
        "checkins/queries/talk.py",
        "    if not may_read:\n        said = ",
        "    if not rows:\n        said = ",
        PAGES,
    ),
    Leak(
        "talking: kept is said of what is dropped",
        "checkins/views/talk.py",
        "    if not is_kept:\n",
        "    if False:\n",
        PAGES,
    ),
    Leak(
        "talking: one takes back what both said is repaired",
        "checkins/actions/follow_up.py",
        "        raise IsRepaired\n",
        "        pass\n",
        LATER,
    ),
    Leak(
        "talking: time moves when one alone has acted",
        "checkins/actions/repair.py",
        "    if move is not None:\n        _advance(by, place, move, now)\n",
        '    place.row.moved_at = now\n    place.row.save(update_fields=["moved_at"])\n'
        "    if move is not None:\n        _advance(by, place, move, now)\n",
        SAME,
    ),
    Leak(
        "talking: looking back on an idle phone",
        "checkins/views/follow_up.py",
        "@form_page\n@private_page\ndef talk_later",
        "@form_page\ndef talk_later",
        LATER,
    ),
    Leak(
        "talking: a yes outlives the words it was to",
        "checkins/actions/own_words.py",
        "        void_yes(by=by, subject=place.row.pk, now=now)\n        own",
        "        own",
        AGREED,
    ),
    Leak(
        "talking: a yes is carried over to other words",
        "checkins/actions/repair.py",
        "    return Move.ANOTHER_CHANGE if offered else move\n",
        "    return move\n",
        AGREED,
    ),
    Leak(
        "talking: other words of a second tab are dropped",
        "checkins/actions/repair.py",
        "            raise AlreadySent\n",
        "            pass\n",
        ("tests/checkins/views/test_two_tabs.py",),
    ),
    Leak(
        "talking: repaired is said long after its week",
        "checkins/migrations/0007_repaired_word.sql",
        "c.review_on + 7)",
        "c.review_on + 70)",
        WORD,
    ),
    Leak(
        "talking: who feels less safe is counted as having said repaired",
        "checkins/actions/follow_up.py",
        "conversation=row).delete()\n        answered |=",
        "conversation=row)\n        answered |=",
        WORD,
    ),
    Leak(
        "talking: a fourth not quite",
        "checkins/logic/repair.py",
        "talk.loops >= MOST_LOOPS)",
        "talk.loops > MOST_LOOPS)",
        LOGIC,
    ),
    Leak(
        "talking: words are sent without consent",
        TALK_SQL,
        " and may_share('repair')\n    and exists (select from checkins_repairconversation c\n"
        "                where c.id = conversation_id and c.couple_id = checkins_repairturn",
        "\n    and exists (select from checkins_repairconversation c\n"
        "                where c.id = conversation_id and c.couple_id = checkins_repairturn",
        WRITES,
    ),
    Leak(
        "talking: nobody waits while the other acts",
        "checkins/actions/conversation.py",
        "    lock_couple(by)\n    bond = bond_of(by)\n",
        "    bond = bond_of(by)\n",
        RACES,
    ),
    Leak(
        "talking: leaving lasts longer than a pause",
        "checkins/actions/way_out.py",
        "    _rest(place)\n    RepairTurn",
        "    _rest(place)\n    place.row.moved_at = now\n"
        '    place.row.save(update_fields=["moved_at"])\n    RepairTurn',
        SAME,
    ),
    Leak(
        "talking: a pause says how long",
        TALK_SQL,
        "create policy own on checkins_repairnote to app_web using (author_id = (select actor()))"
        " with check",
        "create policy own on checkins_repairnote to app_web using (kind = 'away'"
        " or author_id = (select actor())) with check",
        READS,
    ),
)
