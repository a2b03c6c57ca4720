"""Two programmes' published figures by hand, through the rules and the shape that the room itself writes.

mhs: country ─ 58 ─┬─ 5801  three tambons       next: a single tambon, so that even the country is silent
                   ├─ 5802  one tambon: withheld
                   └─ 5803  two tambons: withheld with it
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from tambon.areas.rules import AreaView, Kind
from tambon.catalogue.programme import (
    PLACE,
    BudgetLine,
    Month,
    Plan,
    ProgrammeFigures,
    ProgrammeFile,
    StatedFigure,
    Task,
)
from tambon.catalogue.programme_words import DEFINITIONS
from tambon.releases.actions.snapshots.programme import write_programme
from tambon.releases.rules.figures import Cells, Line, Staff
from tambon.releases.rules.publishing_figures import publish_lines

AT = "2026-12-10T03:00:00+00:00"
_MONTHS = [f"2026-{m:02}" for m in (10, 11, 12)] + [f"2027-{m:02}" for m in range(1, 10)]
_TASKS = {
    "2026-10": [("meet", "ประชุมชี้แจงงาน", "Orientation")],
    "2026-11": [("water", "เก็บข้อมูลน้ำประปาทุกหมู่บ้าน", "Piped water in every village")],
    "2026-12": [
        ("population", "เก็บข้อมูลประชากรทุกหมู่บ้าน", "Population of every village"),
        ("report", "ส่งรายงานประจำเดือน", "Monthly report"),
    ],
}


def place(number: int, kind: Kind, code: str, th: str, en: str) -> AreaView:
    return AreaView(number, f"a-{code.lower()}", kind, code, th, en, False)


COUNTRY = place(1, Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand")
PROVINCE = place(2, Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son")
MUEANG = place(3, Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son")
KHUN_YUAM = place(4, Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam")
PAI = place(5, Kind.DISTRICT, "5803", "ปาย", "Pai")
HUAI_PONG = place(6, Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong")


def lines() -> list[Line]:
    """Figures of every kind; the tambon's must never be seen again."""
    own = {
        MUEANG: (Staff(6, 5, Fraction(31, 3), 4, 3), Cells(900, 700, 400, 150)),
        KHUN_YUAM: (Staff(2, 1, Fraction(27, 10), 1, 1), Cells(300, 100, 60, 20)),
        PAI: (Staff(4, 4, Fraction(87, 10), 2, 2), Cells(600, 300, 0, 0)),
    }
    staff, cells = Staff(), Cells()
    for part, counted in own.values():
        staff, cells = staff + part, cells + counted
    return [
        Line(COUNTRY, None, staff, cells),
        Line(PROVINCE, COUNTRY, staff, cells),
        *(Line(area, PROVINCE, part, counted) for area, (part, counted) in own.items()),
        Line(HUAI_PONG, MUEANG, Staff(2, 1, Fraction(7919, 31), 0, 1), Cells(30, 20, 10, 5)),
    ]


def programme(
    code: str = "mhs", *, planned: bool = True, figures: list[Line] | None = None
) -> ProgrammeFigures:
    return ProgrammeFigures(
        code=code,
        name_th="โครงการพัฒนาตำบลแบบบูรณาการ",
        name_en="Tambon Smart Team",
        since="2026-10-01",
        until="2027-10-01",
        on="2026-12-10",
        wage=15_000,
        posts_per_tambon=2,
        budget=[BudgetLine(code="wages", name_th="ค่าจ้าง", name_en="Wages", baht=2_611_800_000)],
        stated=[
            StatedFigure(
                figure="tambons", label_th="ตำบล", label_en="Tambons", stated=7255, counted=7256,
                text_th="เอกสารระบุ 7,255 ตำบล ทะเบียนพื้นที่มี 7,256 ตำบล",
                text_en="The papers say 7,255 tambons; the registry has 7,256.",
            )
        ],
        plan=plan() if planned else None,
        areas=publish_lines(lines() if figures is None else figures),
    )  # fmt: skip


def plan() -> Plan:
    months = [
        Month(
            month=month,
            tasks=[
                Task(code=code, title_th=th, title_en=en, due=f"{month}-25")
                for code, th, en in _TASKS.get(month, ())
            ],
        )
        for month in _MONTHS
    ]
    return Plan(
        number=2, sha256="ab" * 32, inferred=True, approved_at="2026-10-02T02:00:00+00:00", months=months
    )


def lone() -> ProgrammeFigures:
    """A programme whose posts all lie in one tambon."""
    staff, cells = Staff(2, 1, Fraction(1, 2), 0, 1), Cells(30, 20, 10, 5)
    chain = [(COUNTRY, None), (PROVINCE, COUNTRY), (KHUN_YUAM, PROVINCE)]
    figures = [Line(area, parent, staff, cells) for area, parent in chain]
    return programme("next", planned=False, figures=figures)


def programme_file(*programmes: ProgrammeFigures) -> ProgrammeFile:
    return ProgrammeFile(at=AT, synthetic=True, definitions=DEFINITIONS, programmes=list(programmes))


def write(catalogue: Path, *programmes: ProgrammeFigures) -> Path:
    """Writes the snapshot as the room does; `mhs` and `next` without any named."""
    write_programme(catalogue, programme_file(*(programmes or (programme(), lone()))))
    return catalogue / PLACE
