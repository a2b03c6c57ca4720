"""The resources of a Data Package: one for each file of a dataset, a table with its schema. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tambon.catalogue.shapes import LEVELS, Described
from tambon.releases.rules.child_tables import NUMBER
from tambon.releases.rules.describe import child_fields, observation_fields, table_fields
from tambon.releases.rules.long import KEY

Files = Mapping[str, tuple[int, str]]  # path: bytes, SHA-256
_PLAIN = {"type": "file"}  # a client that reads no Parquet still checks its sum
_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}
_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "json": "application/json",
}


def dataset_resources(dataset: Described, files: Files) -> list[dict[str, Any]]:
    """Every file of the dataset, the finest level first, then the long table and those of rows."""
    start = f"data/{dataset['name']}/"
    inside = [path.removeprefix(start) for path in files if path.startswith(start)]
    return [_resource(dataset, path, files) for path in sorted(inside, key=lambda path: _rank(dataset, path))]


def file_resource(name: str, title: str, path: str, files: Files) -> dict[str, Any]:
    """A file with its size and sum; a CSV as a table whose schema the caller adds."""
    size, total = files[path]
    ending = path.rpartition(".")[2]
    table = {"type": "table", "profile": "tabular-data-resource", "encoding": "utf-8", "dialect": _DIALECT}
    return {
        "name": name.replace("_", "-").replace(".", "-").replace("/", "-").lower(),
        "title": title,
        "path": path,
        "format": ending,
        "mediatype": _MEDIA_TYPES[ending],
        "bytes": size,
        "hash": f"sha256:{total}",
        **(table if ending == "csv" else _PLAIN),
    }


def schema(fields: list[dict[str, Any]], key: list[str]) -> dict[str, Any]:
    """A Table Schema: an empty cell is no value."""
    return {"fields": fields, "primaryKey": key, "missingValues": [""]}


def _rank(dataset: Described, path: str) -> tuple[int, str]:
    level = _level(path)
    return (dataset["levels"].index(level) if level in dataset["levels"] else len(LEVELS), path)


def _level(path: str) -> str:
    return path.partition(".")[0].partition("-")[0]


def _resource(dataset: Described, path: str, files: Files) -> dict[str, Any]:
    stem, _, ending = path.partition(".")
    name = f"{dataset['name']}-{stem}" + ("" if ending == "csv" else f"-{ending}")
    label = f"{dataset['label_th']} / {dataset['label_en']}: {stem}"
    body = file_resource(name, label, f"data/{dataset['name']}/{path}", files)
    return body | ({"schema": _schema(dataset, stem)} if ending == "csv" else {})


def _schema(dataset: Described, stem: str) -> dict[str, Any]:
    if stem in dataset["levels"]:
        return schema(table_fields(dataset, stem), ["area_id", "period"])
    for table in dataset["tables"]:
        if stem == f"rows/{table['name']}":
            return schema(child_fields(dataset, table), ["area_id", "period", NUMBER])
    return schema(observation_fields(dataset), list(KEY))
