"""A worker's day as the page shows it, to the worker and to whoever looks after them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from tambon.accounts.rules.phones import delivers_until
from tambon.areas.rules import AreaView
from tambon.desk.field_words import BY_PROGRESS, CHIP_WORDS, ChipState
from tambon.dictionary import queries as dictionary
from tambon.fieldkit.queries import Standing, WorkerDay
from tambon.fieldkit.rules import Item, Progress, Returned, Work
from tambon.fieldkit.rules.returned import reason_words
from tambon.plan.rules import TaskKind, TaskView
from tambon.workforce.rules.days import closes
from tambon.workforce.rules.states import ABSENCE_REASONS, AbsenceReason

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class VillageLeft:
    """A village in which a task waits; ``missing`` cells of ``asked``."""

    area: AreaView
    state: ChipState
    words: Pair
    missing: int
    asked: int


@dataclass(frozen=True, slots=True)
class Card:
    """A task in one list, with the villages in which it waits there.

    ``last`` is the worker's own last day, ``days`` how many are left until it, or how many it is late.
    ``places_done`` of ``places`` are over all of the worker's villages.
    """

    task: TaskView
    last: date
    days: int
    taken_over: bool
    since: date | None
    villages: tuple[VillageLeft, ...]
    places: int
    places_done: int
    done_on: date | None = None

    @property
    def is_dataset(self) -> bool:
        return self.task.kind is TaskKind.DATASET

    @property
    def kind_words(self) -> Pair:
        return KIND_WORDS[self.task.kind]


@dataclass(frozen=True, slots=True)
class Chip:
    """One of the worker's villages; ``owner`` is the colleague for whom the worker stands in."""

    area: AreaView
    state: ChipState
    words: Pair
    owner: Pair | None


@dataclass(frozen=True, slots=True)
class ReturnedCell:
    area: AreaView
    label: Pair
    reason: Pair
    returned: Returned
    period: str
    late: int


KIND_WORDS: dict[TaskKind, Pair] = {
    TaskKind.DATASET: ("เก็บข้อมูล", "Collect"),
    TaskKind.MEETING: ("ประชุม", "Meeting"),
    TaskKind.REPORT: ("รายงาน", "Report"),
}


def shown(day: WorkerDay) -> dict[str, Any]:
    """Everything that the template of a worker's work asks for."""
    found = day.work
    return {
        "day": day,
        "contract": day.contract,
        "person": day.names.get(day.contract.person_id),
        "tambon": day.areas.get(day.contract.tambon_id),
        "last_day": _last(day),
        **_afterwards(day),
        "served": _served(day),
        "is_now": day.standing is Standing.NOW,
        "is_over": day.standing is Standing.OVER,
        "away": _away(day),
        "chips": chips(day),
        "today_cards": cards(found.today, found, day),
        "late_cards": cards(found.late, found, day),
        "done_cards": done_cards(found, day),
        "returned": [_returned(one, day) for one in found.returned if one.village_id in day.areas],
        "next_tasks": found.next[:4],
    }


def cards(items: Iterable[Item], found: Work, day: WorkerDay) -> list[Card]:
    """The items by task and last day, in their order."""
    groups: dict[tuple[str, date], list[Item]] = {}
    for item in items:
        groups.setdefault((item.task.code, item.counts_from), []).append(item)
    return [_card(group, found, day) for group in groups.values()]


def done_cards(found: Work, day: WorkerDay) -> list[Card]:
    """What is done, each task once, however many days its villages were given on."""
    groups: dict[str, list[Item]] = {}
    for item in found.done:
        groups.setdefault(item.task.code, []).append(item)
    return [_card(group, found, day) for group in groups.values()]


def _card(group: list[Item], found: Work, day: WorkerDay) -> Card:
    first = group[0]
    same = [item for item in found.items if item.task.code == first.task.code]
    left = tuple(_left(item, day.areas[item.village_id]) for item in group if item.village_id in day.areas)
    return Card(
        task=first.task,
        last=first.counts_from,
        days=first.late or max(0, (first.counts_from - day.on).days),
        taken_over=first.taken_over,
        since=first.since,
        villages=tuple(sorted(left, key=lambda one: one.area.code)),
        places=len(same),
        places_done=sum(item.progress is Progress.DONE for item in same),
        done_on=first.done_on,
    )


def _left(item: Item, area: AreaView) -> VillageLeft:
    state = BY_PROGRESS[item.progress]
    return VillageLeft(area, state, CHIP_WORDS[state], item.missing, item.asked)


def chips(day: WorkerDay) -> list[Chip]:
    """The villages looked after that day, by code."""
    late = {item.village_id for item in day.work.late}
    returned = {one.village_id for one in day.work.returned}
    opened = any(item.village_id is not None for item in day.work.items)
    found = []
    for held in day.held:
        area = day.areas.get(held.village_id)
        if area is None:  # it ended in the registry
            continue
        state = BY_PROGRESS[day.progress[held.village_id]] if opened else ChipState.NOTHING
        state = ChipState.LATE if held.village_id in late else state
        state = ChipState.RETURNED if held.village_id in returned else state
        owner = None if held.stands_in is None else day.names.get(day.owners.get(held.stands_in, 0))
        found.append(Chip(area, state, CHIP_WORDS[state], owner))
    return sorted(found, key=lambda one: (one.owner is not None, one.area.code))


def _returned(one: Returned, day: WorkerDay) -> ReturnedCell:
    spec = dictionary.find_dataset(one.dataset)
    variable = spec.spec.by_name.get(one.variable) if spec else None
    label = (variable.label.th, variable.label.en) if variable else (one.variable, one.variable)
    area, reason = day.areas[one.village_id], reason_words(one.reason)
    return ReturnedCell(area, label, reason, one, one.period, one.late(day.on))


def _away(day: WorkerDay) -> dict[str, Any] | None:
    away = day.post.filled.away if day.post and day.post.filled else None
    if away is None:
        return None
    return {
        "reason": ABSENCE_REASONS[AbsenceReason(away.reason)],
        "last": away.until - timedelta(days=1),
        "stand_in": day.names.get(away.stand_in_person) if away.stand_in_person else None,
    }


def _last(day: WorkerDay) -> date:
    return (day.contract.until or date.max) - timedelta(days=1)


def _afterwards(day: WorkerDay) -> dict[str, Any]:
    """What a contract that is over still leaves to do, and until when; nothing for one without an end."""
    if day.contract.until is None:
        return {}
    phone, entries = delivers_until(_last(day), settings.GRACE_DAYS), closes(_last(day))
    return {
        "delivers_until": phone,
        "may_deliver": day.on <= phone,
        "days_close": entries,
        "may_mend_days": day.on <= entries,
    }


def _served(day: WorkerDay) -> dict[str, int]:
    """Which day of the contract it is, of how many, and how much of it has gone by in per cent."""
    whole = (_last(day) - day.contract.since).days + 1
    gone = min(max((day.on - day.contract.since).days + 1, 0), whole)
    return {"day": gone, "days": whole, "percent": round(100 * gone / whole) if whole else 0}
