"""The ten standard datasets as other catalogues are told of them: every mandatory item, in its words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.catalogue.metadata import citation, ckan, dcat, feeds, gdcatalog, graph, schema_org, sitemap
from tambon.catalogue.metadata.published import PLACEHOLDER, Published, items
from tambon.catalogue.shapes import Change, Dataset, Patch, ReleaseLine, Tombstone
from tambon.dictionary import actions
from tambon.dictionary.rules.catalogue_terms import MANDATORY
from tambon.dictionary.rules.reading import read_dataset
from tambon.releases.rules.adapt import adapt
from tambon.releases.rules.describe import describe
from tambon.releases.rules.package import licences


def standard(name: str) -> Dataset:
    """The dataset as a release describes it, before it has files."""
    spec = read_dataset((actions.STANDARD / f"{name}.yml").read_text("utf-8"), file=name)
    described = describe(adapt(spec, 1, ["2026"], {}))
    return {**described, "files": [], "rows": {}, "grades": {}, "expected": 0, "absent": 0}


NAMES = sorted(path.stem for path in actions.STANDARD.glob("*.yml"))
DATASETS = tuple(standard(name) for name in NAMES)
PUBLISHED = Published(
    "https://data.example.go.th", "2026.1", "2026-11-22T20:00:00+00:00", False, DATASETS,
    licences=tuple(licences(list(DATASETS))),
)  # fmt: skip


def test_all_ten_are_there() -> None:
    assert len(NAMES) == 10
    assert [package["name"] for package in ckan.packages(PUBLISHED)] == NAMES


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda each: each["name"])
def test_every_mandatory_item_reaches_ckan_and_the_template(dataset: Dataset) -> None:
    package = ckan.package(PUBLISHED, dataset)
    row = dict(zip(
        gdcatalog.meta_columns("Stat", classified=True),
        gdcatalog.sheets(PUBLISHED, (dataset,), classified=True)["Temp2_Meta_Stat"][5], strict=True,
    ))  # fmt: skip
    kept: dict[str, Any] = dataset["catalogue"]
    for item in MANDATORY:
        if item not in ("owner_org", "tag_string", "notes", "data_type"):
            assert package[item] == kept[item]
            assert row[item] == (kept[item][0] if isinstance(kept[item], list) else kept[item])
    assert package["organization"]["title"] == row["owner_org"] == kept["owner_org"]
    assert package["tag_string"] == row["tag_string"] == ",".join(kept["tag_string"])
    assert package["notes"].startswith(kept["notes"]) and dataset["description_en"] in package["notes"]
    assert package["allow_harvest"] == "True"
    assert package["license_url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert row["last_updated_date"] == "2569-11-23"  # three in the morning there, eight in the evening in UTC


def test_only_public_data_may_be_harvested() -> None:
    closed = {**DATASETS[0], "catalogue": {**DATASETS[0]["catalogue"], "data_category": "ข้อมูลใช้ภายใน"}}
    package = ckan.package(PUBLISHED, closed)  # type: ignore[arg-type]
    assert package["allow_harvest"] == "False"
    assert "access-right/RESTRICTED" in graph.turtle(dcat.dataset(PUBLISHED, closed))  # type: ignore[arg-type]


@pytest.mark.parametrize(("unit", "interval", "name"), [
    ("ปี", 1, "ANNUAL"), ("ปี", 2, "BIENNIAL"), ("เดือน", 1, "MONTHLY"), ("เดือน", 5, "OTHER"),
    ("ไม่ทราบ", 1, "UNKNOWN"),
    ("ตามเวลาจริง", 1, "UPDATE_CONT"), ("นาที", 1, "UNKNOWN"), ("ไตรมาส", 1, "QUARTERLY"),
])  # fmt: skip
def test_a_frequency_has_its_name_in_the_eus_list(unit: str, interval: int, name: str) -> None:
    kept = {**DATASETS[0]["catalogue"], "update_frequency_unit": unit, "update_frequency_interval": interval}
    changed: Any = {**DATASETS[0], "catalogue": kept}
    assert f"authority/frequency/{name}>" in graph.turtle(dcat.dataset(PUBLISHED, changed))


@pytest.mark.parametrize(("address", "nobodys"), [
    ("opendata@example.go.th", True), ("a@data.example.com", True), ("a@example", True),
    ("data@dopa.go.th", False),
    ("a@myexample.go.th", False),
])  # fmt: skip
def test_a_placeholder_is_known(address: str, nobodys: bool) -> None:
    assert bool(PLACEHOLDER.search(address)) is nobodys


@given(st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_any_text_goes_into_every_writing(title: str, notes: str, synthetic: bool) -> None:
    kept = {**DATASETS[0]["catalogue"], "title": title, "notes": notes}
    changed: Any = {**DATASETS[0], "catalogue": kept}
    told = Published("http://x", "1.1", "2026-11-22", synthetic, (changed,))
    assert items(told, changed).title.startswith(title)
    for written in (
        graph.turtle(dcat.catalogue(told)), graph.jsonld(dcat.catalogue(told)),
        schema_org.page_block(told, changed),
    ):  # fmt: skip
        assert written.encode()
        assert not synthetic or "SYNTHETIC" in written
    assert gdcatalog.sheets(told, (changed,)) and ckan.packages(told)


LINE: ReleaseLine = {
    "version": "2026.1.1", "published_at": "2026-11-22T01:00:00+00:00",
    "frozen_at": "2026-11-22T00:00:00+00:00",
    "round": {"code": "r", "name_th": "รอบ", "name_en": "Round"}, "periods": ["2026"], "synthetic": False,
    "manifest_sha256": "0" * 64,
}  # fmt: skip


@given(st.text(max_size=30), st.none() | st.booleans() | st.integers() | st.text(max_size=9))
def test_whatever_is_corrected_or_withdrawn_the_feed_is_xml(said: str, value: Any) -> None:
    from xml.etree import ElementTree

    patch: Patch = {
        "version": "2026.1.1", "patches": "2026.1", "published_at": LINE["published_at"], "synthetic": False,
        "reason_th": said, "reason_en": said, "changes": 60, "datasets": {"water": 60},
    }  # fmt: skip
    change: Change = {
        "patch": "2026.1.1", "dataset": "water", "level": "village", "area_id": said, "area_code": said,
        "period": "2026", "variable": "households", "was": value, "now": None, "was_grade": "checked",
        "now_grade": None, "was_status": "P", "now_status": "L",
    }  # fmt: skip
    gone: Tombstone = {
        "version": "2026.1", "published_at": LINE["published_at"], "manifest_sha256": "", "withdrawn_on": "",
        "withdrawn_at": "",
        "reason_th": said, "reason_en": said, "synthetic": True, "instead": None,
    }  # fmt: skip
    text = feeds.feed("http://x", "errata", feeds.errata("http://x", [(patch, [change])], [gone]))
    assert len(ElementTree.fromstring(text.encode("utf-8", "replace"))) >= 8
    assert "… +59" in text


def test_a_citation_in_english_names_the_publisher_in_english_where_it_has_such_a_name() -> None:
    owner = {"owner_th": "กรมการปกครอง", "owner_en": "Department of Provincial Administration"}
    kept = [{**each["catalogue"], "maintainer": ""} for each in DATASETS]
    told = [{**each, **owner, "catalogue": said} for each, said in zip(DATASETS, kept, strict=True)]
    cited = citation.cite(LINE, told, "http://x", "population")
    assert citation.say(cited, "th").startswith("กรมการปกครอง. (2569)")
    assert citation.say(cited, "en").startswith("Department of Provincial Administration. (2026)")
    unit = citation.cite(LINE, DATASETS, "http://x", "population")
    assert unit.publisher_en == "" and citation.say(unit, "en").startswith(unit.publisher)


@pytest.mark.parametrize(("day", "moment", "said"), [
    ("2026-11-22", "2026-11-22T03:04:05+00:00", "2026-11-22T03:04:05Z"),
    ("2026-11-22", "", "2026-11-22T01:00:00Z"),  # only the day was kept: not before the release came
    ("2026-11-24", "", "2026-11-23T17:00:00Z"), ("", "", "2026-11-22T01:00:00Z"),
])  # fmt: skip
def test_a_withdrawal_comes_after_its_release_and_moves_the_feed(day: str, moment: str, said: str) -> None:
    gone: Tombstone = {
        "version": "2026.1", "published_at": LINE["published_at"], "manifest_sha256": "",
        "withdrawn_on": day, "withdrawn_at": moment, "reason_th": "ผิด", "reason_en": "wrong",
        "synthetic": False, "instead": None,
    }  # fmt: skip
    text = feeds.feed("http://x", "errata", feeds.errata("http://x", [], [gone]))
    assert text.count(f"<updated>{said}</updated>") == 2
    assert '<link rel="alternate" type="text/html" href="http://x/errata"/>' in text


def test_a_sitemap_holds_no_more_than_it_may() -> None:
    text = sitemap.sitemap("http://x", ((f"/areas/{n}", "") for n in range(sitemap.MOST + 5)))
    assert text.count("<url>") == sitemap.MOST
