"""Making a programme, and loading one from its reviewed text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from tambon.areas import problems as area_problems
from tambon.areas import queries as areas
from tambon.journal import actions as journal
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.plan import problems, queries
from tambon.plan.models import BudgetLine, Programme, Round
from tambon.plan.rules import Calendar, ProgrammeText, ProgrammeView, read_plan, read_programme

_PLANNING = 0x7EA1_0003  # the advisory lock that keeps two planners apart


@dataclass(frozen=True)
class LoadedProgramme:
    """What a load came to: ``changed`` names the facts that are other ones now; all of them if it is new."""

    code: str
    new: bool
    changed: tuple[str, ...]


@transaction.atomic
def make_programme(  # noqa: PLR0913 - a programme is these words, days and numbers
    *,
    code: str,
    name_th: str,
    name_en: str,
    since: date,
    until: date,
    by: str,
    at: datetime,
    area_id: int | None = None,
    wage: int | None = None,
    posts_per_tambon: int = 2,
    stated: Mapping[str, Any] | None = None,
) -> ProgrammeView:
    """A programme from ``since`` to the day before ``until``. Raises ``409-plan-code-taken`` or
    ``422-plan-days``."""
    check_days(since, until)
    lock_planning()
    if Programme.objects.filter(code=code).exists():
        raise problems.code_taken(code=code)
    Programme.objects.create(
        code=code,
        name_th=name_th,
        name_en=name_en,
        during=(since, until),
        area_id=area_id,
        wage=wage,
        posts_per_tambon=posts_per_tambon,
        stated=dict(stated or {}),
    )
    body = {"since": since.isoformat(), "until": until.isoformat()}
    journal.record("plan.programme_made", subject=f"programme:{code}", by=by, at=at, body=body)
    return queries.get_programme(code)


@transaction.atomic
def load_programme(text: str, *, by: str, at: datetime) -> LoadedProgramme:
    """The programme of the text: made, or changed where its facts differ; the same facts change nothing.

    Areas are those of the codes on the first day, or today where the registry does not reach back so far.
    Raises ``422-plan-text`` with every fault, ``404-area-unknown``, and ``409-programme-…`` where rounds,
    contracts or the plan in force would not fit.
    """
    said = read_programme(text)
    lock_planning()
    columns, without = _columns(said, thai_day(at)), _areas_of(said.area.without, said, thai_day(at))
    old = queries.find_programme(said.code)
    wanted = {**columns, "without": tuple(sorted(without)), "budget": _budget(said)}
    changed = [name for name, value in wanted.items() if old is None or _held(old)[name] != value]
    if old is not None and not changed:
        return LoadedProgramme(said.code, new=False, changed=())
    if old is not None:
        _check_change(old, said, changed)
    row, new = _write(said.code, columns)
    row.without.set(without)
    _write_budget(row, said)
    body = {
        "since": said.days.first.isoformat(),
        "until": said.until.isoformat(),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "changed": changed,
    }
    kind = "plan.programme_made" if new else "plan.programme_changed"
    journal.record(kind, subject=f"programme:{said.code}", by=by, at=at, body=body)
    return LoadedProgramme(said.code, new=new, changed=tuple(changed))


def lock_planning() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PLANNING])


def check_days(since: date, until: date) -> None:
    if until <= since:
        raise problems.bad_days(since=since, until=until)


def _columns(said: ProgrammeText, today: date) -> dict[str, Any]:
    kept = {"personal_days": said.personal_days.value} if said.personal_days is not None else {}
    (area,) = _areas_of((said.area.code,), said, today)
    return {
        "name_th": said.name.th,
        "name_en": said.name.en,
        "during": (said.days.first, said.until),
        "area_id": area,
        "wage": said.wage.value,
        "posts_per_tambon": said.posts_per_tambon.value,
        "stated": said.stated_json(),
        **kept,
    }


def _held(old: ProgrammeView) -> dict[str, Any]:
    """The programme's facts under the names that a load compares."""
    return {
        "name_th": old.name_th,
        "name_en": old.name_en,
        "during": (old.since, old.until),
        "area_id": old.area_id,
        "wage": old.wage,
        "posts_per_tambon": old.posts_per_tambon,
        "stated": dict(old.stated),
        "personal_days": old.personal_days,
        "without": old.without,
        "budget": tuple((one.code, one.name_th, one.name_en, one.baht) for one in old.budget),
    }


def _budget(said: ProgrammeText) -> tuple[tuple[Any, ...], ...]:
    return tuple((line.code, line.name.th, line.name.en, line.baht) for line in said.budget)


def _areas_of(codes: tuple[str, ...], said: ProgrammeText, today: date) -> list[int]:
    found = []
    for code in codes:
        area = areas.find_area(code, on=said.days.first) or areas.find_area(code, on=today)
        if area is None:
            raise area_problems.unknown_area(code=code, on=today)
        found.append(area.id)
    return found


def _check_change(old: ProgrammeView, said: ProgrammeText, changed: list[str]) -> None:
    rounds = Round.objects.filter(programme__code=old.code)
    if {"area_id", "without"} & set(changed) and old.area_id is not None and rounds.exists():
        raise problems.area_fixed(programme=old.code)
    if "during" not in changed:
        return
    outside = rounds.exclude(during__contained_by=(said.days.first, said.until))
    if codes := list(outside.order_by("code").values_list("code", flat=True)):
        raise problems.rounds_outside(programme=old.code, rounds=", ".join(codes))
    _check_plan(old, Calendar(said.days.first, said.until))


def _check_plan(old: ProgrammeView, calendar: Calendar) -> None:
    """The plan in force still fits, and its rounds stay where they are."""
    held = queries.plan_in_force(old.code)
    if held is None:
        return
    if calendar.since != old.since:
        raise problems.first_day_fixed(programme=old.code, since=old.since)
    try:
        read_plan(held.text, calendar=calendar, datasets=queries.known_datasets())
    except Problem as problem:
        raise problems.plan_outside(
            programme=old.code, reason_th=problem.say("th"), reason_en=problem.say("en")
        ) from None


def _write(code: str, columns: Mapping[str, Any]) -> tuple[Programme, bool]:
    """What stands on a programme, such as people's contracts, has the last word about its days."""
    try:
        with transaction.atomic():
            return Programme.objects.update_or_create(code=code, defaults=columns)
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name != "workforce_a_programme_holds_its_contracts":
            raise
        raise problems.programme_left_behind() from error


def _write_budget(row: Programme, said: ProgrammeText) -> None:
    BudgetLine.objects.filter(programme=row).delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(programme=row, code=line.code, name_th=line.name.th, name_en=line.name.en, baht=line.baht)
        for line in said.budget
    )
