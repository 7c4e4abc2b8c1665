"""Every setting of the site, read once from the environment; docs/operations.md names each."""

from pathlib import Path

import environ

from config.databases import tune_database

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

# A demo on one machine needs no secret; `assistant.E003` refuses this value once DEBUG is off.
DEMO_SECRET = "demo-only-not-a-secret"  # noqa: S105
DEBUG = env.bool("WEFT_DEBUG", default=True)
SECRET_KEY = env.str("WEFT_SECRET_KEY", default=DEMO_SECRET)
ALLOWED_HOSTS = env.list("WEFT_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("WEFT_ORIGINS", default=[])

INSTALLED_APPS = [
    # Its templates come before those of the admin they replace.
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "drf_spectacular_sidecar",
    "config",
    "assistant",
    "demo_crm",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {
    "default": tune_database(
        env.db_url("DATABASE_URL", default=f"sqlite:///{ROOT}/var/weft.sqlite3"),
        pool=env.int("WEFT_DATABASE_POOL", default=10),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = ROOT / "var" / "static"
WHITENOISE_USE_FINDERS = True
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
X_FRAME_OPTIONS = "DENY"

WEFT = {
    "HOST": "demo_crm.host.HOST",
    "OFFLINE_MODEL": "demo_crm.offline_model.server.serve",
    # The demo's people have known passwords: they are for trying it, not for a site in earnest.
    "PREPARE": ("migrate", "seed_demo") if DEBUG else ("migrate",),
    "ORIGINS": tuple(CSRF_TRUSTED_ORIGINS),
    "BASE_URL": env.str("OPENAI_BASE_URL", default=""),
    "API_KEY": env.str("OPENAI_API_KEY", default=""),
    "MODEL": env.str("WEFT_MODEL", default=""),
    "REDIS_URL": env.str("REDIS_URL", default=""),
    "DRAWINGS": "demo_crm/drawings.js",
    "DRAWINGS_STYLE": "demo_crm/drawings.css",
    "JOBS": {"prune": "assistant.services.pruning.prune"},
    "CELERY": "config.celery.app",
}
REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"}
SPECTACULAR_SETTINGS = {
    "TITLE": "Weft",
    "DESCRIPTION": (
        "Conversations of the member who is signed in. What changes something needs the CSRF token "
        "of the site (cookie `csrftoken`, header `X-CSRFToken`). The socket is described at "
        "`/api/protocol/`."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "COMPONENT_SPLIT_PATCH": False,
    "POSTPROCESSING_HOOKS": ["assistant.views.declaring.add_answers"],
}
UNFOLD = {
    "SITE_TITLE": "Weft",
    "SITE_HEADER": "Weft",
    "SITE_SUBHEADER": "What the assistant said, and why",
    "SITE_SYMBOL": "forum",
    "SITE_FAVICONS": [{"rel": "icon", "href": "/static/assistant/admin/icon.svg"}],
    "SHOW_VIEW_ON_SITE": False,
    "SIDEBAR": {"navigation": "config.menu.list_pages"},
    "COLORS": {
        "primary": {
            "50": "oklch(97% .014 254)",
            "100": "oklch(93.2% .032 254)",
            "200": "oklch(88.2% .057 254)",
            "300": "oklch(80.9% .09 253)",
            "400": "oklch(70.7% .125 253)",
            "500": "oklch(62% .14 253)",
            "600": "oklch(50% .13 253)",
            "700": "oklch(44% .115 254)",
            "800": "oklch(38% .1 254)",
            "900": "oklch(33% .08 254)",
            "950": "oklch(26% .06 255)",
        },
    },
}
