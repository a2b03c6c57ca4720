"""``tambon forms publish``: turns reviewed questionnaires into forms for phones."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

NAME = "forms publish"
HELP = "publish the standard questionnaires, or those of a file or folder"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="?", type=_there, help="a .md file or a folder of them; the standard without it"
    )
    parser.add_argument(
        "--mapping", type=_there, help="JSON: which question of the one file answers which variable"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a questionnaire that does not fit raises its Problem and nothing is published."""
    from tambon.forms import actions

    at = datetime.now(UTC)
    path: Path = args.path or actions.STANDARD
    if path.is_dir():
        published = actions.publish_folder(path, by="system", at=at)
    else:
        mapping = json.loads(args.mapping.read_text("utf-8")) if args.mapping else None
        published = [actions.publish(path.read_text("utf-8"), mapping=mapping, by="system", at=at)]
    if args.json:
        print(json.dumps([asdict(one) for one in published], ensure_ascii=False))
        return 0
    for one in published:
        news = "เผยแพร่แล้ว · published" if one.new else "มีอยู่แล้ว · there already"
        print(f"{one.form_id} {one.version}: {news}")
    return 0


def _there(text: str) -> Path:
    if not Path(text).exists():
        raise argparse.ArgumentTypeError(f"ไม่พบ {text} · there is no {text}")
    return Path(text)
