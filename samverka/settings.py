"""Every setting of Samverka, in one file, read once and strictly; see docs/settings.md."""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from samverka.common.env import flag, folder, live, live_sources, model, number, text, words

PACKAGE = Path(__file__).resolve().parent

# ---- Where it runs ----
DATA_DIR = folder("SAMVERKA_DATA", PACKAGE.parent / "var")
DEMO = flag("SAMVERKA_DEMO", False)
DEBUG = flag("SAMVERKA_DEBUG", False)
SECRET_KEY = text("SAMVERKA_SECRET_KEY", "only-for-development-and-the-demo")
ALLOWED_HOSTS = words("SAMVERKA_HOSTS", "127.0.0.1,localhost,[::1]")
PUBLIC_URL = text("SAMVERKA_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = PUBLIC_URL.startswith("https://")
LIVE_URL = live("SAMVERKA_LIVE_URL", PUBLIC_URL)
BEHIND_PROXY = flag("SAMVERKA_BEHIND_PROXY", False)
PAGE_WORKERS = number("SAMVERKA_PAGE_WORKERS", 2, least=1)

# ---- What people are promised, and what one visitor may do ----
ADVISOR_REMINDER_DAYS = number("SAMVERKA_ADVISOR_REMINDER_DAYS", 4, least=1)
ADVISOR_ANSWER_DAYS = number("SAMVERKA_ADVISOR_ANSWER_DAYS", 10, least=2)
PARTNER_REVIEW_DAYS = number("SAMVERKA_PARTNER_REVIEW_DAYS", 365, least=30)
PARTNER_REMINDER_DAYS = number("SAMVERKA_PARTNER_REMINDER_DAYS", 30, least=1)
OWNER_WAIT_DAYS = number("SAMVERKA_OWNER_WAIT_DAYS", 7, least=1)
IDEAS_PER_HOUR = number("SAMVERKA_IDEAS_PER_HOUR", 20, least=1)
IDEAS_PER_HOUR_IN_ALL = number("SAMVERKA_IDEAS_PER_HOUR_IN_ALL", 120, least=1)
MATCHES_PER_MINUTE = number("SAMVERKA_MATCHES_PER_MINUTE", 120, least=1)
WRITING_SECONDS = number("SAMVERKA_WRITING_SECONDS", 3)
INVITATION_DAYS = number("SAMVERKA_INVITATION_DAYS", 14, least=1)
ERASURE_DAYS = number("SAMVERKA_ERASURE_DAYS", 7)
QUESTIONS_PER_HOUR = number("SAMVERKA_QUESTIONS_PER_HOUR", 10, least=1)
QUESTIONS_PER_HOUR_IN_ALL = number("SAMVERKA_QUESTIONS_PER_HOUR_IN_ALL", 60, least=1)
FEEDBACK_PER_HOUR = number("SAMVERKA_FEEDBACK_PER_HOUR", 30, least=1)
REVIEW_DAYS = number("SAMVERKA_REVIEW_DAYS", 365, least=1)
REGISTRATION_DAYS = number("SAMVERKA_REGISTRATION_DAYS", 30, least=1)
GRANTS_PER_HOUR = number("SAMVERKA_GRANTS_PER_HOUR", 20, least=1)
GRANTS_PER_HOUR_IN_ALL = number("SAMVERKA_GRANTS_PER_HOUR_IN_ALL", 120, least=1)
GRANT_DRAFT_DAYS = number("SAMVERKA_GRANT_DRAFT_DAYS", 90, least=15)
REFERENCE_DAYS = number("SAMVERKA_REFERENCE_DAYS", 365, least=30)
REGISTRATIONS_PER_MINUTE = number("SAMVERKA_REGISTRATIONS_PER_MINUTE", 1000, least=1)

# ---- Data ----
DATABASE_URL = text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'samverka.sqlite3'}")
INDEX_DIR = folder("SAMVERKA_INDEX", DATA_DIR / "index")
ENCODER = model("SAMVERKA_ENCODER")
ENCODER_KEY = text("SAMVERKA_ENCODER_KEY", "")


def database(url: str) -> dict[str, Any]:
    """Django's description of a SQLite or PostgreSQL database.

    SQLite takes its write lock when a transaction begins and waits for its turn, so two writers
    never fail on each other; WAL lets everybody read meanwhile.
    """
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600))
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError):
        raise ImproperlyConfigured(
            "DATABASE_URL is not understood: write sqlite:///path or postgresql://user@host/name"
        ) from None
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
                "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON;"  # what is erased leaves the file too
            ),
        }
    elif found["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL: only sqlite and postgresql are supported")
    else:
        found["CONN_HEALTH_CHECKS"] = True
    return found


DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What all processes must agree on, such as how often somebody tried a sign-in code, is counted in
# the database; what each may remember or count for itself stays in its own memory.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# ---- Letters ----
EMAIL_HOST = text("SAMVERKA_MAIL_HOST", "")
EMAIL_PORT = number("SAMVERKA_MAIL_PORT", 587)
EMAIL_HOST_USER = text("SAMVERKA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = text("SAMVERKA_MAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("SAMVERKA_MAIL_TLS", True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.dummy.EmailBackend"
)
DEFAULT_FROM_EMAIL = text("SAMVERKA_MAIL_FROM", "samverka@localhost")

# ---- The apps, in the order in which they may know each other ----
INSTALLED_APPS = [
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
    "samverka.common",
    "samverka.record",
    "samverka.people",
    "samverka.partnership",
    "samverka.tasks",
    "samverka.writing",
    "samverka.trail",
    "samverka.suggest",
    "samverka.support",
    "samverka.calls",
    "samverka.plan",
    "samverka.talks",
    "samverka.meetings",
    "samverka.minutes",
    "samverka.ideas",
    "samverka.projects",
    "samverka.collaboration",
    "samverka.radar",
    "samverka.applications",
    "samverka.grants",
    "samverka.references",
    "samverka.knowledge",
    "samverka.calendars",
    "samverka.annual",
    "samverka.effects",
    "samverka.contact",
    "samverka.pages",
    "samverka.home",
    "samverka.api",
]
# What the matching index holds: one source for each kind of thing.
SUGGEST_SOURCES = [
    "samverka.suggest.sources.PARTNERS",
    "samverka.suggest.sources.THEMES",
    "samverka.support.documents.SERVICES",
    "samverka.calls.documents.CALLS",
    "samverka.calls.documents.PAST_PROJECTS",
    "samverka.talks.documents.TALKS",
    "samverka.ideas.documents.IDEAS",
    "samverka.projects.documents.PROJECTS",
    "samverka.collaboration.documents.SEARCHES",
    "samverka.knowledge.documents.EXPERIENCE",
    "samverka.knowledge.documents.COURSES",
    "samverka.knowledge.documents.PROBLEMS",
]
# What came of what, shown on every page of the chain: kinds of rows in the order of the journey.
TRAIL = [
    *("samverka.knowledge.trail.PROBLEMS", "samverka.knowledge.trail.QUESTIONS"),
    "samverka.plan.trail.ACTIVITIES",
    "samverka.talks.trail.TALKS",
    "samverka.ideas.trail.IDEAS",
    "samverka.calls.trail.CALLS",
    "samverka.applications.trail.APPLICATIONS",
    *("samverka.grants.trail.GRANTS", "samverka.projects.trail.PROJECTS"),
    "samverka.knowledge.trail.EXPERIENCE",
    "samverka.references.trail.ENGAGEMENTS",
]
# What comes on the agenda of a meeting by itself.
AGENDA_SOURCES = ["samverka.minutes.agenda.LEFT_OVER"]
# What stands on the pages of lower apps.
BESIDE = [
    *(
        f"samverka.knowledge.beside.OF_{place}"
        for place in ("PROJECTS", "TALKS", "NEW_TALKS", "IDEAS", "PARTNERS")
    ),
    *(f"samverka.grants.beside.OF_{one}" for one in ("CALLS", "IDEAS", "JOINT_APPLICATIONS")),
]
# Texts that several write at the same time: for each kind the rule that says what a person may do.
WRITING = {"section": "samverka.applications.rules.pens"}
# Groups of tasks, and letters, that only who may know what they are about finds.
TASK_GROUPS = {"handlers": "samverka.grants.tasked.HANDLERS"}
LETTERS_KEPT_BACK = ["samverka.grants.kept_secret.letters_withheld_from"]
# What is known about a person, for their export and when it is erased: what stands higher first.
PERSONAL_DATA = [
    "samverka.pages.personal.TEXTS",
    "samverka.pages.personal.PAGES",
    "samverka.contact.personal.QUESTIONS_ASKED",
    "samverka.contact.personal.QUESTIONS_CARED_FOR",
    "samverka.contact.personal.ANSWERS_WRITTEN",
    "samverka.contact.personal.ROLES",
    "samverka.writing.personal.SHARED_TEXTS",
    "samverka.writing.personal.SAID_OF_TEXTS",
    "samverka.minutes.personal.TAKEN_PART",
    "samverka.meetings.personal.MEETINGS",
    "samverka.meetings.personal.ATTENDED",
    "samverka.meetings.personal.PRESENTED",
    "samverka.meetings.personal.PAPERS",
    "samverka.tasks.personal.TASKS",
    *(
        f"samverka.radar.personal.{kind}"
        for kind in ("FOLLOWS", "SAVED_SEARCHES", "TOLD", "DISMISSALS", "DECISIONS")
    ),
    "samverka.calendars.personal.ADDRESS",
    *(
        f"samverka.knowledge.personal.{kind}"
        for kind in ("EXPERIENCE", "HELPED", "PROBLEMS", "ALSO_MET", "GATHERED", "COURSES")
    ),
    "samverka.references.personal.REQUESTS",
    "samverka.references.personal.LINES",
    "samverka.references.personal.TAKING_PART",
    "samverka.references.personal.PAPERS",
    "samverka.grants.personal.APPLIED",
    "samverka.grants.personal.PANELS",
    "samverka.grants.personal.JUDGED",
    "samverka.grants.personal.HANDLED",
    "samverka.applications.personal.SENT",
    "samverka.applications.personal.PLACES",
    "samverka.applications.personal.ASKED",
    "samverka.applications.personal.BEGUN",
    "samverka.projects.personal.WRITTEN",
    "samverka.projects.personal.ANSWERS_FOR",
    "samverka.collaboration.personal.SEARCHES",
    "samverka.collaboration.personal.ANSWERS",
    "samverka.collaboration.personal.TEAMS",
    "samverka.ideas.personal.IDEAS_SENT",
    "samverka.ideas.personal.IDEAS_CARED_FOR",
    "samverka.ideas.personal.MESSAGES",
    "samverka.talks.personal.REGISTRATIONS",
    "samverka.talks.personal.SPEAKING",
    "samverka.talks.personal.OUTCOMES",
    "samverka.calls.personal.CALL_SOURCES",
    "samverka.partnership.personal.MEMBERSHIPS",
    "samverka.partnership.personal.INVITATIONS",
    "samverka.partnership.personal.CONTACTS",
    "samverka.partnership.personal.IMPORTS",
    "samverka.partnership.personal.APPOINTMENTS",
    "samverka.partnership.personal.SEATS",
    "samverka.people.personal.ACCOUNT",
    *(f"samverka.people.personal.{kind}" for kind in ("CONSENTS", "WAYS_IN", "SESSIONS")),
    "samverka.support.personal.PROPOSALS",
    "samverka.support.personal.WORKSHOPS",
    *(f"samverka.record.personal.{kind}" for kind in ("LETTERS", "RHYTHM", "HISTORY")),
]
# Questions that each answer with a sentence where an account cannot be closed just now.
IN_THE_WAY_OF_CLOSING = ["samverka.partnership.personal.in_the_way"]
# Where somebody comes in who has no account yet, by their proven address.
WAY_IN_FOR_INVITED = "samverka.partnership.invited.way_in_for_invited"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "samverka.api.middleware.InterfaceMiddleware",
    "samverka.common.access.KeptByNobodyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samverka.partnership.middleware.PartnershipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
ROOT_URLCONF = "samverka.urls"
WSGI_APPLICATION = "samverka.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["samverka.common.templatetags.samverka"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samverka.partnership.context.partnership",
            ],
        },
    }
]
FORM_RENDERER = "samverka.common.forms.Renderer"

