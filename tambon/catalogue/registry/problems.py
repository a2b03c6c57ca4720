"""Every refusal of the published registry; each says what is allowed instead."""

from __future__ import annotations

from tambon.lib.problem import Kind

nothing_published = Kind(
    "404-areas-not-published",
    "ยังไม่มีทะเบียนพื้นที่ที่เผยแพร่ จึงตอบเรื่องในอดีต ขอบเขต และแผนที่ไม่ได้ "
    "ให้ถามโดยไม่ใส่ on, by และ edition หรือกลับมาใหม่ภายหลัง",
    "No registry of areas has been published yet, so there is no history, boundary or map: ask without "
    "on, by and edition, or come back later.",
)
edition_unknown = Kind(
    "404-areas-edition-unknown",
    "ไม่พบทะเบียนพื้นที่ฉบับ {version} ฉบับที่มี: {known}",
    "There is no edition {version} of the registry of areas. There are: {known}",
)
edition_damaged = Kind(
    "503-areas-edition-damaged",
    "แฟ้มของทะเบียนพื้นที่ฉบับ {version} เสียหาย: {fault} โปรดใช้ฉบับอื่น",
    "Files of edition {version} of the registry of areas are damaged: {fault}. Please use another edition.",
)
file_unknown = Kind(
    "404-areas-file-unknown",
    "ทะเบียนพื้นที่ฉบับ {version} ไม่มีแฟ้ม {path} ดูรายชื่อแฟ้มใน manifest.json",
    "Edition {version} of the registry of areas has no file {path}: manifest.json lists its files.",
)
day_unreadable = Kind(
    "400-day-unreadable",
    "วันที่ {on} ใช้ไม่ได้ ให้เขียนปี ค.ศ.-เดือน-วัน เช่น 2011-03-23 (ปี พ.ศ. ลบด้วย 543)",
    "The day {on} cannot be used: write year-month-day of the Common Era, such as 2011-03-23 "
    "(a Buddhist year less 543).",
)
calendar_unknown = Kind(
    "400-calendar-unknown",
    "ไม่มีปฏิทิน {by} ที่ใช้ได้: {known} (law วันที่มีผลตามกฎหมาย, list วันที่ทะเบียนเปลี่ยน)",
    "There is no calendar {by}. There are: {known} (law: days in force, list: days the list changed)",
)
detail_unknown = Kind(
    "400-detail-unknown",
    "ไม่มีความละเอียด {detail} ที่ใช้ได้: {known}",
    "There is no level of detail {detail}. There are: {known}",
)
area_unknown = Kind(
    "404-area-not-registered",
    "ทะเบียนพื้นที่ไม่เคยมีรหัส {area} ลองค้นจากชื่อที่ /api/v1/areas/search?q=",
    "The registry never had an area {area}: look for its name at /api/v1/areas/search?q=.",
)
geometry_absent = Kind(
    "404-area-without-geometry",
    "ไม่มีขอบเขตหรือจุดของพื้นที่ {area} ในทะเบียนฉบับ {version}",
    "Edition {version} has no boundary or point of the area {area}.",
)
tiles_absent = Kind(
    "404-areas-without-tiles",
    "ทะเบียนพื้นที่ฉบับ {version} ไม่มีแผนที่ เพราะยังไม่ได้นำเข้าขอบเขต",
    "Edition {version} of the registry has no map tiles: no boundary was loaded.",
)
tile_out_of_range = Kind(
    "400-tile-out-of-range",
    "ไม่มีแผ่นแผนที่ {tile} ให้ใช้ z ตั้งแต่ {first} ถึง {last} และ x, y ตั้งแต่ 0 ถึง 2^z - 1",
    "There is no tile {tile}: z goes from {first} to {last}, and x and y from 0 to 2^z - 1.",
)
