"""Why something about citizen IDs and bank accounts is refused. No sentence repeats what was written."""

from __future__ import annotations

from tambon.lib.problem import Kind

bad_citizen_id = Kind(
    "422-citizen-id",
    "เลขประจำตัวประชาชนไม่ถูกต้อง ต้องมี 13 หลักและหลักสุดท้ายตรงกับหลักอื่น โปรดตรวจกับบัตร "
    "และเก็บคอลัมน์นี้ในตารางเป็นข้อความ เพื่อไม่ให้เลข 0 ตัวหน้าหาย",
    "The citizen ID is wrong: it has 13 digits, of which the last fits the others. Compare it with the card, "
    "and keep the column as text, so that a leading 0 is not lost.",
)
citizen_id_taken = Kind(
    "409-citizen-id-taken",
    "เลขประจำตัวประชาชนนี้บันทึกไว้กับบุคคลอื่นแล้ว โปรดตรวจกับบัตร หากถูกต้องแล้วโปรดแจ้งผู้ดูแลโครงการ",
    "This citizen ID is kept for somebody else already. Compare it with the card; if it is right, "
    "tell the administrator.",
)
bad_bank_account = Kind(
    "422-bank-account",
    "เลขบัญชีธนาคารไม่ถูกต้อง โปรดใส่ชื่อธนาคารและเลขบัญชี 10 ถึง 15 หลัก",
    "The bank account is wrong. Write the bank's name and a number of 10 to 15 digits.",
)
without_contract = Kind(
    "409-personal-without-contract",
    "บุคคลนี้ไม่มีสัญญาที่ต้องใช้ข้อมูลส่วนบุคคล จึงไม่เก็บไว้ โปรดทำสัญญาก่อน",
    "This person has no contract for which personal data are needed, so none are kept. "
    "Make the contract first.",
)
nothing_kept = Kind(
    "404-personal-nothing-kept",
    "ไม่มีข้อมูลส่วนบุคคลของบุคคลนี้เก็บไว้ อาจยังไม่ได้บันทึก หรือลบตามกำหนดแล้ว",
    "Nothing personal is kept of this person: it was not entered yet, or was erased when it was due.",
)
reason_needed = Kind(
    "422-personal-reason",
    "โปรดเลือกเหตุผลที่ต้องดูข้อมูลนี้",
    "Choose the reason why you need to see this.",
)
key_missing = Kind(
    "409-personal-key-missing",
    "เปิดข้อมูลไม่ได้ เพราะไม่มีกุญแจหมายเลข {keys} ใน TAMBON_PERSONAL_KEY (มี {count} รายการ) "
    "โปรดให้ผู้ดูแลเครื่องใส่กุญแจเดิมต่อท้ายกุญแจใหม่",
    "It cannot be opened: TAMBON_PERSONAL_KEY has no key {keys} ({count} fields need it). "
    "The operator puts the old key behind the new one.",
)
damaged = Kind(
    "409-personal-damaged",
    "ข้อมูลของบุคคลหมายเลข {person} เสียหายหรือถูกย้ายมาจากที่อื่น โปรดแจ้งผู้ดูแลเครื่อง แล้วบันทึกใหม่",
    "What is kept of person {person} is damaged or was moved here. Tell the operator, and enter it anew.",
)
