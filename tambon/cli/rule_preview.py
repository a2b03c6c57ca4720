"""What a changed text of a dataset would do to the values that are held, before it is loaded."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tambon.cli.progress import Bar
from tambon.lib.days import thai_day

if TYPE_CHECKING:
    from tambon.records.rules import Moved

SHOWN = 20  # changed values that are printed one by one


def preview_rules(path: Path, *, as_json: bool, at: datetime) -> int:
    """Prints for every text whose rules or owners changed which values would be others; exit code 0.

    Raises a text's Problem where it does not fit.
    """
    files = sorted(path.glob("*.yml")) if path.is_dir() else [path]
    told = [one for file in files if (one := _of(file, quiet=as_json, on=thai_day(at))) is not None]
    if as_json:
        print(json.dumps(told, ensure_ascii=False, default=str))
    elif not told:
        print("ไม่มีกฎหรือเจ้าของข้อมูลที่เปลี่ยน · no rule and no owner changes")
    return 0


def _of(file: Path, *, quiet: bool, on: date) -> dict[str, Any] | None:
    from tambon.dictionary import queries as dictionary
    from tambon.dictionary.rules.reading import read_dataset
    from tambon.records import queries as records

    spec = read_dataset(file.read_text("utf-8"), file=file.name)
    held = dictionary.find_dataset(spec.name)
    changed = records.changed_rules(held.spec, spec) if held else []
    if not changed:
        return None
    bar, total = Bar(quiet=quiet, say=str), records.count_records(spec.name)
    moved = list(records.preview_rules(spec, changed, told=lambda done: bar(spec.name, done, total)))
    at_once = Counter(one.variable for one in moved if not one.signed)
    signed = Counter(one.variable for one in moved if one.signed)
    if not quiet:
        _say(spec.name, {name: (at_once[name], signed[name]) for name in changed}, moved, on)
    return {
        "dataset": spec.name,
        "variables": {name: at_once[name] for name in changed},
        "signed": {name: signed[name] for name in changed},
        "values": [_told(one) for one in moved],
    }


def _told(one: Moved) -> dict[str, Any]:
    values = {"variable": one.variable, "before": one.before, "after": one.after, "signed": one.signed}
    return {**one.key._asdict(), **values}


def _say(dataset: str, counted: dict[str, tuple[int, int]], moved: list[Moved], on: date) -> None:
    from tambon.areas import queries as areas

    for name, (number, signed) in counted.items():
        print(f"{dataset}.{name}: {number:,} ค่าจะเปลี่ยน · values would change")
        if signed:
            print(f"  {signed:,} ค่าที่ลงนามแล้วจะเปลี่ยนเมื่อเปิดอีกครั้ง · signed values would when opened again")
    places = areas.views({one.key.area_id for one in moved[:SHOWN]}, on=on)
    for one in moved[:SHOWN]:
        place = places.get(one.key.area_id)
        name = f"{place.code} {place.full_th}" if place else str(one.key.area_id)
        mark = ", ลงนามแล้ว signed" if one.signed else ""
        print(f"  {name} {one.key.period} {one.variable}: {one.before} → {one.after} ({one.grade}{mark})")
    if len(moved) > SHOWN:
        print(f"  … +{len(moved) - SHOWN:,} (--json)")
