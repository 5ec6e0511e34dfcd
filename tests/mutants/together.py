"""Seeded leaks in what two people agree on."""

from tests.mutants.leaks import Leak

SQL = "checkins/migrations/0006_together.sql"
MEETING = "checkins/migrations/0012_meaning.sql"

AGREEMENTS = (
    "tests/checkins/actions/test_agreement.py",
    "tests/checkins/actions/test_fair_conflict.py",
)
PROMISES = ("tests/checkins/actions/test_promise.py",)
BEGINNINGS = ("tests/checkins/actions/test_recommitment.py",)
MEANINGS = ("tests/checkins/actions/test_meaning.py",)
PAGES = ("tests/checkins/views/test_promise.py",)
SEAL = ("tests/checkins/views/test_seal_together.py",)
STATEMENT_SQL = "checkins/migrations/0013_statement.sql"
STATEMENTS = ("tests/checkins/actions/test_statement.py",)
RACES = ("tests/checkins/test_races_together.py",)

LEAKS = (
    Leak(
        "what one of them agreed to stands for both",
        SQL,
        "group by a.couple_id, a.subject having count(*) = 2",
        "group by a.couple_id, a.subject having count(*) >= 1",
        AGREEMENTS,
    ),
    Leak(
        "one yes dates both copies",
        SQL,
        "where a.couple_id = c and a.subject = wanted\n  ) <> 2 then",
        "where a.couple_id = c and a.subject = wanted\n  ) < 1 then",
        AGREEMENTS,
    ),
    Leak(
        "a yes is taken from somebody paused",
        SQL,
        "and agreed_on is null\n    and (select may_share('repair')));",
        "and agreed_on is null);",
        AGREEMENTS,
    ),
    Leak(
        "the other reads one's own copy",
        SQL,
        "create policy own_read on checkins_agreement for select to app_web"
        " using (author_id = (select actor()));",
        "create policy own_read on checkins_agreement for select to app_web"
        " using (couple_id = any ((select my_couples())::uuid[]));",
        AGREEMENTS,
    ),
    Leak(
        "both say yes at once and nothing stands",
        SQL,
        "declare c uuid;\nbegin\n"
        "  perform from accounts_couplelock where couple_id = any (my_couples()) for update;\n"
        "  select couple_id into c",
        "declare c uuid;\nbegin\n  select couple_id into c",
        # The action locks as well: this one is for the function alone.
        RACES,
    ),
    Leak(
        "a list that was put away leaves its author's yes",
        SQL,
        "  delete from checkins_agreement where subject = suggestion"
        " and couple_id = any (my_couples()) and agreed_on is null;\n",
        "",
        AGREEMENTS,
    ),
    Leak(
        "whoever holds the mailbox says yes to a list",
        "accounts/gate.py",
        '    "checkins:rules_answer": _posts_without("answer", "no"),\n',
        "",
        SEAL,
    ),
    Leak(
        "whoever puts a line away ends it, which the other sees",
        STATEMENT_SQL,
        " and exists (\n    select from checkins_agreement a where a.subject = p.id"
        " and a.author_id = actor() and a.agreed_on is not null);",
        ";",
        STATEMENTS,
    ),
    Leak(
        "a line of both goes along by itself",
        "checkins/logic/release.py",
        "is_kept_back=statement.code not in month.added_statements,",
        "is_kept_back=False,",
        ("tests/checkins/views/test_statement.py",),
    ),
    Leak(
        "a line that ended goes along",
        "checkins/actions/statement.py",
        "    withdraw_statement(by=by, couple=own.couple, code=code_of(own.subject))\n",
        "",
        (*STATEMENTS, "tests/checkins/views/test_statement.py"),
    ),
    Leak(
        "a promise taken back is shown anew",
        SQL,
        "with check (author_id = (select actor()) and is_taken_back);",
        "with check (author_id = (select actor()));",
        PROMISES,
    ),
    Leak(
        "a promise taken back is read on",
        SQL,
        "using (couple_id = any ((select my_couples())::uuid[]) and not is_taken_back);",
        "using (couple_id = any ((select my_couples())::uuid[]));",
        PROMISES,
    ),
    Leak(
        "the giver reads how it went for the other",
        SQL,
        "create policy own_read on checkins_promiseanswer for select to app_web"
        " using (author_id = (select actor()));",
        "create policy own_read on checkins_promiseanswer for select to app_web"
        " using (promise_id in (select id from checkins_promise));",
        PROMISES,
    ),
    Leak(
        "one mark shows as kept",
        SQL,
        "group by p.id having count(*) = 2",
        "group by p.id having count(*) >= 1",
        PROMISES + PAGES,
    ),
    Leak(
        "a private note that it held counts as a mark",
        "checkins/actions/promise.py",
        "    PromiseAnswer.objects.filter(pk=answer.pk).update(sealed=answer.sealed)\n",
        "    PromiseAnswer.objects.filter(pk=answer.pk).update(sealed=answer.sealed)\n"
        "    KeptMark.objects.get_or_create(author=by, promise=promise)\n",
        PROMISES + PAGES,
    ),
    Leak(
        "promises outlive the consent",
        "checkins/apps.py",
        "            endings.on_repair_withdrawn(ending)\n",
        "",
        PROMISES,
    ),
    Leak(
        "a beginning is read before both have sent",
        SQL,
        "and is_sent and met_on is not null);",
        "and is_sent);",
        BEGINNINGS,
    ),
    Leak(
        "a draft opens as well",
        MEETING,
        "and r.kind = wanted and r.is_sent and r.met_on is null;",
        "and r.kind = wanted and r.met_on is null;",
        BEGINNINGS,
    ),
    Leak(
        "words of one kind open words of the other",
        MEETING,
        "and r.kind = wanted and r.is_sent and r.met_on is null;",
        "and r.is_sent and r.met_on is null;",
        MEANINGS,
    ),
    Leak(
        "a pause leaves what waits to be opened",
        "checkins/apps.py",
        "        endings.on_pause(recommitment.take_unmet_back)\n",
        "",
        BEGINNINGS,
    ),
    Leak(
        "what has met is sent anew",
        SQL,
        "(not is_sent or (met_on is null and (select may_share('repair'))\n",
        "(not is_sent or ((select may_share('repair'))\n",
        BEGINNINGS,
    ),
    Leak(
        "past notes about a promise stay readable on an idle phone",
        "checkins/views/promise.py",
        "@private_page\ndef _private(",
        "def _private(",
        PAGES,
    ),
)
