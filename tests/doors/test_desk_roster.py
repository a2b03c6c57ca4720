"""A roster at the desk: the template comes back filled in, bad rows are told, others' tambons are refused."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from workforce_world import AT, BY, SINCE, TODAY, World, make_world

from tambon.accounts.actions import grant
from tambon.accounts.models import Person
from tambon.accounts.queries import get_user
from tambon.accounts.rules import NewGrant, Role
from tambon.formats import read_table
from tambon.plan.models import Programme
from tambon.workforce.actions import make_posts
from tambon.workforce.models import Contract, Personal
from tambon.workforce.rules.roster import COLUMNS, REQUIRED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE = "/desk/workforce/load"


@pytest.fixture
def world() -> World:
    """Its programme still runs when the test does; the desk asks the clock."""
    made = make_world()
    Programme.objects.filter(code="p").update(during=(SINCE, SINCE.replace(year=2099)))
    return made


def browser(world: World, name: str) -> Client:
    client = Client()
    client.force_login(get_user(world.people[name]))
    return client


def csv_file(*rows: str) -> SimpleUploadedFile:
    text = "\n".join(["tambon,post,name_th,citizen_id,from,until", *rows])
    return SimpleUploadedFile("roster.csv", text.encode())


def send(client: Client, file: SimpleUploadedFile, lang: str = "th", programme: str = "p") -> Any:
    return client.post(f"{PAGE}?lang={lang}", {"programme": programme, "file": file})


def test_the_template_lists_the_vacant_posts_of_the_own_area_and_is_read_back(world: World) -> None:
    make_posts(programme="p", on=TODAY, by=BY, at=AT)
    world.hired("malee", "580102", 1, until=SINCE.replace(year=2098))
    answer = browser(world, "wichai").get("/desk/workforce/template.xlsx?programme=p")
    assert answer.status_code == 200 and answer.content.startswith(b"PK")
    table = read_table(answer.content, required=REQUIRED, optional=COLUMNS)
    assert [(row["tambon"], row["post"]) for row in table.rows] == [
        ("580102", "2"), ("580103", "1"), ("580103", "2"),
    ]  # fmt: skip
    assert set(COLUMNS) == set(table.columns)
    empty = SimpleUploadedFile("roster.xlsx", answer.content)
    page = send(browser(world, "wichai"), empty).content.decode()
    assert "ไม่มีอะไรเปลี่ยน" in page and "แถวที่ปฏิเสธ</h3>" not in page


def test_an_officer_loads_the_own_district_and_reads_why_a_row_is_refused(world: World) -> None:
    file = csv_file(
        "580102,1,นางสาวดาว ดอยงาม,,1 ต.ค. 2569,30 ก.ย. 2570",
        "580102,2,นายเมฆ หมอก,1234567890123,1 ต.ค. 2569,",
        "580201,1,นายฟ้า ไกล,,1 ต.ค. 2569,",
    )
    answer = send(browser(world, "wichai"), file)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "นำเข้าแล้ว" in page and "1234567890123" not in page
    assert Contract.objects.count() == 1 and Person.objects.filter(username="580102-1").exists()
    assert page.count('<th scope="row" class="num"') == 2
    again = send(browser(world, "wichai"), csv_file("580102,1,นางสาวดาว ดอยงาม,,1 ต.ค. 2569,30 ก.ย. 2570"))
    assert "ไม่มีอะไรเปลี่ยน" in again.content.decode()


def test_rows_of_another_district_are_refused_to_its_neighbour(world: World) -> None:
    page = send(
        browser(world, "prasert"), csv_file("580102,1,นางสาวดาว ดอยงาม,,1 ต.ค. 2569,"), lang="en"
    ).content.decode()
    assert "lies outside the area that you look after" in page
    assert not Contract.objects.exists()


def test_only_who_manages_posts_sees_the_page(world: World) -> None:
    auditor = NewGrant(world.people["fah"], Role.AUDITOR, SINCE, area_id=world.area["TH"])
    grant(auditor, by=BY, at=AT)
    assert browser(world, "fah").get(PAGE).status_code == 403
    assert send(browser(world, "fah"), csv_file()).status_code == 403
    assert browser(world, "fah").get("/desk/workforce/template.xlsx").status_code == 403
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"programme": "p"}, 422),
        ({"programme": "q", "file": io.BytesIO(b"x")}, 422),
        ({"programme": "p", "file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no workbook")}, 422),
        ({"programme": "p", "file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")}, 422),
    ],
)
def test_what_is_no_roster_is_told_and_nothing_is_kept(
    world: World, fields: dict[str, Any], status: int
) -> None:
    answer = browser(world, "wichai").post(PAGE, fields)
    assert answer.status_code == status and 'role="alert"' in answer.content.decode()
    assert not Contract.objects.exists()


def test_the_desk_takes_a_province_and_leaves_the_country_to_an_operator(world: World) -> None:
    rows = [f"580102,1,ชื่อ {number},,1 ต.ค. 2569," for number in range(2_001)]
    answer = send(browser(world, "wichai"), csv_file(*rows), lang="en")
    assert answer.status_code == 413 and "tambon roster load" in answer.content.decode()
    assert not Personal.objects.exists()
