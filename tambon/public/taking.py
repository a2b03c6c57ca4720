"""What can be taken away of a selection on a dataset's page: its link, its files, and code that reads it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tambon.catalogue import Area, Dataset, Page
from tambon.public import words
from tambon.public.api.negotiating import MEDIA
from tambon.public.api.rows import MOST_FEATURES
from tambon.public.published import registry
from tambon.public.selecting import Selection
from tambon.public.snippets import chosen, rows_address, snippets

MOST = 10_000  # rows of one answer of the API in JSON: more are in the other files


def take(
    request: HttpRequest, found: Dataset, pinned: Selection, area: Area | None, page: Page
) -> dict[str, Any]:
    """Of exactly this selection, whose release is named."""
    base = settings.TAMBON_PUBLIC_URL.rstrip("/") or f"{request.scheme}://{request.get_host()}"
    return {
        "link": f"{base}/datasets/{found['name']}?{pinned.of_page()}",
        "files": files(found, pinned, page),
        "snippets": snippets(chosen(base, found, pinned, area, page), found["name"]),
    }


def files(found: Dataset, pinned: Selection, page: Page) -> list[tuple[str, str]]:
    """(format, address) of each form in which the whole selection is."""
    forms = sorted(MEDIA, key="csv".__ne__)  # first what everybody opens
    addresses = [(words.FORMATS.get(form, form), _file(form, found, pinned, page)) for form in forms]
    return [(said, address) for said, address in addresses if address]


def _file(form: str, found: Dataset, pinned: Selection, page: Page) -> str:
    """Where the whole selection is in this form; empty where it is not."""
    if form == "geojson":
        return _map_file(found, pinned, page)
    if form == "json":
        return rows_address("", found, pinned, form, limit=MOST) if page.total <= MOST else ""
    return rows_address("", found, pinned, form)


def _map_file(found: Dataset, pinned: Selection, page: Page) -> str:
    """By the API where it draws these areas and they are few enough; else the level's own published file."""
    if page.total <= MOST_FEATURES and _is_drawn(page):
        return rows_address("", found, pinned, "geojson", limit=MOST_FEATURES)
    newest = found["periods"][-1] if found["periods"] else ""  # the one that a map's file holds
    whole = not (pinned.area or pinned.grade) and (pinned.period or newest) == newest
    if not whole or (not pinned.period and len(found["periods"]) > 1):
        return ""
    published = (f["path"] for f in found["files"] if (f["format"], f["level"]) == ("geojson", page.level))
    return next((f"/data/{page.version}/{path}" for path in published), "")


def _is_drawn(page: Page) -> bool:
    """Whether the published registry has boundaries of this level, and of areas that are shown."""
    known = registry()
    if not known.latest():
        return False
    start = f"geometry/{page.level}."
    held = any(file["path"].startswith(start) for file in known.manifest["files"])
    return held and any(known.place(row["area_id"]) for row in page.rows)
