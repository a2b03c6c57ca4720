"""A dataset's text is read strictly, loaded once, and its checks find what cannot be."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from tambon.dictionary import actions, queries
from tambon.dictionary.models import DatasetVersion
from tambon.dictionary.rules.checks import check_row
from tambon.dictionary.rules.reading import read_dataset
from tambon.dictionary.rules.spec import DataClass, DatasetSpec, Severity
from tambon.journal.models import Entry
from tambon.journal.queries import verify
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
STANDARD = sorted(actions.STANDARD.glob("*.yml"))
NAMES = [path.stem for path in STANDARD]


def text_of(name: str) -> str:
    return (actions.STANDARD / f"{name}.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def population() -> DatasetSpec:
    return read_dataset(text_of("population"), file="population.yml")


@pytest.fixture(scope="module")
def water() -> DatasetSpec:
    return read_dataset(text_of("water"), file="water.yml")


def test_the_first_two_datasets_hold_every_class_that_is_told_apart(
    population: DatasetSpec, water: DatasetSpec
) -> None:
    assert len(population.asked) + len(water.asked) >= 25
    classes = {v.name: v.data_class for v in population.variables}
    assert classes["people_with_disability"] is DataClass.OFFICIAL
    assert classes["older_alone"] is DataClass.AGGREGATE
    assert population.by_name["houses"].owner == ("dopa",)
    assert water.by_name["piped_households"].owner == ("pwa", "lao")
    assert water.by_name["piped_share"].derived and water.by_name["piped_share"] not in water.asked


SHARE_OF_NOTHING = {"method": "share", "numerator": "nothing", "denominator": "households", "per": 100}
FROM_TAMBON = {"area_kind": "tambon", "threshold": 10}
MEAN_BY_HOURS = {"method": "weighted_mean", "weight": "supply_hours"}
ODD_CHECK = {"name": "odd", "holds": "nobody > 1", "severity": "asks", "th": "ก", "en": "a"}


def changed(**at_variable: Any) -> str:
    tree = copy.deepcopy(yaml.safe_load(text_of("water")))
    tree["variables"][1].update(at_variable)
    return yaml.safe_dump(tree, allow_unicode=True)


@pytest.mark.parametrize(
    ("change", "variable", "said"),
    [
        ({"class": "secret"}, "piped_households", "class"),
        ({"colour": "blue"}, "piped_households", "colour"),
        ({"name": "households"}, "households", "give each its own"),
        ({"applies_when": "pipes > 0"}, "piped_households", "pipes"),
        ({"applies_when": "domestic_sources > 0"}, "piped_households", "used as a number"),
        ({"applies_when": "eval('1') > 0"}, "piped_households", "eval"),
        ({"aggregation": SHARE_OF_NOTHING}, "piped_households", "share needs nothing"),
        ({"aggregation": MEAN_BY_HOURS}, "piped_households", "supply_hours"),
        ({"minimum": 9, "maximum": 3}, "piped_households", "above the maximum"),
        ({"type": "code"}, "piped_households", "lists its codes"),
        ({"type": "text", "unit": None, "minimum": None, "maximum": None, "aggregation": {"method": "none"}},
         "piped_households", "free text"),
        ({"class": "aggregate"}, "piped_households", "publish_from"),
        ({"class": "aggregate", "publish_from": {"area_kind": "village", "threshold": 10}},
         "piped_households", "a level above village: tambon, district, province, country"),
        ({"class": "aggregate", "publish_from": FROM_TAMBON, "aggregation": {"method": "none"}},
         "piped_households", "adds up by sum or share"),
        ({"class": "aggregate", "publish_from": {**FROM_TAMBON, "zeros": "shown"}},
         "piped_households", "zeros"),
        ({"total_of": ["pwa_customers"]}, "piped_households", "two parts or more"),
        ({"total_of": ["pwa_customers", "piped_share"]}, "piped_households", "piped_share as a sum"),
        ({"total_of": ["households", "piped_households"]}, "piped_households", "back to the variable itself"),
        ({"unit": None}, "piped_households", "unit"),
        ({"checks": [ODD_CHECK]}, "odd", "nobody"),
    ],
)  # fmt: skip
def test_a_text_that_does_not_fit_names_file_variable_and_what_to_do(
    change: dict[str, Any], variable: str, said: str
) -> None:
    with pytest.raises(Problem) as refused:
        read_dataset(changed(**change), file="water.yml")
    details = refused.value.details
    assert details["file"] == "water.yml" and details["variable"] == variable and said in details["what"]


def test_what_is_published_must_not_follow_from_what_is_protected() -> None:
    tree = yaml.safe_load(text_of("welfare"))
    visited = next(v for v in tree["variables"] if v["name"] == "visited_households")
    visited["applies_when"] = "vulnerable_households > 0"
    with pytest.raises(Problem) as refused:
        read_dataset(yaml.safe_dump(tree), file="welfare.yml")
    assert "applies_when names vulnerable_households" in refused.value.details["what"]
    del visited["applies_when"]
    next(c for c in tree["checks"] if c["name"] == "visited_within_vulnerable")["about"] = "households"
    with pytest.raises(Problem) as refused:
        read_dataset(yaml.safe_dump(tree), file="welfare.yml")
    assert "let it be about visited_households" in refused.value.details["what"]


@pytest.mark.parametrize("text", ["a: [", "- 1", "", "name: !!python/object/apply:os.system [ls]"])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(Problem) as refused:
        read_dataset(text, file="x.yml")
    assert refused.value.kind.code == "422-dictionary-not-yaml"


def test_checks_find_parts_ranges_and_households_against_houses(population: DatasetSpec) -> None:
    good = {"houses": 100, "households": 90, "population_total": 300, "male": 140, "female": 160}
    assert check_row(population, good) == []
    found = {
        f.rule: f for f in check_row(population, {**good, "female": 161, "households": 151, "births": -1})
    }
    assert set(found) == {"sexes_make_the_total", "households_against_houses", "births_in_range"}
    assert found["sexes_make_the_total"].severity is Severity.BLOCKS
    assert found["households_against_houses"].severity is Severity.ASKS
    assert found["sexes_make_the_total"].involved == ("female", "male", "population_total")
    assert "0" in found["births_in_range"].sentence_th and "2,000" in found["births_in_range"].sentence_en


def test_what_is_blank_or_absent_breaks_no_rule(population: DatasetSpec) -> None:
    assert check_row(population, {}) == []
    assert check_row(population, {"male": 4, "female": {"absent": "unknown"}, "population_total": 1}) == []


def test_the_rules_version_follows_the_rules_and_not_the_wording(water: DatasetSpec) -> None:
    worded = read_dataset(text_of("water").replace("Shallow well", "Dug well"), file="water.yml")
    tighter = read_dataset(text_of("water").replace("maximum: 24", "maximum: 23"), file="water.yml")
    assert worded.rules_version == water.rules_version != tighter.rules_version


@pytest.mark.slow
@pytest.mark.django_db
def test_loading_is_idempotent_and_a_changed_text_is_the_next_version() -> None:
    first = actions.load_standard(by="system", at=AT)
    assert [(one.name, one.number, one.new) for one in first] == [(name, 1, True) for name in NAMES]
    assert not any(one.new for one in actions.load_standard(by="system", at=AT))
    text = text_of("water").replace("maximum: 24", "maximum: 23")
    assert actions.load_text(text, file="water.yml", by="person:1", at=AT).number == 2
    assert queries.get_dataset("water").spec.by_name["supply_hours"].maximum == 23
    assert queries.get_dataset("water", number=1).spec.by_name["supply_hours"].maximum == 24
    held = {one.spec.name: one.number for one in queries.list_datasets()}
    assert held == {**dict.fromkeys(NAMES, 1), "water": 2} and list(held) == NAMES
    entries = Entry.objects.filter(kind="dataset.loaded").order_by("id")
    assert [entry.subject for entry in entries] == [f"dataset:{name}" for name in (*NAMES, "water")]
    assert entries.last().body["sha256"] == queries.get_dataset("water").sha256


@pytest.mark.django_db
def test_the_journal_finds_a_dataset_that_was_changed_taken_away_or_put_in() -> None:
    for name in ("population", "water"):
        actions.load_text(text_of(name), file=name, by="system", at=AT)
    assert verify(queries.JOURNAL_CHECKERS).holds
    changed, gone = DatasetVersion.objects.order_by("dataset__name")
    changed.spec["variables"][0]["class"] = "official"
    changed.save()
    DatasetVersion.objects.filter(id=gone.id).update(number=7)
    found = [fault.code for fault in verify(queries.JOURNAL_CHECKERS).faults]
    assert found == ["row-changed", "row-missing", "row-unjournaled"]


@pytest.mark.django_db
def test_a_stored_dataset_reads_back_as_it_was() -> None:
    actions.load_standard(by="system", at=AT)
    for path in STANDARD:
        spec = read_dataset(path.read_text("utf-8"), file=path.name)
        assert queries.get_dataset(spec.name).spec == spec


@pytest.mark.django_db
def test_one_wrong_text_in_a_folder_loads_nothing(tmp_path: Any) -> None:
    (tmp_path / "a.yml").write_text(text_of("water"), "utf-8")
    (tmp_path / "b.yml").write_text("name: b", "utf-8")
    with pytest.raises(Problem):
        actions.load_folder(tmp_path, by="system", at=AT)
    assert not DatasetVersion.objects.exists()


@pytest.mark.django_db
def test_an_unknown_dataset_is_named() -> None:
    assert queries.find_dataset("fish") is None
    with pytest.raises(Problem) as refused:
        queries.get_dataset("fish")
    assert refused.value.kind.code == "404-dataset-unknown"
