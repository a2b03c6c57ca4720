"""``tambon docs way``: the way of a value as a picture, drawn from the rooms' own tables of states."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from tambon.lib.moves import Move

NAME = "docs way"
HELP = "print the way of a value as a Mermaid picture, from the code's own tables of states"
BEGINS = {"submissions": "start", "challenges": "anyone"}  # who makes the first move
BEGIN, END = "<!-- way: made by `tambon docs way --write` -->", "<!-- /way -->"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--write", metavar="FILE", type=Path, help="put it between the marks in a Markdown file"
    )


def run(args: argparse.Namespace) -> int:
    """Prints the picture or writes it into a file; exit code 0."""
    if args.json:
        print(json.dumps([[str(m.before or ""), str(m.after), m.th, m.en] for _, m in _moves()]))
    elif args.write:
        args.write.write_text(placed(args.write.read_text("utf-8")), encoding="utf-8")
    else:
        print(picture(), end="")
    return 0


def placed(text: str) -> str:
    """The Markdown with the picture between its marks."""
    front, rest = text.split(BEGIN)
    return f"{front}{BEGIN}\n```mermaid\n{picture()}```\n{END}{rest.split(END)[1]}"


def picture() -> str:
    """A Mermaid flowchart: one group for each room, one arrow for each move."""
    lines = ["flowchart TB"]
    for room, title, moves in _tables():
        lines.append(f'  subgraph {room}["{title}"]')
        lines += [f'    {room}_{state}(["{state}"])' for state in _states(moves)]
        lines.append("  end")
    lines.append('  start(["โทรศัพท์ · phone"])')
    lines.append('  register(["ทะเบียนหน่วยงาน · agency register"])')
    lines.append('  anyone(["ทุกคน · anyone"])')
    lines += [_arrow(room, move) for room, move in _moves()]
    lines += [
        '  submissions_claimed -->|"คำตอบเป็นคำกล่าว · answers become claims"| records_reported',
        '  register -->|"แถวในทะเบียนเป็นคำกล่าว · rows become claims"| records_reported',
        '  records -->|"ทุกค่าพร้อมระดับ · every value with its grade"| releases_frozen',
        "  releases_published --> anyone",
        '  challenges_open -->|"เป็นคำกล่าวที่ไม่เปลี่ยนระดับ · a claim that lifts no grade"| records',
        '  challenges_answered -->|"คำตอบเผยแพร่ · the answer is published"| anyone',
    ]
    return "\n".join(lines) + "\n"


def _tables() -> Iterator[tuple[str, str, tuple[Move, ...]]]:
    from tambon.records.rules.moves import MOVES as grades
    from tambon.releases.rules.moves import MOVES as releases
    from tambon.submissions.rules import MOVES as submissions
    from tambon.verification.rules.challenging import MOVES as challenges

    yield "submissions", "คำตอบที่ส่งมา · submissions", submissions
    yield "records", "ระดับความเชื่อมั่นของค่า · a value and its grade", grades
    yield "releases", "ฉบับเผยแพร่ · releases", releases
    yield "challenges", "ข้อทักท้วง · challenges", challenges


def _moves() -> Iterator[tuple[str, Move]]:
    for room, _, moves in _tables():
        for move in moves:
            yield room, move


def _states(moves: tuple[Move, ...]) -> list[str]:
    return list(dict.fromkeys(move.after.value for move in moves))


def _arrow(room: str, move: Move) -> str:
    said = f'|"{move.th} · {move.en}"|'
    if move.before is None:
        begins = BEGINS.get(room, "")
        return f"  {begins} -->{said} {room}_{move.after}" if begins else f"  %% {room} begins: {move.en}"
    return f"  {room}_{move.before} -->{said} {room}_{move.after}"
