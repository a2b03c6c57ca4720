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
bad_due = Kind(
    "422-return-day",
    "วันครบกำหนดของการส่งคืนต้องเป็นตั้งแต่พรุ่งนี้ และไม่เกิน {most} วันนับจากวันนี้",
    "The last day of a return lies between tomorrow and {most} days from today.",
)
note_too_long = Kind(
    "422-return-note",
    "ข้อความถึงผู้เก็บข้อมูลยาวได้ไม่เกิน {most} ตัวอักษร เพราะต้องอ่านบนจอโทรศัพท์",
    "A note for the worker has at most {most} letters: it is read on a phone.",
)
already_returned = Kind(
    "409-return-already",
    "ค่านี้ส่งคืนไปแล้วและยังไม่มีคำตอบ ถ้าต้องการเปลี่ยนวันหรือข้อความ ให้ถอนการส่งคืนเดิมก่อน",
    "This value was sent back before and nobody has answered yet; to change it take that back first.",
)
no_open_return = Kind(
    "404-return-unknown",
    "ไม่พบการส่งคืนนี้ หรือสิ้นสุดไปแล้ว ให้เริ่มใหม่จากรายการ",
    "There is no such return, or it has ended; start again from the list.",
)
answer_needed = Kind(
    "422-return-answer",
    "ยังไม่มีคำตอบ ให้ใส่ค่า หรือเลือกเหตุผลที่ไม่ได้คำตอบ อย่างใดอย่างหนึ่ง",
    "There is no answer yet: give the value, or why there is none, one of the two.",
)
bad_answer = Kind(
    "422-return-answer-unreadable",
    "อ่านคำตอบไม่ได้: {reason_th}",
    "The answer cannot be read: {reason_en}",
)
bad_visit = Kind(
    "422-return-visit",
    "วันที่ไปดูต้องไม่ก่อนวันที่ส่งคืน และไม่เกินวันนี้",
    "The day of the visit is neither before the return nor after today.",
)
