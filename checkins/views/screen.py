"""The private screen: seven questions, one page afterwards, the same for everybody (SR-07)."""

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest, page
from accounts.queries.support import support_page
from checkins.actions.question import want_no_prompts
from checkins.forms.screen import ScreenQuestions

NO_PROMPTS = "no_prompts"


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def screen(request: AuthedRequest) -> HttpResponse:
    """The questions, and what their answers can mean. The answers stay in the browser, unsent; the
    page afterwards lets each person read their own. Writing *No prompts* is all that it can do, and
    that only where its button was pressed.

    It answers the request itself: no address of its own, so Back and the history have nothing.
    """
    if request.method != "POST":
        return page(request, "checkins/screen.html", {"questions": ScreenQuestions()})
    wants_none = NO_PROMPTS in request.POST
    if wants_none:
        want_no_prompts(by=request.user, now=request.now)
    context = {"support": support_page(request.now.date()), "wants_none": wants_none}
    return page(request, "checkins/screen_said.html", context)
