"""Every way in which the registry refuses."""

from __future__ import annotations

from tambon.lib.problem import Kind

unknown_area = Kind(
    "404-area-unknown",
    "ไม่พบพื้นที่รหัส {code} ณ วันที่ {on} โปรดตรวจรหัสและวันที่",
    "No area has the code {code} on {on}. Check the code and the day.",
)
country_missing = Kind(
    "409-areas-not-loaded",
    "ยังไม่มีทะเบียนพื้นที่ โปรดเรียก tambon areas load geothai ก่อน",
    "The registry of areas is empty. Run `tambon areas load geothai` first.",
)
older_edition = Kind(
    "409-areas-edition-older",
    "บัญชีของ {source} ณ วันที่ {day} เก่ากว่าฉบับที่ใช้อยู่ ({newest}) โปรดใช้ฉบับใหม่กว่า",
    "The list of {source} of {day} is older than the one in use ({newest}). Load a newer one.",
)
two_truths = Kind(
    "409-areas-two-truths",
    "บัญชีนี้ขัดกับสิ่งที่ทะเบียนมีอยู่ในวันเดียวกัน ({constraint}) จึงไม่ได้บันทึกสิ่งใด โปรดตรวจรหัสและวันที่ในบัญชี",
    "This list contradicts what the registry holds for the same day ({constraint}); nothing was saved. "
    "Check the codes and days of the list.",
)
code_is_a_number = Kind(
    "422-village-code-number",
    "รหัส {code} ถูกโปรแกรมตารางเปลี่ยนเป็นตัวเลข โปรดตั้งช่องรหัสเป็นข้อความแล้วส่งออกใหม่",
    "The code {code} was turned into a number by a spreadsheet. Set the column to text and export again.",
)
code_characters = Kind(
    "422-village-code-characters",
    "รหัส {code} มีอักขระที่ไม่ใช่ตัวเลข รหัสหมู่บ้านมีตัวเลข 8 หลักเท่านั้น",
    "The code {code} holds characters that are not digits. A village's code is 8 digits.",
)
code_missing = Kind(
    "422-village-code-missing",
    "ไม่มีรหัสหมู่บ้าน โปรดใส่รหัส 8 หลักของกรมการปกครอง",
    "The village's code is missing. Give DOPA's 8 digits.",
)
missing_zero = Kind(
    "422-village-code-zero",
    "รหัส {code} มี 7 หลัก น่าจะขาดเลขศูนย์หน้าหมู่ที่ (อาจเป็น {guess}) โปรดแก้ในไฟล์",
    "The code {code} has 7 digits; the zero before the village's number seems missing (perhaps {guess}). "
    "Correct it in the file.",
)
code_length = Kind(
    "422-village-code-length",
    "รหัส {code} มี {length} หลัก รหัสหมู่บ้านมี 8 หลัก",
    "The code {code} has {length} digits. A village's code has 8.",
)
number_zero = Kind(
    "422-village-number-zero",
    "รหัส {code} ลงท้ายด้วย 00 ซึ่งหมายถึงทั้งตำบล หมู่ที่เริ่มจาก 01",
    "The code {code} ends in 00, which stands for the whole tambon. Village numbers start at 01.",
)
tambon_unknown = Kind(
    "422-village-tambon-unknown",
    "ไม่พบตำบลรหัส {tambon} ในทะเบียน โปรดตรวจรหัส หรือโหลดตำบลนั้นก่อน",
    "No tambon has the code {tambon} in the registry. Check the code, or load that tambon first.",
)
code_twice = Kind(
    "422-village-code-twice",
    "รหัส {code} ซ้ำกับแถวที่ {first} ในไฟล์เดียวกัน โปรดเก็บไว้เพียงแถวเดียว",
    "The code {code} stands already in row {first} of this file. Keep one of the two.",
)
name_missing = Kind(
    "422-village-name-missing",
    "หมู่บ้านรหัส {code} ไม่มีชื่อภาษาไทย โปรดใส่ชื่อ",
    "The village {code} has no Thai name. Give its name.",
)
name_characters = Kind(
    "422-village-name-characters",
    "ชื่อของหมู่บ้านรหัส {code} มีอักขระที่ใช้ไม่ได้ โปรดพิมพ์ชื่อใหม่",
    "The name of the village {code} holds characters that cannot be used. Type the name again.",
)
older_than_known = Kind(
    "422-village-older",
    "ทะเบียนมีข้อมูลของรหัส {code} ที่ใหม่กว่าบัญชีนี้ จึงไม่เปลี่ยนย้อนหลัง",
    "The registry knows something newer about {code} than this list; it is not changed backwards.",
)
synthetic_and_real = Kind(
    "422-village-synthetic",
    "รหัส {code} เป็นของหมู่บ้านอีกชนิดหนึ่งแล้ว (จริงหรือสังเคราะห์) ข้อมูลจริงกับข้อมูลสังเคราะห์ไม่อยู่ในระบบเดียวกัน",
    "The code {code} already belongs to a village of the other sort (real or synthetic). "
    "The two never share a home.",
)
