"""``tambon submissions export``: a form's submissions as a file, for operators."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

NAME = "submissions export"
HELP = "write a form's submissions to a file: zip of CSV with media, xlsx or ndjson"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", help="the form's id")
    parser.add_argument("--out", type=_in_a_folder, required=True, metavar="FILE", help="the file to write")
    parser.add_argument("--format", choices=("zip", "xlsx", "ndjson"), help="without it, what FILE ends in")
    parser.add_argument("--since", type=date.fromisoformat, help="received from that day on")
    parser.add_argument("--last", type=date.fromisoformat, help="received until that day")
    parser.add_argument("--sender", default="", help="the sender's user name")
    parser.add_argument("--version", default="", help="of that version alone")
    parser.add_argument("--quiet", action="store_true", help="no progress")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; raises 404 for a form neither published nor sent. Interrupted, it leaves no file."""
    from django.conf import settings

    from tambon.blobs.place import kept
    from tambon.cli.progress import Bar
    from tambon.submissions import problems
    from tambon.submissions.actions.exporting import Format, export
    from tambon.submissions.queries.layouts import find_versions
    from tambon.submissions.queries.tables import Where, count

    kind = Format(args.format or _ending(args.out))
    where = Where(args.form, args.since, args.last, args.sender, None, args.version)
    if find_versions(args.form) is None and not count(Where(args.form))[0]:
        raise problems.unknown_form_sent(form=args.form)
    bar, total = Bar(quiet=args.quiet or args.json, say=lambda number: f"{number:,}"), [0]
    blobs = kept(settings.HOME.blobs)
    made = export(
        where, kind=kind, open_blob=blobs.open, by="operator", at=datetime.now(UTC),
        told=lambda done: bar("submissions", done, total[0]),
    )  # fmt: skip
    total[0] = made.count
    size = _write(args.out, made.parts)
    if args.json:
        print(json.dumps({"file": str(args.out), "format": kind.value, "count": made.count, "bytes": size}))
    else:
        print(f"{args.out}: {made.count:,} แบบ · submissions")
    return 0


def _in_a_folder(text: str) -> Path:
    if not Path(text).absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"ไม่มีโฟลเดอร์ของ {text} · there is no folder for {text}")
    return Path(text)


def _ending(path: Path) -> str:
    known = path.suffix.lstrip(".").lower()
    return known if known in ("xlsx", "ndjson") else "zip"


def _write(path: Path, parts: Any) -> int:
    """Writes beside the file, readable by its owner alone, and gives it its name when it is whole."""
    handle, draft = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file, closing(parts):
            for part in parts:
                file.write(part)
            size = file.tell()
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return size
