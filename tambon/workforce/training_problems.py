"""Why something about courses, attendance and certificates is refused."""

from __future__ import annotations

from tambon.lib.problem import Kind

unknown_course = Kind(
    "404-course-unknown",
    "ไม่มีหลักสูตรรหัส {code} โปรดเลือกจากรายการหลักสูตร",
    "There is no course {code}. Choose one from the list of courses.",
)
course_taken = Kind(
    "409-course-code-taken",
    "มีหลักสูตรรหัส {code} อยู่แล้ว โปรดใช้รหัสอื่น",
    "There is a course {code} already. Choose another code.",
)
bad_code = Kind(
    "422-course-code",
    "รหัสหลักสูตรใช้ตัวอักษร A-Z ตัวเลข และขีดกลาง 2 ถึง 32 ตัว เช่น MHS-69-01",
    "A course's code has 2 to 32 of the letters A-Z, digits and hyphens, such as MHS-69-01.",
)
name_needed = Kind(
    "422-course-name",
    "โปรดใส่ชื่อหลักสูตรภาษาไทย",
    "Give the course a Thai name.",
)
bad_hours = Kind(
    "422-course-hours",
    "จำนวนชั่วโมงต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง 1000",
    "Hours are a whole number from 1 to 1000.",
)
bad_days = Kind(
    "422-course-days",
    "วันอบรมต้องอยู่ภายในโครงการ ({since} ถึง {last}) และวันสุดท้ายต้องไม่ก่อนวันแรก โปรดแก้วัน",
    "A course's days lie inside its programme ({since} to {last}), and the last is not before the first.",
)
area_needed = Kind(
    "422-course-area",
    "โปรดเลือกพื้นที่ที่จัดอบรม",
    "Choose the area that holds the course.",
)
day_unreadable = Kind(
    "422-course-day-unreadable",
    "อ่านวันที่ {text} ไม่ได้ โปรดเขียนเช่น 25 พ.ย. 2569",
    "The day {text} cannot be read. Write it like 25 Nov 2026.",
)
unknown_contract = Kind(
    "404-course-contract-unknown",
    "ไม่มีสัญญานี้ โปรดเลือกจากรายชื่อของพื้นที่",
    "There is no such contract. Choose from the area's list.",
)
no_contract_then = Kind(
    "409-course-without-contract",
    "บุคคลนี้ไม่มีสัญญาของโครงการในวันอบรม ({since} ถึง {last}) จึงลงทะเบียนไม่ได้",
    "This person has no contract of the programme on the course's days ({since} to {last}).",
)
outside_area = Kind(
    "409-course-outside-area",
    "บุคคลนี้ทำงานนอกพื้นที่ของหลักสูตร โปรดให้พื้นที่นั้นหรือระดับที่สูงกว่าจัดอบรม",
    "This person works outside the course's area. That area, or one above both, may hold the course.",
)
not_enrolled = Kind(
    "404-course-not-enrolled",
    "{who} ไม่ได้ลงทะเบียนในหลักสูตรนี้ โปรดลงทะเบียนก่อน",
    "{who} is not enrolled in this course. Enrol them first.",
)
not_begun = Kind(
    "409-course-not-begun",
    "หลักสูตรเริ่มวันที่ {since} จึงยังลงผลไม่ได้",
    "The course begins on {since}: nothing can be marked before.",
)
passed_without_coming = Kind(
    "422-course-passed-without-coming",
    "ผ่านโดยไม่ได้เข้าอบรมไม่ได้ โปรดแก้ช่องเข้าอบรมหรือช่องผ่าน",
    "Nobody passes without having come. Correct one of the two.",
)
has_certificate = Kind(
    "409-course-certificate-stands",
    "มีประกาศนียบัตร {number} แล้ว โปรดเพิกถอนก่อนแก้ผล",
    "The certificate {number} was issued. Withdraw it before the result is changed.",
)
bad_tick = Kind(
    "422-course-tick",
    "อ่านช่อง {column} ไม่ได้ โปรดใส่ ใช่ หรือ ไม่ใช่",
    "The cell {column} cannot be read. Write yes or no.",
)
named_twice = Kind(
    "422-course-named-twice",
    "{who} อยู่ในแถวที่ {row} แล้ว โปรดเก็บไว้เพียงแถวเดียว",
    "{who} stands in row {row} already. Keep one row.",
)
nobody_chosen = Kind(
    "422-course-nobody-chosen",
    "ยังไม่ได้เลือกใคร โปรดเลือกอย่างน้อยหนึ่งคน",
    "Nobody is chosen. Choose at least one person.",
)
headings_missing = Kind(
    "422-course-list-headings",
    "ไฟล์นี้ไม่มีคอลัมน์ {wanted} โปรดดาวน์โหลดรายชื่อจากหน้าหลักสูตร กรอก แล้วส่งไฟล์นั้น",
    "This file lacks the columns {wanted}. Download the course's list, fill it in and send that.",
)
no_file = Kind(
    "422-course-no-file",
    "ยังไม่ได้เลือกไฟล์ โปรดเลือกไฟล์รายชื่อที่กรอกแล้ว",
    "No file is chosen. Choose the list that was filled in.",
)
not_over = Kind(
    "409-course-not-over",
    "หลักสูตรยังไม่จบ (วันสุดท้าย {last}) จึงยังออกประกาศนียบัตรไม่ได้",
    "The course is not over (its last day is {last}): no certificate yet.",
)
nobody_passed = Kind(
    "409-course-nobody-passed",
    "ไม่มีผู้ผ่านที่ยังไม่ได้รับประกาศนียบัตร โปรดลงผลการอบรมก่อน",
    "Nobody who passed is without a certificate. Mark who passed first.",
)
unknown_certificate = Kind(
    "404-certificate-unknown",
    "ไม่มีประกาศนียบัตรเลขที่ {number} ในระบบนี้ โปรดตรวจเลขที่",
    "No certificate {number} was issued here. Check the number.",
)
withdrawn_already = Kind(
    "409-certificate-withdrawn",
    "ประกาศนียบัตร {number} ถูกเพิกถอนแล้ว",
    "The certificate {number} was withdrawn.",
)
reason_needed = Kind(
    "422-certificate-reason",
    "โปรดเลือกเหตุผลที่เพิกถอน",
    "Choose why the certificate is withdrawn.",
)
