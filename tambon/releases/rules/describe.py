"""What a release says about its own columns, files, licence and sources."""

from __future__ import annotations

from typing import Any

from tambon.catalogue.shapes import ChildTable, Described, Variable, variables_at
from tambon.catalogue.words import ABSENCES, CONFIDENTIALITY, GRADES, PARTS, STATUSES
from tambon.releases.rules import long
from tambon.releases.rules.child_tables import NUMBER, as_variables, child_tables
from tambon.releases.rules.protection import AGGREGATE, levels_of, published
from tambon.releases.rules.shape import Dataset
from tambon.releases.rules.shape import Variable as Frozen

DICTIONARY_COLUMNS = (
    "dataset", "dataset_version", "level", "periods", "variable", "label_th", "label_en", "type", "unit",
    "unit_th", "unit_en", "codes", "owner", "owner_th", "owner_en", "aggregation", "weight", "numerator",
    "denominator", "class", "publish_from", "threshold", "zeros", "total_of",
)  # fmt: skip
AREA_FIELDS = (
    "area_id", "kind", "area_code", "name_th", "name_en", "parent_code",
    "province_code", "district_code", "tambon_code", "synthetic",
)  # fmt: skip
_TYPES = {
    "integer": "integer", "decimal": "number", "boolean": "boolean",
    "date": "date", "code": "string", "codes": "string",
}  # fmt: skip
_DUCKDB = {"VARCHAR": "string", "DOUBLE": "number", "BIGINT": "integer", "BOOLEAN": "boolean"}


def describe(dataset: Dataset) -> Described:
    """The dataset for dictionary.json: its published variables only."""
    return {
        "name": dataset.name,
        "version": dataset.version,
        "label_th": dataset.label_th,
        "label_en": dataset.label_en,
        "description_th": dataset.description_th,
        "description_en": dataset.description_en,
        "owner": dataset.owner,
        "owner_th": dataset.owner_th,
        "owner_en": dataset.owner_en,
        "level": dataset.level,
        "levels": list(dataset.levels),
        "periods": dataset.periods,
        "licence": dataset.licence,
        "catalogue": dataset.catalogue,
        "variables": [_variable(dataset, variable) for variable in published(dataset)],
        "tables": [_table(dataset, variable) for variable in child_tables(dataset)],
    }


def dictionary_rows(described: list[Described]) -> list[list[str]]:
    """The same as the rows of dictionary.csv, in the order of `DICTIONARY_COLUMNS`."""
    return [
        [
            dataset["name"], str(dataset["version"]), dataset["level"], " ".join(dataset["periods"]),
            within + v["name"], v["label_th"], v["label_en"], v["type"],
            v["unit"], v["unit_th"], v["unit_en"],
            " | ".join(f"{c['code']} = {c['label_th']} / {c['label_en']}" for c in v["codes"]),
            v["owner"], v["owner_th"], v["owner_en"], v["aggregation"], v["weight"], v["numerator"],
            v["denominator"], v["class"], v["publish_from"], str(v["threshold"] or ""), v["zeros"],
            " ".join(v["total_of"]),
        ]
        for dataset in described
        for within, v in _all_variables(dataset)
    ]  # fmt: skip


def _all_variables(dataset: Described) -> list[tuple[str, Variable]]:
    """The variables, then the columns of the child tables, each with what stands before its name."""
    columns = [(f"{table['name']}.", v) for table in dataset["tables"] for v in table["columns"]]
    return [*(("", v) for v in dataset["variables"]), *columns]


def table_fields(dataset: Described, level: str) -> list[dict[str, Any]]:
    """Frictionless Table Schema fields of a dataset's file at a level, in the order of its columns."""
    fields = _row_fields(dataset)
    own = level == dataset["level"]
    for variable in variables_at(dataset, level):
        fields += _own_fields(variable) if own else _total_fields(variable)
    return fields


def observation_fields(dataset: Described) -> list[dict[str, Any]]:
    """Table Schema fields of the long table."""
    names = sorted(variable["name"] for variable in dataset["variables"])
    limits = {
        "REF_AREA": {"required": True},
        "AREA_LEVEL": _among(dataset["levels"], required=True),
        "TIME_PERIOD": _among(dataset["periods"], required=True),
        "INDICATOR": _among(names, required=True),
        "OBS_STATUS": _among(list(STATUSES), required=True),
        "CONF_STATUS": _among(list(CONFIDENTIALITY), required=True),
        "GRADE": _among(list(GRADES)),
        "SYNTHETIC": {"required": True},
        "AREA_ID": {"required": True},
    }
    return [
        _text(one.name, one.th, one.en)
        | {"type": _DUCKDB[one.type]}
        | ({"constraints": limits[one.name]} if one.name in limits else {})
        for one in long.COLUMNS
    ]


def child_fields(dataset: Described, table: ChildTable) -> list[dict[str, Any]]:
    """Table Schema fields of a child table."""
    grade = {**_text("grade", *PARTS["grade"]), "constraints": _among(list(GRADES), required=True)}
    status = {**_text("status", *PARTS["status"]), "constraints": _among(list(STATUSES), required=True)}
    number = _text(NUMBER, "ลำดับแถวของคำตอบ", "number of the row in the answer, from 1") | {"type": "integer"}
    number["constraints"] = {"required": True, "minimum": 1}
    own = [_value_field(column, _TYPES[column["type"]]) for column in table["columns"]]
    return [*_row_fields(dataset), number, grade, _text("origin", *PARTS["origin"]), status, *own]


def area_fields() -> list[dict[str, Any]]:
    """Table Schema fields of areas.csv."""
    return [_synthetic() if name == "synthetic" else _area_field(name) for name in AREA_FIELDS]


