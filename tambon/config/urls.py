"""Which door stands at which address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tambon.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("odk/<str:token>/", include("tambon.openrosa.urls")),
    path("desk/", include("tambon.desk.stages")),
    path("desk/", include("tambon.desk.urls")),
    path("counter/", include("tambon.counter.urls")),
    path("", include("tambon.public.urls")),
]

handler400 = "tambon.pages.errors.bad_request"
handler403 = "tambon.pages.errors.forbidden"
handler404 = "tambon.pages.errors.not_found"
handler500 = "tambon.pages.errors.failed"
