"""The columns of a roster as a clerk is shown them, in Thai: offices fill the workbook in."""

from __future__ import annotations

from tambon.formats.templates import Column
from tambon.workforce.rules.roster import REQUIRED

SHEET, HELP_SHEET = "บัญชีรายชื่อ", "วิธีกรอก"
_WORDS: dict[str, tuple[str, str, int]] = {
    "tambon": ("รหัสตำบล", "เลข 6 หลักของกรมการปกครอง เช่น 580102", 12),
    "post": ("อัตราที่", "1, 2, … ตามจำนวนอัตราของตำบล", 9),
    "name_th": ("ชื่อและนามสกุล (ไทย)", "เช่น นางสาวดาว ดอยงาม", 28),
    "name_en": ("ชื่อและนามสกุล (อังกฤษ)", "ไม่บังคับ", 28),
    "username": (
        "ชื่อผู้ใช้",
        "ไม่บังคับ ถ้าเว้นว่าง ระบบใช้รหัสตำบลและอัตรา เช่น 580102-1 ผู้มาแทนคนเดิมในอัตราเดียวกันต้องใส่ชื่อผู้ใช้ใหม่",
        16,
    ),
    "citizen_id": ("เลขประจำตัวประชาชน", "ไม่บังคับ 13 หลัก ระบบตรวจเลขท้าย และเก็บแบบเข้ารหัส", 20),
    "bank_account": ("บัญชีธนาคาร", "ไม่บังคับ เช่น กรุงไทย 1234567890 เก็บแบบเข้ารหัส", 24),
    "from": ("วันเริ่มสัญญา", "เช่น 1 ต.ค. 2569 หรือ 1/10/2569 ปีสองหลักใช้ไม่ได้", 16),
    "until": ("วันสุดท้ายของสัญญา", "เช่น 30 ก.ย. 2570 ถ้าเว้นว่าง ถือว่าจนสิ้นสุดโครงการ", 16),
    "contract": ("เลขที่สัญญา", "ไม่บังคับ", 16),
    "email": ("อีเมล", "ไม่บังคับ", 24),
    "villages": (
        "หมู่บ้าน",
        "ไม่บังคับ หมู่ที่หรือรหัส 8 หลัก คั่นด้วยจุลภาค เช่น 1, 2, 5 ถ้าเว้นว่างทั้งตำบล ระบบแบ่งให้เท่ากัน",
        20,
    ),
}
TEMPLATE: tuple[Column, ...] = tuple(
    Column(name, title, hint, width, required=name in REQUIRED)
    for name, (title, hint, width) in _WORDS.items()
)