def _variable(dataset: Dataset, variable: Frozen) -> Variable:
    few = variable.protection == AGGREGATE
    return {
        "name": variable.name,
        "label_th": variable.label_th,
        "label_en": variable.label_en,
        "description_th": variable.description_th,
        "description_en": variable.description_en,
        "type": variable.type,
        "minimum": variable.minimum,
        "maximum": variable.maximum,
        "unit": variable.unit,
        "unit_th": variable.unit_th,
        "unit_en": variable.unit_en,
        "codes": [{k: code[k] for k in ("code", "label_th", "label_en")} for code in variable.codes],  # type: ignore[misc]
        "owner": variable.owner,
        "owner_th": variable.owner_th,
        "owner_en": variable.owner_en,
        "aggregation": variable.aggregation,
        "weight": variable.weight,
        "numerator": variable.numerator,
        "denominator": variable.denominator,
        "scale": variable.scale,
        "class": variable.protection,
        "publish_from": levels_of(dataset, variable)[0] if few else "",
        "threshold": variable.threshold if few else None,
        "zeros": ("safe" if variable.zeros_safe else "hidden") if few else "",
        "total_of": variable.total_of,
    }


def _table(dataset: Dataset, rows: Frozen) -> ChildTable:
    return {
        "name": rows.name,
        "label_th": rows.label_th,
        "label_en": rows.label_en,
        "description_th": rows.description_th,
        "description_en": rows.description_en,
        "columns": [_variable(dataset, column) for column in as_variables(rows)],
    }


def _row_fields(dataset: Described) -> list[dict[str, Any]]:
    """The columns that every table of a dataset begins with."""
    area = (
        "area_id",
        "area_code",
        "area_name_th",
        "area_name_en",
        "province_code",
        "district_code",
        "tambon_code",
    )
    period = _text("period", "งวด", "period (SDMX)")
    period["constraints"] = _among(dataset["periods"], required=True)
    return [*map(_area_field, area), period, _synthetic()]


def _own_fields(variable: Variable) -> list[dict[str, Any]]:
    value = _value_field(variable, _TYPES[variable["type"]])
    if variable["type"] == "code":
        value["constraints"] = _among([code["code"] for code in variable["codes"]])
    limits = {
        "grade": list(GRADES),
        "status": list(STATUSES),
        "absent": list(ABSENCES),
    }
    parts = [
        {**_part(variable, part), "constraints": _among(limits[part], required=part == "status")}
        if part in limits
        else _part(variable, part)
        for part in ("grade", "origin", "status", "absent")
    ]
    return [value, *parts]


def _total_fields(variable: Variable) -> list[dict[str, Any]]:
    kind = "integer" if variable["aggregation"] == "sum" and variable["type"] != "decimal" else "number"
    value = [] if variable["aggregation"] == "none" else [_value_field(variable, kind)]
    counts = [
        {**_part(variable, part), "type": "integer", "constraints": {"required": True, "minimum": 0}}
        for part in ("expected", "reported", "verified")
    ]
    status = {**_part(variable, "status"), "constraints": _among(list(STATUSES), required=True)}
    hides = variable["publish_from"]  # not in what officials have of the class
    conf = {**_part(variable, "conf"), "constraints": _among(list(CONFIDENTIALITY), required=True)}
    return [*value, *counts, status, *([conf] if hides else [])]


def _value_field(variable: Variable, kind: str) -> dict[str, Any]:
    field = _text(variable["name"], variable["label_th"], variable["label_en"]) | {"type": kind}
    return field | ({"unit": variable["unit"]} if variable["unit"] else {})


def _part(variable: Variable, part: str) -> dict[str, Any]:
    th, en = PARTS[part]
    return _text(
        f"{variable['name']}_{part}", f"{variable['label_th']}: {th}", f"{variable['label_en']}: {en}"
    )


def _area_field(name: str) -> dict[str, Any]:
    th, en = _AREA_LABELS[name]
    required = {"constraints": {"required": True}} if name in ("area_id", "area_code", "kind") else {}
    return _text(name, th, en) | required


def _synthetic() -> dict[str, Any]:
    label = _text("synthetic", "ข้อมูลสมมติ", "synthetic: made up for a demonstration, describes no real place")
    return label | {"type": "boolean", "constraints": {"required": True}}


def _text(name: str, th: str, en: str) -> dict[str, Any]:
    return {"name": name, "type": "string", "title": f"{th} / {en}"}


def _among(values: list[str], *, required: bool = False) -> dict[str, Any]:
    return {"enum": values} | ({"required": True} if required else {})


_AREA_LABELS = {
    "area_id": ("รหัสถาวรของพื้นที่", "the area's public id, which is never used again"),
    "area_code": ("รหัสพื้นที่", "the area's code (TIS 1099)"),
    "kind": ("ชนิดพื้นที่", "kind of area"),
    "area_name_th": ("ชื่อพื้นที่ ภาษาไทย", "name in Thai"),
    "area_name_en": ("ชื่อพื้นที่ ภาษาอังกฤษ", "name in English"),
    "name_th": ("ชื่อพื้นที่ ภาษาไทย", "name in Thai"),
    "name_en": ("ชื่อพื้นที่ ภาษาอังกฤษ", "name in English"),
    "parent_code": ("รหัสพื้นที่ชั้นบน", "code of the area above"),
    "province_code": ("รหัสจังหวัด", "province code"),
    "district_code": ("รหัสอำเภอ", "district code"),
    "tambon_code": ("รหัสตำบล", "tambon code"),
}
