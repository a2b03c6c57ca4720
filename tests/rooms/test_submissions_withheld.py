"""What is handed out says nothing of the phone, goes to nobody else's area, and unpacks nowhere else."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest
from form_workbooks import settings, workbook
from records_world import AT, BY, TODAY, World, make_world, send, xml
from test_records_doubts import mend, only_ref

from tambon.accounts import actions as accounts
from tambon.accounts import queries as people
from tambon.accounts.rules import NewGrant, Role
from tambon.blobs.folder import Folder
from tambon.forms import converting
from tambon.forms.rules.conversion import to_xform
from tambon.forms.rules.layout import Layout, lay_out
from tambon.forms.rules.rows import Reader
from tambon.forms.rules.shape import read_shape
from tambon.forms.rules.workbook import completed
from tambon.host.home import Home
from tambon.records import actions
from tambon.records.queries.submitted import visible_to
from tambon.submissions.actions.exporting import Format, export
from tambon.submissions.queries.tables import Where, count

PHONE = ("356938035643809", "0812345678", "malee.phone", "malee@example.org", "19.3 97.96 0 4")
FILLED = (
    '<data id="dev" version="{version}"><imei>{0}</imei><tel>{1}</tel><who>{2}</who>'
    "<stood>{4}</stood><q>1</q><meta><instanceID>uuid:1</instanceID><deviceID>{0}</deviceID><email>{3}</email></meta></data>"
)


@pytest.fixture(scope="module")
def layout() -> Layout:
    survey = [
        ["type", "name", "label"],
        ["deviceid", "imei"],
        ["phonenumber", "tel"],
        ["username", "who"],
        ["start-geopoint", "stood"],
    ]
    content = workbook(survey=[*survey, ["text", "q", "Q"]], settings=settings(1, "dev"))
    book = completed(converting.read_workbook(content), filename="dev.xlsx", at=AT)
    return lay_out("dev", {"1": read_shape(to_xform(book).xml)})


@pytest.mark.parametrize("version", ["1", "never published"])
@pytest.mark.parametrize("twice", [False, True])
def test_nothing_of_the_phone_is_among_the_answers_however_it_came(
    layout: Layout, version: str, twice: bool
) -> None:
    sent = FILLED.format(*PHONE, version=version)
    if twice:
        sent = sent.replace("<q>", f"<imei>{PHONE[0]}</imei><tel><x>{PHONE[1]}</x></tel><q>")
    for read in (Reader(layout).read, Reader(layout).read_parsed):
        found = read(sent.encode(), version=version, key="k")
        assert not [one for one in PHONE if one in repr(found)], found
        assert found.cells == ["1"] or (found.other["q"], version) == ("1", "never published")


@pytest.mark.django_db
@pytest.mark.parametrize("form_id", ["../../../etc/cron.d/x", "C:\\a", ".profile", "/root/x", "a\nb"])
def test_a_form_id_that_is_a_path_names_no_file_outside(home: Home, form_id: str) -> None:
    found = export(Where(form_id), kind=Format.ZIP, open_blob=Folder(home.blobs).open, by=BY, at=AT)
    with zipfile.ZipFile(io.BytesIO(b"".join(found.parts))) as made:
        for name in made.namelist():
            assert not set(name) & set('/\\:\n"') and not name.startswith("."), name


def seen_by(person: int) -> int:
    return count(Where("water", also=visible_to(people.who(person, on=TODAY), on=TODAY)))[0]


def officer(name: str, place: int) -> int:
    person = accounts.add_person(username=name, name_th=name, by=BY, at=AT)
    accounts.grant(NewGrant(person, Role.DISTRICT, date(2026, 1, 1), area_id=place), by=BY, at=AT)
    return person


@pytest.mark.django_db
@pytest.mark.slow
def test_a_corrected_submission_is_seen_where_it_claims_and_by_nobody_beside(home: Home) -> None:
    world: World = make_world()
    here, beside = officer("here", world.area["580102"]), officer("beside", world.area["580103"])
    send(world, xml(households="many", piped=90))
    actions.process_inbox(at=AT)
    mend(only_ref(), households="120")
    assert (seen_by(here), seen_by(beside)) == (1, 0)
    send(world, xml("58010299", households=1), at=AT + timedelta(hours=1))
    actions.process_inbox(at=AT + timedelta(hours=1))
    village_head = NewGrant(world.worker, Role.VILLAGE_HEAD, date(2026, 1, 1), area_id=world.area["58010301"])
    accounts.grant(village_head, by=BY, at=AT)  # who collects in one place may be something else in another
    assert (seen_by(here), seen_by(beside)) == (2, 0)
