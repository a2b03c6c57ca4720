"""How officers' files write codes, names, days and periods, and properties of what is read from them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.areas.rules import Kind
from tambon.areas.rules.lists import ListSource, Standing, absent
from tambon.areas.rules.sources.ccaatt import read_directory
from tambon.areas.rules.sources.members import Held, compare_members, read_members
from tambon.areas.rules.sources.stat import village_code
from tambon.areas.rules.sources.texts import (
    clean_name,
    is_town_office,
    last_day_of,
    local_government_name,
    read_day,
    read_digits,
)
from tambon.formats import Row
from tambon.lib.problem import Problem

DAY = date(2024, 1, 1)
AMPHOE, TOWN = "อำเภอเมือง", "ท้องถิ่นเทศบาลนครตัวอย่าง"


def row(number: int = 2, **cells: str) -> Row:
    return Row(number, cells, ",".join(cells.values()))


@pytest.mark.parametrize(
    ("office", "tambon", "village", "name", "kind", "code"),
    [
        ("5801.0", "12.0", "3.0", AMPHOE, Kind.VILLAGE, "58011203"),
        ("5801", "580112", "58011203.0", AMPHOE, Kind.VILLAGE, "58011203"),
        ("5801", "58011200", "๓", AMPHOE, Kind.VILLAGE, "58011203"),
        ("5899", "580112", "58011203", TOWN, Kind.VILLAGE, "58011203"),
        ("5899", "580112", "3", TOWN, Kind.VILLAGE, "58011203"),
        ("5899", "0", "58990001", TOWN, Kind.COMMUNITY, "58990001"),
        ("5899.0", "0.0", "12.0", TOWN, Kind.COMMUNITY, "58990012"),
        ("5899", "0", "112", TOWN, Kind.COMMUNITY, "58990112"),
    ],
)
def test_codes_of_the_yearly_file(
    office: str, tambon: str, village: str, name: str, kind: Kind, code: str
) -> None:
    assert village_code(row(office=office, tambon=tambon, village=village, office_name=name)) == (kind, code)


@given(st.integers(1001, 9699), st.integers(1, 99), st.integers(1, 99), st.booleans())
def test_codes_of_the_yearly_file_are_the_same_in_whole_and_in_parts(
    office: int, tambon: int, village: int, spreadsheet: bool
) -> None:
    point = ".0" if spreadsheet else ""
    full = f"{office}{tambon:02d}{village:02d}"
    parts = row(
        office=f"{office}{point}", tambon=f"{tambon}{point}", village=f"{village}{point}", office_name=AMPHOE
    )
    whole = row(office=str(office), tambon=full[:6], village=f"{full}{point}", office_name=AMPHOE)
    assert village_code(parts) == village_code(whole) == (Kind.VILLAGE, full)


@pytest.mark.parametrize(
    ("kind", "code", "written", "name"),
    [
        (Kind.PROVINCE, "58", "จังหวัดแม่ฮ่องสอน", "แม่ฮ่องสอน"),
        (Kind.DISTRICT, "5801", "อ.เมืองแม่ฮ่องสอน", "เมืองแม่ฮ่องสอน"),
        (Kind.DISTRICT, "5807", "กิ่งอำเภอปางมะผ้า*", "ปางมะผ้า"),
        (Kind.DISTRICT, "1004", "เขตบางรัก", "บางรัก"),
        (Kind.DISTRICT, "5809", "เขตแดน", "เขตแดน"),
        (Kind.TAMBON, "100402", "แขวงสีลม", "สีลม"),
        (Kind.TAMBON, "580101", "ต. จองคำ", "จองคำ"),
        (Kind.VILLAGE, "58010203", "หมู่ที่ ๓ บ้านห้วยผา", "บ้านห้วยผา"),
        (Kind.VILLAGE, "58010203", "หมู่บ้านสวน", "หมู่บ้านสวน"),
        (Kind.COMMUNITY, "58990001", "ชุมชนตัวอย่าง", "ตัวอย่าง"),
    ],
)
def test_names_lose_the_word_for_their_kind(kind: Kind, code: str, written: str, name: str) -> None:
    assert clean_name(kind, code, written) == name


@pytest.mark.parametrize(
    ("written", "sort", "name"),
    [
        ("อบต.ห้วยโป่ง", "", "องค์การบริหารส่วนตำบลห้วยโป่ง"),
        ("ห้วยโป่ง", "อบต", "องค์การบริหารส่วนตำบลห้วยโป่ง"),
        ("เทศบาลตำบลขุนยวม", "เทศบาลตำบล", "เทศบาลตำบลขุนยวม"),
        ("ทม.แม่ฮ่องสอน", "เทศบาลเมือง", "เทศบาลเมืองแม่ฮ่องสอน"),
        ("เมืองพัทยา", "", "เมืองพัทยา"),
        ("ทนงชัย", "", "ทนงชัย"),
    ],
)
def test_local_governments_in_full(written: str, sort: str, name: str) -> None:
    assert local_government_name("1", written, sort) == name


def test_an_office_is_a_towns_by_its_name_alone() -> None:
    assert is_town_office("ท้องถิ่นเทศบาลตำบลปาย")
    assert is_town_office("ท้องถิ่นเมืองพัทยา")
    assert not is_town_office("ท้องถิ่นเขตพระนคร")
    assert not is_town_office("เมืองแม่ฮ่องสอน")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_reads_the_same_in_every_writing(day: date) -> None:
    buddhist = day.year + 543
    for text in (
        day.isoformat(), f"{buddhist}{day:%m%d}", f"{buddhist}-{day:%m-%d}", f"{buddhist}{day:%m%d}.0",
        f"{day.day}/{day.month}/{buddhist}",
    ):  # fmt: skip
        assert read_day(text) == day
    assert [read_day(text) for text in ("", "0", "-", "0.0")] == [None] * 4


def test_months_of_the_buddhist_era() -> None:
    assert [last_day_of(text) for text in ("6712", "๖๗๐๒", "6802.0")] == [
        date(2024, 12, 31), date(2024, 2, 29), date(2025, 2, 28),
    ]  # fmt: skip
    for text in ("6713", "67", "", "2567"):
        with pytest.raises(Problem):
            last_day_of(text)


@given(st.text(max_size=12))
def test_a_code_is_its_digits_or_is_refused(text: str) -> None:
    try:
        code = read_digits(text, 8, "code")
    except Problem as problem:
        assert problem.kind.code.startswith("422-source-code-")
    else:
        assert len(code) == 8
        assert code.isascii()
        assert code.isdigit()


@given(st.lists(st.tuples(st.text("0123456789", max_size=9), st.sampled_from(["ก", "", "ข*"])), max_size=12))
def test_every_row_of_a_directory_is_taken_or_refused(written: list[tuple[str, str]]) -> None:
    rows = [row(number, code=code, name_th=name) for number, (code, name) in enumerate(written, start=2)]
    directory = read_directory(rows, source="test", towns={})
    told = {one.row for one in directory.areas.refused} | {
        one.number for one in directory.areas.rows.values()
    }
    notes = {one.number for one in rows if not one["code"] and not one["name_th"]}
    assert told | notes == {one.number for one in rows}
    codes = {one.code for one in directory.areas.listed}
    assert all(one.parent is None or one.parent in codes for one in directory.areas.listed)


days = st.none() | st.dates(date(2010, 1, 1), DAY)
periods = st.lists(st.tuples(st.sampled_from(["1", "2", "3"]), days, days), max_size=6)


@given(periods, periods)
def test_no_list_of_memberships_leaves_two_truths_for_one_day(
    first: list[tuple[str, date | None, date | None]], second: list[tuple[str, date | None, date | None]]
) -> None:
    """Two lists in turn, as they would be written: a village never has two local governments on one day."""
    held: list[Held] = []
    for day, rows in ((DAY, first), (date(2025, 1, 1), second)):
        held = written(held, rows, day)
        spans = sorted((one.since or date.min, one.until or date.max) for one in held)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert all(since < until for since, until in spans)
        moves, refused = taken(held, rows, day)
        if not refused:
            assert not moves.any()  # the same list again changes nothing


def taken(held: list[Held], rows: list[tuple[str, date | None, date | None]], day: date):
    table = [
        row(
            number,
            **{"code": "58010201", "local_government": parent, "from": text(since), "until": text(until)},
        )
        for number, (parent, since, until) in enumerate(rows, start=2)
    ]
    standing = {"58010201", *(f"local_government:{one}" for one in "123")}
    members, found = read_members(table, standing=standing, day=day)
    moves, contradicted = compare_members(members, {"58010201": held}, day=day)
    return moves, [*found.refused, *contradicted]


def written(held: list[Held], rows: list[tuple[str, date | None, date | None]], day: date) -> list[Held]:
    moves, _ = taken(held, rows, day)
    ends = {one.row: until for one, until in moves.closed}
    ends |= {one.row: since for one, _, since in moves.moved if one.row not in ends}
    parents = {one.row: member.parent for one, member in moves.replaced}
    kept = [
        Held(
            one.row, one.child, parents.get(one.row, one.parent), one.since, ends.get(one.row, one.until),
            one.known_on,
        )
        for one in held
    ]  # fmt: skip
    begun = [*moves.added, *((member, since) for _, member, since in moves.moved)]
    number = len(held)
    return kept + [
        Held(number + place, member.child, member.parent, since, member.until, day)
        for place, (member, since) in enumerate(begun, start=1)
    ]


def text(day: date | None) -> str:
    return day.isoformat() if day else ""


def test_what_a_newer_list_brought_is_not_ended_backwards() -> None:
    one = Standing(
        1, Kind.VILLAGE, "58010201", None, True, False, date(2025, 1, 1), "ก", "", date(2025, 1, 1)
    )
    of = ListSource("test", DAY, "CC0-1.0", "us")
    assert absent((), {"58010201": one}, kinds={Kind.VILLAGE}, of=of) == []
