"""Type-ahead: in Thai and English, by names and codes of any time."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from registry_files import Content, area, write_edition
from registry_world import KNOWN, SOURCES, sample

from tambon.catalogue.registry.names import plain
from tambon.catalogue.registry.registry import Registry


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("registry")
    write_edition(folder, "2026-11-01.1", sample())
    return Registry(folder / "areas")


def codes(registry: Registry, q: str, limit: int = 20) -> list[str]:
    return [each["area_code"] for each in registry.search(q, limit)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ต.จองคำ", "จองคำ"),
        ("ตำบล จองค\u0e4d\u0e32", "จองคำ"),
        ("จ. แม่ฮ่องสอน", "แม่ฮ่องสอน"),
        ("หมู่บ้านห้วยผา", "ห้วยผา"),
        ("บ้าน", "บ้าน"),
        ("Amphoe  Khun Yuam", "khunyuam"),
        ("Bang Na", "bangna"),
        ("๕๘๐๑", "5801"),
        ("\u200bขุนยวม", "ขุนยวม"),
    ],
)
def test_a_name_is_searched_without_its_prefix_and_spaces(written: str, meant: str) -> None:
    assert plain(written) == meant


def test_larger_kinds_and_whole_names_come_first(registry: Registry) -> None:
    assert codes(registry, "ขุนยวม") == ["5802", "580201"]
    assert codes(registry, "บึงกาฬ")[:2] == ["38", "380101"]
    assert codes(registry, "บางนา") == ["1047", "104701", "104702", "104703"]


@pytest.mark.parametrize("q", ["huai po", "Tambon Huai Pong", "ห้วยโป", "ต.ห้วยโป่ง", "โป่ง", "๕๘๐๑๐๒"])
def test_parts_of_names_and_starts_of_codes_are_enough(registry: Registry, q: str) -> None:
    assert "580102" in codes(registry, q)


def test_an_old_name_says_which_area_bears_it_now(registry: Registry) -> None:
    (found,) = registry.search("บ้านเก่า")
    assert found["name_th"] == "บ้านใหม่" and found["standing"]
    assert found["former"] and found["former"]["name_en"] == "Ban Kao"
    assert found["former"]["until"] == date(2015, 6, 1)


def test_an_old_code_leads_to_the_new_one(registry: Registry) -> None:
    (found,) = registry.search("430301")
    assert found["area_code"] == "380101" and found["former"] and found["former"]["area_code"] == "430301"


def test_an_ended_area_says_what_became_of_it(registry: Registry) -> None:
    (found,) = registry.search("104701")
    assert not found["standing"] and found["former"] is None
    assert [each["area_code"] for each in found["successors"]] == ["104702", "104703"]


def test_names_of_the_asked_day_come_first(registry: Registry) -> None:
    then = registry.search("บางนา", 2, date(2010, 1, 1))
    assert [each["area_code"] for each in then] == ["1047", "104701"]
    assert then[1]["standing"] and then[1]["successors"] == []


def test_a_second_word_names_an_area_above(registry: Registry) -> None:
    assert codes(registry, "ขุนยวม แม่ฮ่องสอน") == ["5802", "580201"]
    assert codes(registry, "ต.ขุนยวม อ.ขุนยวม จ.แม่ฮ่องสอน") == ["580201"]
    assert codes(registry, "ขุนยวม หนองคาย") == []


@pytest.mark.parametrize("q", ["", " ", "\u200b", "ไม่มีที่นี่", "\n", "zzz", "x" * 200])
def test_nothing_is_found_for_nothing(registry: Registry, q: str) -> None:
    assert registry.search(q) == []


def test_the_limit_is_one_of_areas_not_of_names(tmp_path: Path) -> None:
    rows = [area("a", "country", "TH", "ไทย", "Thailand", None)]
    rows += [
        area(f"v{n:03}", "village", f"100101{n:02}", "บ้านนา", "Na", "a", since=since, until=until)
        for n in range(30)
        for since, until in ((None, "2000-01-01"), ("2000-01-01", None))
    ]
    write_edition(tmp_path, "2026-11-01.1", Content(areas=rows))
    registry = Registry(tmp_path / "areas")
    found = codes(registry, "นา", 10)
    assert len(found) == len(set(found)) == 10 == len(set(codes(registry, "na", 10)))
    assert len(codes(registry, "นา", 100)) == 30


@pytest.fixture(scope="module")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("villages")
    rows = [
        area("th", "country", "TH", "ไทย", "Thailand", None),
        area("p", "province", "58", "แม่ฮ่องสอน", "Mae Hong Son", "th"),
        area("d", "district", "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son", "p"),
        area("t3", "tambon", "580103", "ผาบ่อง", "Pha Bong", "d"),
        area("t4", "tambon", "580104", "ปางหมู", "Pang Mu", "d"),
    ]
    for t, n in product((3, 4), range(1, 13)):
        code, th = f"58010{t}{n:02}", f"บ้านตัวอย่าง {n} (สังเคราะห์)"
        rows.append(area(f"v{t}{n}", "village", code, th, f"Example village {n}", f"t{t}"))
    write_edition(folder, "2026-11-01.1", Content(areas=rows))
    return Registry(folder / "areas")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("บ้านตัวอย่าง 3 ผาบ่อง", "58010303"),
        ("บ้านตัวอย่าง ๓ ต.ปางหมู", "58010403"),
        ("ผาบ่อง หมู่ 6", "58010306"),
        ("หมู่ที่ ๖ ตำบลผาบ่อง", "58010306"),
        ("ม.6 ต. ผาบ่อง", "58010306"),
        ("บ้านตัวอย่าง 6 ตำบล ผาบ่อง อำเภอเมืองแม่ฮ่องสอน", "58010306"),
        ("Example village 12 Pang Mu", "58010412"),
        ("Pha Bong moo 1", "58010301"),
    ],
)
def test_a_village_is_found_by_its_number_or_its_spaced_name(
    villages: Registry, typed: str, first: str
) -> None:
    assert codes(villages, typed)[:1] == [first]
    assert all(code.startswith(first[:6]) for code in codes(villages, typed))


def test_a_number_that_no_village_bears_finds_nothing(villages: Registry) -> None:
    assert codes(villages, "ผาบ่อง หมู่ 99") == []
    assert codes(villages, "หมู่ 6") == []


def test_of_namesakes_the_nearest_come_first(tmp_path: Path) -> None:
    rows = sample().areas
    more = [
        area("th-d4301", "district", "4301", "เมืองหนองคาย", "Mueang Nong Khai", "th-p43"),
        area("th-t430102", "tambon", "430102", "ห้วยโป่ง", "Huai Pong", "th-d4301"),
        area("th-t430103", "tambon", "430103", "ห้วยโป่งใต้", "Huai Pong Tai", "th-d4301"),
        area("th-t580202", "tambon", "580202", "ห้วยโป่ง", "Huai Pong", "th-d5802"),
    ]
    write_edition(
        tmp_path, "2026-11-01.1", Content(areas=[*rows, *more], known_since=dict(KNOWN), sources=SOURCES)
    )
    registry = Registry(tmp_path / "areas")

    def first(near: str = "", *told: str) -> list[str]:
        return [each["area_code"] for each in registry.search("ห้วยโป่ง", 3, near=near, told=told)]

    assert first() == ["580102", "430102", "580202"]  # the one with villages is the largest
    assert first("", "43") == ["430102", "580102", "580202"]
    assert first("5802") == ["580202", "580102", "430102"]
    assert first("th-t580201") == ["580202", "580102", "430102"]
    assert first("๔๓") == ["430102", "580102", "580202"]
    assert first("TH") == first("nowhere") == first()
    assert registry.search("ห้วยโป่ง", 9, near="43")[3]["area_code"] == "430103", "a whole name before a part"
