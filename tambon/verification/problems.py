"""Why a verdict is refused."""

from tambon.lib.problem import Kind

nothing_chosen = Kind(
    "422-verdict-nothing-chosen",
    "ยังไม่ได้เลือกค่าใด ให้ทำเครื่องหมายที่ค่าที่ต้องการก่อน",
    "Nothing is chosen yet; tick the values first.",
)
bad_cell = Kind(
    "422-verdict-cell",
    "อ่านรายการที่เลือกไม่ได้ ({text}) ให้เปิดหน้านี้ใหม่แล้วเลือกอีกครั้ง",
    "The chosen item cannot be read ({text}); open the page again and choose once more.",
)
too_many_cells = Kind(
    "422-verdict-too-many",
    "เลือกได้ครั้งละไม่เกิน {most} ค่า",
    "At most {most} values at once.",
)
reason_needed = Kind(
    "422-verdict-reason",
    "ต้องเลือกเหตุผลที่ไม่รับค่านี้",
    "Choose the reason why this value is disputed.",
)
bad_proposal = Kind(
    "422-verdict-proposal",
    "อ่านค่าที่เสนอไม่ได้: {reason_th}",
    "The proposed value cannot be read: {reason_en}",
)
own_answer = Kind(
    "403-verdict-own-answer",
    "ในที่เลือกมี {count} ค่าที่คุณส่งจากพื้นที่เอง ให้ผู้ตรวจคนอื่นของสำนักงานตัดสินค่านั้น",
    "You sent {count} of the chosen values from the field yourself: leave those to a colleague.",
)
unknown_record = Kind(
    "404-record-unknown",
    "ไม่พบค่าที่ขอ ให้เริ่มจากหน้ารายการ",
    "There is no such value; start from the list.",
)
changed_meanwhile = Kind(
    "409-verdict-changed",
    "ค่านี้เปลี่ยนไปหลังจากคุณเปิดหน้า โปรดดูค่าใหม่แล้วตัดสินอีกครั้ง",
    "This value has changed since you opened the page; look at the new one and decide again.",
)
unknown_finding = Kind(
    "404-finding-unknown",
    "ไม่พบข้อสงสัยนี้ หรือปิดไปแล้วเพราะค่าเปลี่ยน",
    "There is no such finding, or it was closed because the value changed.",
)
finding_changed = Kind(
    "409-finding-changed",
    "ค่าที่กฎถามเปลี่ยนไป หรือมีผู้ตอบไปก่อนแล้ว โปรดเปิดหน้านี้ใหม่",
    "The values asked about have changed, or somebody answered first; open the page again.",
)
not_to_be_explained = Kind(
    "422-finding-not-explained",
    "ข้อนี้เป็นไปไม่ได้หรือเป็นเพียงข้อสังเกต จึงอธิบายไม่ได้ ถ้าค่าผิดให้ส่งค่าที่ถูกต้อง",
    "This cannot be true, or is only a note: it is not explained. If the value is wrong, send the right one.",
)
explanation_needed = Kind(
    "422-finding-explanation",
    "เขียนคำอธิบายอย่างน้อย 5 ตัวอักษร และไม่เกิน {most} ตัวอักษร",
    "Write an explanation of 5 to {most} characters.",
)
unknown_evidence = Kind(
    "422-finding-evidence",
    "ไม่พบรูปถ่ายนี้ในแบบที่ส่งมา หรือชื่อเอกสารยาวเกิน {most} ตัวอักษร",
    "No submission holds this photo, or the document's name is over {most} characters.",
)
not_explained_yet = Kind(
    "409-finding-not-explained-yet",
    "ยังไม่มีคำอธิบายให้พิจารณา",
    "There is no explanation to decide on yet.",
)
own_explanation = Kind(
    "403-finding-own-explanation",
    "คุณอธิบายข้อนี้เอง หรือส่งค่านี้เอง ให้ผู้อื่นพิจารณา",
    "You explained this, or sent the value, yourself: leave the decision to somebody else.",
)
unknown_lead = Kind(
    "404-lead-unknown",
    "ไม่พบเบาะแสนี้",
    "There is no such lead.",
)
lead_closed = Kind(
    "409-lead-closed",
    "เบาะแสนี้ปิดไปแล้ว",
    "This lead is closed already.",
)
note_needed = Kind(
    "422-lead-note",
    "เขียนว่าดูแล้วพบอะไร อย่างน้อย 3 ตัวอักษร และไม่เกิน {most} ตัวอักษร",
    "Write what you found, in 3 to {most} characters.",
)
