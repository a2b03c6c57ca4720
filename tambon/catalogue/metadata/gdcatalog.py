"""Rows of the Excel template by which GD Catalog's importer registers datasets by hand. Pure.

The importer knows columns by their place alone: the heading stands in row 4, row 5 is an example that it
drops, datasets begin in row 6. Years are Buddhist, in YYYY-MM-DD; one objective and one format to a dataset.
Source: the importer's own order of columns, in the public code of ckanext-thai_gdc. Some installations have
one more column, data_classification, after data_category: ``classified``.
"""

from __future__ import annotations

from collections.abc import Mapping

from tambon.catalogue.metadata.published import Items, Published, Resource, days_of, items, resources, utc
from tambon.catalogue.shapes import Dataset

Rows = list[list[str]]
KINDS = {
    "Record": "ข้อมูลระเบียน",
    "Stat": "ข้อมูลสถิติ",
    "GIS": "ข้อมูลภูมิสารสนเทศเชิงพื้นที่",
    "Multi": "ข้อมูลหลากหลายประเภท",
    "Other": "ข้อมูลประเภทอื่นๆ",
}
_COMMON = (
    "name", "d_type", "title", "owner_org", "maintainer", "maintainer_email", "tag_string", "notes",
    "objective", "update_frequency_unit", "update_frequency_interval", "geo_coverage", "data_source",
    "data_format", "data_category", "data_classification", "license_id", "accessible_condition",
)  # fmt: skip
_RECORD = (
    "created_date", "last_updated_date", "url", "data_support", "data_collect", "data_language",
    "high_value_dataset", "reference_data",
)  # fmt: skip
_STAT = (
    "first_year_of_data", "last_year_of_data", "data_release_calendar", "last_updated_date", "disaggregate",
    "unit_of_measure", "unit_of_multiplier", "calculation_method", "standard", "url", "data_language",
    "official_statistics",
)  # fmt: skip
_GIS = (
    "geographic_data_set", "equivalent_scale", "west_bound_longitude", "east_bound_longitude",
    "north_bound_longitude", "south_bound_longitude", "positional_accuracy", "reference_period",
    "last_updated_date", "data_release_calendar", "data_release_date", "url", "data_language",
)  # fmt: skip
_OWN = {"Record": _RECORD, "Stat": _STAT, "GIS": _GIS, "Multi": _RECORD, "Other": _RECORD}
_FILE = (
    "dataset_name", "resource_name", "resource_url", "description", "resource_accessible_condition",
    "resource_last_updated_date", "format",
)  # fmt: skip
_FILE_RECORD = ("resource_created_date", "resource_data_collect")
_FILE_STAT = (
    "resource_first_year_of_data", "resource_last_year_of_data", "resource_data_release_calendar",
    "resource_disaggregate", "resource_unit_of_measure", "resource_unit_of_multiplier",
    "resource_official_statistics",
)  # fmt: skip
_FILE_GIS = (
    "resource_equivalent_scale", "resource_geographic_data_set", "resource_created_date",
    "resource_data_release_date", "resource_positional_accuracy",
)  # fmt: skip
_FILE_OWN = {
    "Record": _FILE_RECORD, "Stat": _FILE_STAT, "GIS": _FILE_GIS,
    "Multi": _FILE_RECORD, "Other": _FILE_RECORD,
}  # fmt: skip
_NO = "ไม่ใช่"  # the importer takes whatever holds ไม่ for no
_BY_PLACE = "ขอบเขตเชิงภูมิศาสตร์หรือเชิงพื้นที่"
_OPEN = "เปิดให้ทุกคนใช้โดยไม่ต้องลงทะเบียน"


def sheets(
    published: Published, datasets: tuple[Dataset, ...], *, classified: bool = False
) -> dict[str, Rows]:
    """{sheet: rows}, in the template's order; each dataset stands on the sheet of its data_type."""
    made: dict[str, Rows] = {}
    of_kind = {kind: [d for d in datasets if _kind(published, d) == kind] for kind in KINDS}
    for kind, found in of_kind.items():
        columns = meta_columns(kind, classified=classified)
        rows = [_meta(published, each) for each in found]
        made[f"Temp2_Meta_{kind}"] = _sheet(f"ชุดข้อมูล · {KINDS[kind]}", columns, rows, published)
    for kind, found in of_kind.items():
        rows = [_file(published, each, one) for each in found for one in resources(published, each)]
        made[f"Temp3_Resource_{kind}"] = _sheet(
            f"ทรัพยากร · {KINDS[kind]}", file_columns(kind), rows, published
        )
    return made


