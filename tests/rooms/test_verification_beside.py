"""What stands beside each value of a queue: the last round, the neighbours, the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from statistics import median
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from records_world import AT, BY, MAPPING, TODAY, VILLAGES, World, collect, make_world, register

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.dictionary.rules.spec import DataClass
from tambon.forms.models import FormVersion
from tambon.records import actions as records
from tambon.records.rules import ClaimKind, NewClaim
from tambon.submissions import actions as submissions
from tambon.submissions.queries.evidence import read_point
from tambon.submissions.rules import Part
from tambon.verification import queries
from tambon.verification.queries.beside import list_around
from tambon.verification.rules.beside import Before, Spread, document_of, may_show, spread, submission_of
from tambon.verification.rules.views import QueueCell

needs_records = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def cells(world: World, office: str = "pwa") -> dict[str, QueueCell]:
    """{village code: the cell of 2026 about piped water}."""
    page = queries.list_office_queue(world.office[office], on=TODAY)
    return {
        row.area.code: cell
        for row in page.rows
        for cell in row.cells
        if row.period == "2026" and cell.variable.name == "piped_households"
    }


def last_year(world: World, **values: object) -> None:
    said = NewClaim(ClaimKind.FIELD, "water", world.area["58010201"], "2025", values, TODAY, BY)
    records.make_claims([said], at=AT)


@pytest.mark.django_db
@pytest.mark.slow
def test_the_last_round_is_that_of_the_same_place(world: World) -> None:
    collect(world)
    assert cells(world)["58010201"].beside.before is None
    last_year(world, piped_households=71)
    assert cells(world)["58010201"].beside.before == Before("2025", 71)


@pytest.mark.django_db
@pytest.mark.slow
def test_the_neighbours_are_the_other_places_of_the_tambon(world: World) -> None:
    record = collect(world)
    assert cells(world)["58010201"].beside.around is None, "alone it has no neighbours"
    collect(world, "58010202", households=100, piped=40)
    collect(world, "58010203", households=100, piped=61)
    new = NewGrant(world.worker, Role.WORKER, TODAY - timedelta(days=40), area_id=world.area["580103"])
    accounts.grant(new, by=BY, at=AT)
    collect(world, "58010301", households=100, piped=1)  # another tambon
    last_year(world, piped_households=7)
    assert cells(world)["58010201"].beside.around == Spread(40, 50.5, 61, 2)
    listed = list_around(record, "piped_households", on=TODAY)
    assert [(one.area.code, one.value) for one in listed] == [("58010202", 40), ("58010203", 61)]


@pytest.mark.django_db
@pytest.mark.slow
def test_the_evidence_is_what_came_with_the_answer(world: World) -> None:
    FormVersion.objects.update(xml=FORM, md5=uuid4().hex)
    photo = Part("well.jpg", sha256(b"well").hexdigest(), 4, "image/jpeg")
    other = Part("audit.csv", sha256(b"log").hexdigest(), 3, "text/csv")
    filled = (
        '<data id="water" version="1"><village>58010201</village><day>2026-11-20</day><piped>90</piped>'
        "<spot>19.3013 97.9654 210 4.5</spot><silent>18.0 97.0 0 1</silent>"
        f"<meta><instanceID>uuid:{uuid4()}</instanceID></meta></data>"
    ).encode()
    submissions.receive(xml=filled, person_id=world.worker, at=AT, attachments=[photo, other])
    records.process_inbox(at=AT)
    evidence = cells(world)["58010201"].beside.evidence
    assert evidence is not None and evidence.kind is ClaimKind.FIELD and not evidence.withheld
    assert evidence.photos == ((photo.sha256, "well.jpg"),)
    assert evidence.place == (19.3013, 97.9654, 4.5)


@pytest.mark.django_db
@pytest.mark.slow
def test_a_page_of_twenty_records_takes_no_more_statements_than_one_of_two(world: World) -> None:
    collect(world)
    collect(world, "58010202")
    few = statements(world)
    told = [
        NewClaim(ClaimKind.FIELD, "water", world.area[code], str(year), {"piped_households": year}, TODAY, BY)
        for code in VILLAGES
        for year in range(2020, 2024)
    ]
    records.make_claims(told, at=AT)
    records.make_claims([register(world, village=code, piped_households=3) for code in VILLAGES], at=AT)
    assert len(queries.list_office_queue(world.office["pwa"], on=TODAY).rows) == 20
    many = statements(world)
    assert len(many) <= len(few) <= 16, "\n".join(many)


def statements(world: World) -> list[str]:
    queries.list_office_queue(world.office["pwa"], on=TODAY)  # what a process keeps is kept by now
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.list_office_queue(world.office["pwa"], on=TODAY)
    return [one["sql"][:90] for one in asked.captured_queries]


NUMBERS = st.lists(st.one_of(st.integers(-(10**6), 10**6), st.none(), st.text(max_size=3), st.booleans()))


@given(NUMBERS)
def test_a_spread_is_that_of_its_numbers_alone(values: list[object]) -> None:
    numbers = [v for v in values if isinstance(v, int) and not isinstance(v, bool)]
    found = spread(values)
    if not numbers:
        assert found is None
    else:
        assert found == Spread(min(numbers), median(numbers), max(numbers), len(numbers))


CLASSES = [
    ([], True),
    ([DataClass.FREE, DataClass.OFFICIAL, DataClass.AGGREGATE], True),
    ([DataClass.FREE, DataClass.PERSONAL], False),
]


@pytest.mark.parametrize(("classes", "shown"), CLASSES)
def test_one_personal_answer_withholds_pictures_and_place(classes: list[DataClass], shown: bool) -> None:
    assert may_show(classes) is shown


POINTS = [
    ("19.3 97.9 210 4.5", (19.3, 97.9, 4.5)),
    ("19.3 97.9", (19.3, 97.9, None)),
    ("91 97.9 0 0", None),
    ("████████", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "point"), POINTS)
def test_points_are_read_as_phones_write_them(text: str, point: tuple[float, float, float] | None) -> None:
    found = read_point(text)
    assert (found and (found.latitude, found.longitude, found.accuracy)) == point


def evidences() -> Iterator[tuple[str, str, bool]]:
    ref = "2608ade7-4ace-46f4-896c-0b7140cd3c5e"  # the same in every process that runs tests
    yield f"submission:{ref}", "", True
    yield f"submission:{ref}/2", "", True
    yield "submission:nothing", "", False
    yield f"document:{ref}:ทะเบียน: เล่ม 2", "ทะเบียน: เล่ม 2", False
    yield "feed:3:12", "", False
    yield "", "", False


@pytest.mark.parametrize(("text", "document", "is_submission"), list(evidences()))
def test_evidence_is_told_apart_by_how_it_begins(text: str, document: str, is_submission: bool) -> None:
    assert document_of(text) == document
    assert (submission_of(text) is not None) is is_submission


FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>
<h:title>น้ำ</h:title><model><instance><data id="water" version="1"><village/><day/><piped/><spot/><silent/>
<meta><instanceID/></meta></data></instance><bind nodeset="/data/piped" type="int"/>
<bind nodeset="/data/spot" type="geopoint"/><bind nodeset="/data/silent" type="geopoint"/></model></h:head>
<h:body><input ref="/data/piped"><label>น้ำ</label></input><input ref="/data/spot"><label>ที่</label></input>
</h:body></h:html>"""
assert MAPPING["area"] == "village"
