"""The public side's addresses, which are the portal's and the API's and nothing else."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tambon.config.public_health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("", include("tambon.public.urls")),
]

handler400 = "tambon.pages.errors.bad_request"
handler403 = "tambon.pages.errors.forbidden"
handler404 = "tambon.pages.errors.not_found"
handler500 = "tambon.pages.errors.failed"
