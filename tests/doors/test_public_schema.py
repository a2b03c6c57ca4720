"""Everything that the description allows, and what it does not: no failure, and answers as it says."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from pytest_django import Settings
from registry_files import beside
from registry_world import sample

from tambon.public.api import ckan
from tambon.public.api.build import ROUTES

with warnings.catch_warnings():  # its own imports use what its libraries are about to drop
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
FEW = limits(
    max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
ROWS = "/api/v1/datasets/water/rows"
KNOWN = {
    "name": "water", "code": "58", "version": "2026-11.1", "release": "2026-11.1",
    "edition": "2026-11-01.1", "z": 5, "x": 24, "y": 14,
}  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["\0", "'", "%", "../..", "water", "58", "9" * 400, "ก" * 3000, "[[[[", "-", ":", ",,,"]),
)


@pytest.fixture(scope="module")
def with_registry(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return beside(published, tmp_path_factory.mktemp("schema") / "catalogue", sample(), "2026-11-01.1")


@pytest.fixture
def described(site: Client, with_registry: Path, settings: Settings) -> Any:
    """The description as it is served, before the application that answers."""
    settings.CATALOGUE = with_registry
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@pytest.mark.parametrize("path", [f"/api/v1{route.path}" for route in ROUTES])
def test_answers_are_as_described_whatever_is_asked(described: Any, path: str) -> None:
    operation = described[path]["GET"]

    @FEW
    @given(data=st.data())
    def ask(data: Any) -> None:
        case = data.draw(operation.as_strategy())
        for name in case.path_parameters or {}:  # half of the time what is there, or little is reached
            if name in KNOWN and data.draw(st.booleans()):
                case.path_parameters[name] = KNOWN[name]
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    ask()


ASKED = next(route.asked for route in ROUTES if route.path.endswith("/rows"))
PARAMETERS = sorted(field.alias or name for name, field in ASKED.model_fields.items())
LATIN = st.text(st.characters(codec="latin-1", exclude_categories=["C"]), max_size=60)
COLUMNS = ["households", "pipe_km", "opened", "has_pump", "service", "area_code", "synthetic"]
CKAN = ["q", "fq", "rows", "start", "sort", "id", "limit", "offset", "facet.field", "all_fields"]


def refused_or_answered(response: Any) -> None:
    assert response.status_code < 500, response.content
    if response.status_code >= 400:
        assert response.headers["Content-Type"].startswith("application/problem+json")
        assert json.loads(response.content)["code"].startswith(str(response.status_code))
    response.close()


@limits(FEW, max_examples=150)
@given(
    asked=st.lists(st.tuples(st.sampled_from(PARAMETERS), TEXTS), max_size=4),
    accept=st.one_of(
        st.none(), st.text(st.characters(codec="latin-1", exclude_categories=["C"]), max_size=60)
    ),
)
def test_nothing_that_is_asked_of_rows_breaks_them(
    site: Client, asked: list[tuple[str, str]], accept: str | None
) -> None:
    query: dict[str, list[str]] = {}
    for name, text in asked:
        query.setdefault(name, []).append(text)
    refused_or_answered(site.get(ROWS, query, headers={"Accept": accept} if accept is not None else {}))


@limits(FEW, max_examples=150)
@given(
    column=st.sampled_from(
        ["households", "pipe_km", "opened", "has_pump", "service", "area_code", "synthetic"]
    ),
    word=st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge", "in", "null"]),
    value=st.one_of(TEXTS, st.integers().map(str), st.floats().map(str), st.dates().map(str)),
    form=st.sampled_from(["json", "csv", "ndjson", "parquet"]),
)
def test_no_value_breaks_a_condition(site: Client, column: str, word: str, value: str, form: str) -> None:
    refused_or_answered(site.get(ROWS, {"where": f"{column}:{word}:{value}", "format": form, "limit": "5"}))


@limits(FEW, max_examples=120)
@given(
    action=st.sampled_from(sorted(ckan.ACTIONS)),
    asked=st.dictionaries(
        st.sampled_from(CKAN),
        TEXTS,
        max_size=4,
    ),
)
def test_no_harvester_breaks_the_actions(site: Client, action: str, asked: dict[str, str]) -> None:
    for response in (
        site.get(f"/api/3/action/{action}", asked),
        site.post(f"/api/3/action/{action}", json.dumps(asked), content_type="application/json"),
    ):
        assert response.status_code < 500, response.content
        body = json.loads(response.content)
        assert body["success"] is (response.status_code == 200)
