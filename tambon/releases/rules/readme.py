"""README.txt of a release, in Thai and English. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tambon.catalogue.metadata import citation
from tambon.catalogue.shapes import Described
from tambon.catalogue.words import ABSENCES, CONFIDENTIALITY, PARTS, STATUSES
from tambon.releases.rules.package import cited_inside, licences, sources
from tambon.releases.rules.shape import Freeze

_LOUD = """\
****************************************************************************************************
*  SYNTHETIC DEMONSTRATION DATA. Villages and values are made up. They describe no real place.      *
*  ข้อมูลสมมติเพื่อการสาธิต หมู่บ้านและค่าทั้งหมดแต่งขึ้น ไม่ใช่ข้อมูลของสถานที่จริง ห้ามนำไปใช้อ้างอิง          *
****************************************************************************************************

"""


def readme(
    freeze: Freeze, described: list[Described], hidden: Mapping[str, Mapping[str, int]] | None = None
) -> str:
    """The text: what this is, how to read it, what is hidden and why, how to check it, licence and credits.

    ``hidden``: of each dataset how many cells are hidden for their own sake and for others'.
    """
    head = f"""{_LOUD if freeze.demonstration else ""}\
{freeze.round["name_th"]} / {freeze.round["name_en"]}
รุ่น / release {freeze.version}, {freeze.frozen_at}
{freeze.public_url}/releases/{freeze.version}
{_corrected(freeze)}
"""
    return head + _files(described) + _columns(described, hidden or {}) + _CHECK + _terms(freeze, described)


def _files(described: list[Described]) -> str:
    names = (f"  data/{d['name']}/  {d['label_th']} / {d['label_en']}" for d in described)
    return f"""\
แฟ้มข้อมูล / Files
{_lines(names)}
{_FILES}
"""


def _columns(described: list[Described], hidden: Mapping[str, Mapping[str, int]]) -> str:
    return f"""\
คอลัมน์ที่ตามหลังแต่ละตัวแปร / Columns that follow each variable
{_lines(f"  *_{part}  {th} / {en}" for part, (th, en) in PARTS.items())}

สถานะของค่า / Values of *_status
{_said(STATUSES)}

เหตุที่ไม่มีค่า / Values of *_absent
{_said(ABSENCES)}
{_protected(described, hidden)}
ช่องว่างแปลว่าไม่มีค่า ไม่ใช่ศูนย์ ยอดรวมที่ reported น้อยกว่า expected คือยอดที่ยังไม่ครบ
An empty cell means no value, never zero. A total with fewer reported than expected is incomplete.

"""


def _terms(freeze: Freeze, described: list[Described]) -> str:
    cited = cited_inside(freeze, described)
    return f"""\
อ้างอิง / Cite as
  {citation.say(cited, "th")}
  {citation.say(cited, "en")}

สัญญาอนุญาต / Licence
{_lines(f"  {each['title']}  {each['path']}" for each in licences(described))}

ที่มา / Credits
{_lines(f"  {each['title']}" for each in sources(freeze))}
"""


def _said(words: Mapping[str, tuple[str, str]]) -> str:
    return _lines(f"  {code}  {th} / {en}" for code, (th, en) in words.items())


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _corrected(freeze: Freeze) -> str:
    if not freeze.patches:
        return ""
    return f"""
รุ่นแก้ไขของ / Corrects {freeze.patches["version"]}
  {freeze.patches["reason_th"]}
  {freeze.patches["reason_en"]}
  errata.json, .csv, .parquet   ทุกค่าที่เปลี่ยน: เดิมและใหม่ / every changed value: was and is
"""


def _protected(described: list[Described], hidden: Mapping[str, Mapping[str, int]]) -> str:
    """What is hidden and why; nothing where no variable is of class aggregate."""
    lines = [
        f"  {d['name']}.{v['name']}  {v['publish_from']}  < {v['threshold']}  {_ZEROS[v['zeros'] == 'safe']}"
        for d in described
        for v in d["variables"]
        if v["publish_from"]
    ]
    if not lines:
        return ""
    counts = (
        f"  {name}  N {found['primary']}  D {found['secondary']}" for name, found in sorted(hidden.items())
    )
    return f"""
ค่าที่ปกปิดเพื่อคุ้มครองคนจำนวนน้อย / Values hidden to protect few people
{_HIDDEN}
{_lines(lines)}

ค่าของ *_conf / Values of *_conf
{_said(CONFIDENTIALITY)}

จำนวนช่องที่ปกปิด / How many are hidden
{_lines(counts)}
"""


_FILES = """\
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
  manifest.sig               ลายมือชื่อ Ed25519 ของผู้เผยแพร่ / the publisher's signature of manifest.json
"""
_CHECK = """\
ตรวจสอบสำเนานี้ / Check this copy
  tambon release verify FOLDER --key FINGERPRINT
  ขอลายนิ้วมือของกุญแจจากผู้เผยแพร่ทางอื่นที่ไม่ใช่แฟ้มชุดนี้
  Ask the publisher for the key's fingerprint by another way than these files.

"""
_ZEROS = {
    False: "ปกปิดศูนย์ด้วย / zeros are hidden too",
    True: "ไม่ปกปิดศูนย์ / zeros are shown",
}
_HIDDEN = """\
  ตัวแปรต่อไปนี้เผยแพร่เป็นยอดรวมตั้งแต่ระดับที่ระบุขึ้นไป ยอดที่น้อยกว่าเกณฑ์ มาจากน้อยกว่าสามหมู่บ้าน
  หรือเกือบทั้งหมดมาจากหมู่บ้านเดียวหรือสองหมู่บ้าน จะถูกปกปิด (N) และปกปิดช่องอื่นเท่าที่จำเป็น (D)
  เพื่อไม่ให้คำนวณย้อนได้จากยอดรวม ส่วนประกอบ หรือรุ่นก่อน ช่องที่ปกปิดมีสถานะ Q และไม่ได้แปลว่าศูนย์
  These variables are published as totals from the named level up. A total below its threshold, of fewer
  than three villages, or nearly all of one or two villages, is hidden (N); so are as many others as it
  takes (D) that it cannot be reckoned from sums, parts or earlier releases. A hidden value has status Q;
  it does not mean zero."""
