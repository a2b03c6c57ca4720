"""The programme's figures, for machines: JSON as the snapshot has it, or one row an area as CSV."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from ninja import Field, Query, Schema

from tambon.catalogue.programme import KEYS, ProgrammeFile
from tambon.lib.text import safe_cell
from tambon.public import caching
from tambon.public.api.routes import Route
from tambon.public.programme import get_file, narrow

CSV = "text/csv"
COLUMNS = (
    "programme", "on", "kind", "area_code", "area_id", "name_th", "name_en", "parent_code", *KEYS,
    "withheld", "synthetic", "at",
)  # fmt: skip


class ProgrammeAsked(Schema):
    programme: str | None = Field(None, description="a programme's code; all that run without it")
    area: str | None = Field(
        None,
        description="a code or area_id of a country, province or district: itself and what is right below",
    )


def get_programme(request: HttpRequest, asked: Query[ProgrammeAsked]) -> HttpResponse:
    """As CSV for who accepts that and not JSON."""
    accepted = request.headers.get("Accept", "")
    return _answer(request, asked, as_csv=CSV in accepted and "json" not in accepted)


def get_programme_csv(request: HttpRequest, asked: Query[ProgrammeAsked]) -> HttpResponse:
    return _answer(request, asked, as_csv=True)


def _answer(request: HttpRequest, asked: ProgrammeAsked, *, as_csv: bool) -> HttpResponse:
    file, total = get_file()
    etag = caching.tag(total, "csv" if as_csv else "json", request.get_full_path())
    response: HttpResponse
    if caching.is_known(request, etag):
        response = HttpResponseNotModified()
    else:
        chosen = narrow(file, asked.programme, asked.area)
        response = _csv(chosen) if as_csv else _json(chosen)
    response["ETag"], response["Cache-Control"] = etag, caching.FRESH
    response["Vary"] = "Accept"
    return caching.share(response)


def _json(file: ProgrammeFile) -> HttpResponse:
    return HttpResponse(file.model_dump_json(), content_type="application/json; charset=utf-8")


def _csv(file: ProgrammeFile) -> HttpResponse:
    """UTF-8; empty where nothing is published, and ``withheld`` says why."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for programme in file.programmes:
        about = {"programme": programme.code, "on": programme.on, "at": file.at}
        for area in programme.areas:
            row = {
                **area.model_dump(),
                **about,
                "synthetic": "true" if area.synthetic or file.synthetic else "false",
            }
            writer.writerow([safe_cell(row[column]) for column in COLUMNS])
    response = HttpResponse(out.getvalue(), content_type=f"{CSV}; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="programme.csv"'
    return response


ROUTES = (
    Route(
        path="/programme",
        view=get_programme,
        asked=ProgrammeAsked,
        shape=ProgrammeFile,
        tag="programme",
        th="ตัวเลขของโครงการ: อัตรา ผู้ปฏิบัติงาน คน-เดือน ผู้ผ่านการอบรม และค่าที่เก็บได้ ถึงระดับอำเภอ",
        en="The programme's figures: posts, people, person-months, training and cells, down to districts",
        example="/programme?area=58",
    ),
    Route(
        path="/programme.csv",
        view=get_programme_csv,
        asked=ProgrammeAsked,
        shape=str,
        tag="programme",
        th="ตัวเลขเดียวกันเป็น CSV หนึ่งแถวต่อหนึ่งพื้นที่",
        en="The same as CSV, one row an area",
        example="/programme.csv?area=58",
        media=CSV,
    ),
)
