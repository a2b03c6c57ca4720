"""The national catalogue's items of a dataset: all are there, and a wrong one is named with what fits."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tambon.dictionary import actions
from tambon.dictionary.rules import catalogue_terms
from tambon.dictionary.rules.catalogue_terms import MANDATORY, CatalogueItems
from tambon.dictionary.rules.reading import read_dataset
from tambon.lib.problem import Problem
from tambon.releases.rules.adapt import adapt
from tambon.releases.rules.describe import describe

STANDARD = sorted(actions.STANDARD.glob("*.yml"))
WHOLE: dict[str, Any] = yaml.safe_load((actions.STANDARD / "water.yml").read_text("utf-8"))
WATER = {**WHOLE, "variables": WHOLE["variables"][:1], "checks": []}
LITERAL = {
    "data_type": "ข้อมูลสถิติ", "objective": "พันธกิจหน่วยงาน", "update_frequency_unit": "ตามเวลาจริง",
    "geo_coverage": "เทศบาล/อบต.", "data_format": "DOC/DOCX", "data_category": "ข้อมูลความลับทางราชการ",
    "license_id": "Creative Commons Attributions", "data_classification": "ชั้นเผยแพร่ภายในองค์กร",
}  # fmt: skip


def refused(**items: Any) -> Problem:
    """What is said of water's text with these items; None takes one away."""
    tree = copy.deepcopy(WATER)
    for item, value in items.items():
        tree["catalogue"][item] = value
        if value is None:
            del tree["catalogue"][item]
    with pytest.raises(Problem) as caught:
        read_dataset(yaml.safe_dump(tree, allow_unicode=True), file="water.yml")
    return caught.value


def test_the_fourteen_mandatory_items_are_those_of_the_standard() -> None:
    assert sorted(MANDATORY) == sorted([
        "title", "owner_org", "maintainer", "maintainer_email", "tag_string", "notes", "objective",
        "update_frequency_unit", "geo_coverage", "data_source", "data_format", "data_category", "license_id",
        "data_type",
    ])  # fmt: skip


@pytest.mark.parametrize("path", STANDARD, ids=lambda path: path.stem)
def test_every_standard_dataset_has_them_and_keeps_them_in_a_release(path: Any) -> None:
    spec = read_dataset(path.read_text("utf-8"), file=path.name)
    kept = describe(adapt(spec, 1, ["2026"], {}))["catalogue"]
    assert set(kept) >= {*MANDATORY, "update_frequency_interval", "data_classification"} and all(
        kept.values()
    )
    assert kept == CatalogueItems.model_validate(kept).model_dump(mode="json")
    assert kept["maintainer_email"].endswith("@example.go.th")  # nobody's
    assert "a placeholder: the deployment sets its own" in path.read_text("utf-8")
    assert kept["title"] == spec.title.th


@pytest.mark.parametrize("item", MANDATORY)
def test_an_item_that_lacks_is_named_with_what_it_may_hold(item: str) -> None:
    problem = refused(**{item: None})
    assert problem.kind.code == "422-dictionary-catalogue"
    for said in (problem.say("th"), problem.say("en")):
        assert "water.yml" in said and f" {item} " in said and catalogue_terms.allowed(item) in said


@pytest.mark.parametrize("item", LITERAL)
def test_a_value_that_the_standard_does_not_have_is_answered_with_all_that_it_has(item: str) -> None:
    many = item in ("objective", "data_format")
    problem = refused(**{item: ["ตามใจ"] if many else "ตามใจ"})
    assert "ตามใจ" in problem.say("th") and LITERAL[item] in problem.say("en").partition("Allowed")[2]


@pytest.mark.parametrize(("items", "item"), [
    ({"maintainer": "นางสาวมาลี ใจดี"}, "maintainer"),
    ({"maintainer": "Dr. Somchai"}, "maintainer"),
    ({"maintainer": "  "}, "maintainer"),
    ({"maintainer_email": "no address"}, "maintainer_email"),
    ({"tag_string": []}, "tag_string"),
    ({"update_frequency_interval": 0}, "update_frequency_interval"),
    ({"license_id": "Open Data Common"}, "license_id"),
    ({"geo_coverage": "จังหวัด"}, "geo_coverage"),
    ({"colour": "blue"}, "colour"),
])  # fmt: skip
def test_what_contradicts_the_standard_or_the_text_is_named(items: dict[str, Any], item: str) -> None:
    assert refused(**items).details["item"] == item


@given(st.dictionaries(
    st.sampled_from(list(CatalogueItems.model_fields)),
    st.none() | st.text(max_size=5) | st.integers() | st.lists(st.text(max_size=3), max_size=2),
))  # fmt: skip
def test_whatever_stands_there_is_read_or_refused_in_words(items: dict[str, Any]) -> None:
    tree = {**WATER, "catalogue": {**WATER["catalogue"], **items}}
    try:
        read_dataset(yaml.safe_dump(tree, allow_unicode=True), file="water.yml")
    except Problem as problem:
        assert problem.say("th") and problem.say("en")
