"""datapackage.json (Frictionless Data Package 2.0, readable by 1.0 clients) and manifest.json. Pure."""

from __future__ import annotations

from typing import Any

from tambon.catalogue.metadata import citation
from tambon.catalogue.shapes import Described
from tambon.releases.rules.changes import TOLD
from tambon.releases.rules.describe import DICTIONARY_COLUMNS, area_fields
from tambon.releases.rules.resources import dataset_resources, file_resource, schema
from tambon.releases.rules.shape import Freeze

RULES = {
    "tables": "1",
    "protection": "3",
    "formats": "1",
}  # of this room; raised when the same freeze would give other figures
LICENCES = {
    "CC-BY-4.0": ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0"),
    "OFFICIAL-USE": ("OFFICIAL-USE.txt", "ใช้ในราชการเท่านั้น / For official use only"),
    "ODC-BY-1.0": ("https://opendatacommons.org/licenses/by/1-0/", "Open Data Commons Attribution 1.0"),
}
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def datapackage(
    freeze: Freeze, described: list[Described], files: dict[str, tuple[int, str]]
) -> dict[str, Any]:
    """The descriptor of a release; ``files`` are {path: (bytes, SHA-256)} of those that hold data."""
    where = f"{freeze.public_url}/releases/{freeze.version}"
    note = " (SYNTHETIC DEMONSTRATION DATA / ข้อมูลสมมติเพื่อการสาธิต)" if freeze.demonstration else ""
    tables = [each for dataset in described for each in dataset_resources(dataset, files)]
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
        "citation": {lang: citation.say(cited_inside(freeze, described), lang) for lang in ("th", "en")},
        "sources": sources(freeze),
        "contributors": _contributors(described),
        "resources": [
            *tables,
            *_area_resources(freeze, files),
            _dictionary_resource(files),
            *errata_resources(files),
        ],
    }


def licences(described: list[Described]) -> list[dict[str, str]]:
    """The licences of the datasets and of the areas, each once."""
    names = sorted({dataset["licence"] for dataset in described} | {"CC-BY-4.0"})
    return [{"name": name, "path": LICENCES[name][0], "title": LICENCES[name][1]} for name in names]


def cited_inside(freeze: Freeze, described: list[Described]) -> citation.Cited:
    """The release as its own files cite it: without the sum of a manifest that sums them."""
    line = {
        "version": freeze.version,
        "round": freeze.round,
        "published_at": freeze.frozen_at,
        "synthetic": freeze.demonstration,
    }
    return citation.cite(line, described, freeze.public_url)


def sources(freeze: Freeze) -> list[dict[str, str]]:
    """Whose lists the areas come from, each once: the credit that their licences ask for."""
    told = [
        {
            "title": f"{edition['credit']} ({edition['source']}, {edition['day']}, {edition['licence']})",
            **({"path": edition["path"]} if edition.get("path") else {}),
        }
        for edition in freeze.areas_editions
    ]
    return list({each["title"]: each for each in told}.values())


def manifest(
    freeze: Freeze,
    described: list[Described],
    counts: dict[str, dict[str, Any]],
    files: dict[str, tuple[int, str]],
    errata: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What vouches for a release: a sum for every other file, what went into it, what a patch changed."""
    return {
        **({"errata": errata} if errata else {}),
        "format": "tambon-release/1",
        "version": freeze.version,
        "round": freeze.round,
        "frozen_at": freeze.frozen_at,
        "synthetic": freeze.demonstration,
        "published_from": freeze.public_url,
        "licences": licences(described),
        "credits": [source["title"] for source in sources(freeze)],
        "areas_edition": freeze.areas_published,
        "areas_sources": freeze.areas_editions,
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


def _area_resources(freeze: Freeze, files: dict[str, tuple[int, str]]) -> list[dict[str, Any]]:
    label = "ทะเบียนพื้นที่ทั้งประเทศ / areas of the whole country"
    table = file_resource("areas", label, "areas.csv", files)
    table["schema"] = schema(area_fields(), ["area_id"])
    columns = file_resource("areas-parquet", label, "areas.parquet", files)
    return [each | {"sources": sources(freeze)} for each in (table, columns) if sources(freeze)] or [
        table,
        columns,
    ]


def _dictionary_resource(files: dict[str, tuple[int, str]]) -> dict[str, Any]:
    body = file_resource("dictionary", "พจนานุกรมข้อมูล / data dictionary", "dictionary.csv", files)
    fields = [{"name": name, "type": "string"} for name in DICTIONARY_COLUMNS]
    return body | {"schema": schema(fields, ["dataset", "variable"])}


def errata_resources(files: dict[str, tuple[int, str]]) -> list[dict[str, Any]]:
    """Of a patch: its list of changed values; of any other release none."""
    if "errata.csv" not in files:
        return []
    label = "ค่าที่แก้ไขจากรุ่นก่อน / values corrected since the release before"
    fields = [{"name": name, "type": "string"} for name in TOLD]
    key = ["dataset", "level", "area_id", "period", "variable"]
    table = file_resource("errata", label, "errata.csv", files) | {"schema": schema(fields, key)}
    others = [file_resource(f"errata-{end}", label, f"errata.{end}", files) for end in ("parquet", "json")]
    return [table, *others]


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
