"""A country of synthetic villages, and form40 with every question mapped to a dataset of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

FORM = Path(__file__).with_name("form40.md")
BY = "system"
OPENS, CLOSES = date(2026, 1, 1), date(2027, 1, 1)
TYPES = {"integer": "integer", "decimal": "decimal", "select_one": "code", "select_multiple": "codes"}


@dataclass(frozen=True)
class Bench:
    token: str
    form_id: str
    version: str
    xform: str  # the published XForm
    villages: list[str]


def make_bench(villages: int) -> Bench:
    """Areas of the whole country, ``villages`` synthetic ones below them, one worker over all of it."""
    from tambon.accounts import actions as accounts
    from tambon.accounts.rules import NewGrant, Role
    from tambon.areas import actions as areas
    from tambon.areas import queries
    from tambon.areas.rules import Kind, synthetic_villages
    from tambon.dictionary import actions as dictionary
    from tambon.forms import actions as forms
    from tambon.forms.queries import list_published
    from tambon.plan import actions as plan

    at, today = datetime.now(UTC), datetime.now(UTC).date()
    accounts.found("demonstration", by=BY, at=at)
    areas.load_geothai(by=BY, at=at)
    country = queries.get_area("TH", on=today).id
    tambons = [tambon.code for tambon in queries.list_under(country, on=today, kind=Kind.TAMBON)]
    rows = synthetic_villages(tambons, villages)
    terms = {"licence": "CC0-1.0", "credit": "synthetic", "synthetic": True}
    areas.load_villages(rows, source="bench", day=today, **terms, by=BY, at=at)
    accounts.add_agency(code="dopa", name_th="กรมการปกครอง", name_en="DOPA", by=BY, at=at)
    dictionary.load_text(dataset(), file="bench.yml", by=BY, at=at)
    forms.publish(FORM.read_text(), by=BY, at=at, mapping=mapping())
    plan.make_programme(code="b", name_th="วัด", name_en="Bench", since=OPENS, until=CLOSES, by=BY, at=at)
    plan.make_round(
        programme="b", code="b1", name_th="วัด", name_en="Bench", area_id=country, opens=OPENS, closes=CLOSES,
        datasets={"bench": str(today.year)}, by=BY, at=at,
    )  # fmt: skip
    worker = accounts.add_person(username="bench", name_th="วัด", by=BY, at=at)
    accounts.grant(NewGrant(worker, Role.WORKER, OPENS, CLOSES, country), by=BY, at=at)
    token = accounts.issue_phone_token(person_id=worker, label="bench", by=BY, at=at)
    (form,) = list_published()
    return Bench(token, form.form_id, form.version, form.xml, [row["code"] for row in rows])


def mapping() -> dict[str, Any]:
    variables = {f"bench.{name}": name for _, name, _ in _questions()}
    return {"area": "village_code", "visited_on": "visit_date", "variables": variables}


def dataset() -> str:
    """The dataset's text: every number and every choice of form40."""
    both = {"th": "ชุดวัดความเร็ว", "en": "Bench"}
    choices = _choices()
    variables = []
    for kind, name, codes in _questions():
        variable: dict[str, Any] = {
            "name": name, "label": {"th": name, "en": name}, "description": {"th": name, "en": name},
            "type": TYPES[kind], "owner": ["dopa"], "resolution": "newest", "evidence": ["field"],
            "class": "free", "aggregation": {"method": "none"}, "source": "form40",
        }  # fmt: skip
        if codes:
            variable["codes"] = choices[codes]
        else:
            variable |= {
                "unit": {"code": "one", "th": "หน่วย", "en": "units"},
                "minimum": 0,
                "maximum": 100_000,
            }
        variables.append(variable)
    standard = Path(__file__).parents[1] / "tambon" / "standard" / "datasets" / "population.yml"
    head = yaml.safe_load(standard.read_text())
    head |= {"name": "bench", "title": both, "description": both, "variables": variables, "checks": []}
    return yaml.safe_dump(head, allow_unicode=True, sort_keys=False)


def _questions() -> list[tuple[str, str, str]]:
    """(type, name, list) of the questions outside the repeat that a dataset can hold."""
    found = []
    for cells in _sheet("survey"):
        kind, _, codes = cells[0].partition(" ")
        if kind == "begin_repeat":
            break
        if kind in TYPES:
            found.append((kind, cells[1], codes))
    return found


def _choices() -> dict[str, list[dict[str, str]]]:
    lists: dict[str, list[dict[str, str]]] = {}
    for name, code, label in _sheet("choices"):
        lists.setdefault(name, []).append({"code": code, "th": label, "en": label})
    return lists


def _sheet(name: str) -> list[list[str]]:
    rows, inside = [], False
    for line in FORM.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells[0]:
            inside = cells[0] == name
        elif inside:
            rows.append(cells[1:4])
    return rows[1:]  # the first row names the columns
