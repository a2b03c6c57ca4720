"""Making rounds by hand, and keeping those of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError

from tambon.areas import queries as areas
from tambon.dictionary import queries as dictionary
from tambon.dictionary.models import Dataset
from tambon.journal import actions as journal
from tambon.journal.rules import NewEntry
from tambon.lib.days import thai_day
from tambon.plan import problems, queries
from tambon.plan.actions.programmes import check_days, lock_planning
from tambon.plan.models import Programme, Round, RoundDataset
from tambon.plan.rules import (
    PERIOD_EXAMPLES,
    Move,
    PlannedRound,
    ProgrammeView,
    RoundMove,
    RoundPlan,
    RoundView,
    is_period,
    round_moves,
)


@transaction.atomic
def make_round(  # noqa: PLR0913 - a round is these words, days, place and datasets
    *,
    programme: str,
    code: str,
    name_th: str,
    name_en: str,
    area_id: int,
    opens: date,
    closes: date,
    datasets: Mapping[str, str],
    by: str,
    at: datetime,
) -> RoundPlan:
    """A round of the programme: ``datasets`` maps each dataset to the period it is asked for.

    Raises the problems of this room, and ``404-dataset-unknown``.
    """
    lock_planning()
    if Round.objects.filter(code=code).exists():
        raise problems.code_taken(code=code)
    whole = _find_programme(programme, opens, closes)
    asked = [
        RoundView(code, programme, name_th, name_en, dataset, period, opens, closes, area_id)
        for dataset, period in sorted(datasets.items())
    ]
    _check_asked(asked, area_id, opens)
    row = Round.objects.create(
        programme=whole, code=code, name_th=name_th, name_en=name_en, area_id=area_id, during=(opens, closes)
    )
    _add_datasets(row, asked)
    body = {
        "area": area_id,
        "opens": opens.isoformat(),
        "closes": closes.isoformat(),
        "datasets": {one.dataset: one.period for one in asked},
    }
    journal.record("plan.round_made", subject=f"round:{code}", by=by, at=at, body=body)
    return queries.get_round(code)


def _find_programme(code: str, opens: date, closes: date) -> Programme:
    check_days(opens, closes)
    found = Programme.objects.filter(code=code).first()
    if found is None:
        raise problems.unknown_programme(code=code)
    if opens < found.during.lower or closes > found.during.upper:
        raise problems.outside_programme(opens=opens, closes=closes, programme=code)
    return found


def _check_asked(asked: list[RoundView], area_id: int, opens: date) -> None:
    if not asked:
        raise problems.no_dataset()
    if area_id not in areas.views([area_id], on=opens):
        raise problems.unknown_area(opens=opens)
    for one in asked:
        kind = dictionary.get_dataset(one.dataset).spec.period_kind
        if not is_period(one.period, kind):
            raise problems.bad_period(period=one.period, dataset=one.dataset, example=PERIOD_EXAMPLES[kind])
        _check_overlap(one)


def _check_overlap(new: RoundView) -> None:
    """One day's answer about one place is of one period, so rounds that share both share the period."""
    others = [
        one
        for one in queries.rounds_of(new.dataset)
        if one.period != new.period and one.opens < new.closes and new.opens < one.closes
    ]
    lines = areas.ancestor_ids({new.area_id, *(one.area_id for one in others)}, on=new.opens)
    for one in others:
        if one.area_id in lines.get(new.area_id, ()) or new.area_id in lines.get(one.area_id, ()):
            raise problems.rounds_overlap(dataset=new.dataset, other=one.code, period=one.period)


def _add_datasets(row: Round, asked: list[RoundView]) -> None:
    ids = dict(Dataset.objects.filter(name__in=[a.dataset for a in asked]).values_list("name", "id"))
    RoundDataset.objects.bulk_create(
        RoundDataset(round=row, dataset_id=ids[one.dataset], period=one.period) for one in asked
    )


def keep_plan_rounds(
    programme: ProgrammeView, planned: list[PlannedRound], *, by: str, at: datetime
) -> list[RoundMove]:
    """Makes, moves, closes and withdraws the programme's rounds as the plan has them, in the caller's
    transaction; each move has its journal entry. Raises the conflicts of `rules.moves.round_moves`,
    ``409-plan-rounds-overlap``, and ``409-plan-round-in-use`` where a release holds one that would go.
    """
    if programme.area_id is None:
        raise problems.no_area(programme=programme.code)
    moves = round_moves(planned, queries.standing_rounds(programme.code), on=thai_day(at))
    done = [move for move in moves if move.move is not Move.KEPT]
    for move in done:
        _DOINGS[move.move](programme, move.round)
    for move in done:
        if move.move in (Move.MADE, Move.MOVED):
            _check_asked(_views_of(programme, move.round), programme.area_id, move.round.opens)
    journal.record_many([_entry(move, by, at) for move in done])
    return moves


def _make(programme: ProgrammeView, one: PlannedRound) -> None:
    assert programme.area_id is not None  # noqa: S101 - asked before anything is done
    if Round.objects.filter(code=one.code).exists():
        raise problems.code_taken(code=one.code)
    row = Round.objects.create(
        programme_id=programme.id,
        in_plan=one.in_plan,
        code=one.code,
        name_th=one.name_th,
        name_en=one.name_en,
        area_id=programme.area_id,
        during=(one.opens, one.closes),
    )
    _add_datasets(row, _views_of(programme, one))


def _move(programme: ProgrammeView, one: PlannedRound) -> None:
    row = Round.objects.get(code=one.code)
    row.name_th, row.name_en, row.during = one.name_th, one.name_en, (one.opens, one.closes)
    row.save(update_fields=["name_th", "name_en", "during"])
    RoundDataset.objects.filter(round=row).delete()
    _add_datasets(row, _views_of(programme, one))


def _close(_: ProgrammeView, one: PlannedRound) -> None:
    Round.objects.filter(code=one.code).update(during=(one.opens, one.closes))


def _withdraw(_: ProgrammeView, one: PlannedRound) -> None:
    """A round that never opened has no answers; only a release that was frozen early can hold it."""
    row = Round.objects.get(code=one.code)
    try:
        RoundDataset.objects.filter(round=row).delete()
        row.delete()
    except ProtectedError:
        raise problems.round_in_use(round=one.in_plan) from None


_DOINGS = {Move.MADE: _make, Move.MOVED: _move, Move.CLOSED: _close, Move.WITHDRAWN: _withdraw}


def _views_of(programme: ProgrammeView, one: PlannedRound) -> list[RoundView]:
    assert programme.area_id is not None  # noqa: S101 - asked before anything is done
    return [
        RoundView(
            one.code, programme.code, one.name_th, one.name_en, dataset, period, one.opens, one.closes,
            programme.area_id, programme.without,
        )
        for dataset, period in one.datasets
    ]  # fmt: skip


def _entry(move: RoundMove, by: str, at: datetime) -> NewEntry:
    body = {
        "in_plan": move.round.in_plan,
        "opens": move.round.opens.isoformat(),
        "closes": move.round.closes.isoformat(),
        "datasets": dict(move.round.datasets),
    }
    return NewEntry(f"plan.round_{move.move}", f"round:{move.round.code}", by, at, body)
