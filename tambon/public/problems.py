"""What this door refuses by itself; the catalogue names the rest."""

from __future__ import annotations

from tambon.lib.problem import Kind

parameter_unknown = Kind(
    "400-parameter-unknown",
    "ไม่มีพารามิเตอร์ {parameter} ที่ใช้ได้: {known}",
    "There is no parameter {parameter}. There are: {known}",
)
parameter_invalid = Kind(
    "400-parameter-invalid",
    "ค่าของพารามิเตอร์ {parameter} ใช้ไม่ได้: {reason}",
    "The parameter {parameter} cannot be used: {reason}",
)
area_unknown = Kind(
    "404-area-not-published",
    "ไม่พบพื้นที่รหัส {area} ในฉบับที่เผยแพร่ ลองค้นจากชื่อที่หน้า /areas",
    "The release knows no area {area}: look for its name at /areas.",
)
format_unknown = Kind(
    "400-format-unknown",
    "ไม่มีรูปแบบ {format} ที่ใช้ได้: {known}",
    "There is no format {format}. There are: {known}",
)
progress_absent = Kind(
    "503-progress-absent",
    "ยังไม่มีภาพความคืบหน้า ให้กลับมาใหม่ในอีกไม่กี่นาที",
    "There is no snapshot of the progress yet: come back in a few minutes.",
)
