"""What was published is what the public side reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from registry_rows import make_edition, world

from tambon.catalogue.registry.registry import Registry

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_edition(tmp_path_factory.mktemp("areas"), world())


def test_the_public_side_reads_what_was_published(edition) -> None:
    registry = Registry(edition.parent)
    assert registry.faults() == [] and registry.latest() == "2026-11-22.1"
    page = registry.area("430301", date(2012, 1, 1))
    assert page is not None and not page["standing"]
    assert [one["area_code"] for one in page["successors"]] == ["380101"]
    then = registry.area("430301", date(2011, 3, 25), by="list")
    assert then is not None and then["standing"]
    assert [above["area_code"] for above in then["ancestors"]] == ["TH", "43", "4303"]
    split = registry.area("104701", date(2018, 1, 1))
    assert split is not None
    assert {one["area_code"] for one in split["successors"]} == {"104702", "104703"}
    assert [one["area_code"] for one in registry.neighbours("580101")] == ["580102"]
    drawn = registry.geometry("580102", detail="low")
    assert drawn is not None and drawn["attribution"] == "OCHA / Royal Thai Survey Department"
    assert registry.tile(0, 0, 0) is not None
    place = registry.place("58010201")
    assert place is not None and place["is_point"]


def test_a_registry_without_boundaries_is_read_too(tmp_path) -> None:
    registry = Registry(make_edition(tmp_path, world(drawn=False)).parent)
    assert registry.faults() == []
    page = registry.area("580102")
    assert page is not None and page["standing"]
    assert list(registry.neighbours("580102")) == []
    assert registry.place("580102") is None
    assert registry.geometry("580102", detail="low") is None
    assert registry.tile(0, 0, 0) is None
