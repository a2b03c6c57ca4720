"""Rosters with the messes of real ones: bad rows refused with reasons, the rest loaded, nothing twice."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from workforce_world import AT, BY, SINCE, TODAY, UNTIL, World, make_world

from tambon.accounts.models import Grant, Person
from tambon.journal.queries import list_entries
from tambon.lib.problem import Problem
from tambon.lib.sealing import KeyRing
from tambon.lib.thai_id import check_digit
from tambon.workforce import actions, queries, roster_problems
from tambon.workforce.models import Contract, Personal, RosterLoad, VillageShare
from tambon.workforce.rules import EndReason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KEYS = KeyRing.from_text("a ring of one key that is long enough for tests")
HEADING = ("tambon", "post", "name_th", "username", "citizen_id", "from", "until", "contract", "villages")


@pytest.fixture
def world() -> World:
    return make_world()


def citizen(number: int) -> str:
    first = f"{number:012}"
    return first + check_digit(first)


def row(tambon: str = "580102", post: object = 1, name: str = "นางสาวดาว ดอยงาม", **more: str) -> list[str]:
    given = {"tambon": tambon, "post": str(post), "name_th": name, "from": "1 ต.ค. 2569", **more}
    return [given.get(column, "") for column in HEADING]


def file(*rows: list[str], title: bool = False) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    if title:
        writer.writerow(["บัญชีรายชื่อผู้ปฏิบัติงาน ปีงบประมาณ 2570"])
    writer.writerow(HEADING)
    writer.writerows(rows)
    return text.getvalue().encode()


def load(content: bytes) -> actions.RosterReport:
    return actions.load_roster(content, programme="p", keys=KEYS, by=BY, at=AT)


def codes(report: actions.RosterReport) -> dict[int, str]:
    return {one.row: one.code for one in report.refused}


GOOD = [
    row(post="๑", name="มาลี ใจดี", citizen_id="1-2345-67890-12-1", **{"from": "๑ ตุลาคม พ.ศ. ๒๕๖๙"}),
    row(post="2", name="สมชาย รักเรียน", until="30/9/2570", contract="จ.2/2570", **{"from": "3/10/2569"}),
    row("580103", 1, "แก้ว ขยัน", until="2027-09-30", villages="58010301, 3", **{"from": "2026-10-01"}),
    row("580103", "2.0", "ฟ้า ใส"),
]


def test_a_roster_brings_people_contracts_villages_and_grants_and_again_nothing(world: World) -> None:
    content = file(*GOOD, title=True)
    report = load(content)
    assert (report.contracts, report.people, report.villages, report.refused) == (4, 4, 8, ())
    assert {c.during.lower.day for c in Contract.objects.filter(post__tambon_id=world.area["580102"])} == {
        1,
        3,
    }
    assert {c.during.upper for c in Contract.objects.all()} == {UNTIL}
    world.people.update(Person.objects.values_list("username", "pk"))
    assert [world.having(code) for code in ("58010203", "58010204", "58010302", "58010303")] == [
        "580102-1", "580102-2", "580103-2", "580103-1",
    ]  # fmt: skip
    assert world.having("58010204", date(2026, 10, 2)) is None
    assert world.having("58010204", date(2026, 10, 3)) == "580102-2"
    assert not Person.objects.get(username="580102-1").has_usable_password()
    entries, grants = len(list(list_entries())), Grant.objects.count()
    again = load(content)
    assert (again.contracts, again.amended, again.people, again.villages, again.unchanged) == (0, 0, 0, 0, 4)
    assert (len(list(list_entries())), Grant.objects.count(), RosterLoad.objects.count()) == (
        entries,
        grants,
        1,
    )
    told = " ".join(f"{one.kind} {one.body}" for one in list_entries())
    assert "มาลี" not in told and "1234567890121" not in told and "จ.2" not in told


def test_each_bad_row_is_refused_with_its_reason_and_the_rest_stands(world: World) -> None:
    world.hired("malee", "580103", 2)
    same = citizen(123456789012)
    report = load(
        file(
            row(post=1, name="หนึ่ง"),  # 2
            row(post=1, name="สอง", username="b"),  # 3 two people in one post
            row("580103", 1, "สาม", username="c", citizen_id=same),  # 4
            row("580102", 2, "สี่", username="d", citizen_id=same),  # 5 the same ID
            row("580102", 2, "ห้า", username="e", **{"from": "10/1/2026"}),  # 6 two days
            row("580102", 2, "หก", username="f", **{"from": "1/10/2568"}),  # 7 before the programme
            row("580102", 2, "เจ็ด", username="g", until="30/9/2569"),  # 8 ends before it begins
            row("999999", 1, "แปด", username="h"),  # 9
            row("580201", 1, "เก้า", username="i"),  # 10 left out
            row("580102", 3, "สิบ", username="j"),  # 11 beyond the posts
            row("580103", 2, "สิบเอ็ด", username="k"),  # 12 filled in the base
            row("580103", 1, "คุณmalee", username="malee"),  # 13 has a post in the base
            row("580103", 1, "คนละชื่อ", username="somchai"),  # 14
            row("580102", 2, "สิบสี่", username="l", citizen_id="1234567890123"),  # 15 bad check digit
            row("580102", 2, "สิบห้า", username="m", villages="58010301"),  # 16 of another tambon
            row("580102", 2, "", username="n"),  # 17
            row("5801", 2, "สิบเจ็ด", username="o"),  # 18
            row("580102", 2, "สิบแปด", username="p", villages="58010205", until="31 ธ.ค. 2569"),  # 19 stands
        )
    )
    assert codes(report) == {
        3: "409-roster-post-twice",
        4: "409-roster-citizen-id-twice",
        5: "409-roster-citizen-id-twice",
        6: "422-roster-day-ambiguous",
        7: "422-roster-outside-programme",
        8: "422-roster-days-order",
        9: "422-roster-tambon-unknown",
        10: "422-roster-tambon-left-out",
        11: "422-roster-post-number",
        12: "409-roster-post-filled",
        13: "409-roster-person-engaged",
        14: "409-roster-name-differs",
        15: "422-citizen-id",
        16: "422-roster-village-code",
        17: "422-roster-name",
        18: "422-roster-tambon-code",
    }
    assert (report.contracts, report.rows) == (2, 18)
    assert all(same not in one.reason_th + one.reason_en for one in report.refused)
    assert Person.objects.filter(username__in=["b", "c", "d", "k"]).count() == 0


def test_a_village_is_not_given_to_two_and_ids_of_the_base_are_known(world: World) -> None:
    first = file(row(post=1, name="หนึ่ง", citizen_id=citizen(1), villages="58010201"))
    assert load(first).refused == ()
    assert Personal.objects.count() == 1
    report = load(
        file(
            row(post=2, name="สอง", villages="58010201 58010202"),
            row("580103", 1, "สาม", citizen_id=citizen(1)),
            row("580103", 2, "สี่", villages="58010301"),
            row("580103", 1, "ห้า", username="x", villages="1"),
        )
    )
    assert codes(report) == {
        2: "409-roster-village-taken",
        3: "409-roster-citizen-id-taken",
        5: "409-roster-village-twice",
    }


def test_a_corrected_file_brings_only_what_changed(world: World) -> None:
    load(file(*GOOD))
    shorter = row(post=1, name="มาลี ใจดี", until="31 มีนาคม 2570", contract="จ.1/2570")
    follower = row(post=1, name="ดาว ตามมา", username="dao2", **{"from": "1 เม.ย. 2570"})
    report = load(file(shorter, *GOOD[1:], follower))
    assert (report.amended, report.contracts, report.unchanged, report.refused) == (1, 1, 3, ())
    world.people.update(Person.objects.values_list("username", "pk"))
    assert world.having("58010201", date(2027, 3, 31)) == "580102-1"
    assert world.having("58010201", date(2027, 4, 1)) == "dao2"


def test_what_was_decided_at_the_desk_is_not_undone_by_the_same_file(world: World) -> None:
    load(file(*GOOD))
    person = Person.objects.get(username="580102-1").pk
    held = queries.find_contract(person, on=TODAY)
    assert held
    actions.end_contract(held.id, on=TODAY, reason=EndReason.RESIGNED, by=BY, at=AT)
    actions.hand_over(
        from_post=world.post("580102", 1), to_post=world.post("580102", 2), on=TODAY, by=BY, at=AT
    )
    shares = VillageShare.objects.count()
    again = load(file(*GOOD))
    assert (again.contracts, again.amended, again.villages, again.unchanged) == (0, 0, 0, 4)
    assert Contract.objects.get(pk=held.id).during.upper == TODAY
    assert VillageShare.objects.count() == shares


def test_personal_data_need_a_key(world: World) -> None:
    with pytest.raises(Problem) as raised:
        actions.load_roster(file(*GOOD), programme="p", keys=None, by=BY, at=AT)
    assert raised.value.kind is roster_problems.no_key
    assert date(2026, 10, 1) == SINCE
