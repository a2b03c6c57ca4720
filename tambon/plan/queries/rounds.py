"""Which rounds there are, and to which one a day's answer belongs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from tambon.plan import problems
from tambon.plan.models import Programme, Round, RoundDataset
from tambon.plan.rules import RoundPlan, RoundView, pick_round

_COLUMNS = (
    "round__code", "round__programme__code", "round__name_th", "round__name_en", "dataset__name", "period",
    "round__during", "round__area_id",
)  # fmt: skip


def list_rounds(*, on: date | None = None) -> list[RoundView]:
    """Every dataset of every round, or of those open on that day; by opening day, round and dataset."""
    found = RoundDataset.objects.all()
    if on is not None:
        found = found.filter(round__during__contains=on)
    return _views(found)


def rounds_of(dataset: str) -> list[RoundView]:
    """All rounds of one dataset, past and future too. A loop reads them once and asks `rules.pick_round`."""
    return _views(RoundDataset.objects.filter(dataset__name=dataset))


def find_round(dataset: str, *, area_ids: Sequence[int], on: date) -> RoundView | None:
    """The round to which that day's answer about the area belongs; None when nothing is asked there then.

    ``area_ids``: the areas above, the country first, and the area itself last.
    """
    return pick_round(rounds_of(dataset), area_ids=area_ids, on=on)


def find_round_by_code(code: str) -> RoundPlan | None:
    """A round with its datasets; None when there is none."""
    row = Round.objects.select_related("programme").filter(code=code).first()
    if row is None:
        return None
    return RoundPlan(
        code=row.code,
        programme=row.programme.code,
        name_th=row.name_th,
        name_en=row.name_en,
        opens=row.during.lower,
        closes=row.during.upper,
        area_id=row.area_id,
        datasets=tuple(_views(RoundDataset.objects.filter(round=row))),
    )


def get_round(code: str) -> RoundPlan:
    """As `find_round_by_code`. Raises ``404-round-unknown``."""
    found = find_round_by_code(code)
    if found is None:
        raise problems.unknown_round(code=code)
    return found


def rounds_in(programme: str) -> list[RoundView]:
    """Every dataset of every round of one programme; by opening day, round and dataset."""
    return _views(RoundDataset.objects.filter(round__programme__code=programme))


def _views(found: QuerySet[RoundDataset]) -> list[RoundView]:
    rows = found.order_by("round__during", "round__code", "dataset__name").values_list(*_COLUMNS)
    without = _left_out()
    return [
        RoundView(
            code, programme, th, en, dataset, period, during.lower, during.upper, area,
            without=without.get(programme, ()),
        )
        for code, programme, th, en, dataset, period, during, area in rows
    ]  # fmt: skip


def _left_out() -> dict[str, tuple[int, ...]]:
    """{programme code: the areas that it leaves out}."""
    found: dict[str, tuple[int, ...]] = {}
    pairs = Programme.objects.filter(without__isnull=False).values_list("code", "without__id")
    for code, area in pairs.order_by("code", "without__id"):
        found[code] = (*found.get(code, ()), area)
    return found
