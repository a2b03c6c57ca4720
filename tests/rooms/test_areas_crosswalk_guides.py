"""The recipes of the data users' guide, run as they stand there against a published registry."""

from __future__ import annotations

import argparse
import re
import shlex
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tambon.areas import actions
from tambon.areas.actions.abolished import load_abolished
from tambon.areas.rules import Basis, Kind, ListSource
from tambon.areas.rules.abolished import Abolished
from tambon.areas.rules.lists import Listed
from tambon.cli import main as cli
from tambon.releases.actions import Place
from tambon.releases.registry.actions import publish_areas

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GUIDES = Path(__file__).parents[2] / "docs" / "guides"
AT = datetime(2026, 11, 22, tzinfo=UTC)
DAY = date(2026, 10, 23)
LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "10", "กรุงเทพมหานคร", "Bangkok"),
    Listed(Kind.DISTRICT, "1047", "บางนา", "Bang Na"),
    Listed(Kind.TAMBON, "104702", "บางนาเหนือ", "Bang Na Nuea"),
    Listed(Kind.TAMBON, "104703", "บางนาใต้", "Bang Na Tai"),
    Listed(Kind.PROVINCE, "38", "บึงกาฬ", "Bueng Kan"),
    Listed(Kind.DISTRICT, "3801", "เมืองบึงกาฬ", "Mueang Bueng Kan"),
    Listed(Kind.TAMBON, "380101", "บึงกาฬ", "Bueng Kan"),
    Listed(Kind.PROVINCE, "43", "หนองคาย", "Nong Khai"),
    Listed(Kind.PROVINCE, "53", "อุตรดิตถ์", "Uttaradit"),
    Listed(Kind.DISTRICT, "5303", "ท่าปลา", "Tha Pla"),
    Listed(Kind.DISTRICT, "5304", "น้ำปาด", "Nam Pat"),
    Listed(Kind.TAMBON, "530407", "ท่าแฝก", "Tha Faek"),
]


def ended(code: str, names: tuple[str, str], days: tuple[date, date], *successors: str) -> Abolished:
    kind = Kind.DISTRICT if len(code) == 4 else Kind.TAMBON
    in_force, listed = days
    return Abolished(kind, code, *names, listed, successors, Basis.NOTICE, in_force, "ราชกิจจานุเบกษา")


ABOLISHED = [
    ended("104701", ("บางนา", "Bang Na"), (date(2017, 7, 26), date(2022, 4, 22)), "104702", "104703"),
    ended("4303", ("บึงกาฬ", "Bueng Kan"), (date(2011, 3, 23), date(2011, 3, 31)), "3801"),
    ended("430301", ("บึงกาฬ", "Bueng Kan"), (date(2011, 3, 23), date(2011, 3, 31)), "380101"),
    ended("530306", ("ท่าแฝก", "Tha Faek"), (date(2015, 2, 14), date(2015, 3, 11)), "530407"),
]


@pytest.fixture
def folder(tmp_path) -> Path:
    of = ListSource("list", DAY, "CC0-1.0", "us")
    actions.load_list(LIST, of=of, by="system", at=AT)
    load_abolished(ABOLISHED, of=ListSource("older", DAY, "CC0-1.0", "us"), by="system", at=AT)
    place = Place(tmp_path / "freezes", tmp_path / "catalogue", "http://127.0.0.1:8000")
    return publish_areas(by="operator", at=AT, place=place).folder


def recipes(language: str) -> list[str]:
    """The blocks of Python in the guide, without their comments, which speak the guide's language."""
    text = (GUIDES / f"areas-data-user.{language}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    return [re.sub(r" +# .*", "", block) for block in blocks]


def commands(guide: str, language: str) -> list[list[str]]:
    """The commands in the guide's blocks, as a shell would read them."""
    text = (GUIDES / f"{guide}.{language}.md").read_text(encoding="utf-8")
    blocks = "".join(re.findall(r"```\n(.*?)```", text, re.DOTALL))
    return [
        shlex.split(line, comments=True)[1:] for line in blocks.splitlines() if line.startswith("tambon ")
    ]


@pytest.mark.parametrize("guide", ["areas-operator", "areas-data-user"])
def test_every_command_of_the_guides_is_one(guide: str) -> None:
    assert commands(guide, "th") == commands(guide, "en")
    for words in commands(guide, "en"):
        command = cli.find(words)
        assert command is not None, words
        parser = argparse.ArgumentParser()
        command.arguments(parser)
        parser.parse_args(
            words[len(command.NAME.split()) :]
        )  # leaves with a SystemExit where it does not fit


def test_both_guides_have_the_same_recipes() -> None:
    assert recipes("th") == recipes("en")
    assert len(recipes("en")) == 3


def test_the_recipes_say_what_the_guide_says(folder, monkeypatch, capsys) -> None:
    monkeypatch.chdir(folder)
    mine = "code,persons\n530306,1200\n430301,900\n104701,5000\n530407,1\n"
    Path("mine.csv").write_text(mine, encoding="utf-8")
    tree, one, figures = recipes("en")
    names: dict = {}
    exec(tree, names)
    told = names["tree"].set_index("code")
    assert list(told.loc["430301", ["code_above", "name_th_above"]]) == ["4303", "บึงกาฬ"]
    exec(one, names)
    assert "430301" in capsys.readouterr().out
    exec(figures, names)
    sums = names["new"].groupby("to_code")["part"].agg(lambda parts: parts.sum(skipna=False))
    assert sums.dropna().to_dict() == {"380101": 900, "530407": 1201}
    assert sorted(sums[sums.isna()].index) == ["104702", "104703"]
