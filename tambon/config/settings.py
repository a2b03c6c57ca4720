"""Settings of the collecting side, all from the environment; dotenv-sample lists them."""

from __future__ import annotations

import os
from pathlib import Path

from tambon.blobs import kept as kept_blobs
from tambon.host.home import Home
from tambon.host.settings import (
    database_settings,
    env,
    key_ring,
    mail_settings,
    ministries,
    official_folder,
    trusted_keys,
    words,
)

HOME = Home.from_environment()
DEBUG = False
SECRET_KEY = HOME.secret_key()
PERSONAL_KEYS = key_ring(HOME)
_last = {} if os.environ.get("TAMBON_URL") else HOME.addresses()  # a command knows where `run` serves
TAMBON_URL = env("TAMBON_URL", _last.get("url", "http://127.0.0.1:8000")).rstrip("/")
TAMBON_PUBLIC_URL = env("TAMBON_PUBLIC_URL", _last.get("public_url", TAMBON_URL)).rstrip("/")
TAMBON_CATALOGUE_EMAIL = env("TAMBON_CATALOGUE_EMAIL", "").strip()  # of the unit that answers for datasets
CATALOGUE = Path(env("TAMBON_CATALOGUE", str(HOME.catalogue)))
OFFICIAL = official_folder("TAMBON_OFFICIAL", HOME, CATALOGUE)
TRUSTED_KEYS = trusted_keys("TAMBON_TRUSTED_KEYS")  # none: the home's own
CATALOGUE_COPY = env("TAMBON_CATALOGUE_COPY", "").strip()  # s3://bucket/prefix; empty: no copy
ALLOWED_HOSTS = [h.strip() for h in env("TAMBON_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h.strip()]

GRACE_DAYS = int(env("TAMBON_GRACE_DAYS", "30"))  # days after a contract in which a phone may still deliver
kept_blobs(HOME.blobs)  # a TAMBON_BLOBS that cannot be understood stops the start
TRACE_DAYS = int(env("TAMBON_TRACE_DAYS", "90"))  # how long files that trace a worker are kept

ROOMS = [
    f"tambon.{room}"
    for room in (
        "journal", "areas", "accounts", "dictionary", "forms", "feeds", "plan", "workforce",
        "submissions", "records", "verification", "fieldkit", "notices", "releases",
    )
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "tambon.pages",
    *ROOMS,
    "tambon.openrosa",
    "tambon.desk",
    "tambon.counter",
    "tambon.public",
]
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/desk/sign-in"
LOGIN_REDIRECT_URL = "/desk/"

# allauth leads from the first factor to the second and to ministries; officers alone make accounts, and our
# own check of passwords and codes (accounts.actions) counts failures for all processes together.
ACCOUNT_ADAPTER = "tambon.desk.adapters.Accounts"
SOCIALACCOUNT_ADAPTER = "tambon.desk.adapters.Ministries"
MFA_ADAPTER = "tambon.accounts.sealing.SealedFactors"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
SECOND_FACTOR = words(
    "TAMBON_SECOND_FACTOR", "administrator,central"
)  # roles that must have one; "none": no role
MINISTRIES = ministries("TAMBON_OIDC")
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": MINISTRIES, "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

MIDDLEWARE = [
    "tambon.config.middleware.PhoneDoor",  # phones pass by everything below: no session, no cookie, no locale
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tambon.pages.middleware.Policy",
    "tambon.pages.middleware.Bodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tambon.pages.middleware.Language",
    "tambon.pages.middleware.Problems",
]
ROOT_URLCONF = "tambon.config.urls"
WSGI_APPLICATION = "tambon.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "tambon.pages.context.page",
                "tambon.public.context.published",
                "tambon.desk.context.menu",
            ],
            "builtins": ["tambon.pages.templatetags.say"],
        },
    }
]

DATABASES = {"default": database_settings(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

STATIC_URL = "/static/"
WHITENOISE_IMMUTABLE_FILE_TEST = r"/built/assets/[^/]+-[\w-]{8}\.\w+$"  # names that hold their content's hash
STATIC_ROOT = HOME.static
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000  # a queue's page has two fields a value, a village head's page four
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

SECURE = TAMBON_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_TRUSTED_ORIGINS = [TAMBON_URL] if SECURE else []
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env("TAMBON_BEHIND_PROXY", "") == "1" else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

globals().update(mail_settings(env("TAMBON_SMTP", "")))  # EMAIL_HOST is empty where no mail is sent
TAMBON_MAIL_FROM = env("TAMBON_MAIL_FROM", "")

# What a backup copies beside the database, and who erases again what `erasures.jsonl` names after a restore:
# each a function (ref, fields, *, erased_at, by, at) that says whether it changed anything
KEPT_FILES = "tambon.config.kept.named_files"
ERASURES = {
    "personal": "tambon.workforce.actions.erasing.erase_again",
    "redaction": "tambon.records.actions.redacting.redact_again",
}

PROCRASTINATE_IMPORT_PATHS = ["tambon.config.jobs"]

CSRF_FAILURE_VIEW = "tambon.pages.errors.csrf_failed"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_addresses": {"()": "tambon.pages.logs.WithoutAddresses"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_addresses"]}
    },
    "root": {"handlers": ["stderr"], "level": env("TAMBON_LOG", "WARNING")},
}
