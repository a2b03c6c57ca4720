"""Datasets and their rows, for machines."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from ninja import Query

from tambon.catalogue import Page
from tambon.catalogue.shapes import AREA_COLUMNS
from tambon.public import caching, problems
from tambon.public.api.answers import address, answer, as_csv, as_json, current
from tambon.public.api.asking import OfRelease, RowsAsked
from tambon.public.api.routes import Route
from tambon.public.api.schemas import DatasetDetail, DatasetList, Rows
from tambon.public.published import catalogue, is_synthetic

FORMATS = ("json", "csv")
OWN = ("grade", "origin", "status", "absent")
TOTAL = ("status", "expected", "reported", "verified")
BRIEF = (
    "name", "version", "label_th", "label_en", "description_th", "description_en", "owner", "owner_th",
    "owner_en", "licence", "level", "levels", "periods", "rows", "grades", "expected", "absent",
)  # fmt: skip
VARIABLE = (
    "name",
    "label_th",
    "label_en",
    "type",
    "unit",
    "codes",
    "owner",
    "owner_th",
    "owner_en",
    "aggregation",
)


def list_datasets(request: HttpRequest, asked: Query[OfRelease]) -> HttpResponse:
    def make() -> dict[str, Any]:
        return {
            "release": asked.release or catalogue().latest(),
            "datasets": [_brief(dataset) for dataset in catalogue().datasets(asked.release)],
        }

    return answer(request, asked.release, make)


def get_one_dataset(request: HttpRequest, name: str, asked: Query[OfRelease]) -> HttpResponse:
    return answer(request, asked.release, lambda: _detail(request, name, asked.release))


def list_rows(request: HttpRequest, name: str, asked: Query[RowsAsked]) -> HttpResponse:
    if asked.format not in FORMATS:
        raise problems.format_unknown(format=asked.format, known=", ".join(FORMATS))
    return caching.machine(request, asked.release, lambda: _page(request, name, asked))


def _page(request: HttpRequest, name: str, asked: RowsAsked) -> HttpResponse:
    page = catalogue().rows(
        name,
        level=asked.level,
        area=asked.area,
        period=asked.period,
        grade=asked.grade,
        variables=asked.variable,
        limit=asked.limit,
        cursor=asked.cursor,
        version=asked.release,
    )
    following = _next(request, page)
    response = as_csv(page) if asked.format == "csv" else as_json(_rows(page, following))
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return response


def _brief(dataset: Any) -> dict[str, Any]:
    return {key: dataset[key] for key in BRIEF}


def _detail(request: HttpRequest, name: str, release: str | None) -> dict[str, Any]:
    dataset = catalogue().dataset(name, version=release)
    version, listed = current(release), cast(list[dict[str, Any]], dataset["variables"])
    return {
        "release": version,
        "synthetic": is_synthetic(version),
        **_brief(dataset),
        "variables": [{key: v[key] for key in VARIABLE} for v in listed],
        "files": [
            {
                "url": address(request, f"/data/{version}/{file['path']}"),
                **{key: file[key] for key in ("format", "level", "bytes", "sha256")},
            }
            for file in dataset["files"]
        ],
    }


def _rows(page: Page, following: str | None) -> dict[str, Any]:
    parts = OWN if catalogue().dataset(page.dataset, version=page.version)["level"] == page.level else TOTAL
    return {
        "release": page.version,
        "dataset": page.dataset,
        "level": page.level,
        "synthetic": page.synthetic,
        "total": page.total,
        "rows": [_row(row, page.variables, parts) for row in page.rows],
        "cursor": page.next,
        "next": following,
    }


def _row(row: dict[str, Any], variables: tuple[str, ...], parts: tuple[str, ...]) -> dict[str, Any]:
    said = {column: row[column] for column in AREA_COLUMNS}
    said["values"] = {
        name: {
            "value": row.get(name),
            **{part: row[f"{name}_{part}"] for part in parts},
            **({"conf": row[f"{name}_conf"]} if f"{name}_conf" in row else {}),
        }
        for name in variables
    }
    return said


def _next(request: HttpRequest, page: Page) -> str | None:
    if page.next is None:
        return None
    query = request.GET.copy()
    query["cursor"] = page.next
    return address(request, f"{request.path}?{query.urlencode()}")


ROUTES = (
    Route(
        path="/datasets",
        view=list_datasets,
        asked=OfRelease,
        shape=DatasetList,
        tag="datasets",
        th="ชุดข้อมูลทั้งหมด",
        en="All datasets",
        example="/datasets",
    ),
    Route(
        path="/datasets/{name}",
        view=get_one_dataset,
        asked=OfRelease,
        shape=DatasetDetail,
        tag="datasets",
        th="ชุดข้อมูลหนึ่งชุด พร้อมตัวแปรและไฟล์",
        en="One dataset: variables and files",
        example="/datasets/{dataset}",
    ),
    Route(
        path="/datasets/{name}/rows",
        view=list_rows,
        asked=RowsAsked,
        shape=Rows,
        tag="datasets",
        th="แถวของชุดข้อมูล กรองตามพื้นที่ งวด และระดับความเชื่อมั่น",
        en="A dataset's rows by area, period and grade",
        example="/datasets/{dataset}/rows?limit=5",
    ),
)
