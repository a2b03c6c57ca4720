"""How far the rounds are, in cells."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tambon.accounts import queries as accounts
from tambon.accounts.rules import OfficeView
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.catalogue.progress import WITHHELD, WORK
from tambon.dictionary import queries as dictionary
from tambon.lib.days import thai_day
from tambon.plan import queries as plan
from tambon.plan.rules import ExpectedCells, RoundPlan, RoundView
from tambon.releases import queries
from tambon.releases.publishing import put
from tambon.releases.queries import WithheldWork
from tambon.releases.rules.one_person import Why
from tambon.verification import queries as verification
from tambon.verification.queries import NOBODY, sampling
from tambon.verification.rules.clock import REMARK, RULE, sentences
from tambon.verification.rules.completeness import Completeness
from tambon.verification.rules.sampling import SampleView

SHOWN = (Kind.PROVINCE, Kind.DISTRICT)


def write_progress(catalogue: Path, *, at: datetime) -> None:
    put(catalogue, "snapshots/progress.json", progress(at), at=at)


def progress(at: datetime) -> dict[str, Any]:
    """The rounds open that day (the last one when none is), counted in cells.

    ``reported`` counts every value, ``checked``, ``verified`` and ``disputed`` those of exactly that grade,
    ``absent`` reasons in place of values, of which ``not_applicable`` are taken off what is expected. An
    office where one person works alone is left out, and no area is finer than a district. Where an area's
    figures of offices' work would be about one person, or let it be reckoned, they are null and ``withheld``
    says why (`rules.one_person`): no figure is about a person.
    """
    on = thai_day(at)
    rounds = [plan.get_round(code) for code in _shown_rounds(on)]
    parts = [(one, expected) for r in rounds for one, expected in _datasets(r, on)]
    medians = verification.median_days([(one.dataset, one.period) for one, _ in parts])
    shared = {office.id: office for office in queries.list_shared_offices(on=on)}
    hidden = _withheld([one for one, _ in parts], medians, on)
    return {
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "synthetic": accounts.is_demonstration(),
        "rounds": [_round(each) for each in rounds],
        "areas": [line for one, expected in parts for line in _areas(one, expected, hidden[one].areas, on)],
        "samples": [line for one, _ in parts for line in _samples(one, on)],
        "offices": [line for one, _ in parts for line in _offices(one, shared, medians, on)],
        "medians": [
            _median(one, medians[NOBODY, one.dataset], hidden)
            for one, _ in parts
            if (NOBODY, one.dataset) in medians
        ],
        "silent": _silent(parts, shared, on),
        "withheld": {why: {"th": th, "en": en} for why, (th, en) in WITHHELD.items()},
        "rule": {
            "number": RULE.number,
            "days": {step.value: days for step, days in RULE.days.items()},
            "remark_th": REMARK[0],
            "remark_en": REMARK[1],
            "sentences": [{"th": th, "en": en} for th, en in sentences()],
        },
    }


def _withheld(
    parts: list[RoundView], medians: dict[tuple[int, str], int], on: date
) -> dict[RoundView, WithheldWork]:
    """What is withheld of each dataset of each round."""
    lone = queries.list_lone_offices(on=on)
    return {
        one: queries.withheld_work(
            [one], lone, on=on, confirmed=[office for office, name in medians if name == one.dataset]
        )
        for one in parts
    }


def _median(one: RoundView, days: int, hidden: dict[RoundView, WithheldWork]) -> dict[str, Any]:
    """A dataset has one median, whatever its rounds: where one of them withholds it, all do."""
    why = next(
        (each.whole for other, each in hidden.items() if other.dataset == one.dataset and each.whole), None
    )
    return {**_part(one), "median_days": None if why else days, "withheld": why}


def _silent(
    parts: list[tuple[RoundView, ExpectedCells]], shared: dict[int, OfficeView], on: date
) -> list[dict[str, Any]]:
    """The offices of more than one person that the rule calls silent, the longest first."""
    shown = {(one.dataset, one.period): one for one, _ in parts}
    return [
        {
            **_part(shown[one.dataset, one.period]),
            **_named(shared[one.office_id]),
            "cells": one.cells,
            "since": one.since.isoformat(),
            "days": one.age,
        }
        for one in verification.list_silent(RULE.silent, on=on)
        if one.office_id in shared and (one.dataset, one.period) in shown
    ]


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


def _areas(one: RoundView, expected: ExpectedCells, hidden: dict[int, Why], on: date) -> list[dict[str, Any]]:
    lines = []
    for kind in SHOWN:
        found = verification.by_area(one, expected, kind, on=on)
        lines += [
            _area(one, area, found.get(area.id, Completeness()), hidden.get(area.id))
            for area in _of_kind(one.area_id, kind, on)
        ]
    return lines


def _of_kind(area_id: int, kind: Kind, on: date) -> list[AreaView]:
    above = [area for area in areas.list_ancestors(area_id, on=on) if area.kind is kind]
    return above + areas.list_under(area_id, on=on, kind=kind)


def _area(one: RoundView, area: AreaView, figures: Completeness, why: Why | None) -> dict[str, Any]:
    return {
        **_part(one),
        "kind": str(area.kind),
        "area_id": area.public_id,
        "area_code": area.code,
        "name_th": area.name_th,
        "name_en": area.name_en,
        "synthetic": area.synthetic,
        **_counts(figures),
        **(dict.fromkeys(WORK) if why else {}),
        "withheld": why,
    }


def _offices(
    one: RoundView, shared: dict[int, OfficeView], medians: dict[tuple[int, str], int], on: date
) -> list[dict[str, Any]]:
    found = verification.by_office(one, on=on)
    return [
        {
            **_part(one),
            **_named(office),
            **_counts(found[office.id]),
            "median_days": medians.get((office.id, one.dataset)),
        }
        for office in shared.values()
        if office.id in found and found[office.id].places_ask
    ]


def _named(office: OfficeView) -> dict[str, str]:
    return {"office": office.code, "name_th": office.name_th, "name_en": office.name_en}


def _samples(one: RoundView, on: date) -> list[dict[str, Any]]:
    """What offices of more than one person found in samples that they closed. The seed draws them again."""
    offices = {office.id: office for office in queries.list_shared_offices(on=on)}
    found = sampling.list_closed(one.dataset, one.period, offices)
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
        "left": result.waiting,
        "whole_judged": result.whole_judged,
        "whole_errors": result.whole_errors,
        "rate": None if result.rate is None else round(result.rate, 4),
        "low": None if interval is None else round(interval[0], 4),
        "high": None if interval is None else round(interval[1], 4),
        "closed_at": each.closed_at and each.closed_at.astimezone(UTC).isoformat(timespec="seconds"),
    }


def _part(one: RoundView) -> dict[str, Any]:
    return {"round": one.code, "dataset": one.dataset, "period": one.period}


def _counts(figures: Completeness) -> dict[str, int]:
    """``expected`` is what places times variables make: what is ``not_applicable`` is named beside it."""
    return {
        "expected": figures.places_ask,
        "reported": figures.reported,
        "checked": figures.checked,
        "verified": figures.verified,
        "disputed": figures.disputed,
        "absent": figures.not_applicable + figures.unknown,
        "not_applicable": figures.not_applicable,
        "unknown": figures.unknown,
        "waiting": figures.waiting,
        "returned": figures.returned,
        "silent": figures.silent,
        "unowned": figures.unowned,
    }
