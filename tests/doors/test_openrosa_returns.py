"""One returned cell on the phone's protocol: its form comes, goes back filled, the office is asked again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import md5
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import etree
from records_world import BY, World, make_world

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role
from tambon.config.processor import drain_once
from tambon.lib.days import thai_day
from tambon.openrosa import door
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.rules import ClaimKind, Grade, NewClaim, RecordView
from tambon.submissions import queries as submissions
from tambon.verification import actions, queries
from tambon.verification.models import Returned
from tambon.verification.rules import CellRef, Reason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
FORM = "return.water.piped_households"
NOW = datetime.now(UTC)
TODAY = thai_day(NOW)


class Phone:
    """What a phone does at the door, with nothing but the addresses that it was told."""

    def __init__(self, person: int) -> None:
        self.token = accounts.issue_phone_token(person_id=person, label="phone", by=BY, at=NOW)

    def get(self, url: str, **headers: str) -> Any:
        parts = urlsplit(url)
        return Client().get(f"{parts.path}?{parts.query}", headers={"X-OpenRosa-Version": "1.0", **headers})

    def forms(self) -> dict[str, dict[str, str]]:
        root = etree.fromstring(self.get(f"/odk/{self.token}/formList").content)
        rows = [{child.tag.removeprefix(LIST): child.text or "" for child in form} for form in root]
        return {row["formID"]: row for row in rows}

    def file(self, form: dict[str, str]) -> tuple[dict[str, str], bytes]:
        (one,) = etree.fromstring(self.get(form["manifestUrl"]).content)
        told = {child.tag.removeprefix(MANIFEST): child.text or "" for child in one}
        return told, self.get(told["downloadUrl"]).content

    def fill(self, form: dict[str, str], cell: str, day: date = TODAY, **answers: str) -> int:
        """Fills the downloaded form's own instance, as its calculations would, and sends it."""
        rows = self.file(form)[1].decode().splitlines()
        chosen = next(row for row in rows if row.startswith(f"{cell},"))
        code, period = cell.split("-")
        assert f",{code},{period}," in chosen
        root = etree.fromstring(self.get(form["downloadUrl"]).content)
        (data,) = root.xpath("//*[local-name()='instance'][1]/*[local-name()='data']")
        said = {"cell": cell, "village": code, "period": period, "visit_date": day.isoformat(), **answers}
        for name, text in {**said, "instanceID": f"uuid:{uuid4()}"}.items():
            (leaf,) = data.xpath(f".//*[local-name()='{name}']")
            leaf.text = text
        sent = SimpleUploadedFile("xml_submission_file", etree.tostring(data), "text/xml")
        answer = Client().post(
            f"/odk/{self.token}/submission",
            {"xml_submission_file": sent},
            headers={"X-OpenRosa-Version": "1.0"},
        )
        return int(answer.status_code)


@pytest.fixture
def world() -> World:
    door.phones = door.Phones()
    return make_world()


def claimed(world: World, village: str, period: str, days_ago: int = 5, **values: object) -> RecordView:
    """An answer of the other worker's days, about a period whose round is long closed."""
    at = NOW - timedelta(days=days_ago)
    claim = NewClaim(
        ClaimKind.FIELD, "water", world.area[village], period, values, thai_day(at), f"person:{world.worker}",
        made_at=at,
    )  # fmt: skip
    records.make_claims([claim], at=at)
    drain_once(at)
    found = held.find_record("water", area_id=world.area[village], period=period)
    assert found is not None
    return found


def person(world: World, name: str, role: Role, lang: str = "th", **over: int) -> int:
    found = accounts.add_person(username=name, name_th=name, lang=lang, by=BY, at=NOW)
    accounts.grant(NewGrant(found, role, TODAY - timedelta(days=90), None, **over), by=BY, at=NOW)
    return found


def give_back(
    world: World, record: RecordView, variable: str = "piped_households", *, days: int = 7
) -> Returned:
    if "somying" not in _people:
        _people["somying"] = person(world, "somying", Role.VERIFIER, office_id=world.office["pwa"])
    cell = CellRef(record.id, variable, record.cells[variable].claim_id)
    actions.return_cells(
        who_is.who(_people["somying"], on=TODAY), [cell], reason=Reason.OUT_OF_DATE, note="นับมิเตอร์, ใหม่",
        due=TODAY + timedelta(days=days), on=TODAY, at=NOW,
    )  # fmt: skip
    return Returned.objects.get(record_id=record.id, variable=variable, closed_at=None)


