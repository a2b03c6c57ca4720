"""One release as catalogues elsewhere want it told: addresses, the standard's items, files, days. Pure."""

from __future__ import annotations

import re
import uuid
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from tambon.catalogue.shapes import Dataset

SYNTHETIC = "ข้อมูลสมมติเพื่อการสาธิต · SYNTHETIC DEMONSTRATION DATA"
PUBLIC = "ข้อมูลสาธารณะ"
PLACEHOLDER = re.compile(r"@([a-z0-9-]+\.)*example(\.[a-z.]+)?$")  # nobody's: a deployment sets its own
LITERAL_OF_LICENCE = {"CC-BY-4.0": "Creative Commons Attributions", "ODC-BY-1.0": "Open Data Common"}
_FINEST = {
    "village": "หมู่บ้าน",
    "tambon": "ตำบล",
    "district": "อำเภอ",
    "province": "จังหวัด",
    "country": "ประเทศ",
}
_LEVELS = {
    "village": ("หมู่บ้าน", "villages"),
    "tambon": ("ตำบล", "tambons"),
    "district": ("อำเภอ", "districts"),
    "province": ("จังหวัด", "provinces"),
    "country": ("ประเทศ", "country"),
    "observations": ("ตารางค่าสังเกต", "observations"),
}
# ending: (as CKAN names it, the standard's literal of data_format, media type, file type of the EU's list)
_FORMATS = {
    "csv": ("CSV", "CSV", "text/csv", "CSV"),
    "parquet": ("PARQUET", "", "application/vnd.apache.parquet", ""),
    "xlsx": ("XLSX", "XLS", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    "geojson": ("GeoJSON", "JSON", "application/geo+json", "GEOJSON"),
    "json": ("JSON", "JSON", "application/json", "JSON"),
}
_UNKNOWN_FORMAT = ("", "", "application/octet-stream", "")


@dataclass(frozen=True)
class Published:
    """One good release and where it is served. ``base`` is the public address without a slash at its end."""

    base: str
    version: str
    published_at: str  # ISO 8601
    synthetic: bool
    datasets: tuple[Dataset, ...]
    licences: tuple[Mapping[str, str], ...] = ()  # name, path, title
    credits: tuple[str, ...] = ()
    issued: Mapping[str, str] = field(default_factory=dict)  # dataset: when it was first published
    email: str = ""  # the deployment's own, where a dataset's text holds a placeholder

    def dataset_url(self, name: str) -> str:
        return f"{self.base}/datasets/{name}"

    def first_published(self, name: str) -> str:
        return self.issued.get(name, self.published_at)

    def licence_url(self, name: str) -> str:
        """Where the licence stands; empty where the release does not say."""
        return next((each["path"] for each in self.licences if each["name"] == name), "")


@dataclass(frozen=True)
class Resource:
    """One file that a catalogue lists. ``key`` stays the same from release to release."""

    key: str
    name: str
    url: str
    format: str
    literal: str
    media_type: str
    file_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Items:
    """The standard's items of a dataset as they are told; what a release lacks is said to be not known."""

    title: str
    title_en: str
    owner_org: str
    organization: str  # its name in addresses
    maintainer: str
    maintainer_email: str
    tags: tuple[str, ...]
    notes: str
    notes_en: str
    objective: tuple[str, ...]
    update_frequency_unit: str
    update_frequency_interval: int
    geo_coverage: str
    data_source: str
    data_format: tuple[str, ...]
    data_category: str
    license_id: str
    data_type: str
    data_classification: str


def items(published: Published, dataset: Dataset) -> Items:
    """The items; names and notes of made-up data say so."""
    kept: Mapping[str, Any] = dataset["catalogue"]
    owner = str(kept.get("owner_org") or dataset["owner_th"] or dataset["owner"] or "ไม่ได้ระบุหน่วยงาน")
    note = f" ({SYNTHETIC})" if published.synthetic else ""
    return Items(
        title=str(kept.get("title") or dataset["label_th"]) + note,
        title_en=dataset["label_en"] + note,
        owner_org=owner,
        organization=slug(dataset["owner"]) or "not-named",
        maintainer=str(kept.get("maintainer") or owner),
        maintainer_email=_email(str(kept.get("maintainer_email") or ""), published.email),
        tags=tuple(map(str, kept.get("tag_string") or ())),
        notes=str(kept.get("notes") or dataset["description_th"] or dataset["label_th"]) + note,
        notes_en=(dataset["description_en"] or dataset["label_en"]) + note,
        objective=tuple(kept.get("objective") or ("ไม่ทราบ",)),
        update_frequency_unit=str(kept.get("update_frequency_unit") or "ไม่ทราบ"),
        update_frequency_interval=int(kept.get("update_frequency_interval") or 1),
        geo_coverage=str(kept.get("geo_coverage") or _FINEST.get(dataset["level"], "ไม่ทราบ")),
        data_source=str(kept.get("data_source") or "ไม่ทราบ"),
        data_format=_formats(published, dataset) or tuple(kept.get("data_format") or ("ไม่ทราบ",)),
        data_category=str(kept.get("data_category") or PUBLIC),
        license_id=str(kept.get("license_id") or LITERAL_OF_LICENCE.get(dataset["licence"], "")),
        data_type=str(kept.get("data_type") or "ข้อมูลสถิติ"),
        data_classification=str(kept.get("data_classification") or "เปิดเผย"),
    )


def resources(published: Published, dataset: Dataset) -> list[Resource]:
    """The dataset's files, the finest level first, of each the plainest format first."""
    listed = [
        _resource(published, dataset, each["path"], int(each["bytes"]), each["sha256"])
        for each in dataset["files"]
    ]
    return sorted(listed, key=lambda one: (*_rank(one.key), one.key))


def identifier(*parts: str) -> str:
    """A UUID that is the same for the same thing, on whichever machine it is asked for."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "tambon:" + "/".join(parts)))


def slug(text: str) -> str:
    """Letters, digits, - and _ alone: a name that stands in an address."""
    return re.sub(r"[^a-z0-9_-]+", "-", text.lower()).strip("-")


def days_of(periods: list[str]) -> tuple[date, date] | None:
    """The first and the last day of the periods (SDMX: 2026, 2026-11, 2026-Q4, 2026-S2); None without any."""
    spans = [span for span in map(_span, periods) if span]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def utc(moment: str) -> datetime:
    """The moment in UTC; one without a zone is taken to be in it."""
    read = datetime.fromisoformat(moment)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)


def _span(period: str) -> tuple[date, date] | None:
    found = re.fullmatch(r"(\d{4})(?:-(?:(\d{2})|([QS])([1-4])))?", period)
    if found is None or not 1 <= int(found[1]) <= 9999:
        return None
    year, first, last = int(found[1]), 1, 12
    if found[2]:
        first = last = int(found[2])
    elif found[3]:
        months = 3 if found[3] == "Q" else 6
        first, last = (int(found[4]) - 1) * months + 1, int(found[4]) * months
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _resource(published: Published, dataset: Dataset, path: str, size: int, total: str) -> Resource:
    inside = path.removeprefix(f"data/{dataset['name']}/")
    stem, _, ending = inside.partition(".")
    level, _, period = stem.partition("-")
    within = stem.removeprefix("rows/")
    form, literal, media_type, file_type = _FORMATS.get(ending.rpartition(".")[2], _UNKNOWN_FORMAT)
    geo = ending == "geo.parquet"
    th, en = _LEVELS.get(level, (f"แถวของ {within}", f"rows of {within}") if within != stem else (stem, stem))
    when = f" {period}" if period else ""
    label = "GeoParquet" if geo else form or ending.upper()
    return Resource(
        key=f"{dataset['name']}/{inside}",
        name=f"{dataset['label_th']} · {th}{when} / {dataset['label_en']} · {en}{when} ({label})",
        url=f"{published.base}/data/{published.version}/{path}",
        format=label,
        literal=literal,
        media_type=media_type,
        file_type=file_type,
        bytes=size,
        sha256=total,
    )


def _rank(key: str) -> tuple[int, int]:
    stem, _, ending = key.partition("/")[2].partition(".")
    levels, endings = list(_LEVELS), list(_FORMATS)
    level = stem.partition("-")[0]
    return (
        levels.index(level) if level in levels else len(levels),
        endings.index(ending) if ending in endings else len(endings),
    )


def _formats(published: Published, dataset: Dataset) -> tuple[str, ...]:
    """The standard's literals of the formats that the files really have."""
    return tuple(dict.fromkeys(one.literal for one in resources(published, dataset) if one.literal))


def _email(written: str, own: str) -> str:
    return own if own and (not written or PLACEHOLDER.search(written)) else written
