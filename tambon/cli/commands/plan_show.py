"""``tambon plan show``: the versions of a programme's plan, and the tasks of the one in force."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from tambon.cli import plan_texts
from tambon.lib.days import say_day, say_period

if TYPE_CHECKING:
    from tambon.plan.rules import PlanView, TaskView

NAME = "plan show"
HELP = "show a programme's plan: versions, rounds, and tasks by month"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--programme", metavar="CODE", help="whose plan (default: the only programme)")
    parser.add_argument("--text", metavar="N", type=int, help="print the text of version N, and nothing else")


def run(args: argparse.Namespace) -> int:
    """Exit code 0, also while no plan is in force."""
    from tambon.plan import queries

    programme = queries.choose_programme(args.programme)
    if args.text is not None:
        print(queries.get_text(programme, args.text), end="")
        return 0
    plans, tasks = queries.list_plans(programme), queries.list_tasks(programme)
    if args.json:
        rounds = queries.standing_rounds(programme)
        body = {
            "programme": programme,
            "versions": [_version(one) for one in plans],
            "rounds": [{"round": one.code, "opens": one.opens, "last": one.last} for one in rounds],
            "tasks": [plan_texts.task_json(one) for one in tasks],
        }
        print(json.dumps(body, ensure_ascii=False, indent=2, default=str))
        return 0
    for one in plans:
        _tell_version(one)
    if not tasks:
        print(f"{programme}: ยังไม่มีแผนที่อนุมัติ · no plan is in force")
    _tell_tasks(tasks)
    return 0


def _version(one: PlanView) -> dict[str, Any]:
    return {
        "number": one.number,
        "sha256": one.sha256,
        "inferred": one.inferred,
        "in_force": one.in_force,
        "loaded_at": one.loaded_at.isoformat(),
        "approved_at": one.approved_at.isoformat() if one.approved_at else None,
    }


def _tell_version(one: PlanView) -> None:
    notes = [
        "ใช้อยู่ · in force" if one.in_force else "",
        "อนุมาน · inferred" if one.inferred else "",
    ]
    print(f"รุ่นที่ · version {one.number}  {one.sha256[:12]}  {', '.join(filter(None, notes))}")


def _tell_tasks(tasks: list[TaskView]) -> None:
    month = ""
    for task in tasks:
        if task.month != month:
            month = task.month
            print(f"{task.number:>2}  {say_period(month, 'th')} · {say_period(month, 'en')}")
        due = f"{say_day(task.due, 'th')} · {task.due}"
        print(f"    {task.weight:>3} %  {task.title_th} · {task.title_en}  ({due})")
