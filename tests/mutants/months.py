"""Seeded leaks around days, months and own trends."""

from tests.mutants.leaks import Leak

MONTH_SQL = "checkins/migrations/0010_month.sql"
POLICIES = ("tests/checkins/test_month_policies.py",)
MONTH = ("tests/checkins/views/test_month.py",)
DAY = ("tests/checkins/views/test_day.py",)
TRENDS = ("tests/checkins/views/test_trends.py",)
PREVIEW = ("tests/checkins/views/test_preview.py",)
SHARED = ("tests/checkins/logic/test_shared_trends.py",)
US = ("tests/checkins/views/test_us_trends.py",)
SAME = ("tests/checkins/test_month_noninterference.py",)

LEAKS = (
    Leak(
        "months: the other reads a month",
        MONTH_SQL,
        "create policy own on checkins_monthlyset to app_web using (author_id = (select actor()))",
        "create policy own on checkins_monthlyset to app_web using (true)",
        POLICIES,
    ),
    Leak(
        "months: a day is written in somebody else's name",
        MONTH_SQL,
        "on checkins_pulse to app_web using (author_id = (select actor())) with check"
        " (author_id = (select actor()))",
        "on checkins_pulse to app_web using (author_id = (select actor())) with check (true)",
        POLICIES,
    ),
    Leak(
        "months: freedoms go along unless kept back",
        "checkins/logic/release.py",
        "is_kept_back=element not in month.added",
        "is_kept_back=element in keep_back",
        PREVIEW,
    ),
    Leak(
        "months: a freedom shows where one added it",
        "checkins/logic/reveal.py",
        "        if element in my_values and element in their_values\n",
        "        if element in my_values and (element in their_values or element in FREEDOMS)\n",
        (*SAME, "tests/checkins/logic/test_reveal.py"),
    ),
    Leak(
        "months: a file may open what is hard",
        "checkins/logic/prompt_rules.py",
        'LOCKED_PREFIXES = (\n    "M-T",\n',
        "LOCKED_PREFIXES = (\n",
        ("tests/checkins/logic/test_prompt_rules.py",),
    ),
    Leak(
        "months: read on an idle phone",
        "checkins/views/month.py",
        "@form_page\n@private_page\ndef month(",
        "@form_page\ndef month(",
        MONTH,
    ),
    Leak(
        "months: answers are not covered",
        "checkins/views/month.py",
        "StepForm(here.prompts), may_read=may_read)",
        "StepForm(here.prompts), may_read=True)",
        MONTH,
    ),
    Leak(
        "months: often leads nowhere",
        "checkins/logic/month.py",
        "return often or (calm",
        "return (calm",
        MONTH,
    ),
    Leak(
        "months: own words begin a promise on an idle phone",
        "checkins/views/promise.py",
        'if request.GET.get("from") != "month" or not has_private_access(request):',
        'if request.GET.get("from") != "month":',
        MONTH,
    ),
    Leak(
        "months: notes of the days are read on an idle phone",
        "checkins/views/week.py",
        "_day_notes(request, place, here) if may_read else ()",
        "_day_notes(request, place, here)",
        DAY,
    ),
    Leak(
        "trends: a rise in silence counts as getting better",
        "checkins/logic/trends.py",
        "            _rises(before.value, latest.value)\n",
        "            _rises(latest.value, before.value)\n",
        (*TRENDS, "tests/checkins/logic/test_trends.py"),
    ),
    Leak(
        "trends: a gap is filled in",
        "checkins/logic/drawing.py",
        "        and after.starts_on <= before.ends_on + _ADJACENT\n",
        "",
        ("tests/checkins/logic/test_drawing.py",),
    ),
    Leak(
        "trends: six hard weeks pass unsaid",
        "checkins/queries/patterns.py",
        "        or _stays_low(user, today)\n",
        "",
        TRENDS,
    ),
    Leak(
        "trends: read on an idle phone",
        "checkins/views/trends.py",
        "@private_page\n",
        "",
        TRENDS,
    ),
    Leak(
        "lines of two: one is told that the other fell",
        "checkins/logic/shared_trends.py",
        "fallen = _fallen(rounds, since) if with_change else {}",
        "fallen = _fallen(rounds, since)",
        (*SHARED, *US),
    ),
    Leak(
        "lines of two: repaired stands on the day somebody said so",
        "checkins/queries/us_trends.py",
        "Mark(row.review_on, TrendMark.REPAIRED)",
        "Mark(row.moved_at.date(), TrendMark.REPAIRED)",
        US,
    ),
    Leak(
        "lines of two: what is usual for the other is told",
        "checkins/queries/shared_panels.py",
        "return one, other if with_change else None",
        "return one, other",
        US,
    ),
)