# ---- Languages and time ----
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_TZ = True
TIME_ZONE = text("SAMVERKA_TIME_ZONE", "Europe/Stockholm")

# ---- Files ----
STATIC_URL = "/static/"  # the same for every partnership, whatever its prefix
STATIC_ROOT = folder("SAMVERKA_STATIC", DATA_DIR / "static")
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# ---- Sign-in: a code by e-mail, passkeys, one-time codes ----
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:desk"
LOGOUT_REDIRECT_URL = "home:home"
ACCOUNT_ADAPTER = "samverka.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "samverka.people.forms.AddressForm",
    "confirm_login_code": "samverka.people.forms.LetterCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]  # no password among them: allauth then never asks for one
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Three tries for each code; the hours keep somebody patient from trying them all.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,30/h/key"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
MFA_ADAPTER = "samverka.people.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "samverka.people.forms.SecondStepForm",
    "reauthenticate": "samverka.people.forms.ConfirmForm",
    "activate_totp": "samverka.people.forms.AppForm",
    "add_webauthn": "samverka.people.forms.NewPasskeyForm",
    "edit_webauthn": "samverka.people.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or DEBUG
MFA_TOTP_ISSUER = "Samverka"
MFA_TOTP_TOLERANCE = 1  # clocks differ: the code before and the code after are right too
USERSESSIONS_TRACK_ACTIVITY = False

# ---- Security ----
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_SSL_REDIRECT = HTTPS and not BEHIND_PROXY
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "samverka.common.views.send_again"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "connect-src": [SELF, *live_sources(LIVE_URL, ALLOWED_HOSTS, HTTPS)],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Hosts inside, such as a municipality's own sign-in, that we may ask although the internet cannot.
PRIVATE_HOSTS = words("SAMVERKA_PRIVATE_HOSTS", "127.0.0.1,localhost" if DEMO or DEBUG else "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024  # bytes of the whole body, files in it too
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"keys": {"()": "samverka.common.logs.WithoutKeys"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["keys"]}
    },
    "root": {"handlers": ["stderr"], "level": text("SAMVERKA_LOG_LEVEL", "WARNING")},
}
