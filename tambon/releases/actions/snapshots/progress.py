"""How far the rounds are, in cells."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tambon.accounts import queries as accounts
from tambon.accounts.rules import OfficeView
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.dictionary import queries as dictionary
from tambon.lib.days import thai_day
from tambon.plan import queries as plan
from tambon.plan.rules import ExpectedCells, RoundPlan, RoundView
from tambon.records import queries as records
from tambon.records.rules import CellCounts
from tambon.releases import queries
from tambon.releases.freezes import dump
from tambon.store import write_file
from tambon.verification.queries import sampling as verification
from tambon.verification.rules.sampling import SampleView

SHOWN = (Kind.PROVINCE, Kind.DISTRICT)


def write_progress(catalogue: Path, *, at: datetime) -> None:
    write_file(catalogue / "snapshots" / "progress.json", dump(progress(at)).encode())


def progress(at: datetime) -> dict[str, Any]:
    """The rounds open that day (the last one when none is), counted in cells.

    ``reported`` counts every value, ``checked``, ``verified`` and ``disputed`` those of exactly that grade,
    ``absent`` reasons in place of values. An office where one person works alone is left out: no figure is
    about a person.
    """
    on = thai_day(at)
    rounds = [plan.get_round(code) for code in _shown_rounds(on)]
    parts = [(one, expected) for r in rounds for one, expected in _datasets(r, on)]
    return {
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "synthetic": accounts.is_demonstration(),
        "rounds": [_round(each) for each in rounds],
        "areas": [line for one, expected in parts for line in _areas(one, expected, on)],
        "offices": [line for one, _ in parts for line in _offices(one, on)],
        "samples": [line for one, _ in parts for line in _samples(one, on)],
    }


def _shown_rounds(on: date) -> list[str]:
    known = [each for each in plan.list_rounds() if each.opens <= on]
    shown = [each.code for each in known if on < each.closes] or [each.code for each in known][-1:]
    return list(dict.fromkeys(shown))


def _datasets(round_: RoundPlan, on: date) -> list[tuple[RoundView, ExpectedCells]]:
    expected = {(each.dataset, each.period): each for each in plan.expected_cells(round_.code, on=on)}
    return [(one, expected[one.dataset, one.period]) for one in round_.datasets]


def _round(round_: RoundPlan) -> dict[str, Any]:
    datasets = [
        {
            "dataset": one.dataset,
            "period": one.period,
            "label_th": dictionary.get_dataset(one.dataset).spec.title.th,
            "label_en": dictionary.get_dataset(one.dataset).spec.title.en,
        }
        for one in round_.datasets
    ]
    return {
        "code": round_.code,
        "name_th": round_.name_th,
        "name_en": round_.name_en,
        "opens": round_.opens.isoformat(),
        "closes": round_.closes.isoformat(),
        "datasets": datasets,
    }


def _areas(one: RoundView, expected: ExpectedCells, on: date) -> list[dict[str, Any]]:
    lines = []
    for kind in SHOWN:
        counts = records.count_cells(one.dataset, period=one.period, kind=kind, on=on, under=one.area_id)
        lines += [_area(one, expected, area, counts.get(area.id)) for area in _of_kind(one.area_id, kind, on)]
    return lines


def _of_kind(area_id: int, kind: Kind, on: date) -> list[AreaView]:
    above = [area for area in areas.list_ancestors(area_id, on=on) if area.kind is kind]
    return above + areas.list_under(area_id, on=on, kind=kind)


def _area(
    one: RoundView, expected: ExpectedCells, area: AreaView, counts: CellCounts | None
) -> dict[str, Any]:
    return {
        **_part(one),
        "kind": str(area.kind),
        "area_id": area.public_id,
        "area_code": area.code,
        "name_th": area.name_th,
        "name_en": area.name_en,
        "synthetic": area.synthetic,
        "expected": expected.cells_in(area.id),
        **_counts([counts] if counts else []),
    }


def _offices(one: RoundView, on: date) -> list[dict[str, Any]]:
    expected = queries.count_expected(one, on=on)
    return [
        {
            **_part(one),
            "office": office.code,
            "name_th": office.name_th,
            "name_en": office.name_en,
            "expected": expected[office.id],
            **_counts(_of_office(one, office.id, on)),
        }
        for office in queries.list_shared_offices(on=on)
        if office.id in expected
    ]


def _of_office(one: RoundView, office_id: int, on: date) -> list[CellCounts]:
    counts = records.count_cells(
        one.dataset, period=one.period, kind=Kind.COUNTRY, on=on, under=one.area_id, office=office_id
    )
    return list(counts.values())


def _samples(one: RoundView, on: date) -> list[dict[str, Any]]:
    """What offices of more than one person found in samples that they closed. The seed draws them again."""
    offices = {office.id: office for office in queries.list_shared_offices(on=on)}
    found = verification.list_closed(one.dataset, one.period, offices)
    return [{**_part(one), **_sample(each, offices[each.office_id])} for each in found]


def _sample(each: SampleView, office: OfficeView) -> dict[str, Any]:
    result, interval = each.result, each.result.interval
    return {
        "office": office.code,
        "name_th": office.name_th,
        "name_en": office.name_en,
        "seed": each.seed,
        "share": each.share,
        "population": each.population,
        "drawn": result.drawn,
        "judged": result.judged,
        "errors": result.errors,
        "changed": result.changed,
        "whole_judged": result.whole_judged,
        "whole_errors": result.whole_errors,
        "rate": None if result.rate is None else round(result.rate, 4),
        "low": None if interval is None else round(interval[0], 4),
        "high": None if interval is None else round(interval[1], 4),
        "closed_at": each.closed_at and each.closed_at.astimezone(UTC).isoformat(timespec="seconds"),
    }


def _part(one: RoundView) -> dict[str, Any]:
    return {"round": one.code, "dataset": one.dataset, "period": one.period}


def _counts(found: list[CellCounts]) -> dict[str, int]:
    names = ("reported", "checked", "verified", "disputed", "absent")
    return {name: sum(getattr(counts, name) for counts in found) for name in names}
