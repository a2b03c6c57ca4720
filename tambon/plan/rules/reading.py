"""From a text to a plan or a programme, or to every fault in it with its line. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from tambon.plan import problems
from tambon.plan.rules.calendar import Calendar
from tambon.plan.rules.fitting import Parts, misfits
from tambon.plan.rules.plan_text import Plan, PlanHead, PlanRound, PlanTask
from tambon.plan.rules.programme import ProgrammeText, Sourced
from tambon.plan.rules.texts import Fault, Path, Written, check_model, raise_faults, read_tree

M = TypeVar("M", bound=BaseModel)
_LISTS = ("rounds", "tasks")


def read_plan(text: str, *, calendar: Calendar, datasets: Mapping[str, str]) -> Plan:
    """The plan that the text (YAML) describes, fit for a programme with these days.

    ``datasets``: the kind of period ("year", "month") of each that may be asked for. Raises
    ``422-plan-text`` with every fault in its details, and what `read_tree` raises.
    """
    written, faults = read_tree(text)
    tree = {name: value for name, value in written.tree.items() if name not in _LISTS}
    head, wrong = check_model(PlanHead, tree, at=(), written=written)
    rounds, wrong_rounds = _each(PlanRound, "rounds", written)
    tasks, wrong_tasks = _each(PlanTask, "tasks", written)
    faults += [*wrong, *wrong_rounds, *wrong_tasks]
    parts = Parts(rounds, tasks, whole=None not in (*rounds, *tasks))
    faults += [written.fault(path, problem) for path, problem in misfits(parts, calendar, datasets)]
    raise_faults(faults)
    assert head is not None  # noqa: S101 - without a head there were faults
    return Plan(**dict(head), rounds=_standing(rounds), tasks=_standing(tasks))


def read_programme(text: str) -> ProgrammeText:
    """The programme that the text (YAML) describes. Raises as `read_plan` does."""
    written, faults = read_tree(text)
    found, wrong = check_model(ProgrammeText, written.tree, at=(), written=written)
    faults += wrong
    if found is not None:
        faults += _programme_faults(found, written)
    raise_faults(faults)
    assert found is not None  # noqa: S101 - as above
    return found


def _each(model: type[M], name: str, written: Written) -> tuple[list[M | None], list[Fault]]:
    """Each part of a list by itself, so that one fault does not hide another; None for a part with faults."""
    listed = written.tree.get(name)
    if not isinstance(listed, list) or not listed:
        return [], [written.fault((name,), problems.list_missing(name=name))]
    found: list[M | None] = []
    faults: list[Fault] = []
    for place, tree in enumerate(listed):
        one, wrong = check_model(model, tree, at=(name, place), written=written)
        found.append(one)
        faults += wrong
    return found, [*faults, *_twice(name, _codes(listed), written)]


def _standing(found: list[M | None]) -> tuple[M, ...]:
    return tuple(one for one in found if one is not None)


def _programme_faults(found: ProgrammeText, written: Written) -> Iterator[Fault]:
    if found.days.last < found.days.first:
        problem = problems.bad_days(since=found.days.first, until=found.days.last)
        yield written.fault(("days", "last"), problem)
    yield from _twice("budget", [line.code for line in found.budget], written)
    yield from _twice("starts", [one.day for one in found.starts], written)
    for path, fact in _facts(found, ()):
        if fact.source not in found.sources:
            known = ", ".join(found.sources)
            problem = problems.source_unknown(source=fact.source, known=known)
            yield written.fault((*path, "source"), problem)


def _twice(name: str, keys: Sequence[object], written: Written) -> Iterator[Fault]:
    """The parts of a list that have the key of an earlier one."""
    first: dict[object, int] = {}
    for place, key in enumerate(keys):
        if key is not None and first.setdefault(key, place) != place:
            line = written.lines[(name, first[key])]
            yield written.fault((name, place), problems.name_twice(name=key, first=line))


def _codes(listed: list[Any]) -> list[object]:
    """As they are written, so that a part with faults of its own is compared too."""
    codes = [one.get("code") if isinstance(one, dict) else None for one in listed]
    return [code if isinstance(code, str) else None for code in codes]


def _facts(value: Any, path: Path) -> Iterator[tuple[Path, Sourced]]:
    """Every fact in the text with its place."""
    if isinstance(value, Sourced):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, part in value:
            yield from _facts(part, (*path, name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _facts(part, (*path, place))
