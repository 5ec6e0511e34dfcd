"""One settings module. Environments differ only by environment variables (config/env.py).

TWOFOLD_MODE is `production` unless it says `demo` or `test`. Only those two make their own
secrets, use the embedded PostgreSQL without asking, and may run on a database marked as theirs.
TWOFOLD_PROCESS is `web` unless it says `admin`: config/admin_process.py says what differs then.
"""

from datetime import time, timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import admin_process, embedded_postgres, env, local_secrets, log, worker

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"

MODE = env.text("TWOFOLD_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured("TWOFOLD_MODE is production, demo or test.")
IS_PRODUCTION = MODE == "production"
IS_DEMO = MODE == "demo"
PROCESS = env.text("TWOFOLD_PROCESS", "web")
if PROCESS not in {"web", "admin"}:
    raise ImproperlyConfigured("TWOFOLD_PROCESS is web or admin.")
IS_ADMIN = PROCESS == "admin"
# The admin process is told nothing of the web's, the key to what people write least of all.
ITS = "ADMIN_" if IS_ADMIN else ""

DEBUG = False
TEST_RUNNER = "django.test.runner.DiscoverRunner"

# Secrets. Production names them; demo and tests make their own below .local/.
if IS_PRODUCTION:
    SECRET_KEY = env.text(f"{ITS}SECRET_KEY")
    MASTER_KEYS_FILE = None if IS_ADMIN else env.file("MASTER_KEYS_FILE")
    ALLOWED_HOSTS = env.words(f"{ITS}ALLOWED_HOSTS")
else:
    SECRET_KEY = local_secrets.secret_key(LOCAL_DIR, f"{ITS}SECRET_KEY".lower())
    MASTER_KEYS_FILE = None if IS_ADMIN else local_secrets.master_keys(LOCAL_DIR)
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    if MODE == "test":
        ALLOWED_HOSTS.append("testserver")
SITE_NAME = env.text("SITE_NAME", "Twofold")
SITE_NOTICE = env.optional("SITE_NOTICE")  # from the operator to everybody, behind the log-in
# Outside the database and its backups: who was erased, for whoever restores an older one.
ERASURE_LEDGER_FILE = env.optional("ERASURE_LEDGER_FILE") or None
# Outside the database: the support page stands when that is down, and asks it nothing.
HELPLINES_FILE = env.optional("HELPLINES_FILE") or (IS_DEMO and str(LOCAL_DIR / "helplines.yaml"))
USES_TLS = env.flag("USES_TLS", default=IS_PRODUCTION)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if USES_TLS else []

# PostgreSQL. `default` is the process's own role, which no policy lets through; `owner` migrates.
_embedded = embedded_postgres.urls(LOCAL_DIR / "postgres")
DATABASE_URL = env.text(f"DATABASE_{ITS}URL", _embedded.admin if IS_ADMIN else _embedded.web)
DATABASE_OWNER_URL = env.text("DATABASE_OWNER_URL", _embedded.owner)
_connection = {
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    # Behind PgBouncer in transaction mode a cursor may not outlive its transaction.
    "DISABLE_SERVER_SIDE_CURSORS": True,
}
DATABASES = {"default": env.database(DATABASE_URL) | _connection}
if not IS_ADMIN:
    DATABASES["owner"] = env.database(DATABASE_OWNER_URL) | {"CONN_MAX_AGE": 0}
DATABASE_ROUTERS = ["config.routers.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# django.contrib.auth and contenttypes are here because allauth needs them; the admin because both
# processes share one schema and one folder of static files. The web has no address of it.
INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "accounts.apps.AccountsConfig",
    "checkins.apps.CheckinsConfig",
]

MIDDLEWARE = [
    # Outermost what every answer carries, also those that a layer below cuts short.
    "accounts.http.PrivacyHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.logging.AccessLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.clock.ClockMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.actor.TransactionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.sessions.SessionLifeMiddleware",
    "accounts.actor.ActorMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.gate.GateMiddleware",
    "accounts.gate.UnreadableMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.http.site",
            ],
        },
    },
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
# Tests serve the sources themselves; a folder that was never made would only warn.
STATIC_ROOT = None if MODE == "test" else BASE_DIR / "static-built"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
WHITENOISE_AUTOREFRESH = False

