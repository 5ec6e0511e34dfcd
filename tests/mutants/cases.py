"""Seeded leaks around therapists: what they are let in to, and what they see of it."""

from tests.mutants.leaks import Leak

PEOPLE_SQL = "accounts/migrations/0006_therapist.sql"
CASE_SQL = "checkins/migrations/0014_case.sql"
ROWS = "checkins/queries/case_rows.py"
VIEWS = "checkins/views/case.py"
CONSENTS = ("tests/accounts/test_therapists.py",)
MACHINE = ("tests/checkins/test_case_machine.py",)
NUMBERS = ("tests/checkins/actions/test_numbers.py",)
PAGES = ("tests/checkins/views/test_case.py",)

LEAKS = (
    Leak(
        "cases: a consent outlives its end",
        PEOPLE_SQL,
        "and a.since <= app_now() and b.since <= app_now() and a.until > app_now()"
        " and b.until > app_now()",
        "and a.since <= app_now() and b.since <= app_now()",
        CONSENTS,
    ),
    Leak(
        "cases: a consent holds before its first day",
        PEOPLE_SQL,
        "and a.since <= app_now() and b.since <= app_now() and a.until > app_now()",
        "and a.until > app_now()",
        CONSENTS,
    ),
    Leak(
        "cases: one consent opens",
        PEOPLE_SQL,
        "and b.scope = a.scope and b.user_id > a.user_id\n  join accounts_membership m",
        "and b.scope = a.scope and b.user_id >= a.user_id\n  join accounts_membership m",
        CONSENTS,
    ),
    Leak(
        "cases: any scope opens every scope of the other",
        PEOPLE_SQL,
        "and b.couple_id = a.couple_id and b.scope = a.scope and b.user_id > a.user_id\n"
        "  join accounts_membership m",
        "and b.couple_id = a.couple_id and b.user_id > a.user_id\n  join accounts_membership m",
        MACHINE,
    ),
    Leak(
        "cases: what was ended stays open",
        PEOPLE_SQL,
        "    and a.ended_at is null and b.ended_at is null\n    and a.since",
        "    and a.since",
        CONSENTS,
    ),
    Leak(
        "cases: a connection that ended stays open",
        PEOPLE_SQL,
        "m.couple_id = a.couple_id and m.user_id = a.user_id and m.left_on is null\n"
        "  join accounts_membership n"
        " on n.couple_id = b.couple_id and n.user_id = b.user_id and n.left_on is null",
        "m.couple_id = a.couple_id and m.user_id = a.user_id\n"
        "  join accounts_membership n on n.couple_id = b.couple_id and n.user_id = b.user_id",
        CONSENTS,
    ),
    Leak(
        "cases: a policy that changed keeps its consents",
        PEOPLE_SQL,
        "    and a.policy_version = t.policy_version and b.policy_version = t.policy_version\n",
        "",
        CONSENTS,
    ),
    Leak(
        "cases: somebody nobody verified sees",
        PEOPLE_SQL,
        "where t.user_id = actor() and t.state = 'verified' and t.trained_on is not null\n"
        "    and a.policy",
        "where t.user_id = actor() and t.trained_on is not null\n    and a.policy",
        CONSENTS,
    ),
    Leak(
        "cases: a round from before the consents",
        CASE_SQL,
        "q.couple_id = s.couple_id and q.starts_at >= s.since and q.opens_at",
        "q.couple_id = s.couple_id and q.opens_at",
        MACHINE,
    ),
    Leak(
        "cases: a round that has not opened",
        CASE_SQL,
        "and q.starts_at >= s.since and q.opens_at <= (select app_now())\n"
        "    join accounts_membership m on m.couple_id = q.couple_id and m.left_on is null\n"
        "    join",
        "and q.starts_at >= s.since\n"
        "    join accounts_membership m on m.couple_id = q.couple_id and m.left_on is null\n"
        "    join",
        MACHINE,
    ),
    Leak(
        "cases: words of a round in which one released",
        CASE_SQL,
        "where s.scope = wanted\n    group by q.id having count(*) = 2",
        "where s.scope = wanted\n    group by q.id having count(*) >= 1",
        MACHINE,
    ),
    Leak(
        "cases: words of hurts for whoever may know the days",
        CASE_SQL,
        "join my_case_days('texts') d",
        "join my_case_days('repair') d",
        MACHINE,
    ),
    Leak(
        "cases: what was agreed on before",
        "checkins/migrations/0015_good.sql",
        "where a.kind <> 'ritual' and a.agreed_on >= d.first_day and 2 = (",
        "where a.kind <> 'ritual' and 2 = (",
        MACHINE,
    ),
    Leak(
        "cases: numbers for whoever may see lines",
        CASE_SQL,
        "using (round_id = any ((select my_case_rounds('numbers'))::uuid[]));",
        "using (round_id = any ((select my_case_rounds('trends'))::uuid[]));",
        NUMBERS,
    ),
    Leak(
        "cases: numbers for the partner",
        CASE_SQL,
        "create policy own_read on checkins_releasednumbers for select to app_web"
        " using (author_id = (select actor()));",
        "create policy own_read on checkins_releasednumbers for select to app_web using (true);",
        NUMBERS,
    ),
    Leak(
        "cases: numbers of which the preview said nothing",
        "checkins/queries/release.py",
        "    whole = [shown, said, own, *let_in.numbers_for]",
        "    whole = [shown, said, own]",
        NUMBERS,
    ),
    Leak(
        "cases: the words of an invitation for its area",
        ROWS,
        'area=AREA_LABELS[Element(document["area"])] if document else "",',
        'area=document["words"] if document else "",',
        MACHINE,
    ),
    Leak(
        "cases: a look that nobody is told of",
        "checkins/actions/case.py",
        "    for person in (case.first_id, case.other_id):",
        "    for person in (case.first_id,):",
        PAGES,
    ),
    Leak(
        "cases: names on paper",
        VIEWS,
        "who=names if choice.with_names else queries.PSEUDONYMS,",
        "who=names,",
        PAGES,
    ),
    Leak(
        "cases: a file for whoever may read words alone",
        VIEWS,
        "    if Scope.TRENDS not in scopes:\n        raise Http404\n",
        "",
        MACHINE,
    ),
    Leak(
        "cases: a couple reads its therapist's notes",
        CASE_SQL,
        "create policy own on checkins_casenote to app_web using (author_id = (select actor()))",
        "create policy own on checkins_casenote to app_web using (true)",
        PAGES,
    ),
    Leak(
        "cases: numbers of two who show them to each other",
        "checkins/logic/shared_trends.py",
        "    return Shown(shown.band) if number is None else Shown(band(number), number)",
        "    return shown if number is None else Shown(band(number), number)",
        PAGES,
    ),
)
