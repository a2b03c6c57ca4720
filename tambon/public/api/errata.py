"""Changed values of patches, for machines."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Schema

from tambon.catalogue.errata import ErrataPage
from tambon.catalogue.shapes import CHANGE_KEYS
from tambon.lib.text import csv_cell
from tambon.public import caching, problems
from tambon.public.api.answers import as_json, next_page
from tambon.public.api.routes import Route
from tambon.public.published import catalogue, named_release

FORMATS = ("json", "csv")
COLUMNS = ("patch", *CHANGE_KEYS)


class ErrataAsked(Schema):
    release: str | None = Field(
        None,
        description="only what this patch changed, `latest` for the newest release; all patches without it",
    )
    dataset: str | None = Field(None, description="only changes of this dataset")
    area: str | None = Field(None, description="a code or area_id: its whole subtree")
    since: str | None = Field(None, description="only patches published since this day (ISO 8601)")
    limit: int = Field(100, description="changes a page, 1 to 10000")
    cursor: str | None = Field(None, description="`cursor` of the page before")
    format: str = Field("json", description="json or csv")


class PatchOut(Schema):
    """A release that corrects another."""

    version: str
    patches: str = Field(description="the release that it corrects")
    published_at: str
    synthetic: bool
    reason_th: str
    reason_en: str
    changes: int
    datasets: dict[str, int] = Field(description="changed values by dataset")


class ChangeOut(Schema):
    """One published value that a patch changed. Values as the data have them; null is no value."""

    patch: str
    dataset: str
    level: str
    area_id: str
    area_code: str
    period: str
    variable: str
    was: Any = None
    now: Any = None
    was_grade: str | None = None
    now_grade: str | None = None
    was_status: str | None = None
    now_status: str | None = None


class Errata(Schema):
    patches: list[PatchOut] = Field(description="newest first")
    changes: list[ChangeOut] = Field(description="of the newest patch first")
    cursor: str | None = Field(description="pass as `cursor` for the next page; null on the last")
    next: str | None = Field(description="the next page's address")


def list_errata(request: HttpRequest, asked: Query[ErrataAsked]) -> HttpResponse:
    if asked.format not in FORMATS:
        raise problems.format_unknown(format=asked.format, known=", ".join(FORMATS))
    write = _csv if asked.format == "csv" else _json
    asked.release = named_release(asked.release)
    return caching.listing(request, lambda: write(request, asked, _page(asked)))


def _page(asked: ErrataAsked) -> ErrataPage:
    return catalogue().errata(
        asked.release,
        asked.dataset,
        area=asked.area,
        since=asked.since,
        limit=asked.limit,
        cursor=asked.cursor,
    )


def _json(request: HttpRequest, asked: ErrataAsked, page: ErrataPage) -> HttpResponse:
    heads = catalogue().patches(dataset=asked.dataset, since=asked.since)
    return as_json(
        {
            "patches": [each for each in heads if asked.release in (None, each["version"])],
            "changes": page.changes,
            "cursor": page.next,
            "next": next_page(request, page.next),
        }
    )


def _csv(request: HttpRequest, asked: ErrataAsked, page: ErrataPage) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for change in page.changes:
        row: dict[str, Any] = {**change}
        writer.writerow([csv_cell(row[name]) for name in COLUMNS])
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="errata.csv"'
    if following := next_page(request, page.next):
        response["Link"] = f'<{following}>; rel="next"'
    return response


ROUTES = (
    Route(
        path="/errata",
        view=list_errata,
        asked=ErrataAsked,
        shape=Errata,
        tag="releases",
        th="ค่าที่ถูกแก้ไขหลังเผยแพร่ กรองตามชุดข้อมูล พื้นที่ และวัน",
        en="Values corrected after publication, by dataset, area and day",
        example="/errata?limit=5",
    ),
)