def meta_columns(kind: str, *, classified: bool) -> tuple[str, ...]:
    """The columns of a ``Temp2_Meta_…`` sheet, in the importer's order."""
    common = tuple(name for name in _COMMON if classified or name != "data_classification")
    names = (*common, *_OWN[kind])
    return tuple("data_type_other" if kind == "Other" and name == "d_type" else name for name in names)


def file_columns(kind: str) -> tuple[str, ...]:
    """The columns of a ``Temp3_Resource_…`` sheet, in the importer's order."""
    return (*_FILE, *_FILE_OWN[kind])


def buddhist(moment: str) -> str:
    """``2569-11-22``: the day in Thailand, as the template wants it."""
    from tambon.lib.days import thai_day

    day = thai_day(utc(moment))
    return f"{day.year + 543:04}-{day.month:02}-{day.day:02}"


def _sheet(title: str, columns: tuple[str, ...], rows: list[Mapping[str, str]], published: Published) -> Rows:
    note = "ข้อมูลสมมติเพื่อการสาธิต · synthetic demonstration data" if published.synthetic else ""
    head = [[title], [f"{published.base} · {published.version}"], [note], list(columns)]
    example = ["ตัวอย่าง (แถวนี้ไม่ถูกนำเข้า)", *("ตัวอย่าง" for _ in columns[1:])]
    return [*head, example, *([row.get(name, "") for name in columns] for row in rows)]


def _kind(published: Published, dataset: Dataset) -> str:
    literal = items(published, dataset).data_type
    return next((kind for kind, said in KINDS.items() if said == literal), "Other")


def _meta(published: Published, dataset: Dataset) -> Mapping[str, str]:
    one, days = items(published, dataset), days_of(dataset["periods"])
    return {
        "name": dataset["name"],
        "d_type": one.data_type,
        "data_type_other": one.data_type,
        "title": one.title,
        "owner_org": one.owner_org,
        "maintainer": one.maintainer,
        "maintainer_email": one.maintainer_email,
        "tag_string": ",".join(one.tags),
        "notes": one.notes,
        "objective": one.objective[0],
        "update_frequency_unit": one.update_frequency_unit,
        "update_frequency_interval": str(one.update_frequency_interval),
        "geo_coverage": one.geo_coverage,
        "data_source": one.data_source,
        "data_format": one.data_format[0],
        "data_category": one.data_category,
        "data_classification": one.data_classification,
        "license_id": one.license_id,
        "accessible_condition": _OPEN,
        "created_date": buddhist(published.first_published(dataset["name"])),
        "last_updated_date": buddhist(published.published_at),
        "data_release_date": buddhist(published.published_at),
        "first_year_of_data": str(days[0].year + 543) if days else "",
        "last_year_of_data": str(days[1].year + 543) if days else "",
        "url": published.dataset_url(dataset["name"]),
        "disaggregate": _BY_PLACE,
        "unit_of_measure": _units(dataset),
        "unit_of_multiplier": "หน่วย",
        "data_collect": _BY_PLACE,
        "data_language": "ไทย",
        "high_value_dataset": _NO,
        "reference_data": _NO,
        "official_statistics": _NO,
    }


def _file(published: Published, dataset: Dataset, one: Resource) -> Mapping[str, str]:
    row, said = _meta(published, dataset), items(published, dataset)
    same = {f"resource_{name}": value for name, value in row.items()}
    return {
        **same,
        "dataset_name": dataset["name"],
        "resource_name": one.name,
        "resource_url": one.url,
        "description": _about(said),
        "format": one.format,
    }


def _about(said: Items) -> str:
    return f"{said.notes} / {said.notes_en}"


def _units(dataset: Dataset) -> str:
    """The units of the dataset's numbers, each once."""
    return ", ".join(dict.fromkeys(v["unit_th"] or v["unit"] for v in dataset["variables"] if v["unit"]))
