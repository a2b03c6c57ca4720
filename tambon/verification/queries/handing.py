"""Hand-overs: handed to an office, given by it, to be decided by administrators; and to whom one can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import F, QuerySet

from tambon.accounts import queries as accounts
from tambon.accounts.rules import OfficeView
from tambon.areas import queries as areas
from tambon.areas.models import Lineage
from tambon.areas.rules import Kind
from tambon.lib.days import BANGKOK
from tambon.records import queries as held
from tambon.records.models import Claim
from tambon.verification.models import HandOver
from tambon.verification.queries.rows import rows_of
from tambon.verification.rules.handing import HandOverView
from tambon.verification.rules.views import CellStory, QueueRow

MOST = 200  # of a list: an office that has more answers these first


def list_handed_to(office_id: int, *, on: date) -> list[HandOverView]:
    """What offices of its own agency handed to the office and it has not answered, the oldest first."""
    return _views(_open().filter(taker_id=office_id, giver__agency=F("taker__agency")), on=on)


def list_given_by(office_id: int, *, on: date) -> list[HandOverView]:
    """What the office handed over, what still waits first, then the newest answers."""
    rows = HandOver.objects.filter(giver_id=office_id)
    return _views(rows.order_by(F("answered_at").desc(nulls_first=True), "-made_at"), on=on)


def list_between_agencies(*, on: date) -> list[HandOverView]:
    """What waits for the administrators, the oldest first."""
    return _views(_open().exclude(giver__agency=F("taker__agency")), on=on)


def spoke_on(day: date, *, office_id: int, area_id: int) -> bool:
    """Whether the office said anything about the area on that Thai day."""
    begin = datetime.combine(day, time(), BANGKOK)
    said = Claim.objects.filter(area_id=area_id, office_id=office_id, made_at__gte=begin)
    return said.filter(made_at__lt=begin + timedelta(days=1)).exists()


def count_handed_to(office_id: int, *, on: date, within: Iterable[int] | None = None) -> int:
    """How much `list_handed_to` would tell; ``within`` narrows to areas."""
    found = _open().filter(taker_id=office_id, giver__agency=F("taker__agency"))
    if within is not None:
        under = Lineage.objects.filter(ancestor_id__in=list(within), during__contains=on)
        found = found.filter(record__area_id__in=under.values("descendant_id"))
    return found.count()


def handed_over(record_ids: Iterable[int]) -> set[tuple[int, str]]:
    """The cells of these records that wait for another office's answer. One statement."""
    rows = _open().filter(record_id__in=list(record_ids))
    return set(rows.values_list("record_id", "variable"))


def takers_of(story: CellStory, *, on: date) -> list[OfficeView]:
    """To whom the cell can be handed over: offices in its province of the variable's chain."""
    line = areas.list_ancestors(story.row.area.id, on=on)
    province = [area.id for area in line if area.kind is Kind.PROVINCE] or [story.row.area.id]
    found = accounts.offices_beside(story.cell.variable.owner, province, on=on)
    return [office for office in found if office.id != story.office_id]


def _open() -> QuerySet[HandOver]:
    return HandOver.objects.filter(answered_at=None).order_by("made_at", "id")


def _views(rows: QuerySet[HandOver], *, on: date) -> list[HandOverView]:
    found = list(rows[:MOST])
    offices = accounts.list_by_id({id_ for row in found for id_ in (row.giver_id, row.taker_id)})
    records = held.views(row.record_id for row in found)
    shown: dict[int, Sequence[str]] = {}
    for row in found:
        shown[row.record_id] = (*shown.get(row.record_id, ()), row.variable)
    by_id = {row.record_id: row for row in rows_of(list(records.values()), shown, on=on)}
    return [view for row in found for view in _view(row, by_id.get(row.record_id), offices)]


def _view(row: HandOver, shown: QueueRow | None, offices: dict[int, OfficeView]) -> Iterable[HandOverView]:
    """The hand-over; nothing where the variable is asked no more."""
    cell = next((c for c in shown.cells if c.variable.name == row.variable), None) if shown else None
    if shown is None or cell is None:
        return
    yield HandOverView(
        row.pk, row.record_id, cell.variable, cell.value, shown.period, shown.area, shown.above,
        offices[row.giver_id], offices[row.taker_id], row.reason, row.made_at, row.answered_at, row.taken,
    )  # fmt: skip
