"""``tambon cell show``: what is held of one value, why, and its whole story; or what was held on a day."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tambon.lib.days import say_day, say_moment, thai_day

if TYPE_CHECKING:
    from tambon.verification.rules.events import Held
    from tambon.verification.rules.story import Line
    from tambon.verification.rules.story_words import Words

NAME = "cell show"
HELP = "show one value: what is held and why, since when, and everything that happened to it"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dataset", help="the dataset's name, such as water")
    parser.add_argument("area", help="the area's code")
    parser.add_argument("period", help="the period: 2026 or 2026-11")
    parser.add_argument("variable", help="the variable's name")
    parser.add_argument("--on", type=date.fromisoformat, help="what was held on this day (default: today)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0, also where nothing is known; an unknown dataset, variable or area raises its Problem."""
    from tambon.areas import queries as areas
    from tambon.dictionary import queries as dictionary
    from tambon.releases import queries as releases
    from tambon.verification import problems, queries

    today = thai_day(datetime.now(UTC))
    if args.variable not in dictionary.get_dataset(args.dataset).spec.by_name:
        raise problems.unknown_record()
    place = areas.get_area(args.area, on=today)
    of = {"dataset": args.dataset, "area": args.area, "period": args.period, "variable": args.variable}
    story = queries.find_story(
        args.dataset, area_id=place.id, period=args.period, variable=args.variable, on=today
    )
    on = args.on or today
    if story is None:
        return _say(of, on, None, [], None, as_json=args.json)
    telling = queries.Telling(story)
    lines = releases.tell_story(telling, story)
    return _say(of, on, telling.held_on(on), lines, telling.words, as_json=args.json)


def _say(
    of: dict[str, str],
    on: date,
    held: Held | None,
    lines: list[Line],
    words: Words | None,
    *,
    as_json: bool,
) -> int:
    if as_json:
        from tambon.verification.rules.story import as_json as line_json

        told = {**of, "on": on.isoformat(), "held": _held(held), "story": [line_json(one) for one in lines]}
        print(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        return 0
    print(" ".join(of.values()))
    print(f"ณ สิ้นวันที่ {say_day(on, 'th')} · at the end of {say_day(on, 'en')}")
    if held is None or words is None:
        print("ยังไม่มีใครบอกค่านี้ · nobody had said anything about it")
    else:
        _tell_held(held, words)
    for line in lines:
        _tell_line(line)
    return 0


def _held(held: Held | None) -> dict[str, Any] | None:
    if held is None:
        return None
    th, en = held.why or ("", "")
    return {
        "value": held.value,
        "grade": str(held.grade),
        "origin": str(held.origin),
        "since": held.at.isoformat(),
        "why": {"th": th, "en": en},
    }


def _tell_held(held: Held, words: Words) -> None:
    (th, en), (grade_th, grade_en) = words.say(held.value), words.grades[held.grade.value]
    why_th, why_en = held.why or ("", "")
    print(f"{th} ({grade_th}) {why_th}".rstrip())
    print(f"{en} ({grade_en}) {why_en}".rstrip())
    print(f"ตั้งแต่ {say_moment(held.at, 'th')} · since {say_moment(held.at, 'en')}\n")


def _tell_line(line: Line) -> None:
    print(f"{say_moment(line.at, 'th')}  {line.th}\n    {line.en}")
    if line.note:
        print(f"    “{line.note}”")
    for th, en in line.then:
        print(f"    → {th}\n      {en}")
