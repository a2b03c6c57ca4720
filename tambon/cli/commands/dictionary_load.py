"""``tambon dictionary load``: takes reviewed texts of datasets into the dictionary."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tambon.cli.rule_preview import preview_rules

NAME = "dictionary load"
HELP = "load the standard datasets, or those of a file or folder"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="?", type=_there, help="a .yml file or a folder of them; the standard without it"
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help="load nothing; say which values would change by changed rules and owners",
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a text that does not fit raises its Problem and nothing is loaded."""
    from tambon.dictionary import actions

    at = datetime.now(UTC)
    path: Path = args.path or actions.STANDARD
    if args.preview:
        return preview_rules(path, as_json=args.json, at=at)
    if path.is_dir():
        loaded = actions.load_folder(path, by="system", at=at)
    else:
        loaded = [actions.load_text(path.read_text("utf-8"), file=path.name, by="system", at=at)]
    if args.json:
        print(json.dumps([asdict(one) for one in loaded], ensure_ascii=False))
        return 0
    for one in loaded:
        news = "รุ่นใหม่ · new" if one.new else "ไม่เปลี่ยน · unchanged"
        print(f"{one.name}: {one.variables} variables, version {one.number} ({news})")
    return 0


def _there(text: str) -> Path:
    if not Path(text).exists():
        raise argparse.ArgumentTypeError(f"ไม่พบ {text} · there is no {text}")
    return Path(text)
