"""The one private question that one's own numbers may put."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest, leave_for, page, private_page
from checkins.actions import question as actions
from checkins.enums import QuestionAnswer
from checkins.forms.question import QuestionForm
from checkins.queries.question import open_question
from checkins.views.rupture import ASKED, UNREADABLE


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def question(request: AuthedRequest) -> HttpResponse:
    """Thanks are the same for every answer, and for one that came too late."""
    form = QuestionForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        context = {"question": open_question(request.user, request.now)}
        status = UNREADABLE if request.method == "POST" else 200
        return page(request, "checkins/question.html", context, status=status)
    answer = form.chosen()
    actions.answer_question(by=request.user, answer=answer, now=request.now)
    messages.success(request, _("Thank you. Only you know what you answered."))
    if answer is QuestionAnswer.NAMED:
        return leave_for(request, reverse("checkins:hurt_new") + f"?{ASKED}=1")
    return leave_for(request, "checkins:mine")
