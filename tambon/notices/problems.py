"""Why a notice, a wish or a letter is refused."""

from __future__ import annotations

from tambon.lib.problem import Kind

unknown_wish = Kind(
    "422-wish",
    "เลือกความถี่ {text} ไม่ได้ โปรดเลือกไม่ต้องแจ้ง ทุกวัน ทุกสัปดาห์ หรือทุกเดือน",
    "{text} is no choice of how often. Choose never, daily, weekly or monthly.",
)
unknown_letter = Kind(
    "404-letter-unknown",
    "ไม่พบหนังสือฉบับนี้ โปรดเปิดจากรายการหนังสือ",
    "There is no such letter. Open it from the list of letters.",
)
nothing_to_tell = Kind(
    "409-letter-nothing-waits",
    "วันนี้ไม่มีข้อมูลใดในพื้นที่นี้รอ{office} จึงไม่ต้องมีหนังสือ",
    "Nothing of this area waits for {office} today, so no letter is needed.",
)
not_wished = Kind(
    "409-letter-not-wished",
    "{office} แจ้งว่าไม่ประสงค์รับหนังสือ โปรดติดต่อทางอื่น",
    "{office} asked to get no letters. Tell them in another way.",
)
too_soon = Kind(
    "409-letter-too-soon",
    "{office} ได้รับหนังสือไปแล้วเมื่อวันที่ {last_th} ฉบับต่อไปออกได้ตั้งแต่วันที่ {due_th}",
    "{office} was written to on {last_en}. The next letter may go out from {due_en} on.",
)
number_taken = Kind(
    "409-letter-number-taken",
    "เลขที่หนังสือ {number} ใช้ไปแล้ว โปรดใช้เลขถัดไป",
    "The number {number} is on another letter. Use the next one.",
)
bad_number = Kind(
    "422-letter-number",
    "เลขที่หนังสือต้องลงท้ายด้วยตัวเลข เช่น มส 0118/123 และยาวไม่เกิน 40 ตัวอักษร",
    "A letter's number ends with digits (as in 0118/123) and has at most 40 characters.",
)
letter_incomplete = Kind(
    "422-letter-incomplete",
    "ยังไม่ได้กรอก {field_th} โปรดกรอกให้ครบ",
    "{field_en} is missing. Fill it in.",
)
letter_field_long = Kind(
    "422-letter-field-long",
    "{field_th} ยาวเกินไป เขียนได้ไม่เกิน {most} ตัวอักษร",
    "{field_en} is too long: at most {most} characters.",
)
too_many_letters = Kind(
    "413-letters-too-many",
    "พิมพ์หนังสือรวมเป็นไฟล์เดียวได้ไม่เกิน {most} ฉบับ โปรดแบ่งเป็นอำเภอ",
    "One file holds at most {most} letters. Print them district by district.",
)
no_letterhead = Kind(
    "409-letter-no-letterhead",
    "ยังไม่มีหนังสือฉบับใดออกจากพื้นที่นี้ จึงยังไม่ทราบหัวหนังสือ โปรดออกหนังสือฉบับแรกที่หน้าหนังสือ",
    "No letter was written from this area yet, so its letterhead is not known. Make the first at the desk.",
)
nobody_chosen = Kind(
    "422-letter-nobody-chosen",
    "ยังไม่ได้เลือกหน่วยงาน โปรดทำเครื่องหมายอย่างน้อยหนึ่งแห่ง",
    "No office is chosen. Tick at least one.",
)
