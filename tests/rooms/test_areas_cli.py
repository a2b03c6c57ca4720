"""The commands by which an operator loads, looks at, applies and takes back lists of areas."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest
from area_files import AMPHOE, STAT, TOWN, load, load_tree, page, stat_row, table, terms

from tambon.areas import queries
from tambon.areas.rules import Kind
from tambon.cli.commands import (
    areas_apply,
    areas_drafts,
    areas_editions,
    areas_load,
    areas_set_aside,
    areas_show,
    areas_undo,
    areas_villages,
)
from tambon.lib.problem import Problem

pytestmark = pytest.mark.django_db
TERMS = ["--source", "test", "--licence", "CC0-1.0", "--credit", "us", "--day", "2024-01-01"]


def run(command: Any, *words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    command.arguments(parser)
    code: int = command.run(parser.parse_args([str(word) for word in words]))
    return code


@pytest.fixture
def stat(tmp_path: Path) -> Path:
    load_tree()
    file = tmp_path / "stat_a67.xls"
    file.write_bytes(page([*STAT, stat_row("5801", AMPHOE, "580109", "58010901", "บ้านไกล")]))
    return file


def test_a_file_is_shown_as_a_draft_then_applied_then_undone(stat: Path, capsys) -> None:
    assert run(areas_load, "stat", stat, "--stage") == 1
    said = capsys.readouterr()
    assert "3 ใหม่ · new" in said.out
    assert "58010201" in said.out
    assert "tambon areas apply" in said.out
    assert "village: 3 new" in said.err
    refused = stat.with_name("stat_a67.xls.refused.csv").read_text("utf-8-sig")
    assert "422-source-parent-unknown" in refused
    assert run(areas_drafts) == 0
    assert "stat  DOPA stat 2024-12-31" in capsys.readouterr().out
    assert run(areas_drafts, "--json") == 0
    [draft] = json.loads(capsys.readouterr().out)
    assert (draft["form"], draft["summary"]["added"], draft["is_stale"]) == ("stat", 3, False)
    assert run(areas_apply, draft["id"], "--json") == 0
    edition = json.loads(capsys.readouterr().out)["edition"]
    assert queries.count(Kind.VILLAGE, on=queries.list_editions()[-1].day) == 3
    assert run(areas_editions) == 0
    assert "not stated by the source" in capsys.readouterr().out
    assert run(areas_undo, edition, "--note", "ทดลอง", "--json") == 0
    assert json.loads(capsys.readouterr().out)["undone"] == edition
    assert run(areas_editions, "--json") == 0
    assert edition not in [one["id"] for one in json.loads(capsys.readouterr().out)]


def test_a_draft_is_set_aside_and_nothing_waits(stat: Path, capsys) -> None:
    run(areas_load, "stat", stat, "--stage", "--json")
    draft = json.loads(capsys.readouterr().out)["draft"]
    assert run(areas_set_aside, draft) == 0
    assert run(areas_drafts) == 0
    assert "no draft waits" in capsys.readouterr().out
    with pytest.raises(Problem):
        run(areas_apply, draft)


def test_loading_says_what_was_refused_and_ends_with_one(stat: Path, tmp_path: Path, capsys) -> None:
    refused = tmp_path / "bad.csv"
    assert run(areas_load, "stat", stat, "--refused", refused, "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], len(report["refused"]), report["refused_file"]) == (3, 1, str(refused))
    stat.write_bytes(page(STAT))
    assert run(areas_load, "stat", stat) == 0
    assert run(areas_load, "stat", stat, "--stage") == 0
    assert "nothing would change" in capsys.readouterr().out


def test_a_mapping_names_the_headings(stat: Path, tmp_path: Path, capsys) -> None:
    file, mapping = tmp_path / "v.csv", tmp_path / "map.yaml"
    file.write_bytes(table(("เลขรหัส", "บ้าน"), ("58010203", "บ้านสาม")))
    mapping.write_text("code: เลขรหัส\nname_th: บ้าน\n", encoding="utf-8")
    assert run(areas_load, "villages", file, "--mapping", mapping, *TERMS) == 0
    file.write_bytes(table(("code", "name_th"), ("58010203", "บ้านสาม")))
    assert run(areas_villages, file, *TERMS) == 0
    assert "1 คงเดิม · unchanged" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["villages", "boundaries"])
def test_what_is_missing_is_asked_for(stat: Path, form: str) -> None:
    with pytest.raises(Problem) as caught:
        run(areas_load, form)
    assert caught.value.kind.code == "422-source-file-missing"
    with pytest.raises(Problem) as caught:
        run(areas_load, form, stat, "--source", "test")
    assert caught.value.kind.code == "422-source-terms-missing"


def test_boundaries_are_loaded_by_the_same_command(stat: Path, tmp_path: Path, capsys) -> None:
    ring = [[97.9, 19.2], [98.0, 19.2], [98.0, 19.3], [97.9, 19.3], [97.9, 19.2]]
    feature = {
        "type": "Feature", "properties": {"code": "580101"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip
    file = tmp_path / "tambons.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert run(areas_load, "boundaries", file, "--kind", "tambon", *TERMS, "--stage", "--json") == 0
    staged = json.loads(capsys.readouterr().out)
    assert (staged["accepted"], staged["edition"]) == (1, None)
    assert run(areas_load, "boundaries", file, "--kind", "tambon", *TERMS) == 0
    assert "1 มีพื้นที่ · have their area" in capsys.readouterr().out
    assert run(areas_editions) == 0
    assert "ขอบเขต · boundaries: tambon" in capsys.readouterr().out  # they are of no kind of list


@pytest.mark.slow
def test_the_package_again_is_no_news(capsys) -> None:
    assert run(areas_load, "geothai") == 0
    assert run(areas_load, "geothai") == 0
    assert "already loaded" in capsys.readouterr().out


def test_one_file_of_two_kinds_is_applied_and_undone_edition_by_edition(tmp_path: Path, capsys) -> None:
    load_tree()
    file = tmp_path / "stat_a67.xls"
    load("local-governments", table(("code", "name_th", "province"), ("6580101", TOWN, "58")), given=terms())
    town = stat_row("5899", f"ท้องถิ่น{TOWN}", "0", "58990001", "ชุมชนหนึ่ง")
    file.write_bytes(page([*STAT, town]))
    run(areas_load, "stat", file, "--stage", "--json")
    draft = json.loads(capsys.readouterr().out)["draft"]
    assert run(areas_apply, draft) == 0
    told = [line.rsplit(" ", 1)[1] for line in capsys.readouterr().out.splitlines()]
    assert len(told) == 2 and told == sorted(told, key=int, reverse=True)
    for edition in told:
        assert run(areas_undo, edition) == 0


def test_a_code_of_any_scheme_is_shown(tmp_path: Path, capsys) -> None:
    load_tree()
    file = tmp_path / "lao.csv"
    file.write_bytes(table(("code", "name_th", "type", "district"), ("05580101", "ตัวอย่าง", "ทต.", "5801")))
    assert run(areas_load, "local-governments", file, *TERMS) == 0
    capsys.readouterr()
    assert run(areas_show, "05580101") == 0
    assert "เทศบาลตำบลตัวอย่าง" in capsys.readouterr().out
    with pytest.raises(Problem):
        run(areas_show, "05580101", "--scheme", "dopa")
