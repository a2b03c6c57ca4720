"""The public addresses, to be mounted at the root of a site, beside other doors or alone."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tambon.public import downloads
from tambon.public.api import ckan
from tambon.public.api.build import api
from tambon.public.views import (
    areas,
    datasets,
    errata,
    handbook,
    home,
    metadata,
    programme,
    progress,
    releases,
    reports,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api.urls),  # first: most questions are its own, and each address above is tried before it
    path("", home.home),
    path("areas", areas.index),
    path("areas/<str:code>", areas.area),
    path("areas/<str:code>/report", reports.report),
    path("areas/<str:code>/report.pdf", reports.sheet),
    path("datasets", datasets.index),
    path("datasets/<str:name>", datasets.dataset),
    path("datasets/<str:name>/gdcatalog.xlsx", metadata.gd_template),
    path("guide", handbook.guide),
    path("releases", releases.index),
    path("releases/latest", releases.latest),
    path("releases/<str:version>", releases.release),
    path("releases/<str:version>/citation.bib", releases.citation_bib),
    path("releases/<str:version>/citation.json", releases.citation_json),
    path("errata", errata.index),
    path("progress", progress.progress),
    path("programme", programme.programme),
    path("data/<str:version>.zip", downloads.archive),
    path("data/areas/<str:version>/<path:path>", downloads.areas_file),
    path("data/<str:version>/<path:path>", downloads.file),
    path("harvest", metadata.harvest),
    path("catalog", metadata.catalog),
    path("catalog.jsonld", metadata.catalog_jsonld),
    path("catalog.ttl", metadata.catalog_turtle),
    path("feeds/releases.atom", metadata.releases_feed),
    path("feeds/errata.atom", metadata.errata_feed),
    path("sitemap.xml", metadata.site_map),
    *(path(f"api/{three}", ckan.version) for three in ("3", "3/")),
    *(path(f"api/{three}action/<str:name>", ckan.action) for three in ("", "3/")),
]
