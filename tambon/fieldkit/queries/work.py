"""What one worker has to do, and a district's workers at a glance: no more statements for thirty than one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.fieldkit.queries import known
from tambon.fieldkit.queries.posts import posts_today
from tambon.fieldkit.rules.glance import (
    Known,
    Line,
    current_round,
    duty_of,
    lines,
    village_progress,
)
from tambon.fieldkit.rules.posts import PostToday, villages_of
from tambon.fieldkit.rules.work import Duty, Held, Progress, Returned, Work, work
from tambon.lib.days import thai_day
from tambon.records import queries as records
from tambon.submissions import queries as submissions
from tambon.verification import queries as verification
from tambon.workforce import queries as workforce
from tambon.workforce.queries.days import list_days, list_task_reports
from tambon.workforce.rules.days import month_of
from tambon.workforce.rules.views import ContractView, Unassigned, Why


class Standing(StrEnum):
    """How a contract stands to a day."""

    AHEAD = "ahead"
    NOW = "now"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class WorkerDay:
    """One worker's day: the contract, who has which village, what is to do, and the names to show it with.

    ``post`` is None unless the contract is in force. ``held`` are the villages looked after that day (while
    the worker is away none); ``progress`` is theirs in the round that opened last.
    """

    contract: ContractView
    standing: Standing
    on: date
    post: PostToday | None
    held: tuple[Held, ...]
    work: Work
    progress: dict[int, Progress]
    asked: dict[str, int]
    areas: dict[int, AreaView]
    names: dict[int, tuple[str, str]]  # of people
    owners: dict[int, int] = field(
        default_factory=dict
    )  # contract for which the worker stands in: its person
    sent_today: int = 0


@dataclass(frozen=True, slots=True)
class Glance:
    """An area's posts on a day, in the order of their tambons, and the villages that no post has."""

    on: date
    lines: list[Line]
    without_post: list[Unassigned]
    areas: dict[int, AreaView]
    names: dict[int, tuple[str, str]]


def work_for(person_id: int, *, on: date) -> WorkerDay | None:
    """What the person has to do on that day by the contract in force; else by the last one, or the next.

    None for who never had a contract. The number of statements is the same for any number of villages.
    """
    contract = choose_contract(workforce.list_contracts(person_id), on=on)
    return None if contract is None else _day(contract, on)


def work_of(contract: ContractView, *, on: date) -> WorkerDay:
    """As `work_for`, by this very contract."""
    return _day(contract, on)


def choose_contract(contracts: list[ContractView], *, on: date) -> ContractView | None:
    """The contract in force that day; else the one that ended last, else the one that begins first."""
    by_standing: dict[Standing, list[ContractView]] = {}
    for one in contracts:
        by_standing.setdefault(standing(one, on=on), []).append(one)
    if now := by_standing.get(Standing.NOW):
        return now[0]
    if over := by_standing.get(Standing.OVER):
        return max(over, key=lambda one: one.since)
    return min(by_standing.get(Standing.AHEAD, []), key=lambda one: one.since, default=None)


def standing(contract: ContractView, *, on: date) -> Standing:
    """Whether the contract is in force that day, over, or yet to begin."""
    if on < contract.since:
        return Standing.AHEAD
    return Standing.OVER if contract.until is not None and on >= contract.until else Standing.NOW


def glance(area_id: int, *, on: date) -> Glance:
    """Each post of the area with its worker's work that day, and what nobody has.

    The number of statements depends on the number of programmes there, never on that of workers.
    """
    posts = posts_today(on=on, area_id=area_id)
    tasks = known.tasks_of(post.programme for post in posts)
    filled = [post.filled for post in posts if post.filled]
    contracts, people = [one.contract for one in filled], [one.person for one in filled]
    since, until = month_of(on)
    reports = list_task_reports(contracts)
    about = Known(
        tasks=tasks,
        asked=known.asked_variables(),
        counts=known.counts_of(tasks, villages_of(posts), on=on),
        tasks_done={one: {t: said.day for t, said in found.items()} for one, found in reports.items()},
        days=list_days(contracts, since=since, until=until),
        heard=submissions.last_heard(people),
    )
    without = [
        village
        for programme in sorted(tasks)
        for village in workforce.list_unassigned(programme, under=area_id, on=on)
        if village.why is Why.NO_POST
    ]
    shown = {post.tambon_id for post in posts} | {one.village_id for one in without}
    stand_ins = [one.away.stand_in_person for one in filled if one.away and one.away.stand_in_person]
    return Glance(
        on=on,
        lines=lines(posts, about, today=on),
        without_post=without,
        areas=areas.views(shown | {one.tambon_id for one in without}, on=on),
        names=accounts.names({*people, *stand_ins}),
    )


