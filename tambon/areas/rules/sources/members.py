"""Which local government serves which village or community, and from when until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tambon.areas.rules.codes import key_of
from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.sources import problems
from tambon.areas.rules.sources.found import Found
from tambon.areas.rules.sources.texts import read_day, read_digits, read_free_code
from tambon.formats import Row
from tambon.lib.problem import Problem

_KINDS = {
    "village": Kind.VILLAGE, "หมู่บ้าน": Kind.VILLAGE, "community": Kind.COMMUNITY, "ชุมชน": Kind.COMMUNITY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One row: a village or community under a local government. None: not said, so as of the list's day."""

    child: str
    parent: str
    code: str
    since: date | None
    until: date | None
    row: Row


@dataclass(frozen=True, slots=True)
class Held:
    """What the registry holds of a child: a period under a parent, and the day that brought it."""

    row: int
    child: str
    parent: str
    since: date | None
    until: date | None
    known_on: date


@dataclass(slots=True)
class Moves:
    """What a list changes. Rows are ``(member, first day)``; ``closed`` are ``(held, last day outside)``."""

    added: list[tuple[Member, date]] = field(default_factory=list)
    moved: list[tuple[Held, Member, date]] = field(default_factory=list)
    replaced: list[tuple[Held, Member]] = field(default_factory=list)  # lists of one day differ
    closed: list[tuple[Held, date]] = field(default_factory=list)
    unchanged: int = 0

    def any(self) -> bool:
        """Whether anything differs from what the registry holds."""
        return bool(self.added or self.moved or self.replaced or self.closed)


def read_members(rows: Iterable[Row], *, standing: Collection[str], day: date) -> tuple[list[Member], Found]:
    """The rows that can stand; ``Found`` holds the refused ones. ``standing`` are the keys of what stands."""
    found, members = Found(), []
    periods: dict[str, list[Member]] = {}
    for row in rows:
        key = ""
        try:
            key, code = _child(row, standing)
            member = Member(key, _parent(row, code, standing), code, *_period(row, day), row)
            _demand_apart(member, periods.setdefault(key, []), day)
        except Problem as problem:
            found.refuse(problem, row, key=key)
        else:
            periods[key].append(member)
            members.append(member)
            found.named.add(key)
    return members, found


def compare_members(
    members: Iterable[Member], held: Mapping[str, list[Held]], *, day: date
) -> tuple[Moves, list[tuple[Member, Problem]]]:
    """The changes that lead from what the registry holds to the list, and the rows that contradict it."""
    moves, refused = Moves(), []
    for member in sorted(members, key=lambda one: (one.child, one.since or day, one.row.number)):
        known = sorted(held.get(member.child, ()), key=lambda one: one.since or date.min)
        try:
            if member.until is not None:
                _compare_past(member, known, moves)
            else:
                _compare_open(member, known, moves, day)
        except Problem as problem:
            refused.append((member, problem))
    return moves, refused


def left_out(named: Collection[str], held: Mapping[str, list[Held]], *, day: date) -> list[Held]:
    """What holds and a whole list does not name, in the provinces that the list tells of."""
    provinces = {_province(key) for key in named}
    return [
        one
        for key, periods in held.items()
        if key not in named and _province(key) in provinces
        for one in periods
        if one.until is None and one.known_on <= day and (one.since is None or one.since < day)
    ]


def _province(key: str) -> str:
    return key.rpartition(":")[2][:2]


def _compare_open(member: Member, known: list[Held], moves: Moves, day: date) -> None:
    current = next((one for one in known if one.until is None), None)
    since = member.since or day
    if current is None:
        if any(one.until is not None and one.until > since for one in known):
            raise problems.older_than_known(code=member.code)
        moves.added.append((member, since))
    elif current.parent == member.parent and (member.since is None or current.since == member.since):
        moves.unchanged += 1
    elif current.parent == member.parent:
        raise problems.period_known(code=member.code)
    elif current.known_on > day or (current.since is not None and current.since > since):
        raise problems.older_than_known(code=member.code)
    elif current.known_on == day and (current.since == since or member.since is None):
        moves.replaced.append((current, member))
    elif current.since == since:
        raise problems.period_known(code=member.code)
    else:
        moves.moved.append((current, member, since))


def _compare_past(member: Member, known: list[Held], moves: Moves) -> None:
    until = member.until or date.max
    since = member.since or date.min
    for one in known:
        same = one.parent == member.parent and (member.since is None or one.since == member.since)
        if same and one.until == member.until:
            moves.unchanged += 1
            return
        if same and one.until is None and (one.since or date.min) < until:
            moves.closed.append((one, until))
            return
        if since < (one.until or date.max) and (one.since or date.min) < until:
            raise problems.period_known(code=member.code)
    if member.since is None:
        raise problems.period_without_start(code=member.code, until=until.isoformat())
    moves.added.append((member, member.since))


def _child(row: Row, standing: Collection[str]) -> tuple[str, str]:
    code = read_digits(row["code"], 8, "code")
    if row["kind"] and row["kind"].lower() not in _KINDS:
        raise problems.kind_unknown(text=row["kind"][:40])
    kinds = [_KINDS[row["kind"].lower()]] if row["kind"] else [Kind.VILLAGE, Kind.COMMUNITY]
    found = [key_of(kind, code) for kind in kinds if key_of(kind, code) in standing]
    if not found:
        raise problems.member_unknown(code=code)
    if len(found) > 1:
        raise problems.kind_unclear(code=code)
    return found[0], code


def _parent(row: Row, code: str, standing: Collection[str]) -> str:
    parent = read_free_code(row["local_government"], "local_government")
    key = key_of(Kind.LOCAL_GOVERNMENT, parent)
    if key in standing:
        return key
    if parent == code or key_of(Kind.VILLAGE, parent) in standing:
        raise problems.parent_rank(parent=parent, code=code)
    raise problems.parent_unknown(parent=parent, kind_th="องค์กรปกครองส่วนท้องถิ่น", kind_en="local government")


def _period(row: Row, day: date) -> tuple[date | None, date | None]:
    since, until = read_day(row["from"]), read_day(row["until"])
    if since is not None and since > day:
        raise problems.period_future(day=since.isoformat(), of=day.isoformat())
    if since is not None and until is not None and since >= until:
        raise problems.period_turned(since=since.isoformat(), until=until.isoformat())
    return since, until


def _demand_apart(member: Member, others: list[Member], day: date) -> None:
    since, until = _span(member, day)
    for other in others:
        first, end = _span(other, day)
        if since < end and first < until:
            raise problems.period_overlaps(code=member.code, first=other.row.number)


def _span(member: Member, day: date) -> tuple[date, date]:
    return member.since or (date.min if member.until else day), member.until or date.max
