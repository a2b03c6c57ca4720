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
nothing_entered = Kind(
    "422-entry-nothing",
    "ยังไม่ได้ใส่ค่าใด ให้ใส่ค่าของสำนักงานอย่างน้อยหนึ่งค่า",
    "No value was entered; give at least one value of your office.",
)
bad_day = Kind(
    "422-entry-day",
    "วันที่ของข้อมูลต้องไม่ใช่วันในอนาคต และย้อนหลังได้ไม่เกิน {most} วัน",
    "The day of the value cannot be in the future, nor more than {most} days ago.",
)
note_too_long = Kind(
    "422-entry-note",
    "ชื่อหลักฐานยาวเกิน {most} ตัวอักษร",
    "The name of the evidence is over {most} characters.",
)
