"""One settings file for every way of running. Values come from the environment and fail loudly."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from psycopg.conninfo import conninfo_to_dict

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent


def env(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment.")
    return value


def env_bool(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes"}


def secret(name: str, default: str | None = None) -> str:
    """A secret from NAME, or from the file that NAME_FILE points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return env(name, default)


def database(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    extra = {
        k: v for k, v in parts.items() if k not in {"dbname", "user", "password", "host", "port"}
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "chungtay"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": extra,
    }


DEMO = env_bool("CHUNGTAY_DEMO")
DEBUG = False
AS_OWNER = env("CHUNGTAY_AS", "app") == "owner"
SECRET_KEY = secret("CHUNGTAY_SECRET_KEY", "")  # Django refuses an empty one when it is first used
DATA_DIR = Path(env("CHUNGTAY_DATA", str(ROOT / ".data")))
ALLOWED_HOSTS = [h for h in env("CHUNGTAY_HOSTS", "127.0.0.1,localhost").split(",") if h]
SITE = env("CHUNGTAY_SITE", "").rstrip("/")
"""Where residents find our pages: it stands in text messages and letters, before a link."""
if not SITE:
    _PORT = env("CHUNGTAY_PORT", "8000")
    SITE = f"http://127.0.0.1:{_PORT}" if DEMO else f"https://{(ALLOWED_HOSTS or [''])[0]}"
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in ALLOWED_HOSTS if not h.startswith("127.")]

# The app's own role by default; migrations, and only they, run as the owner (DESIGN rule 7).
DATABASES = {
    "default": database(
        env("DATABASE_OWNER_URL", "") if AS_OWNER else env("DATABASE_URL", "postgresql:///chungtay")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.Account"

FLOORS = [
    "kit", "danger", "transfusion", "recruiting", "carriers", "places", "journal", "access",
    "doors", "approvals", "people", "sheets", "lists", "traces", "breaches", "rights", "channels",
    "intake", "answers", "inbox", "tending", "groups", "rosters", "weeks", "donors", "signups",
    "blood", "upkeep", "releases", "boards", "site",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton",
    "pgtrigger",
    "procrastinate.contrib.django",
    "allauth.account",  # its own pages, sign-up and e-mail are in no urls: only allauth.mfa is used
    "allauth.mfa",
    "axes",
    *[f"chungtay.{floor}" for floor in FLOORS],
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "chungtay.kit.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chungtay.access.guard.Guard",
]
ROOT_URLCONF = "chungtay.urls"
WSGI_APPLICATION = "chungtay.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "chungtay.kit.templatetags.kit"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "chungtay.site.frame.frame",
            ],
        },
    }
]
COTTON_DIR = "kit/pages/parts"
COTTON_ISOLATE_BY_DEFAULT = True

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / floor / "locale" for floor in FLOORS]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    # The demo shows two of its own windows side by side; real pages are framed by nobody.
    "frame-ancestors": [CSP.SELF if DEMO else CSP.NONE],
}
HTTPS = not DEMO and env_bool("CHUNGTAY_HTTPS", True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes browsers post with Origin: null
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_ENGINE = "chungtay.doors.sessions"
X_FRAME_OPTIONS = "SAMEORIGIN" if DEMO else "DENY"
LOGIN_URL = "doors:sign_in"
LOGIN_REDIRECT_URL = "site:today"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "chungtay.doors.lockout.client_ip"
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # the page of signing in says itself that it is locked

SECOND_FACTOR = env_bool("CHUNGTAY_SECOND_FACTOR", not DEMO)
"""Whether posts that read personal data are closed to a password alone. Off in demo and tests."""
SECOND_FACTOR_URL = "doors:protect"
MFA_ADAPTER = "chungtay.doors.factors.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"

# Where Zalo is, for accounts that are connected from now on; the demo has it on this machine.
_ZALO = f"http://127.0.0.1:{env('CHUNGTAY_SIM_PORT', '')}" if env("CHUNGTAY_SIM_PORT", "") else ""
ZALO_HOSTS = {
    "api_base": (DEMO and _ZALO) or "https://openapi.zalo.me",
    "oauth_base": (DEMO and _ZALO) or "https://oauth.zaloapp.com",
}
SMS_HOST = (DEMO and _ZALO) or "https://rest.esms.vn"
QUIET_HOURS = env_bool("CHUNGTAY_QUIET_HOURS", not DEMO)
"""Off, what could wait goes at any hour: who tries the demo at night must see what it does."""

TASKS = {"default": {"BACKEND": "chungtay.kit.jobs.ProcrastinateBackend"}}
PROCRASTINATE_IMPORT_PATHS = [
    f"chungtay.{floor}.tasks" for floor in FLOORS if (PACKAGE / floor / "tasks.py").exists()
]
PROCRASTINATE_ON_APP_READY = "chungtay.kit.jobs.on_app_ready"

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "no_tokens": {"()": "chungtay.kit.redacting.NoTokens"},
        "no_rows": {"()": "chungtay.traces.redacting.NoRows"},
        "no_arguments": {"()": "chungtay.traces.redacting.NoArguments"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_tokens", "no_rows", "no_arguments"],
        }
    },
    "root": {"handlers": ["console"], "level": env("CHUNGTAY_LOG", "WARNING")},
}