# The rate limits' counters: shared between processes, so they live in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        # Keys name people and addresses; stored they are HMACs.
        "KEY_FUNCTION": "accounts.rate.cache_key",
        # The default of 300 would forget limits as soon as somebody tries from many networks.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# The table behind accounts/rate.py.
RATE_COUNTERS = "accounts_ratecounter"

# People and sessions
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.adapter.Backend"]
PASSWORD_HASHERS = ["accounts.passwords.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.MaximumLengthValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "checkins:today"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-sid" if USES_TLS else "sid"
SESSION_COOKIE_SECURE = USES_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_LIMIT = timedelta(minutes=15)
SESSION_ABSOLUTE_LIMIT = timedelta(hours=12)
PRIVATE_IDLE_LIMIT = timedelta(minutes=5)
CSRF_COOKIE_NAME = "__Host-csrf" if USES_TLS else "csrf"
CSRF_COOKIE_SECURE = USES_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.account.LoginForm",
    "signup": "accounts.forms.account.SignupForm",
    "change_password": "accounts.forms.account.ChangePasswordForm",
    "reset_password_from_key": "accounts.forms.account.ResetPasswordKeyForm",
    "reset_password": "accounts.forms.account.ResetPasswordForm",
    "add_email": "accounts.forms.account.AddEmailForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
# Each is said out loud, though most are allauth's defaults: limits are part of what we promise.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "1/10s/key",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SIGNUP_REDIRECT_URL = "accounts:welcome"
ACCOUNT_LOGOUT_REDIRECT_URL = "accounts:landing"
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_FORMS = {"add_webauthn": "accounts.forms.account.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not USES_TLS
MFA_TOTP_ISSUER = SITE_NAME
USERSESSIONS_ADAPTER = "accounts.adapter.SessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

# Mail: SMTP by environment; the demo prints it and keeps it for the demo mailbox page.
EMAIL_BACKEND = {
    "production": "django.core.mail.backends.smtp.EmailBackend",
    "demo": "accounts.demo_mailbox.EmailBackend",
    "test": "django.core.mail.backends.locmem.EmailBackend",
}[MODE]
DEMO_MAILBOX = LOCAL_DIR / "mailbox.json"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.optional("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.optional("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
# Where links in reminders lead: the worker that sends them has no request to tell it.
SITE_ADDRESS = env.text(
    "SITE_ADDRESS",
    f"{'https' if USES_TLS else 'http'}://{ALLOWED_HOSTS[-1 if MODE == 'test' else 0].lstrip('.')}",
).rstrip("/")
# The name of the site would tell in a mailbox what it is (SR-04).
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Notes <notes@localhost>")

# Headers (security.md 5.6); the rest of them in accounts.http.PrivacyHeadersMiddleware
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = USES_TLS
SECURE_HSTS_SECONDS = 63_072_000 if USES_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD", default=False)
# Both widen HSTS to hosts that are not ours; the operator opts in.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if env.flag("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        **({"upgrade-insecure-requests": True} if USES_TLS else {}),
    }
}

# Background work: `manage.py procrastinate worker`
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["checkins.tasks"]
PROCRASTINATE_WORKER_DEFAULTS = worker.DEFAULTS
WORKER_STALLED_AFTER = worker.STALLED_AFTER

# Where those who look after the server find the admin process; the web tells nobody else.
ADMIN_ADDRESS = env.optional("ADMIN_ADDRESS")
SECURITY_CONTACT = env.optional("SECURITY_CONTACT").split()  # for /.well-known/security.txt
EXIT_TARGET = env.text("EXIT_TARGET", "https://www.bbc.com/weather")
# The database keeps the same least notice (least_notice() of migration 0002).
LEAST_NOTICE_HOURS = 24 if IS_PRODUCTION else 0
FIRST_OPENING_NOTICE = timedelta(
    hours=max(env.number("FIRST_OPENING_NOTICE_HOURS", LEAST_NOTICE_HOURS), LEAST_NOTICE_HOURS)
)
DEFAULT_TIME_ZONE = env.text("DEFAULT_TIME_ZONE", "UTC")
DEFAULT_RHYTHM = {"every_weeks": 1, "weekday": 6, "at": time(19, 0)}
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

DEFAULT_EXCEPTION_REPORTER = "accounts.logging.BareReporter"
LOGGING = log.settings(is_production=IS_PRODUCTION)

if IS_ADMIN:
    globals().update(admin_process.differences(MIDDLEWARE, TEMPLATES, CACHES, uses_tls=USES_TLS))
