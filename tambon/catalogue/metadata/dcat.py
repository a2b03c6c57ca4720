"""A release as a DCAT 3 catalogue, with what DCAT-AP asks for. Pure.

Sources: W3C, "Data Catalog Vocabulary (DCAT) - Version 3" (2024); SEMIC, "DCAT-AP 3.0"; the EU's authority
tables for frequency, file type, language, access right and country.
"""

from __future__ import annotations

from tambon.catalogue.metadata.graph import Iri, Node, Text, Value
from tambon.catalogue.metadata.published import (
    PUBLIC,
    SYNTHETIC,
    Items,
    Published,
    Resource,
    days_of,
    items,
    resources,
    utc,
)
from tambon.catalogue.shapes import Dataset

TITLE = ("ข้อมูลเปิดระดับหมู่บ้านและตำบล", "Open village and tambon data")
ABOUT = (
    "ข้อมูลหมู่บ้านและตำบลที่เผยแพร่เป็นฉบับ ทุกค่าบอกที่มาและระดับความเชื่อมั่น",
    "Village and tambon data published in releases: each value says where it comes from and how sure we are.",
)
_EU = "http://publications.europa.eu/resource/authority"
_FREQUENCIES = {
    "ปี": "ANNUAL", "ครึ่งปี": "ANNUAL_2", "ไตรมาส": "QUARTERLY", "เดือน": "MONTHLY", "สัปดาห์": "WEEKLY",
    "วัน": "DAILY", "วันทำการ": "DAILY", "ชั่วโมง": "HOURLY", "ตามเวลาจริง": "UPDATE_CONT",
    "ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล": "NEVER",
}  # fmt: skip
_EVERY = {("ปี", 2): "BIENNIAL", ("ปี", 3): "TRIENNIAL", ("เดือน", 2): "BIMONTHLY", ("สัปดาห์", 2): "BIWEEKLY"}
Said = list[tuple[str, Value]]


def catalogue(published: Published) -> Node:
    """The catalogue with its datasets and their files."""
    note = f" ({SYNTHETIC})" if published.synthetic else ""
    said: Said = [
        *_both("dct:title", TITLE[0] + note, TITLE[1] + note),
        *_both("dct:description", ABOUT[0] + note, ABOUT[1] + note),
        ("dct:publisher", _publisher(published)),
        ("foaf:homepage", Iri(published.base + "/")),
        ("dct:language", Iri(f"{_EU}/language/THA")),
        ("dct:language", Iri(f"{_EU}/language/ENG")),
        ("dct:modified", _moment(published.published_at)),
        ("dct:issued", _moment(min([published.published_at, *published.issued.values()], key=utc))),
        ("dct:spatial", Iri(f"{_EU}/country/THA")),
        ("dcat:version", Text(published.version)),
        *(("dct:license", Iri(each["path"])) for each in published.licences[:1]),
        *_rights(published),
        *(("dcat:dataset", dataset(published, each)) for each in published.datasets),
    ]
    return Node("dcat:Catalog", tuple(said), published.base + "/catalog")


def dataset(published: Published, found: Dataset) -> Node:
    """One dataset with its distributions."""
    one, where = items(published, found), published.dataset_url(found["name"])
    said: Said = [
        *_both("dct:title", one.title, one.title_en),
        *_both("dct:description", one.notes, one.notes_en),
        ("dct:identifier", Text(where)),
        ("dct:publisher", _agent(published, one)),
        ("dcat:contactPoint", _contact(one)),
        *(("dcat:keyword", Text(tag, "th")) for tag in one.tags),
        ("dcat:landingPage", Iri(where)),
        ("dcat:version", Text(published.version)),
        ("dct:issued", _moment(published.first_published(found["name"]))),
        ("dct:modified", _moment(published.published_at)),
        *_frequency(one),
        *_when(found),
        ("dct:spatial", Iri(f"{_EU}/country/THA")),
        ("dct:language", Iri(f"{_EU}/language/THA")),
        ("dct:language", Iri(f"{_EU}/language/ENG")),
        (
            "dct:accessRights",
            Iri(f"{_EU}/access-right/{'PUBLIC' if one.data_category == PUBLIC else 'RESTRICTED'}"),
        ),
        ("dct:source", Node("rdfs:Resource", (("rdfs:label", Text(one.data_source, "th")),))),
        *(
            ("dcat:distribution", _distribution(published, found, each))
            for each in resources(published, found)
        ),
    ]
    return Node("dcat:Dataset", tuple(said), where)


