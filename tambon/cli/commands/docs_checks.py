"""``tambon docs checks``: the manual of every check, made from the dictionary's texts and the rules."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tambon.dictionary.rules.spec import DatasetSpec

NAME = "docs checks"
HELP = "print docs/checks.md: every check by dataset, with severity, sentences and formula"


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
    """The whole page in Markdown, of the standard datasets."""
    from tambon.verification.rules import manual

    return manual.page(_specs())


def _as_dict() -> list[dict[str, str]]:
    from tambon.verification.rules import manual

    return [
        {
            "dataset": chapter.name,
            "rule": line.rule,
            "variable": line.variable,
            "severity": line.severity.value,
            "th": line.th,
            "en": line.en,
            "formula": line.formula,
        }
        for chapter in manual.chapters(_specs())
        for line in chapter.lines
    ]


def _specs() -> list[DatasetSpec]:
    import tambon
    from tambon.dictionary.rules.reading import read_dataset

    folder = Path(tambon.__path__[0]) / "standard" / "datasets"
    return [read_dataset(path.read_text("utf-8"), file=path.name) for path in sorted(folder.glob("*.yml"))]
