"""What is held already stands beside the question on the phone, in words, and changes when it changes."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from kit_world import AT, BY, Kit, make_kit
from lxml import etree

from tambon.accounts import actions as accounts
from tambon.fieldkit import queries
from tambon.fieldkit.rules import KitFile
from tambon.forms import actions as forms
from tambon.records import actions as records
from tambon.submissions import actions as submissions

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 11, 22)
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "water.xml"
VILLAGE = "58010201"
BY_HAND = """| survey | | | |
| | type | name | label | calculation |
| | text | place | Place | |
| | calculate | before | | pulldata('former', 'water_piped_households', 'name', ${place}) |
| | calculate | nothing | | pulldata('former', 'water_no_such_variable', 'name', ${place}) |
| | note | shown | It was ${before} | |
| settings | | | |
| | form_id | form_title | version |
| | by_hand | By hand | 1 |
"""


@pytest.fixture
def kit(db: None) -> Kit:
    return make_kit()


def answer(kit: Kit, village: str = VILLAGE, *, minutes: int = 0, **changed: str) -> None:
    text = EXAMPLE.read_text("utf-8").replace("VILLAGE", village).replace("INSTANCE", str(uuid4()))
    for tag, value in changed.items():
        start, end = text.index(f"<{tag}>") + len(tag) + 2, text.index(f"</{tag}>")
        text = text[:start] + value + text[end:]
    at = AT + timedelta(minutes=minutes)
    submissions.receive(xml=text.replace("DAY", "2026-01-02").encode(), person_id=kit.malee, at=at)
    records.process_inbox(at=at)


def former(person: int, form_id: str = "water") -> KitFile:
    (form,) = (form for form in queries.forms_for(person, TODAY) if form.form_id == form_id)
    (file,) = (file for file in form.files if file.name == "former.csv")
    assert file.content  # made now: what holds later is another file's
    return file


def rows(file: KitFile) -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in csv.DictReader(io.StringIO(file.content.decode()))}


def test_nothing_is_held_in_the_beginning(kit: Kit) -> None:
    file = former(kit.malee)
    assert rows(file) == {}
    columns = file.content.decode().strip().split(",")
    assert columns[0] == "name" and "water_piped_households" in columns
    assert all(column.startswith("water_") for column in columns[1:])


def test_what_was_answered_is_offered_at_the_next_visit_in_the_persons_words(kit: Kit) -> None:
    answer(kit, households="1200", piped_households="1100")
    held = rows(former(kit.malee))
    assert list(held) == [VILLAGE]
    assert held[VILLAGE]["water_households"] == "1,200"
    assert held[VILLAGE]["water_village_water_system"] == "ไม่ใช่ / ไม่มี"
    accounts.set_language(kit.malee, lang="en", by=BY, at=AT)
    assert rows(former(kit.malee))[VILLAGE]["water_village_water_system"] == "No"


def test_the_hash_changes_when_a_value_does_and_only_then(kit: Kit) -> None:
    before = former(kit.malee)
    answer(kit)
    first = former(kit.malee)
    assert first.md5 != before.md5
    answer(kit, minutes=1)  # the same again
    assert former(kit.malee).md5 == first.md5
    answer(kit, minutes=2, piped_households="1")
    assert former(kit.malee).md5 != first.md5


def test_the_question_shows_what_is_held_and_sends_only_what_is_typed(kit: Kit) -> None:
    (form,) = queries.forms_for(kit.malee, TODAY)
    root = etree.fromstring(form.xml)
    hints = [t for t in root.iter("{*}text") if str(t.get("id")).endswith("/piped_households:hint")]
    shown = [str(output.get("value")).strip() for hint in hints for output in hint.iter("{*}output")]
    assert shown == ["/data/piped/former_piped_households"] * 2  # Thai and English
    binds = {str(b.get("nodeset")): b for b in root.iter("{*}bind")}
    looked_up = str(binds["/data/piped/former_piped_households"].get("calculate"))
    assert "pulldata('former', 'water_piped_households', 'name'" in looked_up
    assert binds["/data/piped/piped_households"].get("calculate") is None


def test_a_form_written_by_hand_may_read_it_too_and_gets_its_columns_alone(kit: Kit) -> None:
    forms.publish(BY_HAND, by=BY, at=AT)
    answer(kit, households="1200", piped_households="1100")
    expected = {"name": VILLAGE, "water_no_such_variable": "", "water_piped_households": "1,100"}
    assert rows(former(kit.malee, "by_hand")) == {VILLAGE: expected}
    assert rows(former(kit.somchai, "by_hand")) == {}  # another's villages
