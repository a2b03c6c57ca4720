"""Refusals of the journal."""

from tambon.lib.problem import Kind

outside_a_transaction = Kind(
    "500-journal-outside-a-transaction",
    "บันทึกเหตุการณ์ {kind} ต้องอยู่ในธุรกรรมเดียวกับสิ่งที่ทำ โปรดแจ้งผู้พัฒนา",
    "The entry {kind} must be written in the transaction of what it tells of: please tell the developers.",
)
needs_a_new_era = Kind(
    "409-journal-needs-a-new-era",
    "ฐานข้อมูลนี้ถูกกู้คืนมา โปรดสั่ง tambon restore ให้จบ เพื่อให้สมุดบันทึกเริ่มยุคใหม่ก่อนผนึก",
    "This database was restored: let `tambon restore` finish before the journal is sealed.",
)
unknown_receipt = Kind(
    "404-journal-unknown-receipt",
    "ไม่พบใบรับ {receipt} ในสมุดบันทึก โปรดตรวจว่าคัดลอกมาครบ 64 ตัวอักษร",
    "The journal has no entry with the receipt {receipt}: check that all 64 characters were copied.",
)
not_yet_sealed = Kind(
    "409-journal-not-yet-sealed",
    "บันทึกที่ {entry} มีอยู่แล้วแต่ยังไม่ถูกผนึก โปรดลองอีกครั้งในหนึ่งนาที",
    "Entry {entry} is there but not sealed yet: try again in a minute.",
)
