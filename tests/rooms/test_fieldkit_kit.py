"""What one person's phone holds on a day."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from kit_world import AT, BY, CLOSES, FREE_FORM, OPENS, Kit, load_villages, make_kit

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.fieldkit import queries
from tambon.fieldkit.rules import COLUMNS, KitFile
from tambon.forms import actions as forms
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 11, 22)


@pytest.fixture
def kit(db: None) -> Kit:
    return make_kit()


def names(person: int, on: date = TODAY) -> list[str]:
    return [form.form_id for form in queries.forms_for(person, on)]


def villages(person: int, on: date = TODAY) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(queries.villages_csv(person, on).decode())))


def test_a_form_is_given_where_and_while_a_round_asks_for_its_dataset(kit: Kit) -> None:
    assert names(kit.malee) == ["water"]
    assert names(kit.somchai) == []
    assert names(kit.malee, OPENS - timedelta(days=1)) == []


def test_a_form_about_no_dataset_is_given_to_everybody_who_collects(kit: Kit) -> None:
    forms.publish(FREE_FORM, by=BY, at=AT)
    assert names(kit.malee) == ["free_form", "water"]
    assert names(kit.somchai) == ["free_form"]
    assert names(kit.malee, CLOSES) == []


def test_a_round_inside_or_above_the_workers_area_counts(kit: Kit) -> None:
    person = accounts.add_person(username="whole-district", name_th="ก", by=BY, at=AT)
    assert names(person) == []
    accounts.grant(NewGrant(person, Role.WORKER, OPENS, CLOSES, kit.area["5801"]), by=BY, at=AT)
    assert names(person) == ["water"]


def test_the_village_list_holds_the_own_area_in_the_persons_language(kit: Kit) -> None:
    rows = villages(kit.malee)
    assert tuple(rows[0]) == COLUMNS
    assert [row["name"] for row in rows] == ["58010201", "58010202"]
    assert rows[0]["label"] == rows[0]["label_th"] == "หมู่ที่ 1 บ้านตัวอย่าง 1 ตำบลห้วยโป่ง"
    assert villages(kit.somchai)[0]["label"] == "Village 1 Example 1, Tambon Pha Bong"
    assert (rows[0]["tambon_code"], rows[0]["district_code"]) == ("580102", "5801")


def test_the_list_goes_with_the_form_that_reads_it_and_its_hash_tells_a_change(kit: Kit) -> None:
    (form,) = queries.forms_for(kit.malee, TODAY)
    file = form.files[0]
    assert (file.name, file.content) == ("villages.csv", queries.villages_csv(kit.malee, TODAY))
    load_villages("58010201", "58010202", "58010203", "58010301", "58010302", day=date(2026, 6, 1))
    (again,) = queries.forms_for(kit.malee, TODAY)
    assert len(villages(kit.malee)) == 3
    assert again.files[0].md5 != file.md5
    assert again.md5 == form.md5


def test_nobody_has_no_kit(kit: Kit) -> None:
    with pytest.raises(Problem, match="404"):
        queries.forms_for(999_999, TODAY)


def test_a_hash_is_of_the_bytes() -> None:
    assert KitFile("a", lambda: b"abc", "text/csv").md5 == "900150983cd24fb0d6963f7d28e17f72"
