from datetime import date

from django.urls import path, register_converter

from checkins.views import (
    about_me,
    agreement,
    appreciation,
    case,
    case_of_us,
    follow_up,
    inner,
    invitation,
    library,
    look,
    mine,
    month,
    note,
    picture,
    preview,
    promise,
    prompts,
    pulse,
    question,
    recommitment,
    reminder,
    ritual,
    rupture,
    screen,
    set_choice,
    statement,
    stop,
    talk,
    talk_out,
    today,
    trends,
    week,
    words,
)

# Beyond them arithmetic on days leaves what a date can hold.
FIRST_YEAR, LAST_YEAR = 2000, 2200


class DayConverter:
    """A date, as it names a round; no other than one that a round can have."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Raises ValueError, which is no such address."""
        day = date.fromisoformat(value)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError
        return day

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "date")

app_name = "checkins"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("week/", week.week, name="week"),
    path("week/<date:day>/<int:number>/", week.step, name="step"),
    path("week/<date:day>/preview/", preview.preview, name="preview"),
    path("week/<date:day>/done/", week.finished, name="finished"),
    path("us/", picture.us, name="us"),
    path("us/year/", trends.us_trends, name="us_trends"),
    path("us/<date:day>/", picture.picture, name="picture"),
    path("us/<date:day>/open/", picture.open_now, name="open_now"),
    path("us/<date:day>/withdraw/", picture.withdraw, name="withdraw"),
    path("words/", words.words, name="words"),
    path("library/", library.library, name="library"),
    path("library/<slug:card>/", library.card, name="card"),
    path("help/questions/", screen.screen, name="screen"),
    path("mine/", mine.mine, name="mine"),
    path("mine/weeks/<date:day>/", mine.mine_week, name="mine_week"),
    path("mine/day/", pulse.day, name="day"),
    path("mine/days/", pulse.days, name="days"),
    path("mine/months/", month.months, name="months"),
    path("mine/months/on/", month.month_on, name="month_on"),
    path("mine/months/lines/", statement.own_statements, name="own_statements"),
    path("mine/months/lines/<uuid:pk>/", statement.own_statement_end, name="own_statement_end"),
    path("mine/months/<date:day>/", month.month, name="month"),
    path("mine/months/<date:day>/done/", month.month_done, name="month_done"),
    path("mine/months/<date:day>/<int:number>/", month.month_part, name="month_part"),
    path("mine/trends/", trends.trends, name="trends"),
    path("mine/question/", question.question, name="question"),
    path("mine/prompts/", prompts.prompts, name="prompts"),
    path("more/mails/", reminder.reminders, name="reminders"),
    path("stop/<slug:token>/", stop.stop, name="stop"),
    path("mine/said/", mine.mine_said, name="mine_said"),
    path("mine/calm/", inner.calm, name="calm"),
    path("mine/inner/", inner.inner, name="inner"),
    path("mine/inner/new/", inner.inner_new, name="inner_new"),
    path("mine/inner/<uuid:pk>/", inner.inner_entry, name="inner_entry"),
    path("mine/inner/<uuid:pk>/<slug:step>/", inner.inner_step, name="inner_step"),
    path("mine/cards/", note.cards, name="cards"),
    path("mine/me/", about_me.about_me, name="about_me"),
    path("mine/me/<slug:part>/", about_me.about_me_part, name="about_me_part"),
    path("mine/looks/", look.looks, name="looks"),
    path("mine/looks/<slug:slug>/", look.look, name="look"),
    path("mine/looks/<slug:slug>/<date:day>/", look.look_entry, name="look_entry"),
    path("mine/notebook/", note.notes, name="notes"),
    path("mine/notebook/new/", note.note_new, name="note_new"),
    path("mine/notebook/<uuid:pk>/", note.note, name="note"),
    path("mine/notes/", rupture.hurts, name="hurts"),
    path("mine/notes/new/", rupture.hurt_new, name="hurt_new"),
    path("mine/notes/<uuid:pk>/", rupture.hurt, name="hurt"),
    path("mine/notes/<uuid:pk>/edit/", rupture.hurt_edit, name="hurt_edit"),
    path("mine/notes/<uuid:pk>/show/", rupture.hurt_show, name="hurt_show"),
    path("us/notes/<uuid:pk>/", rupture.shown, name="shown"),
    path("us/keep/<slug:what>/<uuid:pk>/", note.keep, name="keep"),
    path("us/notes/<uuid:pk>/hear/", rupture.hear, name="hear"),
    path("us/talk/new/", invitation.invite, name="invite"),
    path("us/talk/new/<uuid:pk>/", invitation.invite_about, name="invite_about"),
    path("us/talk/again/<uuid:pk>/", invitation.invite_again, name="invite_again"),
    path("us/talk/asked/<uuid:pk>/", invitation.invited, name="invited"),
    path("us/talk/<uuid:pk>/", talk.talk, name="talk"),
    path("us/talk/<uuid:pk>/turn/", talk.talk_turn, name="talk_turn"),
    path("us/talk/<uuid:pk>/pause/", talk_out.talk_pause, name="talk_pause"),
    path("us/talk/<uuid:pk>/wait/", talk_out.talk_not_back, name="talk_not_back"),
    path("us/talk/<uuid:pk>/leave/", talk_out.talk_leave, name="talk_leave"),
    path("us/talk/<uuid:pk>/aside/", talk_out.talk_aside, name="talk_aside"),
    path("us/talk/<uuid:pk>/back/<uuid:turn>/", talk_out.talk_unsay, name="talk_unsay"),
    path("us/talk/<uuid:pk>/drop/<uuid:draft>/", talk_out.talk_drop, name="talk_drop"),
    path("us/talk/<uuid:pk>/close/", follow_up.talk_close, name="talk_close"),
    path("us/talk/<uuid:pk>/later/", follow_up.talk_later, name="talk_later"),
    path("us/agreed/", agreement.agreed, name="agreed"),
    path("us/agreed/<uuid:pk>/end/", agreement.agreed_end, name="agreed_end"),
    path("us/rules/", agreement.rules, name="rules"),
    path("us/rules/<uuid:pk>/answer/", agreement.rules_answer, name="rules_answer"),
    path("us/questions/", set_choice.sets, name="sets"),
    path("us/questions/<uuid:pk>/answer/", set_choice.set_answer, name="set_answer"),
    path("us/lines/", statement.statements, name="statements"),
    path("us/lines/<uuid:pk>/answer/", statement.statement_answer, name="statement_answer"),
    path("us/promises/", promise.promises, name="promises"),
    path("us/promises/new/", promise.promise_new, name="promise_new"),
    path("us/promises/<uuid:pk>/", promise.promise, name="promise"),
    path("us/good/", appreciation.good, name="good"),
    path("us/good/new/", appreciation.glad_new, name="glad_new"),
    path("us/good/mine/", appreciation.glad_mine, name="glad_mine"),
    path("us/good/<uuid:pk>/", appreciation.glad, name="glad"),
    path("us/rituals/", ritual.rituals, name="rituals"),
    path("us/rituals/<uuid:pk>/answer/", ritual.ritual_answer, name="ritual_answer"),
    path("us/again/", recommitment.again, name="again"),
    path("us/meaning/", recommitment.meaning, name="meaning"),
    path("people/<uuid:pk>/seen/", case_of_us.case_of_us, name="case_of_us"),
    path("practice/", case.caseload, name="caseload"),
    path("practice/<uuid:pk>/", case.case, name="case"),
    path("practice/<uuid:pk>/sheet/", case.case_sheet, name="case_sheet"),
    path("practice/<uuid:pk>/sheet/file/", case.case_pdf, name="case_pdf"),
    path("practice/<uuid:pk>/lines/", case.case_csv, name="case_csv"),
    path("practice/<uuid:pk>/notes/", case.case_note, name="case_note"),
    path("practice/<uuid:pk>/notes/<uuid:note>/", case.case_note_end, name="case_note_end"),
]
