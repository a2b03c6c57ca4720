"""The workbook in which accounts are listed, in the reader's language."""

from __future__ import annotations

from tambon.accounts.rules import ROLES
from tambon.formats.filling import Column, workbook_to_fill

_ROLES_TH = tuple((text.name_th, text.about_th) for text in ROLES.values())
_ROLES_EN = tuple((role.value, text.about_en) for role, text in ROLES.items())
_TH = (
    Column("ชื่อผู้ใช้", "a–z ตัวเลข จุด ขีด ไม่ซ้ำกัน ผู้ที่มีหลายบทบาทใช้ชื่อเดียวกันได้หลายแถว", needed=True),
    Column("ชื่อ-สกุล", "คำนำหน้า ชื่อ และนามสกุล", needed=True, width=28),
    Column("ชื่อภาษาอังกฤษ", "เว้นว่างได้", width=28),
    Column("อีเมล", "เว้นว่างได้", width=26),
    Column("บทบาท", "เลือกจากรายการ", needed=True, width=28, choices=_ROLES_TH),
    Column("รหัสพื้นที่", "รหัสกรมการปกครอง เช่น 5801 ทั้งประเทศใช้ TH ทุกบทบาทต้องมี ยกเว้นผู้ตรวจของหน่วยงาน"),
    Column("รหัสสำนักงาน", "ของผู้ตรวจของหน่วยงาน"),
    Column("รหัสหน่วยงาน", "แทนรหัสสำนักงาน เมื่อตรวจแทนทุกสำนักงานของหน่วยงาน"),
    Column("ตั้งแต่วันที่", "เช่น 1 ต.ค. 2569 หรือ 1/10/2569", needed=True),
    Column("ถึงวันที่", "วันสุดท้ายที่มีสิทธิ เว้นว่างถ้าไม่กำหนด"),
)
_EN = (
    Column("username", "a-z, digits, dot, dash; who has several roles has several rows", needed=True),
    Column("name_th", "the name in Thai", needed=True, width=28),
    Column("name_en", "may be empty", width=28),
    Column("email", "may be empty", width=26),
    Column("role", "one of these", needed=True, width=28, choices=_ROLES_EN),
    Column(
        "area", "the Department's code, such as 5801; TH for the country; every role but a verifier needs one"
    ),
    Column("office", "of an agency's verifier"),
    Column("agency", "instead of an office: for all offices of an agency"),
    Column("from", "such as 1 Oct 2026 or 2026-10-01", needed=True),
    Column("until", "the last day; empty where there is no end"),
)


def accounts_template(lang: str) -> bytes:
    """The XLSX, with headings that `actions.load_accounts` reads."""
    if lang == "th":
        return workbook_to_fill("บัญชีผู้ใช้", _TH, {"about": "คำอธิบาย", "needed": "ต้องกรอก"})
    return workbook_to_fill("accounts", _EN, {"about": "About", "needed": "needed"})
