"""Making the programme and its rounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import connection, transaction

from tambon.areas import queries as areas
from tambon.dictionary import queries as dictionary
from tambon.dictionary.models import Dataset
from tambon.journal import actions as journal
from tambon.plan import problems, queries
from tambon.plan.models import Programme, Round, RoundDataset
from tambon.plan.rules import PERIOD_EXAMPLES, ProgrammeView, RoundPlan, RoundView, is_period

_PLANNING = 0x7EA1_0003  # the advisory lock that keeps two planners apart


@transaction.atomic
def make_programme(  # noqa: PLR0913 - a programme is these words and days
    *, code: str, name_th: str, name_en: str, since: date, until: date, by: str, at: datetime
) -> ProgrammeView:
    """A programme from ``since`` to the day before ``until``. Raises ``409-plan-code-taken`` or
    ``422-plan-days``."""
    _check_days(since, until)
    _lock()
    if Programme.objects.filter(code=code).exists():
        raise problems.code_taken(code=code)
    Programme.objects.create(code=code, name_th=name_th, name_en=name_en, during=(since, until))
    body = {"since": since.isoformat(), "until": until.isoformat()}
    journal.record("plan.programme_made", subject=f"programme:{code}", by=by, at=at, body=body)
    return ProgrammeView(code, name_th, name_en, since, until)


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
    _lock()
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


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PLANNING])


def _check_days(since: date, until: date) -> None:
    if until <= since:
        raise problems.bad_days(since=since, until=until)


def _find_programme(code: str, opens: date, closes: date) -> Programme:
    _check_days(opens, closes)
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
