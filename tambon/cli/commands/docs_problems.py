"""``tambon docs problems``: the page of every refusal, made from the kinds themselves."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

NAME = "docs problems"
HELP = "print docs/problems.md: every refusal with its code and sentences"
_NAMES_A_KIND = re.compile(r"^\w+ = Kind\($", re.MULTILINE)  # at the edge: not every Kind() is a refusal's
HEAD = """# Problems: every refusal, with what it says

Made by `tambon docs problems --write docs/problems.md` from the kinds in the code; a test compares them.
The first three digits of a code are the HTTP status. A browser gets a page, an API `application/problem+json`
(RFC 9457), a phone an OpenRosa message; the sentences are the same. `{…}` is filled with the case at hand.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", metavar="FILE", type=Path, help="write the page to a file")


def run(args: argparse.Namespace) -> int:
    """Prints or writes the page; exit code 0."""
    if args.json:
        print(json.dumps(_as_dict(), ensure_ascii=False))
    elif args.write:
        args.write.write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")
    return 0


def page() -> str:
    """The whole page in Markdown: one table for each room, door or floor."""
    parts = [HEAD]
    for place, kinds in _by_place().items():
        rows = [f"| `{code}` | {_cell(th)} | {_cell(en)} |\n" for code, th, en in kinds]
        parts.append(f"\n## {place}\n\n| code | ไทย | English |\n|---|---|---|\n{''.join(rows)}")
    return "".join(parts)


def _as_dict() -> list[dict[str, str]]:
    return [
        {"place": place, "code": code, "th": th, "en": en}
        for place, kinds in _by_place().items()
        for code, th, en in kinds
    ]


def _by_place() -> dict[str, list[tuple[str, str, str]]]:
    """{room, door or floor: its (code, Thai, English), sorted}."""
    from importlib import import_module

    import tambon
    from tambon.lib.problem import Kind

    root = Path(tambon.__path__[0])
    found: dict[str, set[tuple[str, str, str]]] = {}
    for path in sorted(root.rglob("*.py")):
        if not _NAMES_A_KIND.search(path.read_text(encoding="utf-8")):
            continue
        parts = path.relative_to(root).with_suffix("").parts
        module = import_module(".".join(("tambon", *parts)))
        kinds = {(k.code, k.th, k.en) for k in vars(module).values() if isinstance(k, Kind)}
        if kinds:
            found.setdefault(parts[0], set()).update(kinds)
    return {place: sorted(kinds) for place, kinds in sorted(found.items())}


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
