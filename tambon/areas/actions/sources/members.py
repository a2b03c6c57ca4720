"""Which local government serves which village or community: written in bulk, remembered by edition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import connection

from tambon.areas import problems
from tambon.areas.actions.copying import copy
from tambon.areas.actions.editions import (
    LoadReport,
    another,
    demand_newest,
    edition_of,
    one_load_at_a_time,
)
from tambon.areas.actions.lists import Progress, say_nothing
from tambon.areas.actions.rows import Heir, change_of_list, under
from tambon.areas.actions.sources.given import Given
from tambon.areas.actions.sources.parts import standing_keys
from tambon.areas.actions.writing import Happened, read_standing, record_changes, refresh_lineage, sql
from tambon.areas.models import Edition
from tambon.areas.rules import ChangeKind, Hierarchy, Kind, ListSource
from tambon.areas.rules.lists import Standing
from tambon.areas.rules.sources.found import Found
from tambon.areas.rules.sources.members import Held, Member, Moves, compare_members, left_out, read_members
from tambon.areas.rules.sources.showing import MOST
from tambon.formats import Refusal
from tambon.journal import actions as journal
from tambon.periods.ranges import daterange

_KINDS = (Kind.VILLAGE, Kind.COMMUNITY, Kind.LOCAL_GOVERNMENT)
_CLOSE = """
    UPDATE areas_membership SET during = daterange(lower(during), %(day)s),
        listed = CASE WHEN lower(listed) >= %(day)s THEN 'empty' ELSE daterange(lower(listed), %(day)s) END
    WHERE id = ANY(%(rows)s) AND upper_inf(during)
"""
_CORRECT = """
    UPDATE areas_membership t SET parent_id = given.parent, edition_id = %(edition)s
    FROM unnest(%(rows)s::bigint[], %(parents)s::bigint[]) AS given (id, parent) WHERE t.id = given.id
"""


@dataclass(frozen=True, slots=True)
class _World:
    standing: dict[str, Standing]
    held: dict[str, list[Held]]

    def id_of(self, key: str) -> int:
        return self.standing[key].area_id


def load_members(given: Given, *, by: str, at: datetime, progress: Progress | None) -> LoadReport:
    """Villages and communities under their local governments, from the list's day or the days of the row."""
    say = progress or say_nothing
    of = given.of
    with one_load_at_a_time():
        demand_newest(of)
        standing = read_standing(_KINDS)
        if not standing:
            raise problems.country_missing()
        world = _World(standing, _held(standing))
        members, found = read_members(given.rows, standing=standing_keys(standing), day=of.day)
        moves = _moves(members, found, world, of.day)
        gone = left_out(found.all_named(), world.held, day=of.day) if given.whole else []
        is_sure = not (found.unsure or given.damaged)
        moves.closed += [(one, of.day) for one in gone if is_sure]
        made = _report(moves, found, given)
        say(
            f"memberships: {made.added} new, {made.moved} moved, {made.ended} ended, "
            f"{made.unchanged} unchanged, {len(made.refused)} refused"
        )
        made = replace(made, sha256=_fingerprint(members, of), held_back=0 if is_sure else len(gone))
        if not moves.any():
            return made
        edition = _edition(of, made.sha256, at)
        _write(moves, world, edition)
        _record(made, edition, by=by, at=at)
    return replace(made, edition=edition.pk)


def _moves(members: Sequence[Member], found: Found, world: _World, day: date) -> Moves:
    moves, contradicted = compare_members(members, world.held, day=day)
    for member, problem in contradicted:
        found.refuse(problem, member.row, key=member.child)
    return moves


def _held(standing: dict[str, Standing]) -> dict[str, list[Held]]:
    keys = {one.area_id: key for key, one in standing.items()}
    found: dict[str, list[Held]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql("members"))
        for row, child, parent, since, until, known_on in cursor.fetchall():
            key = keys.get(child)
            if key is not None:
                one = Held(row, key, keys.get(parent, ""), since, until, known_on)
                found.setdefault(key, []).append(one)
    return found


