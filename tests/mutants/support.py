"""Seeded leaks around support, the private screen and words of fear."""

from tests.mutants.leaks import Leak

SCREEN = ("tests/checkins/views/test_screen.py",)
KEPT = ("tests/checkins/views/test_kept.py",)
VIEW = "checkins/views/screen.py"

LEAKS = (
    Leak(
        "support: answers of the screen are sent",
        "checkins/forms/screen.py",
        'OF_NO_FORM = {"form": "", ',
        "OF_NO_FORM = {",
        SCREEN,
    ),
    Leak(
        "support: the screen remembers that it was answered",
        VIEW,
        "    wants_none = has_prompts and NO_PROMPTS in request.POST\n",
        "    wants_none = has_prompts and NO_PROMPTS in request.POST\n"
        '    request.session["looked"] = True\n',
        SCREEN,
    ),
    Leak(
        "support: a yes sets the wish for no prompts",
        VIEW,
        "    wants_none = has_prompts and NO_PROMPTS in request.POST\n",
        "    wants_none = has_prompts and NO_PROMPTS in request.POST"
        ' or request.POST.get("S-1") == "yes"\n',
        SCREEN,
    ),
    Leak(
        "support: the page afterwards differs by an answer",
        VIEW,
        '"wants_none": wants_none,',
        '"wants_none": wants_none or "yes" in request.POST.values(),',
        SCREEN,
    ),
    Leak(
        "support: a failure quotes what was answered",
        VIEW,
        "    wants_none = has_prompts and NO_PROMPTS in request.POST\n",
        "    wants_none = has_prompts and NO_PROMPTS in request.POST\n"
        "    print(dict(request.POST))\n",
        SCREEN,
    ),
    Leak(
        "support: the access log says who looked for support when",
        "accounts/logging.py",
        "        if route(request) in UNWRITTEN:\n            return response\n",
        "",
        ("tests/accounts/test_logging.py",),
    ),
    Leak(
        "support: words of fear are marked in the session",
        "checkins/views/kept.py",
        '        return page(request, "checkins/kept.html"',
        '        request.session["care"] = True\n        return page(request, "checkins/kept.html"',
        KEPT,
    ),
    Leak(
        "support: the panel has an address of its own",
        "checkins/views/kept.py",
        '        return page(request, "checkins/kept.html", {"onward": reverse(to, args=args)})\n',
        '        return leave_for(request, "accounts:support")\n',
        KEPT,
    ),
)
