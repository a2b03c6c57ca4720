"""What a load of areas tells the operator."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tambon.areas.actions import LoadReport
    from tambon.formats import Refusal

SHOWN = 10
_SORTS = {
    "new": ("ใหม่", "new"),
    "renamed": ("เปลี่ยนชื่อ", "renamed"),
    "moved": ("ย้ายสังกัด", "moved"),
    "ended": ("สิ้นสุด", "ended"),
    "heirs": ("อาจเป็นพื้นที่เดิม (ชื่อเดียวกัน)", "perhaps the same area (the same name)"),
}


def write_refused(refused: Sequence[Refusal], to: Path) -> None:
    """Writes the refused rows; with none, the file that an earlier load left under that name goes away."""
    from tambon.formats import refused_csv

    if refused:
        to.write_bytes(refused_csv(refused))
    elif to.name.endswith(".refused.csv"):
        to.unlink(missing_ok=True)


def as_json(report: LoadReport, refused_file: Path | None, **more: Any) -> str:
    """The report as one line of JSON."""
    body = {**asdict(report), "accepted": report.accepted, **more}
    if refused_file is not None:
        body["refused_file"] = str(refused_file)
    return json.dumps(body, ensure_ascii=False)


def tell(report: LoadReport, refused_file: Path | None = None) -> None:
    """The numbers, the first examples of each sort of change, and the first refused rows."""
    if report.already and not report.refused:
        print(f"{report.source} {report.day}: โหลดไว้แล้ว · already loaded")
        return
    tell_numbers({**asdict(report), "refused": len(report.refused)})
    tell_refused(report.refused, refused_file)


def tell_refused(refused: Sequence[Refusal], refused_file: Path | None) -> None:
    """The first refused rows with their reasons, and where all of them are."""
    for one in refused[:SHOWN]:
        print(f"  {one.row}: {one.reason_th} · {one.reason_en}")
    if refused and refused_file is not None:
        print(f"แถวที่ปฏิเสธทั้งหมด · all refused rows: {refused_file}")


def tell_numbers(report: Mapping[str, Any]) -> None:
    """What changes, in a line, and the first examples."""
    print(
        f"{report['source']} {report['day']}: {report['added']:,} ใหม่ · new, "
        f"{report['renamed']:,} เปลี่ยนชื่อ · renamed, {report['moved']:,} ย้ายสังกัด · moved, "
        f"{report['ended']:,} สิ้นสุด · ended, {report['unchanged']:,} คงเดิม · unchanged, "
        f"{report['refused']:,} ปฏิเสธ · refused"
    )
    if report["older_codes"]:
        print(f"  {report['older_codes']:,} รหัสที่ยกเลิกแล้ว · retired codes that were not known")
    if report["placed"]:
        print(f"  {report['placed']:,} พิกัดใหม่ · new places")
    if report["held_back"]:
        print(
            f"  {report['held_back']:,} ที่ไม่อยู่ในบัญชียังไม่สิ้นสุด เพราะมีแถวที่อ่านรหัสไม่ได้ · "
            "left out by the list but not ended, because some rows have no readable code"
        )
    for sort, (thai, english) in _SORTS.items():
        lines = report["examples"].get(sort, ())
        if lines:
            print(f"  {thai} · {english}: {'; '.join(lines)}")


def progress(line: str) -> None:
    print(line, file=sys.stderr)
