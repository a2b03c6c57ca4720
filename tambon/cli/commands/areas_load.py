"""``tambon areas load LIST [FILE]``: areas from the installed package or from official files."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tambon.cli import area_loads

if TYPE_CHECKING:
    from tambon.areas.actions import BoundaryReport, Given

NAME = "areas load"
HELP = "load areas or boundaries from the package geothai or from official files"
NEEDS_DATABASE = True
GEOTHAI, BOUNDARIES = "geothai", "boundaries"
LISTS = (
    GEOTHAI, "ccaatt", "stat", "villages", "communities", "local-governments", "memberships", BOUNDARIES,
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", choices=LISTS, help="which list")
    parser.add_argument("file", type=Path, nargs="?", help="the file, for every list but geothai")
    parser.add_argument("--source", help="whose list it is (known for ccaatt and stat)")
    parser.add_argument(
        "--day", type=date.fromisoformat, help="the day it is of, where the file does not say"
    )
    parser.add_argument("--licence", help="on which terms it may be passed on")
    parser.add_argument("--credit", help="whom to name where it is published")
    parser.add_argument("--synthetic", action="store_true", help="what it holds is made up")
    parser.add_argument(
        "--mapping", type=Path, help="YAML or CSV: our column and the heading it stands under"
    )
    parser.add_argument(
        "--whole",
        action=argparse.BooleanOptionalAction,
        help="what the file leaves out, in the provinces it tells of, has ended (usual for ccaatt and stat)",
    )
    parser.add_argument("--kind", help="of boundaries: province, district, tambon or village")
    parser.add_argument("--layer", help="of boundaries: the layer of a file that holds several")
    parser.add_argument("--stage", action="store_true", help="show what would change and keep it as a draft")
    parser.add_argument("--refused", type=Path, help="where refused rows go (default: FILE.refused.csv)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when every row stands, 1 when some were refused; a refused file raises its Problem."""
    if args.list != GEOTHAI and args.file is None:
        from tambon.areas.rules.sources import problems

        raise problems.file_missing(list=args.list)
    if args.list == BOUNDARIES:
        return _boundaries(args)
    return _rows(args, _given(args))


def _given(args: argparse.Namespace) -> Given:
    from tambon.areas import actions
    from tambon.formats import read_mapping

    if args.list == GEOTHAI:
        return actions.geothai_given()
    area_loads.progress(f"{args.file} …")
    return actions.read_file(
        args.list,
        args.file,
        terms=actions.Terms(args.source, args.day, args.licence, args.credit, args.synthetic),
        mapping=read_mapping(args.mapping) if args.mapping else None,
        whole=args.whole,
    )


def _rows(args: argparse.Namespace, given: Given) -> int:
    from tambon.areas import actions

    at = datetime.now(UTC)
    draft = None
    if args.stage:
        staged = actions.stage_given(given, by="operator", at=at, progress=area_loads.progress)
        report, draft = staged.report, staged.draft
    else:
        report = actions.load_given(given, by="operator", at=at, progress=area_loads.progress)
    refused = _refused_file(args)
    if refused is not None:
        area_loads.write_refused(report.refused, refused)
    if args.json:
        print(area_loads.as_json(report, refused, draft=draft, staged=args.stage))
    else:
        area_loads.tell(report, refused)
        _tell_draft(args, draft)
    return 1 if report.refused else 0


def _refused_file(args: argparse.Namespace) -> Path | None:
    if args.refused is not None or args.file is None:
        return Path(args.refused) if args.refused else None
    file: Path = args.file
    return file.with_name(file.name + ".refused.csv")


def _tell_draft(args: argparse.Namespace, draft: int | None) -> None:
    if draft is not None:
        print(f"ร่างหมายเลข · draft {draft}: tambon areas apply {draft} · tambon areas set-aside {draft}")
    elif args.stage:
        print("ไม่มีสิ่งใดเปลี่ยน จึงไม่มีร่าง · nothing would change, so no draft was kept")


def _boundaries(args: argparse.Namespace) -> int:
    from tambon.areas import actions
    from tambon.areas.rules import Kind
    from tambon.areas.rules.sources import problems
    from tambon.formats import read_mapping

    wanted = {f"--{name}": getattr(args, name) for name in ("source", "day", "licence", "credit")}
    missing = [option for option, given in wanted.items() if not given]
    if missing:
        raise problems.terms_missing(options=" ".join(missing))
    report = actions.load_boundaries(
        args.file,
        source=args.source,
        day=args.day,
        licence=args.licence,
        credit=args.credit,
        by="operator",
        at=datetime.now(UTC),
        kind=Kind(args.kind) if args.kind else None,
        mapping=read_mapping(args.mapping) if args.mapping else None,
        layer=args.layer,
        synthetic=args.synthetic,
        staged=args.stage,
        progress=area_loads.progress,
    )
    refused = _refused_file(args)
    if refused is not None:
        area_loads.write_refused(report.refused, refused)
    print(_boundaries_json(report, refused)) if args.json else _tell_boundaries(args, report, refused)
    return 1 if report.refused else 0


def _boundaries_json(report: BoundaryReport, refused: Path | None) -> str:
    body = {
        "source": report.source, "day": report.day.isoformat(), "kind": report.kind,
        "accepted": report.accepted, "added": report.added,
        "repaired": [one.found_as for one in report.repaired],
        "older_codes": [one.found_as for one in report.older_codes],
        "refused": len(report.refused), "refused_file": str(refused),
        "without_area": report.without_area,
        "without_boundary": [one.code for one in report.without_boundary],
        "notes": report.notes, "edition": report.edition, "draft": report.draft,
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False)


def _tell_boundaries(args: argparse.Namespace, report: BoundaryReport, refused: Path | None) -> None:
    print(
        f"{report.source} {report.day}: {report.accepted:,} มีพื้นที่ · have their area, "
        f"{report.added:,} ใหม่ · new, {len(report.repaired):,} ซ่อมแล้ว · repaired, "
        f"{len(report.refused):,} ปฏิเสธ · refused, "
        f"{len(report.without_boundary):,} พื้นที่ยังไม่มีขอบเขต · areas without a boundary"
    )
    for thai, english in report.notes:
        print(f"  {thai} · {english}")
    for one in report.refused[: area_loads.SHOWN]:
        print(f"  {one.row}: {one.reason_th} · {one.reason_en}")
    if report.refused:
        print(f"รูปที่ปฏิเสธทั้งหมด · all refused shapes: {refused}")
    _tell_draft(args, report.draft)