def _write(moves: Moves, world: _World, edition: Edition) -> None:
    touched = [one.child for one, _ in moves.added] + [one.child for one, *_ in moves.moved]
    touched += [one.child for one, _ in (*moves.replaced, *moves.closed)]
    with under(edition):
        _close([*moves.closed, *((one, since) for one, _, since in moves.moved)])
        if moves.replaced:
            rows = [one.row for one, _ in moves.replaced]
            parents = [world.id_of(member.parent) for _, member in moves.replaced]
            _execute(_CORRECT, rows=rows, parents=parents, edition=edition.pk)
        begun = [*moves.added, *((member, since) for _, member, since in moves.moved)]
        copy(
            "areas_membership",
            ("child_id", "parent_id", "hierarchy", "during", "listed", "edition_id"),
            (_row(member, since, world, edition) for member, since in begun),
        )
    record_changes(_happened(moves, world, edition), edition)
    refresh_lineage(sorted({world.id_of(key) for key in touched}), Hierarchy.LOCAL_GOVERNMENT)


def _row(member: Member, since: date, world: _World, edition: Edition) -> tuple[object, ...]:
    period = daterange(since, member.until)
    child, parent = world.id_of(member.child), world.id_of(member.parent)
    return child, parent, str(Hierarchy.LOCAL_GOVERNMENT), period, period, edition.pk


def _close(closed: Sequence[tuple[Held, date]]) -> None:
    by_day: dict[date, list[int]] = {}
    for one, day in closed:
        by_day.setdefault(day, []).append(one.row)
    for day, rows in by_day.items():
        _execute(_CLOSE, day=day, rows=rows)


def _happened(moves: Moves, world: _World, edition: Edition) -> list[Happened]:
    """A village under another local government has moved."""
    source = f"{edition.source} {edition.day.isoformat()}"
    return [
        Happened(
            ChangeKind.MOVED,
            change_of_list(since, source),
            (Heir(world.id_of(one.child), world.id_of(one.child), Decimal(1)),),
        )
        for one, _, since in moves.moved
    ]


def _report(moves: Moves, found: Found, given: Given) -> LoadReport:
    lines = {
        "new": (f"{member.code} → {_code(member.parent)}" for member, _ in moves.added),
        "moved": (
            f"{_code(h.child)}: {_code(h.parent)} → {_code(m.parent)}" for h, m, *_ in _elsewhere(moves)
        ),
        "ended": (f"{_code(one.child)} ✕ {_code(one.parent)}" for one, _ in moves.closed),
    }
    examples = {sort: tuple(islice(some, MOST)) for sort, some in lines.items()}
    refused: list[Refusal] = [*given.damaged, *found.refused]
    return LoadReport(
        source=given.of.source,
        day=given.of.day.isoformat(),
        sha256="",
        added=len(moves.added),
        moved=len(moves.moved) + len(moves.replaced),
        ended=len(moves.closed),
        unchanged=moves.unchanged,
        refused=tuple(sorted(refused, key=lambda one: one.row)),
        examples={sort: some for sort, some in examples.items() if some},
    )


def _elsewhere(moves: Moves) -> list[tuple[Held, Member]]:
    return [(one, member) for one, member, _ in moves.moved] + moves.replaced


def _edition(of: ListSource, sha256: str, at: datetime) -> Edition:
    edition = edition_of(of, sha256, [])
    if Edition.objects.filter(source=of.source, sha256=sha256).exists():
        another(edition)  # the same file brings what could not stand before
    edition.note, edition.loaded_at = "สังกัดท้องถิ่น · local governments' members", at
    edition.save()
    return edition


def _record(report: LoadReport, edition: Edition, *, by: str, at: datetime) -> None:
    body = {
        "source": report.source, "day": report.day, "sha256": edition.sha256,
        "added": report.added, "moved": report.moved, "ended": report.ended,
    }  # fmt: skip
    subject = f"areas-edition:{edition.sha256[:16]}"
    journal.record("areas.members_loaded", subject=subject, by=by, at=at, body=body)


def _fingerprint(members: Sequence[Member], of: ListSource) -> str:
    rows = sorted((one.child, one.parent, str(one.since), str(one.until)) for one in members)
    text = json.dumps([of.day.isoformat(), of.synthetic, rows], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _code(key: str) -> str:
    return key.rpartition(":")[2]


def _execute(statement: str, **given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
