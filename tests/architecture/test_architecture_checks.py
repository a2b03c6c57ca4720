"""Every check stands in docs/checks.md, as the dictionary and the rules say it."""

from __future__ import annotations

from pathlib import Path

from tambon.cli.commands import docs_checks

WRITTEN = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_page_of_checks_is_what_the_code_says() -> None:
    written = WRITTEN.read_text(encoding="utf-8")
    assert written == docs_checks.page(), "run: tambon docs checks --write docs/checks.md"


def test_every_check_has_both_languages_and_a_formula() -> None:
    lines = docs_checks._as_dict()
    assert len(lines) > 200
    for line in lines:
        assert line["th"] and line["en"] and line["formula"], line
        assert line["severity"] in ("blocks", "asks", "notes")
