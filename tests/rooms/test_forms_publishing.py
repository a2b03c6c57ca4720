"""A version is published once: again is nothing, other content is refused, a newer one retires it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from form_workbooks import settings, workbook

from tambon.dictionary import actions as dictionary
from tambon.forms import actions, queries
from tambon.forms.models import FormVersion
from tambon.host.home import Home
from tambon.journal.models import Entry
from tambon.journal.queries import verify
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
NAMES = sorted(path.stem for path in actions.STANDARD.glob("*.md"))
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def standard(name: str) -> str:
    return (actions.STANDARD / f"{name}.md").read_text("utf-8")


def standing(form_id: str) -> list[str]:
    return [form.version for form in queries.list_published() if form.form_id == form_id]


@pytest.fixture
def published() -> None:
    dictionary.load_standard(by="system", at=AT)
    actions.publish_standard(by="system", at=AT)


@pytest.mark.usefixtures("published")
def test_what_was_published_is_found_with_its_hash_and_mapping() -> None:
    forms = queries.list_published()
    assert [(form.form_id, form.datasets) for form in forms] == [(name, (name,)) for name in NAMES]
    water = queries.find_version("water", "2026112903")
    assert water is not None and water == forms[NAMES.index("water")]
    assert water.md5 == hashlib.md5(water.xml.encode()).hexdigest()
    assert water.title_th.startswith("น้ำดื่มน้ำใช้") and 'version="2026112903"' in water.xml
    assert water.mapping.variables["water"]["piped_households"] == "piped/piped_households"
    assert queries.find_version("water", "1") is None and queries.find_version("fish", "1") is None


@pytest.mark.usefixtures("published")
def test_the_journal_finds_a_form_that_was_changed() -> None:
    assert verify(queries.JOURNAL_CHECKERS).holds
    row = FormVersion.objects.get(form__form_id="water")
    row.xml = row.xml.replace("5000", "9999")
    row.save()
    assert [fault.code for fault in verify(queries.JOURNAL_CHECKERS).faults] == ["row-changed"]


@pytest.mark.usefixtures("published")
def test_publishing_again_changes_nothing() -> None:
    assert not any(one.new for one in actions.publish_standard(by="system", at=AT))
    assert not actions.publish("Another introduction.\n\n" + standard("water"), by="system", at=AT).new
    assert FormVersion.objects.count() == len(NAMES)
    assert Entry.objects.filter(kind="form.published").count() == len(NAMES)


@pytest.mark.usefixtures("published")
def test_other_content_under_the_same_version_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        actions.publish(
            standard("water").replace("| Sources and quality |", "| Sources |"), by="system", at=AT
        )
    assert refused.value.kind.code == "409-form-version-taken"
    text = (dictionary.STANDARD / "water.yml").read_text("utf-8").replace("maximum: 24", "maximum: 23")
    dictionary.load_text(text, file="water.yml", by="system", at=AT)
    with pytest.raises(Problem) as refused:
        actions.publish(standard("water"), by="system", at=AT)
    assert refused.value.kind.code == "409-form-dictionary-changed"


@pytest.mark.usefixtures("published")
def test_a_newer_version_retires_the_one_before_and_both_are_found() -> None:
    newer = standard("water").replace("2026112903", "2026112904")
    assert actions.publish(newer, by="person:1", at=AT).new
    assert standing("water") == ["2026112904"]
    assert queries.find_version("water", "2026112903") is not None
    assert not actions.publish(
        standard("water"), by="system", at=AT
    ).new  # the old text does not bring it back
    assert standing("water") == ["2026112904"] and len(queries.list_published()) == len(NAMES)


def test_a_form_of_an_unknown_dataset_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(Problem) as refused:
        actions.publish(standard("water"), by="system", at=AT)
    assert refused.value.kind.code == "404-dataset-unknown"
    assert not FormVersion.objects.exists()


@pytest.mark.usefixtures("published")
def test_a_plain_form_is_published_with_a_mapping_beside_it(tmp_path: Path) -> None:
    plain = (
        "| survey | | | |\n| | type | name | label |\n"
        "| | text | village_code | Village |\n| | integer | homes | Homes |\n"
        "| settings | | |\n| | form_id | form_title | version |\n| | plain | Plain | 1 |\n"
    )
    mapping = {"area": "village_code", "variables": {"water.households": "homes"}}
    assert actions.publish(plain, mapping=mapping, by="system", at=AT).new
    form = queries.find_version("plain", "1")
    assert form is not None and form.datasets == ("water",) and form.title_th == form.title_en == "Plain"
    with pytest.raises(Problem):
        actions.publish(plain.replace("| 1 |", "| 2 |"), mapping={"area": "nowhere"}, by="system", at=AT)
    assert [row.version for row in FormVersion.objects.filter(form__form_id="plain")] == ["1"]


@pytest.mark.parametrize("form_id", ["water", "Water"])
def test_an_areas_form_never_takes_the_name_of_one_of_the_products(form_id: str, home: Home) -> None:
    assert "water" in NAMES  # which is not published yet
    book = actions.Workbook(workbook(survey=SHORT, settings=settings(1, form_id)), "w.xlsx")
    with pytest.raises(Problem) as refused:
        actions.publish_workbook(book, area_id=5801, by="person:1", at=AT)
    assert refused.value.kind.code == "409-form-id-of-another-area"
    dictionary.load_standard(by="system", at=AT)
    assert all(done.new for done in actions.publish_standard(by="system", at=AT))


SHORT = [["type", "name", "label"], ["text", "q", "Q"]]
