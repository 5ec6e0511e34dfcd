"""Django's floor: the same Django, database and server with nothing of ours in the way."""

from config.settings import *  # noqa: F403  a settings module is its names
from config.settings import BASE_DIR, TEMPLATES

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # allauth, whose backend knows the session, refuses to start without it.
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "tests.benchmarks.floor"
TEMPLATES = [
    TEMPLATES[0]
    | {
        "DIRS": [BASE_DIR / "tests/benchmarks/templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
