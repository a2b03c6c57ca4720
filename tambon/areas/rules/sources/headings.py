"""Under which headings the columns of known files stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tambon.formats import Row, Table
from tambon.formats import problems as formats
from tambon.formats.headings import fold
from tambon.lib.text import tidy

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Our columns with the headings known for each, besides our own name."""

    required: Names
    optional: Names

    def headings(self, mapping: Mapping[str, str] | None) -> dict[str, tuple[str, ...]]:
        """Each column's possible headings, folded; a mapping's heading alone where it names the column.

        Raises ``422-mapping-column-unknown``.
        """
        ours = {**self.required, **self.optional}
        given = dict(mapping or {})
        for column in given:
            if column not in ours:
                raise formats.mapping_column_unknown(column=column, wanted=", ".join(ours))
        return {
            column: (fold(given[column]),) if column in given else tuple(map(fold, (column, *others)))
            for column, others in ours.items()
        }

    def asked(self, mapping: Mapping[str, str] | None) -> tuple[str, ...]:
        """All headings that the file may have, to read it by."""
        return tuple(dict.fromkeys(name for names in self.headings(mapping).values() for name in names))

    def rows(self, table: Table, mapping: Mapping[str, str] | None) -> list[Row]:
        """The table's rows under our names.

        Raises ``422-mapping-heading-missing`` and ``422-file-columns-missing``.
        """
        there = frozenset(table.columns)
        found = {
            column: next((name for name in names if name in there), "")
            for column, names in self.headings(mapping).items()
        }
        self._demand(found, table.columns, mapping or {})
        places = [(column, name) for column, name in found.items() if name]
        return [Row(row.number, {ours: row[name] for ours, name in places}, row.raw) for row in table.rows]

    def _demand(self, found: Mapping[str, str], there: Sequence[str], mapping: Mapping[str, str]) -> None:
        shown = ", ".join(name[:40] for name in there[:30] if name)
        for column, heading in mapping.items():
            if not found[column]:
                raise formats.mapping_heading_missing(column=column, heading=tidy(heading), found=shown)
        missing = [column for column in self.required if not found[column]]
        if missing:
            raise formats.columns_missing(missing=", ".join(missing), found=shown)


CCAATT = Columns(
    required={
        "code": (
            "รหัสจังหวัด 2 หลัก//อำเภอ 4 หลัก//ตำบล 6 หลัก", "รหัส", "รหัสพื้นที่", "ccaatt", "ccaattmm", "tbccaa-key",
        ),
        "name_th": ("จังหวัด/อำเภอ/ตำบล ภาษาไทย", "ชื่อ", "ชื่อภาษาไทย", "ชื่อพื้นที่", "tbc-desc"),
    },
    optional={
        "name_en": ("จังหวัด/อำเภอ/ตำบล ภาษาอังกฤษ", "ชื่อภาษาอังกฤษ"),
        "retired": ("ปีเดือนวันที่จำหน่าย", "วันที่จำหน่าย", "วันที่ยกเลิก", "ปีเดือนวันที่ยกเลิก"),
    },
)  # fmt: skip

STAT = Columns(
    required={
        "office": ("รหัสสำนักทะเบียน", "rcode-code", "rcode", "สำนักทะเบียน รหัส"),
        "office_name": ("ชื่อสำนักทะเบียน", "สำนักทะเบียน", "rcode-desc", "สำนักทะเบียน ชื่อ"),
        "tambon": ("รหัสตำบล", "ccaatt-code", "ccaatt", "ตำบล รหัส"),
        "village": ("รหัสหมู่บ้าน", "ccaattmm-code", "ccaattmm", "หมู่บ้าน รหัส"),
        "name_th": ("ชื่อหมู่บ้าน", "หมู่บ้าน", "ccaattmm-desc", "หมู่บ้าน ชื่อ"),
    },
    optional={"month": ("ปีเดือน", "yymm")},
)

VILLAGES = Columns(
    required={
        "code": ("รหัสหมู่บ้าน", "รหัสหมู่บ้าน 8 หลัก", "ccaattmm", "village_code"),
        "name_th": ("ชื่อหมู่บ้าน", "หมู่บ้าน", "ชื่อบ้าน", "village_name", "name"),
    },
    optional={
        "name_en": ("ชื่อภาษาอังกฤษ", "name_english"),
        "latitude": ("ละติจูด", "lat"),
        "longitude": ("ลองจิจูด", "lon", "lng", "long"),
    },
)

COMMUNITIES = Columns(
    required={
        "code": ("รหัสชุมชน", "community_code"),
        "name_th": ("ชื่อชุมชน", "ชุมชน", "community_name", "name"),
    },
    optional={
        "name_en": ("ชื่อภาษาอังกฤษ",),
        "local_government": ("รหัส อปท", "รหัส อปท.", "รหัสองค์กรปกครองส่วนท้องถิ่น", "รหัสเทศบาล"),
        "tambon": ("รหัสตำบล",),
        "district": ("รหัสอำเภอ",),
    },
)

LOCAL_GOVERNMENTS = Columns(
    required={
        "code": ("รหัส อปท", "รหัส อปท.", "รหัสองค์กรปกครองส่วนท้องถิ่น", "local_government_code"),
        "name_th": ("ชื่อ อปท", "ชื่อ อปท.", "ชื่อองค์กรปกครองส่วนท้องถิ่น", "ชื่อ", "name"),
    },
    optional={
        "name_en": ("ชื่อภาษาอังกฤษ",),
        "type": ("ประเภท", "ประเภท อปท", "ประเภท อปท."),
        "district": ("รหัสอำเภอ",),
        "province": ("รหัสจังหวัด",),
    },
)

MEMBERSHIPS = Columns(
    required={
        "code": ("รหัสหมู่บ้าน", "รหัสชุมชน", "village_code"),
        "local_government": ("รหัส อปท", "รหัส อปท.", "รหัสองค์กรปกครองส่วนท้องถิ่น", "local_government_code"),
    },
    optional={
        "kind": ("ชนิด",),
        "from": ("ตั้งแต่วันที่", "ตั้งแต่", "วันเริ่ม"),
        "until": ("ถึงวันที่", "ถึง", "วันสิ้นสุด"),
    },
)
