"""The crosswalk of a small registry, asked through the command. The world: on the LIST of 2026-10-23

58 Mae Hong Son ─ 5801 ─ 580101 · 580102
              └ 5802 ─ 580201

580102 is split into 580103 (0.25) and 580104 (unknown) by law on 2027-01-01, in the list on 2027-02-01;
580201 becomes 580202, and 580101 and 580103 are merged into 580105 on 2028-01-01.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tambon.areas import actions, queries
from tambon.areas.models import AreaCode, Boundary, Edition
from tambon.areas.queries.crosswalk import list_crosswalk
from tambon.areas.rules import By, Kind, ListSource, When
from tambon.areas.rules.carrying import Sum, carry
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.operations import Merge, Part, Recode, Split
from tambon.cli.commands import areas_crosswalk
from tambon.lib.problem import Problem

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, tzinfo=UTC)
DAY, SPLIT, LISTED, MERGED, END = (
    date(2026, 10, 23), date(2027, 1, 1), date(2027, 2, 1), date(2028, 1, 1), date(2029, 1, 1),
)  # fmt: skip
LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.TAMBON, "580101", "จองคำ", "Chong Kham"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
    Listed(Kind.TAMBON, "580201", "ขุนยวม", "Khun Yuam"),
]
PARTS = (Part("580103", "ห้วยเหนือ", "", Decimal("0.25")), Part("580104", "ห้วยใต้"))


def change(operation, when: When) -> int:
    return actions.apply_operations([(operation, when)], note="", by="officer", at=AT)


@pytest.fixture
def world() -> None:
    actions.load_list(LIST, of=ListSource("list", DAY, "CC0-1.0", "us"), by="system", at=AT)
    change(Split("580102", PARTS), When(SPLIT, LISTED))
    change(Recode("580201", "580202"), When(SPLIT, LISTED))
    change(Merge(("580101", "580103"), Part("580105", "จองคำใหม่")), When(MERGED, None))


def short(crossings) -> list[tuple]:
    lines = [one.line for one in crossings]
    return [(one.from_code, one.to_code, one.share, str(one.rule), one.steps) for one in lines]


def ask(*words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    areas_crosswalk.arguments(parser)
    return areas_crosswalk.run(parser.parse_args(words))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


TAMBONS = [
    ("580101", "580105", 1, "person", 1),
    ("580102", "580104", None, "person", 1),
    ("580102", "580105", Decimal("0.25"), "person", 2),
    ("580201", "580202", 1, "person", 1),
]


def test_the_way_through_two_changes(world) -> None:
    found = list_crosswalk(since=DAY, until=END, kind=Kind.TAMBON)
    assert short(found) == TAMBONS
    assert (found[2].legal_days, found[2].list_days) == ((SPLIT, MERGED), (LISTED,))
    assert [one.to_area.name_th for one in found] == ["จองคำใหม่", "ห้วยใต้", "จองคำใหม่", "ขุนยวม"]


def test_each_calendar_has_its_own_days(world) -> None:
    between = date(2027, 1, 15)
    assert {one[3] for one in short(list_crosswalk(since=DAY, until=between, by=By.LIST))} == {"same"}
    assert ("580201", "580202", 1, "person", 1) in short(list_crosswalk(since=DAY, until=between))
    later = short(list_crosswalk(since=between, until=END, kind=Kind.TAMBON, by=By.LIST))
    assert later == TAMBONS


def test_the_way_back(world) -> None:
    assert short(list_crosswalk(since=END, until=DAY, kind=Kind.TAMBON)) == [
        ("580104", "580102", 1, "person", 1),
        ("580105", "580101", None, "person", 1),
        ("580105", "580102", None, "person", 2),
        ("580202", "580201", 1, "person", 1),
    ]


def test_every_kind_but_the_country(world) -> None:
    found = list_crosswalk(since=DAY, until=DAY)
    assert {one.line.rule for one in found} == {"same"}
    assert len(found) == len(LIST) - 1


def test_an_undone_change_never_happened(world) -> None:
    actions.undo(Edition.objects.order_by("-id")[0].pk, by="officer", at=AT)
    assert ("580101", "580101", 1, "same", 0) in short(list_crosswalk(since=DAY, until=END))


def test_persons_are_carried_where_the_shares_are_known(world) -> None:
    found = list_crosswalk(since=DAY, until=END, kind=Kind.TAMBON)
    persons = {one.from_area.id: Decimal(1000) for one in found}
    carried = carry(persons, [one.line for one in found], how=Sum())
    names = {one.to_area.id: one.to_area.code for one in found}
    assert {names[area]: value for area, value in carried.values.items()} == {"580105": 1250, "580202": 1000}
    assert [names[area] for area in carried.apportioned] == ["580105"]
    assert [(names[to], str(why)) for _, to, why in carried.missing] == [("580104", "unknown-share")]


def test_a_registry_without_a_list_says_so() -> None:
    with pytest.raises(Problem, match="409-areas-not-loaded"):
        ask("--from", "2010-10-01", "--to", "2026-11-01")


def test_the_command_writes_csv(world, capsys, tmp_path) -> None:
    days = ("--from", DAY.isoformat(), "--to", END.isoformat())
    assert ask(*days, "--kind", "tambon") == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert rows(told.out)[2] == {
        "from_code": "580102", "from_name_th": "ห้วยโป่ง", "to_code": "580105", "to_name_th": "จองคำใหม่",
        "kind": "tambon", "share": "0.25", "rule": "person", "steps": "2",
        "legal_days": "2027-01-01 2028-01-01", "list_days": "2027-02-01",
    }  # fmt: skip
    file = tmp_path / "crosswalk.csv"
    assert ask(*days, "--changed", "--out", str(file)) == 0
    assert [row["from_code"] for row in rows(file.read_text("utf-8-sig"))] == [one[0] for one in TAMBONS]
    assert "4 แถว" in capsys.readouterr().out


def test_the_command_answers_machines(world, capsys) -> None:
    days = ("--from", "2026-01-01", "--to", END.isoformat())
    assert ask(*days, "--kind", "tambon", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["known_completely"], told["known_since"]) == (False, {"tambon": DAY.isoformat()})
    assert (told["rules"], told["unknown_shares"]) == ({"person": 4}, 1)
    assert told["lines"][1]["share"] is None
    assert told["lines"][2]["legal_days"] == [SPLIT.isoformat(), MERGED.isoformat()]
    ask(*days)
    assert "known completely from 2026-10-23" in capsys.readouterr().err


def test_a_share_by_area_rests_on_boundaries(world, capsys) -> None:
    days = ("--from", END.isoformat(), "--to", DAY.isoformat(), "--kind", "tambon", "--rule", "area")
    ask(*days)
    assert [row["share"] for row in rows(capsys.readouterr().out)] == ["1", "", "", "1"]
    for code, size in (("580101", 1.5), ("580102", 4.5)):
        Boundary.objects.create(
            area_id=AreaCode.objects.get(code=code).area_id, shape=b"", is_point=False,
            longitude=98, latitude=19, square_km=size, found_as=code,
            during="[2020-01-01,)", listed="[2020-01-01,)",
            edition=Edition.objects.order_by("id")[0],
        )  # fmt: skip
    ask(*days)
    told = rows(capsys.readouterr().out)
    assert [row["share"] for row in told] == ["1", "0.25", "0.75", "1"]
    assert [row["rule"] for row in told] == ["person", "area", "area", "person"]


def test_a_share_by_persons_rests_on_a_table(world, capsys, tmp_path) -> None:
    days = ("--from", END.isoformat(), "--to", DAY.isoformat(), "--rule", "population")
    with pytest.raises(Problem, match="422-crosswalk-persons"):
        ask(*days, "--kind", "tambon")
    file = tmp_path / "persons.csv"
    file.write_text('code,persons\n580101,"1,000"\n580102,3000\n580102,9\n580201,many\n', encoding="utf-8")
    assert ask(*days, "--kind", "tambon", "--persons", str(file)) == 1
    told = capsys.readouterr()
    assert [row["share"] for row in rows(told.out)] == ["1", "0.25", "0.75", "1"]
    assert [line.split(":")[0].split()[-1] for line in told.err.splitlines()] == ["4", "5"]


def test_a_file_in_no_folder_is_refused(world, capsys) -> None:
    with pytest.raises(SystemExit):
        ask("--from", "2026-01-01", "--to", "2027-01-01", "--out", "/nowhere/at/all.csv")
    assert "no file in a folder" in capsys.readouterr().err


@pytest.mark.slow
def test_what_the_package_knows_of_old_codes() -> None:
    actions.load_geothai(by="system", at=AT)
    found = list_crosswalk(since=date(2010, 10, 1), until=date(2026, 11, 1))
    of = {
        code: [one for one in short(found) if one[0] == code]
        for code in ("530306", "430301", "4303", "104701")
    }
    assert of == {
        "530306": [("530306", "530407", 1, "notice", 1)],
        "430301": [("430301", "380101", 1, "notice", 1)],
        "4303": [("4303", "3801", 1, "notice", 1)],
        "104701": [("104701", "104702", None, "notice", 1), ("104701", "104703", None, "notice", 1)],
    }
    assert len({one.line.from_id for one in found if one.line.share is None and one.to_area}) == 2
    back = short(list_crosswalk(since=date(2026, 11, 1), until=date(2010, 10, 1), kind=Kind.TAMBON))
    assert ("530407", "530306", 1, "notice", 1) in back
    assert ("104703", "104701", 1, "notice", 1) in back
    assert queries.count(Kind.TAMBON, on=date(2026, 11, 1)) == len({one[0] for one in back})