_people: dict[str, int] = {}


@pytest.fixture(autouse=True)
def nobody_yet() -> None:
    _people.clear()


def test_a_returned_cell_goes_out_and_comes_back_by_the_phone(world: World) -> None:
    record = claimed(world, "58010201", "2025", households=120, piped_households=90)
    malee = Phone(person(world, "nida", Role.WORKER, area_id=world.area["580102"]))
    other = Phone(person(world, "somchai", Role.WORKER, area_id=world.area["580103"]))
    assert FORM not in malee.forms()
    row = give_back(world, record)
    neighbour = record.cells["households"]

    form = malee.forms()[FORM]
    assert form["name"] == "ส่งคืน: ครัวเรือนที่มีน้ำประปาใช้"
    assert form["hash"] == f"md5:{md5(malee.get(form['downloadUrl']).content).hexdigest()}"
    told, content = malee.file(form)
    assert told["filename"] == "returned_water_piped_households.csv"
    assert told["hash"] == f"md5:{md5(content).hexdigest()}"
    assert FORM not in other.forms()

    assert malee.fill(form, "58010201-2025", piped_households="88", remark="-") == 201
    drain_once(NOW + timedelta(minutes=1))
    row.refresh_from_db()
    after = held.get_record(record.id)
    assert (row.closed_how, after.values["piped_households"]) == ("answered", 88)
    assert after.cells["piped_households"].grade is Grade.CHECKED
    assert after.cells["households"] == neighbour
    queue = queries.list_office_queue(world.office["pwa"], on=TODAY).rows
    assert [(r.record_id, [c.variable.name for c in r.cells]) for r in queue] == [
        (record.id, ["piped_households"])
    ]
    assert FORM not in malee.forms()


@pytest.mark.parametrize(
    ("written", "told"),
    [("มิเตอร์เสียสองหลัง", ["มิเตอร์เสียสองหลัง"]), ("โทร 0812345678", []), ("-", []), ("█" * 8, [])],
)
def test_the_office_reads_what_the_worker_writes_to_it(world: World, written: str, told: list[str]) -> None:
    record = claimed(world, "58010201", "2025", households=120, piped_households=90)
    phone = Phone(person(world, "nida", Role.WORKER, area_id=world.area["580102"]))
    give_back(world, record)
    form = phone.forms()[FORM]
    assert phone.fill(form, "58010201-2025", piped_households="88", remark=written) == 201
    drain_once(NOW + timedelta(minutes=1))
    lines = queries.Telling(queries.get_story(record.id, "piped_households", on=TODAY)).events()
    assert [one.remark for one in lines if getattr(one, "remark", "")] == told


def test_the_list_says_what_the_worker_has_to_know_in_their_language(world: World) -> None:
    first = claimed(world, "58010201", "2025", households=120, piped_households=90)
    second = claimed(world, "58010202", "2025", households=80, piped_households={"absent": "unknown"})
    thai = Phone(person(world, "nida", Role.WORKER, area_id=world.area["580102"]))
    english = Phone(person(world, "dao", Role.WORKER, "en", area_id=world.area["58010202"]))
    give_back(world, first, days=9)
    give_back(world, second, days=2)
    rows = thai.file(thai.forms()[FORM])[1].decode().splitlines()
    assert rows[0] == "name,label,village,period,reason,note,former,due,office"
    assert [row.split(",")[0] for row in rows[1:]] == [
        "58010202-2025",
        "58010201-2025",
    ]  # the nearest day first
    assert (
        "พ.ศ. 2568" in rows[2] and "ข้อมูลเก่า" in rows[2] and '"นับมิเตอร์, ใหม่"' in rows[2] and ",90," in rows[2]
    )
    (row,) = english.file(english.forms()[FORM])[1].decode().splitlines()[1:]
    assert "It is out of date" in row and "Nobody knows" in row


