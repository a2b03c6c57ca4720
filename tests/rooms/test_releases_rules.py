"""What may be released, what it is called, and what makes a dataset unfit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from release_world import variable, water

import tambon
from tambon.dictionary.rules.reading import read_dataset
from tambon.lib.problem import Problem
from tambon.releases.rules import is_published, leaves_the_database, next_version
from tambon.releases.rules.adapt import adapt
from tambon.releases.rules.fitness import demand_fit
from tambon.releases.rules.shape import Freeze
from tambon.releases.rules.versions import is_version


def test_versions_name_the_newest_period_and_count_up() -> None:
    assert next_version(["2026", "2026-11"], []) == "2026-11.1"
    assert next_version(["2026-11"], ["2026-11.1", "2026-11.2", "2026-10.7", "2026.9"]) == "2026-11.3"
    assert next_version(["2026"], ["2026-11.4"]) == "2026.1"


@pytest.mark.parametrize("name", ["2026.1", "2026-11.12", "2026-Q3.1"])
def test_names_of_releases(name: str) -> None:
    assert is_version(name)


@pytest.mark.parametrize("name", ["", ".", "..", "2026.0", "2026/../1.1", "2026-11", "2026-11.1\n2"])
def test_nothing_else_is_a_release(name: str) -> None:
    assert not is_version(name)


@pytest.mark.parametrize(
    ("protection", "kind", "frozen", "public"),
    [
        ("free", "integer", True, True),
        ("free", "text", False, False),
        ("free", "rows", False, False),
        ("aggregate", "integer", True, False),
        ("official", "code", True, False),
        ("personal", "integer", False, False),
        ("", "integer", True, False),
    ],
)
def test_only_free_and_typed_variables_are_published(
    protection: str, kind: str, frozen: bool, public: bool
) -> None:
    one = variable("v", kind, protection)
    assert (leaves_the_database(one), is_published(one)) == (frozen, public)


def with_variables(*extra: object) -> object:
    return replace(water(), variables=[*water().variables, *extra])  # type: ignore[list-item]


def mean_by(weight: str) -> object:
    return variable("mean", "decimal", aggregation="weighted_mean", weight=weight)


def protected(kind: str, aggregation: str) -> object:
    more = {"weight": "households"} if aggregation == "weighted_mean" else {}
    return variable("told", kind, "aggregate", aggregation=aggregation, publish_from="tambon", **more)


def share_of(top: str) -> object:
    return variable("part", "decimal", aggregation="share", numerator=top, denominator="households")


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (variable("households_grade", "integer"), "409-release-columns"),
        (variable("period", "integer"), "409-release-columns"),
        (variable("service_sum", "code", aggregation="sum"), "409-release-aggregation"),
        (variable("odd", "integer", aggregation="median"), "409-release-aggregation"),
        (mean_by("nobody"), "409-release-aggregation"),
        (mean_by("leak_reports"), "409-release-input-protected"),
        (share_of("disabled_households"), "409-release-input-protected"),
        (protected("boolean", "sum"), "409-release-not-a-count"),
        (protected("boolean", "none"), "409-release-not-a-count"),
        (protected("code", "none"), "409-release-not-a-count"),
        (protected("date", "none"), "409-release-not-a-count"),
        (protected("decimal", "weighted_mean"), "409-release-not-a-count"),
    ],
)  # fmt: skip
def test_what_cannot_be_released_is_refused_by_name(extra: object, code: str) -> None:
    with pytest.raises(Problem, match=code):
        demand_fit(with_variables(extra))  # type: ignore[arg-type]


def test_the_standard_datasets_are_fit() -> None:
    for path in sorted((Path(tambon.__file__).parent / "standard" / "datasets").glob("*.yml")):
        spec = read_dataset(path.read_text(encoding="utf-8"), file=path.name)
        demand_fit(adapt(spec, 1, ["2026"], {}))


def test_a_freeze_of_another_program_is_not_guessed_at() -> None:
    with pytest.raises((TypeError, ValueError)):
        Freeze.from_json({"datasets": [], "novelty": 1})
