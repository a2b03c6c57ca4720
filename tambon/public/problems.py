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
parameter_too_long = Kind(
    "400-parameter-too-long",
    "พารามิเตอร์ {parameter} ยาวได้ไม่เกิน {most} ตัวอักษร",
    "The parameter {parameter} may have at most {most} letters",
)
parameter_repeated = Kind(
    "400-parameter-repeated",
    "ใส่พารามิเตอร์ {parameter} ซ้ำได้ไม่เกิน {most} ครั้ง หลายค่าเขียนต่อกันด้วยจุลภาคได้",
    "The parameter {parameter} may be given at most {most} times; values may also stand between commas",
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
format_not_offered = Kind(
    "406-format-not-offered",
    "ไม่มีรูปแบบที่ Accept ขอ รูปแบบที่มี: {known}",
    "None of the formats that Accept asks for is offered. There are: {known}",
)
too_many_exports = Kind(
    "503-too-many-exports",
    "มีผู้ขอตารางทั้งตารางพร้อมกันหลายราย ให้ลองใหม่ในอีกหนึ่งนาที หรือใช้แฟ้มที่เผยแพร่แล้ว",
    "Many ask for whole tables at this moment: try again in a minute, or take the published files.",
)
geojson_too_many = Kind(
    "400-geojson-limit",
    "GeoJSON ให้ได้ครั้งละไม่เกิน {most} แถว ให้ใส่ limit และอ่านหน้าถัดไปด้วย cursor",
    "GeoJSON comes in pages of at most {most} rows: pass a limit, and read on with the cursor.",
)
boundaries_absent = Kind(
    "404-boundaries-absent",
    "ไม่มีขอบเขตพื้นที่ระดับ {level} ให้ใช้รูปแบบ: {known}",
    "There are no boundaries of level {level}. Formats without them: {known}",
)
day_without_area = Kind(
    "400-day-without-area",
    "on และ by บอกวันของพื้นที่ที่ขอ จึงต้องมี area และ on ด้วย",
    "`on` and `by` say of which day the area is meant: pass `area` and `on` too.",
)
day_before_known = Kind(
    "400-day-before-known",
    "ทะเบียนพื้นที่รู้ครบตั้งแต่ {since} จึงตอบของวันที่ {on} ไม่ได้",
    "The registry of areas is complete from {since}: it cannot answer for {on}.",
)
area_not_standing = Kind(
    "404-area-not-standing",
    "ไม่มีพื้นที่ {area} ในวันที่ {on} ดูประวัติได้ที่ /api/v1/areas/{area}/history",
    "There was no area {area} on {on}: its history is at /api/v1/areas/{area}/history.",
)
progress_absent = Kind(
    "503-progress-absent",
    "ยังไม่มีภาพความคืบหน้า ให้กลับมาใหม่ในอีกไม่กี่นาที",
    "There is no snapshot of the progress yet: come back in a few minutes.",
)
programme_absent = Kind(
    "503-programme-absent",
    "ยังไม่มีภาพตัวเลขของโครงการ ให้กลับมาใหม่ในอีกไม่กี่นาที",
    "There is no snapshot of the programme's figures yet: come back in a few minutes.",
)
programme_damaged = Kind(
    "503-programme-damaged",
    "แฟ้มตัวเลขของโครงการเสียหาย ({fault}) ระบบจะเขียนใหม่ในรอบถัดไป ให้กลับมาใหม่ในอีกไม่กี่นาที",
    "The file of the programme's figures is damaged ({fault}). It is written anew: come back in minutes.",
)
programme_unknown = Kind(
    "404-programme-not-published",
    "ไม่มีตัวเลขของโครงการรหัส {code} โครงการที่มี: {known}",
    "There are no figures of a programme {code}. There are: {known}",
)
programme_area_unknown = Kind(
    "404-programme-area",
    "ไม่มีตัวเลขของโครงการในพื้นที่รหัส {area} พื้นที่ที่มี: {known}",
    "The programme has no figures for an area {area}. There are: {known}",
)
programme_too_near = Kind(
    "404-programme-below-district",
    "เผยแพร่ตัวเลขของโครงการถึงระดับอำเภอเท่านั้น เพราะผู้ปฏิบัติงานในตำบลหนึ่งมีเพียงไม่กี่คน ให้ดูอำเภอ {known}",
    "The programme's figures are published for districts and above only, since a tambon's workers are a few "
    "people. See the district {known}.",
)
prints_waiting = Kind(
    "503-prints-waiting",
    "มีผู้ขอใบรายงานพร้อมกันจำนวนมาก ให้ลองอีกครั้งในไม่กี่วินาที หรือพิมพ์จากหน้ารายงาน",
    "Many sheets are being printed at once: retry in some seconds, or print the report's page.",
)
report_of_country = Kind(
    "404-report-of-no-such-area",
    "ใบรายงานมีสำหรับหมู่บ้าน ตำบล อำเภอ และจังหวัด ไม่มีสำหรับพื้นที่รหัส {area}",
    "There are reports of villages, tambons, districts and provinces, and none of the area {area}.",
)
