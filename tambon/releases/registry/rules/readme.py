"""README.txt of an edition, in Thai and English. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from tambon.releases.registry.rules.package import PLACE_TABLES, PLAIN_TABLES, TILES, About

_LOUD = """\
****************************************************************************************************
*  WITH SYNTHETIC DEMONSTRATION DATA. Areas marked synthetic are made up: they describe no real place. *
*  มีข้อมูลสมมติเพื่อการสาธิต พื้นที่ที่ช่อง synthetic เป็น true แต่งขึ้น ไม่ใช่สถานที่จริง ห้ามนำไปใช้อ้างอิง        *
****************************************************************************************************

"""
_SHAPES = f"""\
  geometry/*.low|middle|high  ขอบเขตสามระดับความละเอียด / boundaries at three levels of detail:
                              GeoParquet 1.1 and GeoJSON (RFC 7946), degrees, WGS 84
  {TILES:<26}  แผนที่เวกเตอร์ ระดับซูม 0-10 / vector tiles, zoom 0 to 10, in one PMTiles file
"""


def readme(about: About, paths: Iterable[str]) -> str:
    """The text: what this is, what the files hold, how two calendars are read, licence and credits."""
    there = set(paths)
    tables = "\n".join(
        f"  {table.name + '.csv, .parquet':<26}  {table.th} / {table.en}"
        for table in (*PLAIN_TABLES, *PLACE_TABLES)
        if f"{table.name}.csv" in there
    )
    counted = "\n".join(f"  {kind:<18} {number:>8,}" for kind, number in about.counts.items())
    known = "\n".join(f"  {kind:<18} {day}" for kind, day in about.known_since.items() if day)
    sources = "\n".join(
        f"  {one.name}: {one.credit or '-'} ({one.licence or '-'}){' SYNTHETIC' if one.synthetic else ''}"
        for one in about.sources
    )
    return f"""{_LOUD if about.synthetic else ""}\
ทะเบียนพื้นที่พร้อมประวัติ / Areas with their history
รุ่น / edition {about.version}, {about.frozen_at}
{about.public_url}

แฟ้ม / Files (CSV: UTF-8)
{tables}
{_SHAPES if TILES in there else ""}\
  datapackage.json            คำอธิบายตามมาตรฐาน Frictionless / description for machines
  manifest.json               ผลรวม SHA-256 ของทุกแฟ้ม / SHA-256 sums of every file

สองปฏิทิน / Two calendars
  การเปลี่ยนแปลงมีวันที่มีผลตามกฎหมาย และวันที่ทะเบียนราชการเปลี่ยนซึ่งมักช้ากว่า
  areas: ใช้แถวที่ by เป็น both และ law (หรือ list) แล้วเลือก since <= วันที่ถาม < until ช่องว่างคือไม่จำกัด
  A change has the day it is in force by law, and the day the official list changed, often later.
  In areas take the rows whose by is both and law (or list), then since <= day < until; empty is open.
  In codes and memberships a row whose since equals its until never held in that calendar.

จำนวน ณ วันที่ / Numbers on {about.on}
{counted}

ทราบครบตั้งแต่วันที่ (ก่อนนั้นทราบเพียงบางส่วน) / Known completely since; before, only in part
{known}

ช่องว่างแปลว่าไม่ทราบ สัดส่วนที่ว่างห้ามตีความว่าเป็นศูนย์หรือหนึ่ง
An empty cell means not known. An empty share is neither zero nor one.

ตรวจสอบสำเนานี้ / Check this copy
  tambon release verify FOLDER

สัญญาอนุญาตและที่มา / Licences and credits
  ตาราง / tables: {about.licence or "-"}
  {about.credit or "-"}
{_shape_credits(about)}\
{sources}
"""


def _shape_credits(about: About) -> str:
    if not about.shape_credit:
        return ""
    return f"  ขอบเขตและแผนที่ / geometry and tiles: {about.shape_licence}\n  {about.shape_credit}\n"
