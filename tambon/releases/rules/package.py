"""datapackage.json (Frictionless Data Package 2.0, readable by 1.0 clients) and manifest.json. Pure."""

from __future__ import annotations

from typing import Any

from tambon.catalogue.shapes import Described
from tambon.releases.rules.describe import DICTIONARY_COLUMNS, area_fields, table_fields
from tambon.releases.rules.shape import Freeze

RULES = {
    "tables": "1",
    "protection": "2",
}  # of this room; raised when the same freeze would give other figures
LICENCES = {
    "CC-BY-4.0": ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0"),
    "ODC-BY-1.0": ("https://opendatacommons.org/licenses/by/1-0/", "Open Data Commons Attribution 1.0"),
}
_PLAIN = {"type": "file"}  # a client that reads no Parquet still checks its sum
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def datapackage(
    freeze: Freeze, described: list[Described], files: dict[str, tuple[int, str]]
) -> dict[str, Any]:
    """The descriptor of a release; ``files`` are {path: (bytes, SHA-256)} of those that hold data."""
    where = f"{freeze.public_url}/releases/{freeze.version}"
    note = " (SYNTHETIC DEMONSTRATION DATA / ข้อมูลสมมติเพื่อการสาธิต)" if freeze.demonstration else ""
    tables = [
        _resource(f"{dataset['name']}-{level}", dataset, level, form, files)
        for dataset in described
        for level in dataset["levels"]
        for form in ("csv", "parquet")
    ]
    return {
        "$schema": _PROFILE,
        "profile": "data-package",
        "name": f"tambon-{freeze.version.lower()}",
        "id": where,
        "title": f"{freeze.round['name_th']} / {freeze.round['name_en']}{note}",
        "description": "README.txt tells how to read the files / วิธีอ่านแฟ้มอยู่ใน README.txt",
        "version": freeze.version,
        "created": freeze.frozen_at,
        "homepage": where,
        "licenses": licences(described),
        "sources": sources(freeze),
        "contributors": _contributors(described),
        "resources": [*tables, *_area_resources(freeze, files), _dictionary_resource(files)],
    }


def licences(described: list[Described]) -> list[dict[str, str]]:
    """The licences of the datasets and of the areas, each once."""
    names = sorted({dataset["licence"] for dataset in described} | {"CC-BY-4.0"})
    return [{"name": name, "path": LICENCES[name][0], "title": LICENCES[name][1]} for name in names]


def sources(freeze: Freeze) -> list[dict[str, str]]:
    """Whose lists the areas come from: the credit that their licences ask for."""
    return [
        {
            "title": f"{edition['credit']} ({edition['source']}, {edition['day']}, {edition['licence']})",
            **({"path": edition["path"]} if edition.get("path") else {}),
        }
        for edition in freeze.areas_editions
    ]


def manifest(
    freeze: Freeze,
    described: list[Described],
    counts: dict[str, dict[str, Any]],
    files: dict[str, tuple[int, str]],
) -> dict[str, Any]:
    """What vouches for a release: a sum for every other file, and what went into it."""
    return {
        "format": "tambon-release/1",
        "version": freeze.version,
        "round": freeze.round,
        "frozen_at": freeze.frozen_at,
        "synthetic": freeze.demonstration,
        "published_from": freeze.public_url,
        "licences": licences(described),
        "credits": [source["title"] for source in sources(freeze)],
        "areas_edition": freeze.areas_editions,
        "seal": freeze.seal,
        "rules": RULES,
        "datasets": {
            dataset["name"]: {
                "version": dataset["version"],
                "periods": dataset["periods"],
                "level": dataset["level"],
                "levels": dataset["levels"],
                **counts[dataset["name"]],
            }
            for dataset in described
        },
        "files": [
            {"path": path, "bytes": size, "sha256": total} for path, (size, total) in sorted(files.items())
        ],
    }


def _resource(
    name: str, dataset: Described, level: str, form: str, files: dict[str, tuple[int, str]]
) -> dict[str, Any]:
    path = f"data/{dataset['name']}/{level}.{form}"
    label = f"{dataset['label_th']} / {dataset['label_en']}: {level}"
    body = _file(name if form == "csv" else f"{name}-{form}", label, path, files)
    schema = {"fields": table_fields(dataset, level), "primaryKey": ["area_id", "period"]}
    return body | ({"schema": {**schema, "missingValues": [""]}} if form == "csv" else {})


def _area_resources(freeze: Freeze, files: dict[str, tuple[int, str]]) -> list[dict[str, Any]]:
    label = "ทะเบียนพื้นที่ทั้งประเทศ / areas of the whole country"
    table = _file("areas", label, "areas.csv", files)
    table["schema"] = {"fields": area_fields(), "primaryKey": ["area_id"], "missingValues": [""]}
    columns = _file("areas-parquet", label, "areas.parquet", files)
    return [each | {"sources": sources(freeze)} for each in (table, columns) if sources(freeze)] or [
        table,
        columns,
    ]


def _dictionary_resource(files: dict[str, tuple[int, str]]) -> dict[str, Any]:
    body = _file("dictionary", "พจนานุกรมข้อมูล / data dictionary", "dictionary.csv", files)
    fields = [{"name": name, "type": "string"} for name in DICTIONARY_COLUMNS]
    return body | {"schema": {"fields": fields, "primaryKey": ["dataset", "variable"], "missingValues": [""]}}


def _file(name: str, title: str, path: str, files: dict[str, tuple[int, str]]) -> dict[str, Any]:
    size, total = files[path]
    is_table = path.endswith(".csv")
    return {
        "name": name.replace("_", "-"),
        "title": title,
        "path": path,
        "format": path.rpartition(".")[2],
        "mediatype": "text/csv" if is_table else "application/vnd.apache.parquet",
        "bytes": size,
        "hash": f"sha256:{total}",
        **(
            {"type": "table", "profile": "tabular-data-resource", "encoding": "utf-8"} if is_table else _PLAIN
        ),
    }


def _contributors(described: list[Described]) -> list[dict[str, Any]]:
    owners = {
        v["owner"]: f"{v['owner_th']} / {v['owner_en']}" if v["owner_th"] else v["owner"]
        for dataset in described
        for v in dataset["variables"]
        if v["owner"]
    }
    return [
        {"title": title, "role": "contributor", "roles": ["dataOwner"]} for _, title in sorted(owners.items())
    ]
