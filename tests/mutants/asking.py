"""Seeded leaks around the private question that numbers may put."""

from tests.mutants.leaks import Leak

QUESTION_SQL = "checkins/migrations/0005_question.sql"
ASKING = ("tests/checkins/actions/test_question.py", "tests/checkins/actions/test_memory.py")
QUESTION = ("tests/checkins/views/test_question.py",)

LEAKS = (
    Leak(
        "asking: the other reads what numbers remember",
        QUESTION_SQL,
        "create policy own on checkins_memory to app_web using (author_id = (select actor()))",
        "create policy own on checkins_memory to app_web using (true)",
        ("tests/checkins/test_policies.py", *ASKING),
    ),
    Leak(
        "asking: attentive holds where one chose it",
        QUESTION_SQL,
        "p.choice = 'attentive'\n  ) = 2",
        "p.choice = 'attentive'\n  ) >= 1",
        ASKING,
    ),
    Leak(
        "asking: whoever wants no prompts is asked",
        "checkins/actions/question.py",
        "        is_quiet=wants_none,\n",
        "        is_quiet=False,\n",
        ("tests/checkins/test_quiet.py", *ASKING),
    ),
    Leak(
        "asking: a question is put beside an open hurt",
        "checkins/actions/question.py",
        "        has_open_hurt=has_hurt,\n",
        "        has_open_hurt=False,\n",
        ASKING,
    ),
    Leak(
        "asking: a question outlives the wish for none",
        "checkins/actions/question.py",
        "    answer_question(by=by, answer=QuestionAnswer.LAPSED, now=now)\n",
        "",
        ASKING,
    ),
    Leak(
        "asking: changed answers ask again",
        "checkins/actions/memory.py",
        "if not is_first or not done or",
        "if not done or",
        ASKING,
    ),
    Leak(
        "asking: an erased week is remembered",
        "checkins/actions/release.py",
        "    forget(by=by, place=place)\n",
        "",
        ASKING,
    ),
    Leak(
        "asking: a question shows in the size of its row",
        "checkins/logic/memory.py",
        '            "room": _ROOM,\n',
        "",
        ("tests/checkins/logic/test_memory.py",),
    ),
    Leak(
        "asking: the question is read on an idle phone",
        "checkins/views/question.py",
        "@private_page\n",
        "",
        QUESTION,
    ),
    Leak(
        "asking: Today says what waits",
        "templates/checkins/alone_card.html",
        '{% translate "Something for you alone" %}',
        '{% translate "Your week was lower than usual" %}',
        QUESTION,
    ),
    Leak(
        "asking: the hurt form tells whoever holds the phone what was asked",
        "checkins/views/rupture.py",
        "if ASKED not in request.GET or not has_private_access(request):",
        "if ASKED not in request.GET:",
        QUESTION,
    ),
)
