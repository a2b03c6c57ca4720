"""Why the counter refuses."""

from tambon.lib.problem import Kind

from_elsewhere = Kind(
    "403-counter-from-elsewhere",
    "คำขอนี้ไม่ได้มาจากหน้าของเรา เปิดหน้านี้ใหม่แล้วส่งอีกครั้ง",
    "This was not sent from a page of ours: open the page again and send it from there.",
)
form_stale = Kind(
    "409-counter-form-stale",
    "หน้านี้เปิดไว้นานเกินไป สิ่งที่เขียนยังอยู่ครบ โปรดตรวจแล้วกดส่งอีกครั้ง",
    "The page was open too long. What you wrote is still here: look at it and send once more.",
)
body_too_large = Kind(
    "413-counter-too-large",
    "สิ่งที่ส่งมายาวเกินไป โปรดย่อลงแล้วส่งใหม่",
    "What was sent is too long: shorten it and send again.",
)
not_a_form = Kind(
    "415-counter-not-a-form",
    "หน้านี้รับเฉพาะแบบฟอร์มของหน้าเอง ไม่รับไฟล์",
    "This page takes its own form and no files.",
)
not_published = Kind(
    "404-counter-not-published",
    "ไม่พบค่านี้ในฉบับเผยแพร่ ให้เริ่มจากหน้าพื้นที่หรือหน้าชุดข้อมูล แล้วกดทักท้วงที่ค่านั้น",
    "There is no such value in the release: start from the page of its area or dataset.",
)
computed_value = Kind(
    "422-counter-computed",
    "ค่านี้คำนวณจากค่าอื่น ให้ทักท้วงค่าที่ใช้คำนวณ",
    "This value is reckoned from others: question the values that it is made of.",
)
