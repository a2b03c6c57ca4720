"""Settings of the public side: a catalogue, no database, no session, no secret, no home."""

from __future__ import annotations

import secrets
from pathlib import Path

from tambon.host.settings import env, trusted_keys

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(48)  # signs nothing: the framework wants one
TAMBON_PUBLIC_URL = env("TAMBON_PUBLIC_URL", "http://127.0.0.1:8080").rstrip("/")
TAMBON_URL = env("TAMBON_URL", "").rstrip("/")  # where readers question a value; empty: nowhere
TAMBON_CATALOGUE_EMAIL = env("TAMBON_CATALOGUE_EMAIL", "").strip()  # of the unit that answers for datasets
CATALOGUE = Path(env("TAMBON_CATALOGUE")).resolve()
TRUSTED_KEYS = trusted_keys("TAMBON_TRUSTED_KEYS", needed=True)
NOT_BEFORE = env("TAMBON_NOT_BEFORE", "").strip()
REMEMBERED = env("TAMBON_REMEMBER", "").strip()
ALLOWED_HOSTS = [h.strip() for h in env("TAMBON_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h.strip()]

INSTALLED_APPS = ["django.contrib.staticfiles", "tambon.pages", "tambon.public"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tambon.pages.middleware.Policy",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tambon.pages.middleware.Language",
    "tambon.pages.middleware.Problems",
]
ROOT_URLCONF = "tambon.config.public_urls"
WSGI_APPLICATION = "tambon.config.public_wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "tambon.pages.context.page",
                "tambon.public.context.published",
            ],
            "builtins": ["tambon.pages.templatetags.say"],
        },
    }
]

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

STATIC_URL = "/static/"
WHITENOISE_IMMUTABLE_FILE_TEST = r"/built/assets/[^/]+-[\w-]{8}\.\w+$"  # names that hold their content's hash
STATIC_ROOT = env("TAMBON_STATIC", "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env("TAMBON_BEHIND_PROXY", "0") == "1" else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

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
