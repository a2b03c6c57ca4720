"""What the guides name is there: files, pages of the desk, commands; and the roles as the code has them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from tambon.accounts.rules import APPOINTS, PERMISSIONS, Role
from tambon.accounts.rules.account_rows import HEADINGS as ACCOUNTS
from tambon.accounts.rules.office_rows import HEADINGS as OFFICES
from tambon.accounts.rules.roles import BOUND_TO_AN_OFFICE
from tambon.cli.main import every_command

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "tambon"
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
ADMINISTRATOR = [one for one in GUIDES if one.name.startswith("administrator")]
NAMES = {command.NAME for command in every_command()}


def written(guide: Path) -> str:
    return guide.read_text("utf-8")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda one: one.name)
def test_links_pages_and_commands_of_a_guide_are_there(guide: Path) -> None:
    text = written(guide)
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        assert "://" in link or (guide.parent / link).exists(), link
    for page in re.findall(r"(/desk/[a-zA-Z0-9/-]*)", text):
        try:
            resolve(page.replace("ID", "1"))
        except Resolver404:
            pytest.fail(f"{guide.name}: there is no page {page}")
    for said in re.findall(r"(?:`|bin/)tambon ([a-z][a-z-]*(?: [a-z][a-z-]*)?)", text):
        assert said in NAMES or said.split()[0] in NAMES, f"{guide.name}: tambon {said}"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda one: one.name)
def test_a_guide_is_there_in_both_languages(guide: Path) -> None:
    other = {"th": "en", "en": "th"}[guide.name.split(".")[1]]
    assert guide.with_name(f"{guide.name.split('.')[0]}.{other}.md") in GUIDES


@pytest.mark.parametrize("guide", ADMINISTRATOR, ids=lambda one: one.name)
def test_the_administrators_guide_tells_the_roles_of_the_code(guide: Path) -> None:
    rows = {
        row[0]: row[1:] for row in re.findall(r"(?m)^\| `(\w+)` \| (.+) \| (.+) \| (.+) \|$", written(guide))
    }
    assert list(rows) == [role.value for role in Role]
    for role in Role:
        bound, may, appoints = rows[role.value]
        assert (bound not in ("area", "พื้นที่")) == (role in BOUND_TO_AN_OFFICE)
        assert re.findall(r"`(\w+)`", may) == sorted(PERMISSIONS[role])
        everyone = set(Role) if appoints in ("every role", "ทุกบทบาท") else set()
        assert set(re.findall(r"`(\w+)`", appoints)) | everyone == APPOINTS.get(role, frozenset())


@pytest.mark.parametrize("guide", ADMINISTRATOR, ids=lambda one: one.name)
def test_the_administrators_guide_names_every_column_and_shows_the_example(guide: Path) -> None:
    text = written(guide)
    assert [column for column in {**ACCOUNTS, **OFFICES} if f"`{column}`" not in text] == []
    example = (ROOT / "docs" / "examples" / "offices.csv").read_text("utf-8")
    assert f"```csv\n{example}```" in text


@pytest.mark.parametrize("guide", GUIDES, ids=lambda one: one.name)
def test_a_guide_that_names_a_command_says_where_it_lies_in_a_checkout(guide: Path) -> None:
    text = written(guide)
    assert "`.venv/bin/tambon`" in text or not re.search(r"`tambon [a-z]", text)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_phones_guide_names_no_button_that_the_code_of_a_phone_hides(lang: str) -> None:
    shown = (ROOT / "docs" / "pictures" / f"phone-{lang}.svg").read_text("utf-8")
    for text in (written(ROOT / "docs" / "guides" / f"collect.{lang}.md"), shown):
        assert "Download form" not in text and "*ดาวน์โหลดแบบ*" not in text and ">ดาวน์โหลดแบบ<" not in text


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_forms_guide_shows_a_mapping_file(lang: str) -> None:
    assert '"variables": {"water.households"' in written(ROOT / "docs" / "guides" / f"forms.{lang}.md")


QUOTING = [one for one in GUIDES if one.name.split(".")[0] in ("verifier", "sign-off", "village-head")]


@pytest.mark.parametrize("guide", QUOTING, ids=lambda one: one.name)
def test_what_a_guide_tells_to_press_stands_on_a_page(guide: Path) -> None:
    pages = "\n".join(one.read_text("utf-8") for end in ("html", "py") for one in PACKAGE.rglob(f"*.{end}"))
    pages = re.sub(r"\[(?:\w+:)?[^\[\]|]*\|([^\[\]|]*)\]", r"\1", pages)  # of one or many, many
    pages = re.sub(r"\{\w+\}", "N", pages)
    words = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", written(guide))
    assert words and [word for word in words if word not in pages] == []


def test_every_guide_is_named_in_the_readme_or_in_another_guide() -> None:
    for guide in GUIDES:
        stem = guide.name.split(".")[0]
        others = [ROOT / "README.md", *(one for one in GUIDES if one.name.split(".")[0] != stem)]
        assert any(f"{stem}." in written(one) for one in others), guide.name
