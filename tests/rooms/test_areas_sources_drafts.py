"""Files staged as drafts, loads that are killed, and a country's worth of villages. Every row is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from area_files import (
    AT,
    CCAATT,
    LATER,
    STAT,
    directory,
    load,
    load_tree,
    page,
    table,
    terms,
)
from damage import killed_at

from tambon.areas import actions, queries
from tambon.areas.actions.sources import parts
from tambon.areas.models import Area, AreaName, Draft, Edition, Lineage
from tambon.areas.rules import Kind, synthetic_villages
from tambon.journal.models import Entry
from tambon.lib.problem import Problem

TODAY = date(2026, 11, 22)
BAD = ("6712", "58", "-", "5801", "อำเภอ", "580109", "-", "58010901", "บ้านไกล", "1", "1", "2", "1")


def given(content: bytes, form: str = "stat") -> actions.Given:
    return actions.read_file(form, content, terms=actions.Terms())


def stage(content: bytes, form: str = "stat") -> actions.Staged:
    return actions.stage_given(given(content, form), by="person:1", at=AT)


@pytest.mark.django_db
def test_a_staged_file_is_shown_and_changes_nothing_until_it_is_applied() -> None:
    load_tree()
    staged = stage(page([*STAT, BAD]))
    assert staged.draft is not None
    assert (staged.report.added, len(staged.report.refused)) == (3, 1)
    assert queries.count(Kind.VILLAGE, on=TODAY) == 0
    [waiting] = queries.list_waiting()
    assert (waiting.id, waiting.form, waiting.is_stale) == (staged.draft, "stat", False)
    assert waiting.summary is not None
    assert (waiting.summary["added"], waiting.summary["refused"]) == (3, 1)
    assert waiting.summary["examples"]["new"][0].startswith("58010201")
    assert Draft.objects.get().refused[0]["raw"].startswith("6712")
    assert stage(page([*STAT, BAD])).draft == staged.draft
    edition = actions.apply_draft(staged.draft, by="person:2", at=AT)
    assert queries.count(Kind.VILLAGE, on=TODAY) == 3
    assert queries.list_waiting() == []
    assert stage(page([*STAT, BAD])).draft is None
    actions.undo(edition, by="person:2", at=AT)
    assert queries.count(Kind.VILLAGE, on=TODAY) == 0
    assert load("stat", page(STAT)).added == 3


@pytest.mark.django_db
def test_a_draft_of_any_form_is_applied_as_a_load_would_have() -> None:
    retired = [*CCAATT, ("58010300", "หมอกเก่า*", "", "25490101"), ("5801040", "ขาดศูนย์", "", "0")]
    staged = stage(directory(retired), "ccaatt")
    assert staged.draft is not None
    assert Area.objects.count() == 0
    actions.apply_draft(staged.draft, by="person:2", at=AT)
    assert queries.count(Kind.TAMBON, on=TODAY) == 3
    assert queries.find_area("580103", on=date(2001, 1, 1)) is not None


@pytest.mark.django_db
def test_a_draft_shown_before_the_registry_changed_is_refused_and_can_be_set_aside() -> None:
    load_tree()
    draft = stage(page(STAT)).draft
    assert draft is not None
    load("villages", table(("code", "name_th"), ("58010203", "บ้านอื่น")), given=terms())
    assert queries.list_waiting()[0].is_stale
    with pytest.raises(Problem) as caught:
        actions.apply_draft(draft, by="person:2", at=AT)
    assert caught.value.kind.code == "409-area-draft-stale"
    actions.set_aside(draft, by="person:2", at=AT)
    with pytest.raises(Problem) as caught:
        actions.apply_draft(draft, by="person:2", at=AT)
    assert caught.value.kind.code == "404-area-draft"


@pytest.mark.django_db
def test_another_package_than_the_one_staged_is_refused() -> None:
    package = actions.geothai_given()
    other = replace(package, of=replace(package.of, day=date(2020, 1, 1)))
    with pytest.raises(Problem) as caught:
        actions.load_given(other, by="system", at=AT)
    assert caught.value.kind.code == "409-source-package-changed"


@pytest.mark.django_db(transaction=True)
def test_a_load_killed_in_the_middle_leaves_nothing_and_repeated_gives_the_same(monkeypatch) -> None:
    load_tree()
    before = Edition.objects.count(), Entry.objects.count(), Area.objects.count()

    with killed_at(monkeypatch, parts, "report"):  # everything was written by then
        load("stat", page(STAT))
    assert (Edition.objects.count(), Entry.objects.count(), Area.objects.count()) == before
    load("stat", page(STAT))
    again = sorted(Area.objects.values_list("public_id", flat=True))
    assert len(again) == before[2] + 3
    assert not load("stat", page(STAT)).changed
    assert sorted(Area.objects.values_list("public_id", flat=True)) == again


@pytest.mark.slow
@pytest.mark.django_db
def test_the_villages_of_the_country_load_again_and_anew() -> None:
    actions.load_given(actions.geothai_given(), by="system", at=AT)
    country = queries.get_area("TH", on=TODAY).id
    tambons = [one.code for one in queries.list_under(country, on=TODAY, kind=Kind.TAMBON)]
    villages = synthetic_villages(tambons, 7_500)
    heading = ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "ชื่อภาษาอังกฤษ")
    rows = [(one["code"], one["name_th"], one["name_en"]) for one in villages]
    said: list[str] = []
    load_table(table(heading, *rows), said)
    load_table(table(heading, *rows), said)
    fewer = [row for place, row in enumerate(rows) if place % 15]
    newer = table(heading, *((code, name + " ใหม่", "") for code, name, _ in fewer))
    load_table(newer, said, day=date(2027, 1, 1), whole=True)
    assert queries.count(Kind.VILLAGE, on=date(2027, 1, 1)) == 7_000
    assert AreaName.objects.filter(area__kind="village").count() == 14_500
    assert Lineage.objects.filter(kind="village", depth=0, hierarchy="administrative").count() == 7_500
    assert len(said) >= 3


def load_table(content: bytes, said: list[str], *, day: date = LATER, whole: bool = False) -> None:
    read = actions.read_file("villages", content, terms=terms(day if whole else TODAY), whole=whole)
    actions.load_given(read, by="system", at=AT, progress=said.append)
