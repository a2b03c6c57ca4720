"""Samples: what can be drawn, what was, and what was found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Count

from tambon.areas import queries as areas
from tambon.records import queries as held
from tambon.records.models import Record, Tally
from tambon.records.rules import RecordView, absence, is_waiting
from tambon.verification import problems
from tambon.verification.models import Sample, SampledCell
from tambon.verification.queries.owning import owners_of
from tambon.verification.queries.rows import rows_of
from tambon.verification.rules import count_whole
from tambon.verification.rules.sampling import Candidate, Judged, SampleView, Why, public_key, result_of
from tambon.verification.rules.views import QueuePage

CHUNK = 1_000


def candidates(office_id: int, dataset: str, period: str, *, on: date) -> Iterator[Candidate]:
    """Every cell of the dataset's period on which the office can give its word that day."""
    waiting = Tally.objects.filter(office_id=office_id, dataset=dataset, period=period, waiting__gt=0)
    ids = list(waiting.order_by("record_id").values_list("record_id", flat=True))
    earlier = Record.objects.filter(dataset=dataset, period__lt=period).exists()
    for start in range(0, len(ids), CHUNK):
        records = list(held.views(ids[start : start + CHUNK]).values())
        before = _before(dataset, period, records) if earlier else None
        yield from _of_batch(office_id, records, before, on)


def _of_batch(
    office_id: int, records: list[RecordView], before: dict[int, set[str]] | None, on: date
) -> Iterator[Candidate]:
    owners = owners_of(records, on=on)
    names = areas.views({one.area_id for one in records}, on=on)
    for record in records:
        if record.area_id not in names:
            continue  # the place stands in no tree that day
        key = public_key(record.dataset, record.period, names[record.area_id].public_id)
        known = before.get(record.area_id, set()) if before is not None else record.values.keys()
        for variable, cell in sorted(record.cells.items()):
            mine = owners.get((record.id, variable)) == office_id
            if mine and is_waiting(record.values[variable], cell):
                odd = cell.oddness > 0
                yield Candidate(record.id, key, variable, cell.claim_id, variable not in known, odd)


def _before(dataset: str, period: str, records: list[RecordView]) -> dict[int, set[str]]:
    """{area: variables that had a value in an earlier period}.

    In the first period of a dataset everything is new, and being new tells no value from another: nobody is
    asked this then.
    """
    places = [one.area_id for one in records]
    rows = Record.objects.filter(dataset=dataset, period__lt=period, area_id__in=places)
    found: dict[int, set[str]] = {}
    for area, values in rows.values_list("area_id", "values"):
        found.setdefault(area, set()).update(n for n, value in values.items() if absence(value) is None)
    return found


def get_sample(ref: UUID) -> SampleView:
    """Raises ``404-sample-unknown``."""
    found = _views(Sample.objects.filter(ref=ref).values_list("pk", flat=True))
    if not found:
        raise problems.unknown_sample()
    return found[0]


def list_samples(office_id: int) -> list[SampleView]:
    """The office's samples, the newest first."""
    return _views(Sample.objects.filter(office_id=office_id).values_list("pk", flat=True))


def list_closed(dataset: str, period: str, office_ids: Collection[int]) -> list[SampleView]:
    """The closed samples of the dataset's period by these offices, the newest first."""
    found = Sample.objects.filter(
        dataset=dataset, period=period, office_id__in=list(office_ids), closed_at__isnull=False
    )
    return _views(found.values_list("pk", flat=True))


def list_drawable(office_id: int) -> list[tuple[str, str, int]]:
    """(dataset, period, cells that wait for the office) in which no sample is open, by name."""
    open_now = set(
        Sample.objects.filter(office_id=office_id, closed_at__isnull=True).values_list("dataset", "period")
    )
    waiting = Tally.objects.filter(office_id=office_id, waiting__gt=0).values_list("dataset", "period")
    counted = waiting.annotate(records=Count("record_id")).order_by("dataset", "-period")
    return [(name, period, count) for name, period, count in counted if (name, period) not in open_now]


def _views(ids: Iterable[int]) -> list[SampleView]:
    rows = Sample.objects.filter(pk__in=list(ids)).order_by("-drawn_at", "-pk")
    told = SampledCell.objects.filter(sample_id__in=[row.pk for row in rows])
    counts: dict[int, list[tuple[Why, Judged | None, int]]] = {}
    for sample, why, judged, count in told.values_list("sample_id", "why", "judged").annotate(n=Count("pk")):
        how = Judged(judged) if judged else None
        counts.setdefault(sample, []).append((Why(why), how, count))
    return [
        SampleView(
            ref=row.ref,
            office_id=row.office_id,
            dataset=row.dataset,
            period=row.period,
            seed=row.seed,
            share=row.share,
            population=row.population,
            drawn_at=row.drawn_at,
            closed_at=row.closed_at,
            result=result_of(counts.get(row.pk, [])),
        )
        for row in rows
    ]


def list_sample_queue(  # noqa: PLR0913 - as an office's queue
    ref: UUID,
    *,
    office_id: int,
    on: date,
    limit: int,
    most: int | None = None,
    after: int = 0,
    within: Collection[int] | None = None,
) -> QueuePage:
    """The sample's cells that the office is still to judge, a village at a time; ``within`` narrows to areas,
    and a page is bounded by records (``limit``) and by their cells (``most``).

    Raises ``404-sample-unknown`` for one that is not the office's.
    """
    if not Sample.objects.filter(ref=ref, office_id=office_id).exists():
        raise problems.unknown_sample()
    unjudged = SampledCell.objects.filter(sample__ref=ref, judged__isnull=True, record_id__gt=after)
    if within is not None:
        unjudged = unjudged.filter(
            record__area__ancestors__ancestor_id__in=list(within),
            record__area__ancestors__during__contains=on,
        )
    ids = list(unjudged.order_by("record_id").values_list("record_id", flat=True).distinct()[:limit])
    records = held.views(ids)
    owners = owners_of(records.values(), on=on)
    shown: dict[int, list[str]] = {id_: [] for id_ in ids}
    for id_, variable in unjudged.filter(record_id__in=ids).values_list("record_id", "variable").distinct():
        if owners.get((id_, variable)) == office_id and variable in records[id_].cells:
            shown[id_].append(variable)
    whole = ids[: count_whole((len(shown[id_]) for id_ in ids), most=most)]
    rows = [row for row in rows_of([records[id_] for id_ in whole], shown, on=on) if row.cells]
    goes_on = len(whole) < len(ids) or len(ids) == limit
    return QueuePage(tuple(rows), (0, whole[-1]) if whole and goes_on else None)
