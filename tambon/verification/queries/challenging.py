"""Challenges: what waits to be read, what waits for an office, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from tambon.areas import queries as areas
from tambon.areas.models import Lineage
from tambon.dictionary import queries as dictionary
from tambon.records.models import Record
from tambon.verification import counter_problems as problems
from tambon.verification.models import Challenge
from tambon.verification.rules.challenging import ChallengeView, Outcome, Refusal, State
from tambon.verification.rules.views import CellStory

PAGE = 50
PUBLISHED = 5_000  # the newest answers: a file of some two million bytes


@dataclass(frozen=True)
class PublishedAnswer:
    """An answered challenge as the whole world may read it: nothing that its asker wrote."""

    release: str
    dataset: str
    area_id: int
    period: str
    variable: str
    outcome: str
    answer: str
    office_id: int | None
    asked_at: datetime
    answered_at: datetime


def get_challenge(ref: UUID, *, on: date) -> ChallengeView:
    """Raises 404."""
    found = _views(Challenge.objects.filter(ref=ref), on=on)
    if not found:
        raise problems.unknown_challenge()
    return found[0]


def find_by_code(code: str, *, on: date) -> ChallengeView:
    """The challenge of which its asker holds the code, however it was typed; raises 404."""
    plain = "".join(code.split()).replace("-", "").lower()[:100]
    found = _views(Challenge.objects.filter(secret_hash=sha256(plain.encode()).digest()), on=on)
    if not found:
        raise problems.unknown_challenge()
    return found[0]


def list_to_read(within: Sequence[int] | None, *, on: date, limit: int = PAGE) -> list[ChallengeView]:
    """What waits for a moderator of these areas (None: of the whole country), the oldest first."""
    waiting = Challenge.objects.filter(state=State.WAITING.value).order_by("made_at", "pk")
    return _views(_inside(waiting, within, on)[:limit], on=on)


def count_to_read(within: Sequence[int] | None, *, on: date) -> int:
    """How many `list_to_read` would list without a limit."""
    return _inside(Challenge.objects.filter(state=State.WAITING.value), within, on).count()


def list_of_office(
    office_id: int, *, on: date, within: Sequence[int] | None = None, limit: int = PAGE
) -> list[ChallengeView]:
    """What waits for the office's answer, the oldest first; ``within`` narrows to areas."""
    found = Challenge.objects.filter(state=State.OPEN.value, office_id=office_id).order_by("made_at", "pk")
    return _views(_inside(found, within, on)[:limit], on=on)


def count_of_office(office_id: int, *, on: date, within: Sequence[int] | None = None) -> int:
    """How many challenges wait for the office's answer; ``within`` narrows to areas."""
    found = Challenge.objects.filter(state=State.OPEN.value, office_id=office_id)
    return _inside(found, within, on).count()


def list_without_office(within: Sequence[int] | None, *, on: date, limit: int = PAGE) -> list[ChallengeView]:
    """What was passed on though nobody is responsible there: a moderator sees that it gets an owner."""
    found = Challenge.objects.filter(state=State.OPEN.value, office__isnull=True).order_by("made_at", "pk")
    return _views(_inside(found, within, on)[:limit], on=on)


def list_of_cell(story: CellStory, *, on: date) -> list[ChallengeView]:
    """What was passed on about one cell, the newest first."""
    row = story.row
    found = Challenge.objects.filter(
        dataset=row.dataset, area_id=row.area.id, period=row.period, variable=story.cell.variable.name,
        state__in=[State.OPEN.value, State.ANSWERED.value],
    )  # fmt: skip
    return _views(found.order_by("-made_at")[:PAGE], on=on)


def list_answered(limit: int = PUBLISHED) -> list[PublishedAnswer]:
    """The answers that are published, the newest first."""
    found = Challenge.objects.filter(state=State.ANSWERED.value).order_by("-answered_at", "-pk")
    fields = (
        "release", "dataset", "area_id", "period", "variable", "outcome", "answer", "office_id", "made_at",
        "answered_at",
    )  # fmt: skip
    return [PublishedAnswer(*row) for row in found.values_list(*fields)[:limit]]


def count_by_state() -> dict[str, int]:
    """How many challenges stand in each state, every state named."""
    found = dict(Challenge.objects.values_list("state").annotate(n=Count("pk")).order_by())
    return {state.value: found.get(state.value, 0) for state in State}


def _inside(found: QuerySet[Challenge], within: Sequence[int] | None, on: date) -> QuerySet[Challenge]:
    if within is None:
        return found
    line = Lineage.objects.filter(
        descendant_id=OuterRef("area_id"), ancestor_id__in=list(within), during__contains=on
    )
    return found.filter(Exists(line))


def _views(found: Iterable[Challenge], *, on: date) -> list[ChallengeView]:
    rows = list(found)
    places = areas.views({row.area_id for row in rows}, on=on)
    records = record_ids(rows)
    known = {name for name, _ in dictionary.list_numbers()}
    specs = {name: dictionary.get_dataset(name).spec for name in {row.dataset for row in rows} & known}
    return [
        ChallengeView(
            ref=row.ref,
            release=row.release,
            dataset=row.dataset,
            period=row.period,
            area=places.get(row.area_id),
            variable=specs[row.dataset].by_name.get(row.variable) if row.dataset in specs else None,
            published=row.published,
            said=row.said,
            proposed=row.proposed,
            made_at=row.made_at,
            state=State(row.state),
            refusal=Refusal(row.refusal) if row.refusal else None,
            office_id=row.office_id,
            answered_at=row.answered_at,
            outcome=Outcome(row.outcome) if row.outcome else None,
            answer=row.answer,
            record_id=records.get((row.dataset, row.period, row.area_id)),
        )
        for row in rows
    ]


def record_ids(rows: Iterable[Challenge]) -> dict[tuple[str, str, int], int]:
    """{(dataset, period, area): the record that the challenges speak of}."""
    rows = list(rows)
    found = Record.objects.filter(
        area_id__in={row.area_id for row in rows}, dataset__in={row.dataset for row in rows}
    )
    fields = ("dataset", "period", "area_id", "pk")
    return {(name, period, area): pk for name, period, area, pk in found.values_list(*fields)}
