"""Every refusal speaks both languages and stands in docs/problems.md."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from sources import ROOT

from tambon.cli.commands import docs_problems
from tambon.lib.problem import CATALOGUE, Kind

PAGE = docs_problems.page()  # reads every module that names kinds; a code used twice fails right here
KINDS = sorted(CATALOGUE.values(), key=lambda kind: kind.code)
THAI = re.compile("[ก-๛]")


def fields(template: str) -> set[str]:
    """What a template is filled with; ``reason_th`` and ``reason_en`` are one thing in two languages."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return {re.sub(r"_(th|en)$", "", name) for name in names}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_refusal_says_the_same_in_both_languages(kind: Kind) -> None:
    assert re.fullmatch(r"[45]\d\d-[a-z0-9]+(-[a-z0-9]+)*", kind.code)
    assert THAI.search(kind.th)
    assert kind.en and not THAI.search(kind.en)
    assert fields(kind.th) == fields(kind.en)


def test_the_page_of_problems_is_what_the_code_says() -> None:
    written = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    assert written == PAGE, "run: tambon docs problems --write docs/problems.md"


def test_every_kind_is_on_the_page() -> None:
    assert [kind.code for kind in KINDS if f"`{kind.code}`" not in PAGE] == []
