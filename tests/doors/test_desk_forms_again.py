"""The next version of a form at the desk: its mapping, its area and its number are looked at beforehand."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from desk_world import Desk, make_desk, post
from django.core.files.uploadedfile import SimpleUploadedFile
from form_workbooks import MAPPING, PICTURE, SHOPS, SURVEY, settings, whole_form, workbook

from tambon.forms import actions, queries
from tambon.forms.models import Draft
from tambon.host.home import Home

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NEW = "/desk/forms-new"


@pytest.fixture
def desk(db: None, home: Home) -> Desk:
    return make_desk()


def test_the_next_version_keeps_its_mapping_and_says_what_stands_in_its_way(desk: Desk) -> None:
    wichai, area, now = desk.browser("wichai"), desk.world.area["5801"], datetime.now(UTC)
    files = {"shops.csv": SHOPS, "map.png": PICTURE}
    book = actions.Workbook(whole_form(), "wells.xlsx", files, MAPPING)
    actions.publish_workbook(book, area_id=area, by="system", at=now)

    def drafted(content: bytes, area_id: int = area) -> str:
        answer = post(wichai, NEW, {"file": SimpleUploadedFile("wells.xlsx", content), "area": area_id})
        assert actions.convert_waiting(at=datetime.now(UTC)) == 1
        return str(answer.url)

    def page(address: str) -> str:
        return str(wichai.get(address).content.decode())

    survey = [list(row) for row in SURVEY]
    survey.append(["text", "remark", "หมายเหตุ", "Remark"])
    seen = page(drafted(whole_form(2, survey)))
    assert 'id="carried"' in seen and "water.households ← water/homes" in seen
    assert 'id="lost"' not in seen and "ยกมาให้แล้ว" in seen

    survey[5][0], survey[5][6] = "text", None
    seen = page(drafted(whole_form(3, survey)))
    assert 'id="lost"' in seen and "การจับคู่ที่หายไป" in seen
    assert "คำถามเป็นชนิด text แต่ตัวแปรเป็น integer" in seen and 'value="publish"' in seen

    seen = page(drafted(whole_form(1, survey)))
    assert "รุ่น 1 เผยแพร่แล้วด้วยเนื้อหาอื่น" in seen and "ยังเผยแพร่ไม่ได้" in seen
    assert 'value="publish"' not in seen and "พร้อมตรวจและเผยแพร่" not in seen
    assert 'id="version-taken"' not in page(drafted(whole_form()))  # the same content is no other

    assert f'value="{area}" selected' in page(f"{NEW}?area={area}")
    assert f"{NEW}?area={area}" in page("/desk/forms/wells")
    address = drafted(whole_form(5, SURVEY), desk.world.area["580103"])
    seen = page(address)
    assert 'id="area-in-use"' in seen and f'value="{area}" selected' in seen and 'value="publish"' not in seen
    assert "เลือกพื้นที่เดียวกับแบบที่ใช้อยู่" in seen
    assert post(wichai, address, {"doing": "area", "area": area}).status_code == 302
    moved = Draft.objects.get(ref=UUID(address.rpartition("/")[2]))
    assert moved.area_id == area and moved.mapping["variables"] == {"water.households": "water/homes"}
    assert 'id="area-in-use"' not in page(address)

    one: list[list[object]] = [["type", "name", "label"], ["integer", "n", "N"]]
    seen = page(drafted(workbook(survey=one, settings=settings(9, "water"))))
    assert "ที่ท่านไม่ได้ดูแล" in seen and 'value="publish"' not in seen
    assert [form.version for form in queries.list_published() if form.form_id == "wells"] == ["1"]
