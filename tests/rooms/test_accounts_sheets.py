"""Sheets with one-time links: for whom, what they say, and that their codes open accounts."""

from __future__ import annotations

import argparse
import json
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from desk_world import BY, FAST, MADE, Desk, make_desk
from printed import letters_of, pages_of
from pytest_django import Settings

from tambon.accounts import actions, queries
from tambon.accounts.rules import NewGrant, Role
from tambon.accounts.sheets import sheets_pdf
from tambon.cli.commands import accounts_sheets
from tambon.journal.models import Entry
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
TODAY = date(2026, 11, 22)
URL = "https://tambon.example.go.th"


@pytest.fixture
def desk(settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return make_desk()


def newcomer(desk: Desk, name: str, place: str = "580102", *, role: Role = Role.WORKER) -> int:
    person = actions.add_person(
        username=name, name_th=f"น้ำฝน {name}", name_en=f"Namfon {name}", by=BY, at=MADE
    )
    new = NewGrant(person, role, date(2026, 12, 1), date(2027, 3, 1), area_id=desk.world.area[place])
    actions.grant(new, by=BY, at=MADE)
    return person


def test_each_gets_a_link_that_opens_the_own_account_once(desk: Desk) -> None:
    people = [newcomer(desk, name) for name in ("a1", "a2")]
    old = actions.make_one_time_link(people[0], by=BY, at=AT)
    made = actions.make_sheets([*people, people[0]], by="person:9", at=AT)
    assert [sheet.person_id for sheet in made] == people
    assert made[0].until == AT + timedelta(days=7)
    assert queries.find_link(old, at=AT) is None
    for sheet in made:
        assert actions.use_one_time_link(sheet.token, password="สามคำที่ไม่เกี่ยวกัน", at=AT) == sheet.person_id
    entries = Entry.objects.filter(kind="link.made", by="person:9")
    assert sorted(entry.body["person"] for entry in entries) == people
    assert not any(sheet.token in str(entry.body) for sheet in made for entry in entries)


def test_a_closed_account_stops_the_whole_print(desk: Desk) -> None:
    people = [newcomer(desk, name) for name in ("a1", "a2")]
    actions.close_person(people[1], by=BY, at=AT)
    with pytest.raises(Problem) as refusal:
        actions.make_sheets(people, by=BY, at=AT)
    assert refusal.value.kind.code == "403-person-inactive"
    assert queries.open_link_until(people[0], at=AT) is None


def test_who_waits_for_a_password_in_an_area(desk: Desk) -> None:
    here, there = newcomer(desk, "a1"), newcomer(desk, "b1", "580103")
    gone = newcomer(desk, "c1")
    actions.close_person(gone, by=BY, at=AT)
    area = desk.world.area
    assert [p.id for p in queries.list_without_password(area["580102"], on=TODAY)] == [here]
    assert [p.id for p in queries.list_without_password(area["58"], on=TODAY)] == [here, there]
    assert queries.list_without_password(area["58"], on=date(2027, 3, 1)) == []  # the contracts are over


@pytest.mark.parametrize(("cut", "pages"), [(True, 2), (False, 5)])
def test_the_paper_says_whose_it_is_until_when_and_what_to_do(desk: Desk, cut: bool, pages: int) -> None:
    made = actions.make_sheets([newcomer(desk, f"a{n}") for n in range(5)], by=BY, at=AT)
    content = sheets_pdf(made, url=URL, synthetic=False, cut=cut)
    said = letters_of(content)
    assert pages_of(content) == pages
    for sheet in made:
        assert sheet.name_th.replace(" ", "") in said and sheet.name_en.replace(" ", "") in said
        assert sheet.token not in said  # in the code alone
    assert said.count("29พฤศจิกายน2569") == said.count("29November2026") == 5
    assert f"{URL}/desk/" in said and "สาธิต" not in said
    assert "สาธิต" in letters_of(sheets_pdf(made, url=URL, synthetic=True, cut=cut))


def test_a_whole_district_by_one_command(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a1", "a2", "a3"):
        newcomer(desk, name)
    monkeypatch.setattr("tambon.formats.printing.SHEETS", 2)
    out = tmp_path / "sheets.pdf"
    assert _run("--area", "5801", "--out", str(out), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["people"] == 3
    assert [Path(name).name for name in told["files"]] == ["sheets-1.pdf", "sheets-2.pdf"]
    assert [stat.S_IMODE(Path(name).stat().st_mode) for name in told["files"]] == [0o600, 0o600]
    assert "น้ำฝนa3" in letters_of(Path(told["files"][1]).read_bytes())
    with pytest.raises(Problem):
        _run("--area", "5899", "--out", str(out))


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    accounts_sheets.arguments(parser)
    return accounts_sheets.run(parser.parse_args(list(words)))
