"""Datasets, for machines."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from ninja import Query

from tambon.public.api.answers import address, answer, current
from tambon.public.api.asking import OfRelease
from tambon.public.api.routes import Route
from tambon.public.api.schemas import DatasetDetail, DatasetList
from tambon.public.published import catalogue, is_synthetic

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
                **{key: file[key] for key in ("format", "level", "table", "period", "bytes", "sha256")},
            }
            for file in dataset["files"]
        ],
    }


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
)
