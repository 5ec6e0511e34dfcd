"""Seeded leaks around prompt sets: what two are asked, what one alone is, and in which words."""

from tests.mutants.leaks import Leak

SETS_SQL = "checkins/migrations/0019_sets.sql"
CHOICE = ("tests/checkins/test_set_choice.py",)
LOOK = ("tests/checkins/views/test_look.py",)
WORDINGS = ("tests/checkins/views/test_wordings.py",)
RULES = ("tests/checkins/logic/test_set_rules.py",)

LEAKS = (
    Leak(
        "sets: one of the two chooses alone",
        SETS_SQL,
        "couple_id = any (my_couples()) and author_id <> actor();\n  if p.id",
        "couple_id = any (my_couples());\n  if p.id",
        CHOICE,
    ),
    Leak(
        "sets: somebody else says yes for two",
        SETS_SQL,
        "where id = proposal and couple_id = any (my_couples()) and",
        "where id = proposal and",
        CHOICE,
    ),
    Leak(
        "sets: what is for one alone is chosen by two",
        SETS_SQL,
        " and s.relationship_kind in ('partners', 'friendship')",
        "",
        CHOICE,
    ),
    Leak(
        "sets: what is for one alone is offered to two",
        "checkins/queries/set_choice.py",
        "in_force(sorted(FOR_TWO), Cadence.WEEKLY)",
        "in_force(list(RelationshipKind), Cadence.WEEKLY)",
        CHOICE,
    ),
    Leak(
        "sets: who suggested it sees a no",
        "checkins/actions/set_choice.py",
        "filter(couple=couple, author=by, pk=pk).delete()",
        "filter(couple=couple, pk=pk).delete()",
        CHOICE,
    ),
    Leak(
        "rhythm: who suggested it sees a no",
        "accounts/actions/couple.py",
        "filter(couple=couple, author=by, pk=proposal_id).delete()",
        "filter(couple=couple, pk=proposal_id).delete()",
        ("tests/accounts/views/test_connection.py",),
    ),
    Leak(
        "rules: who suggested them sees a no",
        "checkins/actions/agreement.py",
        "filter(couple=couple, author=by, pk=suggestion).exists()",
        "filter(couple=couple, pk=suggestion).exists()",
        ("tests/checkins/actions/test_fair_conflict.py",),
    ),
    Leak(
        "sets: a question about fear is released",
        "checkins/logic/set_rules.py",
        "    if not is_private and needs_support(",
        "    if False and needs_support(",
        RULES,
    ),
    Leak(
        "sets: a private question opens under another name",
        "checkins/logic/set_rules.py",
        "        if not is_private and any(_plain(text) in kept",
        "        if False and any(_plain(text) in kept",
        RULES,
    ),
    Leak(
        "sets: a hard answer is turned into a good one",
        "checkins/logic/set_rules.py",
        "if known and (prompt.element, prompt.direction, prompt.scale) not in known:",
        "if False:",
        RULES,
    ),
    Leak(
        "sets: a round that runs changes its questions",
        SETS_SQL,
        "p.id is null or start <= app_now() or not exists",
        "p.id is null or not exists",
        CHOICE,
    ),
    Leak(
        "sets: a file opens what one alone is asked",
        "checkins/logic/set_rules.py",
        "    if kind not in FOR_TWO and prompt.release_class is not ReleaseClass.PRIVATE:\n",
        "    if False:\n",
        RULES,
    ),
    Leak(
        "sets: friends are asked as partners",
        "checkins/logic/set_rules.py",
        "    said = (prompt.text, *prompt.also, prompt.help_text,",
        "    said = (prompt.text, prompt.help_text,",
        RULES,
    ),
    Leak(
        "sets: a measure is put in other words",
        "checkins/logic/set_rules.py",
        "        and asked == [(item.code, item.text, item.choices) for item in known.items]\n",
        "",
        RULES,
    ),
    Leak(
        "looks: the other reads one",
        SETS_SQL,
        "create policy own on checkins_look to app_web using (author_id = (select actor()))",
        "create policy own on checkins_look to app_web using (true)",
        LOOK,
    ),
    Leak(
        "looks: read on an idle phone",
        "checkins/views/look.py",
        "@form_page\n@private_page\ndef look_entry(",
        "@form_page\ndef look_entry(",
        LOOK,
    ),
    Leak(
        "looks: answers are not covered",
        "checkins/views/look.py",
        "StepForm(prompts), may_read=may_read)",
        "StepForm(prompts), may_read=True)",
        LOOK,
    ),
    Leak(
        "wordings: an answer stands beside words it was not given to",
        "checkins/queries/prompt.py",
        "prompt.worded(met.wording_of(prompt.code) or wordings.get(prompt.code, FIRST))",
        "prompt.worded(wordings.get(prompt.code, FIRST))",
        WORDINGS,
    ),
    Leak(
        "wordings: one that was not asked is noted down",
        "checkins/logic/sheet.py",
        "met = self.wording_of(code) or wordings.get(code)",
        "met = wordings.get(code)",
        (*WORDINGS, "tests/checkins/logic/test_rotation.py"),
    ),
)
