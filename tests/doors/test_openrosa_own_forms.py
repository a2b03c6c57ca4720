"""A form of the officers' own, with all that XLSForms have, from its workbook to a phone and back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import md5
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from form_workbooks import MAPPING, PICTURE, SHOPS, SURVEY, whole_form
from kit_world import AT, BY, Kit, make_kit
from lxml import etree

from tambon.forms import actions, queries
from tambon.host.home import Home
from tambon.openrosa import door
from tambon.records import actions as records
from tambon.records.models import Claim
from tambon.submissions.models import Submission

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime.now(UTC)


@pytest.fixture
def kit(db: None, home: Home) -> Kit:
    door.phones = door.Phones()
    return make_kit()


def published(kit: Kit, area: str | None, *, form_id: str = "wells", mapping: Any = MAPPING) -> None:
    book = actions.Workbook(
        whole_form(form_id=form_id), "บ่อน้ำ.xlsx", {"shops.csv": SHOPS, "map.png": PICTURE}, mapping
    )
    actions.publish_workbook(book, area_id=kit.area[area] if area else None, by=BY, at=AT)


def get(url: str, **headers: str) -> Any:
    parts = urlsplit(url)
    return Client().get(f"{parts.path}?{parts.query}", headers={"X-OpenRosa-Version": "1.0", **headers})


def rows(content: bytes) -> list[dict[str, str]]:
    root = etree.fromstring(content)
    return [{etree.QName(cell).localname: cell.text or "" for cell in row} for row in root]


def form_ids(kit: Kit) -> set[str]:
    return {row["formID"] for row in rows(get(f"/odk/{kit.token}/formList").content)}


def body(response: Any) -> bytes:
    return b"".join(response) if response.streaming else response.content


def test_it_is_listed_loaded_filled_in_and_kept_and_its_answers_become_claims(kit: Kit) -> None:
    published(kit, "5801")
    (form,) = (r for r in rows(get(f"/odk/{kit.token}/formList").content) if r["formID"] == "wells")
    xml = get(form["downloadUrl"]).content
    assert form["hash"] == f"md5:{md5(xml).hexdigest()}"
    files = {row["filename"]: row for row in rows(get(form["manifestUrl"]).content)}
    assert files.keys() == {"shops.csv", "map.png"}
    loaded = {name: get(row["downloadUrl"]) for name, row in files.items()}
    contents = {name: body(answer) for name, answer in loaded.items()}
    assert contents["map.png"] == PICTURE and contents["shops.csv"] == SHOPS.removeprefix(b"\xef\xbb\xbf")
    for name, row in files.items():
        assert row["hash"] == f"md5:{md5(contents[name]).hexdigest()}"
        assert loaded[name]["Content-Length"] == str(len(contents[name]))
        again = get(row["downloadUrl"], **{"If-None-Match": loaded[name]["ETag"]})
        assert again.status_code == 304
    assert loaded["map.png"]["Content-Type"] == "image/png"

    answer = _send(kit, _filled(xml))
    assert answer.status_code == 201, answer.content.decode()
    assert Submission.objects.filter(form_id="wells").count() == 1
    records.process_inbox(at=datetime.now(UTC), limit=100)
    (claim,) = Claim.objects.filter(dataset="water")
    assert claim.values == {"households": 42}  # what is mapped to nothing makes no claim


def _filled(xml: bytes) -> bytes:
    """The form's own instance, filled in as a client fills it: the repeat twice, its template left out."""
    root = etree.fromstring(xml)
    space = "{http://www.w3.org/2002/xforms}"
    instance = root.find(f".//{space}model/{space}instance")
    assert instance is not None
    data = instance[0]
    for template in data.xpath("//*[@*[local-name()='template']]"):
        template.getparent().remove(template)
    text = etree.tostring(data).decode()
    well = "<wells><depth>4.5</depth><uses>drink farm</uses></wells>"
    text = re.sub(r"<wells>.*?</wells>", well * 2, text, flags=re.S)
    today = datetime.now(UTC).date().isoformat()
    for name, answer in {
        "village": "58010201", "visited": today, "homes": "42", "region": "n", "town": "n1", "shop": "s2",
        "instanceID": "uuid:0d5e8f2e-0000-4000-8000-000000000001",
    }.items():  # fmt: skip
        text, times = re.subn(rf"<((?:\w+:)?{name})/>", rf"<\1>{answer}</\1>", text)
        assert times == 1, name
    return text.encode()


def _send(kit: Kit, xml: bytes) -> Any:
    part = SimpleUploadedFile("form.xml", xml, "text/xml")
    return Client().post(
        f"/odk/{kit.token}/submission", {"xml_submission_file": part}, headers={"X-OpenRosa-Version": "1.0"}
    )


def test_a_form_that_lost_a_file_takes_no_other_form_from_phones(kit: Kit) -> None:
    published(kit, None, mapping={})
    form = queries.find_version("wells", "1")
    assert form is not None and {"wells", "water"} <= form_ids(kit)
    (kept,) = (file for file in form.files if file.name == "map.png")
    (settings.HOME.blobs / kept.sha256[:2] / kept.sha256[2:]).unlink()
    queries.file_md5.cache_clear()  # as after a restart
    assert "water" in form_ids(kit) and "wells" not in form_ids(kit)


def test_a_form_is_given_over_and_under_its_area_and_not_elsewhere(kit: Kit) -> None:
    published(kit, "580103", form_id="beside", mapping={})
    published(kit, "58", form_id="above", mapping={})
    published(kit, None, form_id="country", mapping={})
    assert {"above", "country"} <= form_ids(kit)
    assert "beside" not in form_ids(kit)
    actions.retire("above", by=BY, at=NOW)
    assert "above" not in form_ids(kit)
    assert queries.find_version("above", "1") is not None  # what was filled in is still read


def test_a_file_that_the_disk_lost_is_a_refusal_and_no_broken_answer(kit: Kit) -> None:
    published(kit, None, mapping={})
    (form,) = (r for r in rows(get(f"/odk/{kit.token}/formList").content) if r["formID"] == "wells")
    (picture,) = (r for r in rows(get(form["manifestUrl"]).content) if r["filename"] == "map.png")
    form_file = queries.find_version("wells", "1")
    assert form_file is not None
    (kept,) = (file for file in form_file.files if file.name == "map.png")
    (settings.HOME.blobs / kept.sha256[:2] / kept.sha256[2:]).unlink()
    assert get(picture["downloadUrl"]).status_code == 503


SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("/desk/people")</script></svg>'


def test_a_drawing_with_a_script_opened_in_a_browser_is_no_page_of_ours(kit: Kit) -> None:
    survey = [[(cell == "map.png" and "map.svg") or cell for cell in row] for row in SURVEY]
    files = {"shops.csv": SHOPS, "map.svg": SCRIPT}
    book = actions.Workbook(whole_form(survey=survey), "wells.xlsx", files)
    actions.publish_workbook(book, area_id=kit.area["5801"], by=BY, at=AT)
    (own,) = (row for row in rows(get(f"/odk/{kit.token}/formList").content) if row["formID"] == "wells")
    drawing = get(f"/odk/{kit.token}/media?formId=wells&version=1&name=map.svg")
    assert body(drawing) == SCRIPT and drawing["Content-Disposition"] == "attachment"
    for answer in (drawing, get(own["downloadUrl"]), get(own["manifestUrl"])):
        assert answer.status_code == 200
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "sandbox" in policy.split("; ")
        assert answer["X-Content-Type-Options"] == "nosniff"
