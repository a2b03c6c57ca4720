"""How the commands about programmes and plans read texts and tell what is in them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tambon.lib.problem import Problem

if TYPE_CHECKING:
    from tambon.plan.queries import Preview
    from tambon.plan.rules import Change, RoundMove, TaskView


def file_to_read(text: str) -> Path:
    """A file that is there; argparse tells what this refuses."""
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"ไม่พบแฟ้ม {text} · there is no file {text}")
    return Path(text)


def read(path: Path) -> str:
    """The file's text, without the mark that some editors put first; bytes that are no UTF-8 are shown."""
    return path.read_text("utf-8-sig", errors="replace")


@contextmanager
def telling_faults(path: Path, *, as_json: bool) -> Iterator[None]:
    """Every fault of a text with its line, before the refusal itself goes on its way."""
    try:
        yield
    except Problem as problem:
        faults = problem.details.get("faults", ())
        if as_json and faults:
            print(json.dumps({"faults": [asdict(one) for one in faults]}, ensure_ascii=False))
        elif not as_json:
            for one in faults:
                line = f"{path}:{one.line}: {one.reason_th} · {one.reason_en} [{one.code}]"
                print(line, file=sys.stderr)
        raise


def preview_json(found: Preview) -> dict[str, Any]:
    return {
        "changes": [change_json(one) for one in found.changes],
        "rounds": [move_json(one) for one in found.moves],
    }


def change_json(one: Change) -> dict[str, Any]:
    return {**asdict(one), "text_th": one.text_th, "text_en": one.text_en}


def move_json(one: RoundMove) -> dict[str, Any]:
    round_ = one.round
    return {
        "move": str(one.move),
        "round": round_.code,
        "opens": round_.opens.isoformat(),
        "last": round_.last.isoformat(),
        "datasets": dict(round_.datasets),
        "text_th": one.text_th,
        "text_en": one.text_en,
    }


def tell_preview(found: Preview) -> None:
    if not found.changes:
        print("แผนนี้เหมือนกับแผนที่ใช้อยู่ · it says what the plan in force says")
    for change in found.changes:
        print(f"  {change.text_th} · {change.text_en}")
    tell_moves(found.moves)


def tell_moves(moves: list[RoundMove]) -> None:
    for one in moves:
        days = f"{one.round.opens} – {one.round.last}"
        print(f"  {one.round.code} {days}: {one.text_th} · {one.text_en}")


def task_json(task: TaskView) -> dict[str, Any]:
    return {
        **asdict(task),
        "kind": str(task.kind),
        "opens": task.opens.isoformat(),
        "due": task.due.isoformat(),
    }
