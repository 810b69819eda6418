"""Settings. What differs between installations comes from the environment and LAKIP_HOME."""

import contextlib
import os
import secrets
from email.utils import parseaddr
from pathlib import Path

from django.utils.csp import CSP

from lakip import database

BASE = Path(__file__).resolve().parent
LAKIP_HOME = Path(os.environ.get("LAKIP_HOME", BASE.parent / "data")).resolve()
LAKIP_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)


def _secret_key() -> str:
    """The installation's own key: made once, kept beside the data, never in the repository."""
    path = LAKIP_HOME / "secret.key"
    try:
        return path.read_text()
    except FileNotFoundError:
        fresh = LAKIP_HOME / f"secret.key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):  # Another process may be first; its key counts.
            os.link(fresh, path)
        fresh.unlink()
        return path.read_text()


SECRET_KEY = _secret_key()
DEBUG = False
SITE_URL = os.environ.get("LAKIP_URL", "http://127.0.0.1:8000").rstrip("/")
_HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = os.environ.get("LAKIP_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "lakip",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lakip.pages.zone.ZoneMiddleware",
    "lakip.pages.policy.PolicyMiddleware",
]

ROOT_URLCONF = "lakip.urls"
WSGI_APPLICATION = "lakip.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "lakip.pages.context.everywhere",
            ],
        },
    },
]

DATABASES = database.databases(home=LAKIP_HOME, url=os.environ.get("LAKIP_DATABASE"))
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": LAKIP_HOME / "cache",
    }
}

# People and sign-in -----------------------------------------------------------------------

AUTH_USER_MODEL = "lakip.Person"
AUTHENTICATION_BACKENDS = ["lakip.pages.accounts.SignedIn"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "meja"
ACCOUNT_ADAPTER = "lakip.pages.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600

SESSION_COOKIE_AGE = 10 * 3600
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
# Behind the proxy that ends HTTPS, sign-in limits count each visitor and not the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _HTTPS else 0
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    # The nonce is for the editor alone, which brings its own style; other pages ask for none.
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"

# A service that signs (TTE): its address, and the account of this installation there ---------

SIGNING_SERVICE = (
    (
        os.environ["LAKIP_TTE_URL"].rstrip("/"),
        os.environ.get("LAKIP_TTE_USER", ""),
        os.environ.get("LAKIP_TTE_PASSWORD", ""),
    )
    if os.environ.get("LAKIP_TTE_URL")
    else None
)

# Mail: a real server when one is named, else files that can be read in LAKIP_HOME/mail ------

DEFAULT_FROM_EMAIL = os.environ.get("LAKIP_FROM", "LAKIP <lakip@localhost>")
SERVER_EMAIL = parseaddr(DEFAULT_FROM_EMAIL)[1]


def _mailer(server: str) -> dict[str, object]:
    """How mail leaves: through `[user:password@]host[:port]`, or into files in the demo."""
    if not server:
        folder = {"file_path": LAKIP_HOME / "mail"}
        return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": folder}
    account, _, place = server.rpartition("@")
    host, _, port = place.partition(":")
    user, _, password = account.partition(":")
    options = {"host": host, "port": int(port or 25), "timeout": 20}
    if user:
        options |= {"username": user, "password": password}
    if os.environ.get("LAKIP_SMTP_TLS") == "1":
        options["use_tls"] = True
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


MAILERS = {"default": _mailer(os.environ.get("LAKIP_SMTP", ""))}

# Language, time, files ----------------------------------------------------------------------

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = LAKIP_HOME / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES = LAKIP_HOME / "files"
LARGEST_UPLOAD = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LAKIP_LOG", "WARNING")},
}