def _distribution(published: Published, found: Dataset, one: Resource) -> Node:
    total: Said = [
        ("spdx:algorithm", Iri("spdx:checksumAlgorithm_sha256")),
        ("spdx:checksumValue", Text(one.sha256, kind="xsd:hexBinary")),
    ]
    licence = published.licence_url(found["licence"])
    said: Said = [
        ("dct:title", Text(one.name)),
        ("dcat:accessURL", Iri(one.url)),
        ("dcat:downloadURL", Iri(one.url)),
        ("dcat:mediaType", Iri(f"https://www.iana.org/assignments/media-types/{one.media_type}")),
        *([("dct:format", Iri(f"{_EU}/file-type/{one.file_type}"))] if one.file_type else []),
        ("dcat:byteSize", Text(str(one.bytes), kind="xsd:nonNegativeInteger")),
        ("spdx:checksum", Node("spdx:Checksum", tuple(total))),
        *([("dct:license", Iri(licence))] if licence else []),
        *_rights(published),
        ("dct:issued", _moment(published.published_at)),
        ("adms:status", Iri("http://purl.org/adms/status/Completed")),
    ]
    return Node("dcat:Distribution", tuple(said), one.url)


def _publisher(published: Published) -> Node:
    """Who runs the catalogue: the unit that its datasets name, else whoever serves this address."""
    named = [one for one in (items(published, each) for each in published.datasets) if one.maintainer]
    name = named[0].maintainer if named else published.base
    return Node("foaf:Agent", (("foaf:name", Text(name, "th")),), published.base + "/catalog#publisher")


def _agent(published: Published, one: Items) -> Node:
    return Node(
        "foaf:Agent",
        (("foaf:name", Text(one.owner_org, "th")),),
        f"{published.base}/catalog#organization-{one.organization}",
    )


def _contact(one: Items) -> Node:
    said: Said = [("vcard:fn", Text(one.maintainer, "th"))]
    if one.maintainer_email:
        said.append(("vcard:hasEmail", Iri(f"mailto:{one.maintainer_email}")))
    return Node("vcard:Organization", tuple(said))


def _frequency(one: Items) -> Said:
    every = _EVERY if one.update_frequency_interval > 1 else {}
    name = every.get((one.update_frequency_unit, one.update_frequency_interval)) or (
        _FREQUENCIES.get(one.update_frequency_unit, "UNKNOWN")
        if one.update_frequency_interval == 1
        else "OTHER"
    )
    return [("dct:accrualPeriodicity", Iri(f"{_EU}/frequency/{name}"))]


def _when(found: Dataset) -> Said:
    days = days_of(found["periods"])
    if days is None:
        return []
    spoken: Said = [
        ("dcat:startDate", Text(days[0].isoformat(), kind="xsd:date")),
        ("dcat:endDate", Text(days[1].isoformat(), kind="xsd:date")),
    ]
    return [("dct:temporal", Node("dct:PeriodOfTime", tuple(spoken)))]


def _rights(published: Published) -> Said:
    """The credits that the licences of the lists of areas ask for."""
    if not published.credits:
        return []
    said = tuple(("rdfs:label", Text(credit)) for credit in published.credits)
    return [("dct:rights", Node("dct:RightsStatement", said))]


def _both(name: str, th: str, en: str) -> Said:
    return [(name, Text(th, "th")), (name, Text(en, "en"))]


def _moment(text: str) -> Text:
    return Text(utc(text).isoformat(timespec="seconds"), kind="xsd:dateTime")
