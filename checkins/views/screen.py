"""The private screen: seven questions, one page afterwards, the same for everybody (SR-07)."""

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.enums import AccountKind
from accounts.http import AuthedRequest, home_of, page
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
    home = home_of(request.user)
    if request.method != "POST":
        context = {"questions": ScreenQuestions(), "home": home}
        return page(request, "checkins/screen.html", context)
    # Nobody asks a therapist anything here, so there are no prompts to stop.
    has_prompts = request.user.kind == AccountKind.PARTNER
    wants_none = has_prompts and NO_PROMPTS in request.POST
    if wants_none:
        want_no_prompts(by=request.user, now=request.now)
    context = {
        "support": support_page(request.now.date()),
        "has_prompts": has_prompts,
        "wants_none": wants_none,
        "home": home,
    }
    return page(request, "checkins/screen_said.html", context)
