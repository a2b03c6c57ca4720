"""What this door refuses by itself; the rooms name the rest."""

from __future__ import annotations

from tambon.lib.problem import Kind

day_unreadable = Kind(
    "422-desk-day",
    "อ่านวันที่ {text} ไม่ได้ โปรดใส่วัน เดือน ปี เช่น 22/11/2569 หรือ 2026-11-22",
    "The day {text} cannot be read. Give day, month and year, such as 22/11/2569 or 2026-11-22.",
)
share_unreadable = Kind(
    "422-desk-share",
    "อ่านสัดส่วน {text} ไม่ได้ โปรดใส่ร้อยละเป็นตัวเลข เช่น 40 หรือเว้นว่างถ้าไม่ทราบ",
    "The share {text} cannot be read. Give a number of per cent, such as 40, or leave it empty if unknown.",
)
reason_missing = Kind(
    "422-desk-reason",
    "โปรดบอกเหตุผลที่ยกเลิกฉบับนี้",
    "Say why this edition is undone.",
)
no_contract = Kind(
    "404-desk-no-contract",
    "ยังไม่มีสัญญาในชื่อของคุณสำหรับวันหรือเดือนนี้ โปรดติดต่อเจ้าหน้าที่อำเภอ",
    "There is no contract in your name for this day or month. Ask the district officer.",
)
choice_unreadable = Kind(
    "422-desk-choice",
    "โปรดเลือกจากรายการในหน้านี้ แล้วส่งอีกครั้ง",
    "Choose from the lists on the page, then send it again.",
)
reason_not_chosen = Kind(
    "422-desk-reason-choice",
    "ยังไม่ได้เลือกเหตุ โปรดเลือกเหตุจากรายการ แล้วส่งอีกครั้ง",
    "No reason was chosen. Choose one from the list, then send it again.",
)
file_missing = Kind(
    "422-desk-file",
    "ยังไม่ได้เลือกแฟ้ม หรือแฟ้มว่างเปล่า โปรดเลือกแฟ้ม Excel หรือ CSV",
    "No file was chosen, or it is empty. Choose an Excel or CSV file.",
)
file_too_large = Kind(
    "413-desk-file",
    "แฟ้มใหญ่เกิน {megabytes} MB โปรดแบ่งแฟ้ม",
    "The file is larger than {megabytes} MB. Divide it.",
)
text_too_large = Kind(
    "422-desk-text-too-large",
    "แฟ้มใหญ่เกิน {most} กิโลไบต์ โปรดตรวจว่าเลือกแฟ้มถูกต้อง",
    "The file is larger than {most} kB. Check that it is the right one.",
)