def test_its_hash_changes_when_what_is_returned_does_and_only_then(world: World) -> None:
    first = claimed(world, "58010201", "2025", households=120, piped_households=90)
    second = claimed(world, "58010202", "2025", households=80, piped_households=40)
    phone = Phone(person(world, "nida", Role.WORKER, area_id=world.area["580102"]))
    give_back(world, first)
    form = phone.forms()[FORM]
    told, _ = phone.file(form)
    known = phone.get(told["downloadUrl"])
    claimed(
        world, "58010201", "2025", days_ago=4, households=121
    )  # a neighbour's answer changes nothing here
    assert phone.file(phone.forms()[FORM])[0]["hash"] == told["hash"]
    assert phone.get(told["downloadUrl"], **{"If-None-Match": known["ETag"]}).status_code == 304
    row = give_back(world, second)
    assert phone.forms()[FORM]["hash"] == form["hash"]  # the form is made once
    more, _ = phone.file(form)
    assert more["hash"] != told["hash"]
    actions.withdraw_return(who_is.who(_people["somying"], on=TODAY), row.pk, on=TODAY, at=NOW)
    assert phone.file(form)[0]["hash"] == told["hash"]


def test_what_was_not_obtained_is_an_answer_too(world: World) -> None:
    record = claimed(world, "58010201", "2025", households=120, piped_households=90)
    phone = Phone(person(world, "nida", Role.WORKER, area_id=world.area["580102"]))
    row = give_back(world, record)
    assert phone.fill(phone.forms()[FORM], "58010201-2025", not_obtained="refused") == 201
    drain_once(NOW + timedelta(minutes=1))
    row.refresh_from_db()
    assert row.closed_how == "answered"
    assert held.get_record(record.id).values["piped_households"] == {"absent": "refused"}


@pytest.mark.parametrize("what", ["ended before", "never returned", "another's village"])
def test_an_answer_to_what_was_not_returned_waits_for_a_person(world: World, what: str) -> None:
    record = claimed(world, "58010201", "2025", households=120, piped_households=90)
    phone = Phone(person(world, "nida", Role.WORKER, area_id=world.area["580102"]))
    row = give_back(world, record)
    form = phone.forms()[FORM]
    day = TODAY
    if what == "ended before":  # taken back, and the phone says that it was filled before the return
        day = TODAY - timedelta(days=1)
    elif what == "another's village":
        phone.token = Phone(person(world, "somchai", Role.WORKER, area_id=world.area["580103"])).token
    assert _sent(phone, form, day, period="2024" if what == "never returned" else "2025") == 201
    if what == "ended before":
        actions.withdraw_return(who_is.who(_people["somying"], on=TODAY), row.pk, on=TODAY, at=NOW)
    drain_once(NOW + timedelta(minutes=1))
    (waits,) = submissions.list_quarantined()
    outside = what == "another's village"
    assert waits.code == f"422-submission-{'outside-area' if outside else 'not-returned'}"
    assert held.get_record(record.id).values["piped_households"] == 90


def test_a_phone_without_a_signal_answers_what_ended_meanwhile(world: World) -> None:
    record = claimed(world, "58010201", "2025", households=120, piped_households=90)
    phone = Phone(person(world, "nida", Role.WORKER, area_id=world.area["580102"]))
    row = give_back(world, record)
    form = phone.forms()[FORM]
    actions.withdraw_return(who_is.who(_people["somying"], on=TODAY), row.pk, on=TODAY, at=NOW)
    assert _sent(phone, form, TODAY, period="2025") == 201
    drain_once(NOW + timedelta(minutes=1))
    assert submissions.list_quarantined() == []
    assert held.get_record(record.id).values["piped_households"] == 70


def _sent(phone: Phone, form: dict[str, str], day: date, period: str) -> int:
    version = form["version"]
    xml = (
        f'<data id="{FORM}" version="{version}"><visit><cell>58010201-{period}</cell>'
        "<village>58010201</village>"
        f"<period>{period}</period><visit_date>{day.isoformat()}</visit_date></visit><answer>"
        "<piped_households>70</piped_households></answer>"
        f"<meta><instanceID>uuid:{uuid4()}</instanceID></meta></data>"
    )
    sent = SimpleUploadedFile("xml_submission_file", xml.encode(), "text/xml")
    answer = Client().post(
        f"/odk/{phone.token}/submission", {"xml_submission_file": sent}, headers={"X-OpenRosa-Version": "1.0"}
    )
    return int(answer.status_code)
