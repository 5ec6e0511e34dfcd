"""Seeded leaks around what is printed and what becomes a file."""

from tests.mutants.leaks import Leak

PDF = ("tests/checkins/test_pdf.py",)
PAGES = ("tests/checkins/views/test_printing.py",)
TYPESETTER = "checkins/pdf/typesetter.py"

LEAKS = (
    Leak(
        "printing: a page fetches from the network and from this machine's files",
        TYPESETTER,
        "    fetcher = NothingFetcher()\n",
        "    fetcher = URLFetcher()\n",
        PDF,
    ),
    Leak(
        "printing: a file says what made it",
        TYPESETTER,
        "        pdf.info.clear()\n",
        "",
        PDF,
    ),
    Leak(
        "printing: a file says when somebody printed, to the second",
        TYPESETTER,
        """f"D:{job['on']}\"""",
        """f"D:{job['on']}" + __import__("time").strftime("%H%M%S")""",
        PDF,
    ),
    Leak(
        "printing: the typesetter gets the secrets of the web's process",
        "checkins/pdf/__init__.py",
        "for name in _PASSED_ON & os.environ.keys()}",
        "for name in os.environ}",
        PDF,
    ),
    Leak(
        "printing: the log quotes what could not be set",
        "checkins/pdf/__init__.py",
        "type(error).__name__, ended)",
        "html, ended)",
        PDF,
    ),
    Leak(
        "printing: names stand on paper unasked",
        "checkins/queries/printing.py",
        "who = names if choice.with_names else PSEUDONYMS",
        "who = names",
        PAGES,
    ),
    Leak(
        "printing: a view that ends without a file is rolled back",
        "checkins/views/printing.py",
        "    return page(request, template, context | more)\n",
        "    return page(request, template, context | more, status=503 if has_failed else 200)\n",
        PAGES,
    ),
)
