"""The public addresses, to be mounted at the root of a site, beside other doors or alone."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tambon.public import downloads
from tambon.public.api.build import api
from tambon.public.views import areas, datasets, home, programme, progress, releases

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home),
    path("areas", areas.index),
    path("areas/<str:code>", areas.area),
    path("datasets", datasets.index),
    path("datasets/<str:name>", datasets.dataset),
    path("releases", releases.index),
    path("releases/<str:version>", releases.release),
    path("progress", progress.progress),
    path("programme", programme.programme),
    path("data/<str:version>.zip", downloads.archive),
    path("data/areas/<str:version>/<path:path>", downloads.areas_file),
    path("data/<str:version>/<path:path>", downloads.file),
    path("api/", api.urls),
]
