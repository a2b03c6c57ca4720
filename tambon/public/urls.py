"""The public addresses, to be mounted at the root of a site, beside other doors or alone."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tambon.public import downloads
from tambon.public.api.build import api
from tambon.public.views import areas, datasets, home, progress, releases

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("areas", areas.index, name="areas"),
    path("areas/<str:code>", areas.area, name="area"),
    path("datasets", datasets.index, name="datasets"),
    path("datasets/<str:name>", datasets.dataset, name="dataset"),
    path("releases", releases.index, name="releases"),
    path("releases/<str:version>", releases.release, name="release"),
    path("progress", progress.progress, name="progress"),
    path("data/<str:version>.zip", downloads.archive, name="archive"),
    path("data/<str:version>/<path:path>", downloads.file, name="file"),
    path("api/", api.urls),
]