def _day(contract: ContractView, on: date) -> WorkerDay:
    stands = standing(contract, on=on)
    posts = posts_today(on=on, posts=[contract.post_id]) if stands is Standing.NOW else []
    post = next((p for p in posts if p.filled and p.filled.contract == contract.id), None)
    duty, found = _duty(contract, post, posts, on)
    owners = {p.filled.contract: p.filled.person for p in posts if p.filled}
    people = {contract.person_id, *owners.values(), *_stand_ins(posts)}
    tambons = {contract.tambon_id, *(p.tambon_id for p in posts)}
    far = village_progress(duty.held, current_round(duty.tasks, today=on), duty.counts, duty.asked)
    sent = submissions.list_sent([contract.person_id], since=on, until=_after(on))
    return WorkerDay(
        contract=contract,
        standing=stands,
        on=on,
        post=post,
        held=tuple(duty.held),
        work=found,
        progress=far,
        asked=dict(duty.asked),
        areas=areas.views({*tambons, *villages_of(posts)}, on=on),
        names=accounts.names(people),
        owners=owners,
        sent_today=sum(one.sent for one in sent),
    )


def _duty(
    contract: ContractView, post: PostToday | None, posts: list[PostToday], on: date
) -> tuple[Duty, Work]:
    """What the contract has to do that day; nothing unless it is in force."""
    asked = known.asked_variables()
    if post is None:
        empty = Duty(contract.since, contract.until or date.max, (), (), asked, {}, {})
        return empty, Work()
    tasks = known.tasks_of([contract.programme])
    reports = list_task_reports([contract.id]).get(contract.id, {})
    about = Known(
        tasks=tasks,
        asked=asked,
        counts=known.counts_of(tasks, villages_of(posts), on=on),
        tasks_done={contract.id: {task: said.day for task, said in reports.items()}},
        days={},
        heard={},
    )
    duty = duty_of(post, posts, about)
    if post.filled and post.filled.away and post.filled.away.stand_in is None:
        duty = replace(duty, held=())  # nobody's that day, and so not theirs
    returned = _returned(duty, known.pairs_of(tasks, opened_by=on), on)
    return duty, work(replace(duty, returned=returned), today=on)


def _returned(duty: Duty, pairs: set[tuple[str, str]], on: date) -> tuple[Returned, ...]:
    """What offices dispute in the worker's villages, and what they sent back by a day, each cell once: of any
    round for these, for they are on the phone whatever the plan asks.
    """
    villages = {one.village_id for one in duty.held}
    standing = verification.open_returns(villages, on=on)
    offices = accounts.office_names({one.office_id for one in standing})
    found = {
        (one.dataset, one.period, one.area_id, one.variable): Returned(
            one.dataset, one.period, one.area_id, one.variable, one.reason, thai_day(one.since)
        )
        for one in records.list_disputed(pairs, villages)
    }
    for one in standing:
        found[one.dataset, one.period, one.area.id, one.variable.name] = Returned(
            one.dataset, one.period, one.area.id, one.variable.name, one.reason, thai_day(one.made_at),
            one.due, one.id, one.note, offices.get(one.office_id, ("", "")),
        )  # fmt: skip
    return tuple(found.values())


def _stand_ins(posts: list[PostToday]) -> list[int]:
    away = [post.filled.away for post in posts if post.filled and post.filled.away]
    return [one.stand_in_person for one in away if one.stand_in_person is not None]


def _after(day: date) -> date:
    return day + timedelta(days=1)
