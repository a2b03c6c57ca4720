"""README.txt of a release, in Thai and English. Pure."""

from __future__ import annotations

from tambon.catalogue.metadata import citation
from tambon.catalogue.shapes import Described
from tambon.catalogue.words import ABSENCES, PARTS, STATUSES
from tambon.releases.rules.package import cited_inside, licences, sources
from tambon.releases.rules.shape import Freeze

_LOUD = """\
****************************************************************************************************
*  SYNTHETIC DEMONSTRATION DATA. Villages and values are made up. They describe no real place.      *
*  ข้อมูลสมมติเพื่อการสาธิต หมู่บ้านและค่าทั้งหมดแต่งขึ้น ไม่ใช่ข้อมูลของสถานที่จริง ห้ามนำไปใช้อ้างอิง          *
****************************************************************************************************

"""


def readme(freeze: Freeze, described: list[Described]) -> str:
    """The text: what this is, how to read it, how to check it, licence and credits."""
    where = f"{freeze.public_url}/releases/{freeze.version}"
    names = "\n".join(f"  data/{d['name']}/  {d['label_th']} / {d['label_en']}" for d in described)
    parts = "\n".join(f"  *_{part}  {th} / {en}" for part, (th, en) in PARTS.items())
    statuses = "\n".join(f"  {code}  {th} / {en}" for code, (th, en) in STATUSES.items())
    absences = "\n".join(f"  {code}  {th} / {en}" for code, (th, en) in ABSENCES.items())
    allowed = "\n".join(f"  {each['title']}  {each['path']}" for each in licences(described))
    credits = "\n".join(f"  {each['title']}" for each in sources(freeze))
    cited = cited_inside(freeze, described)
    return f"""{_LOUD if freeze.demonstration else ""}\
{freeze.round["name_th"]} / {freeze.round["name_en"]}
รุ่น / release {freeze.version}, {freeze.frozen_at}
{where}
{_corrected(freeze)}
แฟ้มข้อมูล / Files
{names}
  แต่ละชุดมีแฟ้มระดับหมู่บ้าน ตำบล อำเภอ จังหวัด และประเทศ เป็น CSV (UTF-8) และ Parquet
  Each folder has a file per level (village, tambon, district, province, country) as CSV (UTF-8) and Parquet.
    <level>-<period>.xlsx    งวดละแฟ้มสำหรับ Excel พร้อมพจนานุกรม / a workbook per period, with the dictionary
    <level>.geo.parquet, <level>.geojson  งวดล่าสุดพร้อมขอบเขต (หมู่บ้านเป็นจุด) เมื่อมีผู้ทำแผนที่ไว้
                             the latest period with boundaries (villages: points), where anybody drew them;
                             GeoJSON has the values and how sure they are, GeoParquet every column
    observations.csv, .parquet  ตารางยาว หนึ่งแถวต่อหนึ่งค่า ทุกระดับ ตามคำของ SDMX
                             the long table: a row per value, all levels, in SDMX's words; a number is in
                             OBS_VALUE (yes = 1, no = 0), a code or a date in OBS_TEXT
    rows/<variable>.csv, .parquet  คำตอบที่เป็นรายการ หนึ่งแถวต่อหนึ่งรายการ / answers that are lists, a row per item
  areas.csv, areas.parquet   ทะเบียนพื้นที่ / areas: public id, code, names, parents
  dictionary.csv, .json      ความหมายของทุกตัวแปร / what every variable means
  datapackage.json           คำอธิบายตามมาตรฐาน Frictionless / description for machines
  manifest.json              ผลรวม SHA-256 ของทุกแฟ้ม / SHA-256 sums of every file

คอลัมน์ที่ตามหลังแต่ละตัวแปร / Columns that follow each variable
{parts}

สถานะของค่า / Values of *_status
{statuses}

เหตุที่ไม่มีค่า / Values of *_absent
{absences}

ช่องว่างแปลว่าไม่มีค่า ไม่ใช่ศูนย์ ยอดรวมที่ reported น้อยกว่า expected คือยอดที่ยังไม่ครบ
An empty cell means no value, never zero. A total with fewer reported than expected is incomplete.

ตรวจสอบสำเนานี้ / Check this copy
  tambon release verify FOLDER

อ้างอิง / Cite as
  {citation.say(cited, "th")}
  {citation.say(cited, "en")}

สัญญาอนุญาต / Licence
{allowed}

ที่มา / Credits
{credits}
"""


def _corrected(freeze: Freeze) -> str:
    if not freeze.patches:
        return ""
    return f"""
รุ่นแก้ไขของ / Corrects {freeze.patches["version"]}
  {freeze.patches["reason_th"]}
  {freeze.patches["reason_en"]}
  errata.json, .csv, .parquet   ทุกค่าที่เปลี่ยน: เดิมและใหม่ / every changed value: was and is
"""
