"""Every reason for which a submission is not taken, and what the person with the phone can do."""

from __future__ import annotations

from tambon.lib.problem import Kind

not_xml = Kind(
    "400-submission-not-xml",
    "อ่านแบบที่ส่งมาไม่ได้ (ไม่ใช่ XML ที่สมบูรณ์) แบบยังอยู่ในโทรศัพท์ ลองส่งใหม่ ถ้ายังไม่ได้ให้แจ้งอำเภอ",
    "The form cannot be read (it is not well-formed XML). It is still on the phone: send it again; "
    "if that fails, tell the district office.",
)
has_doctype = Kind(
    "400-submission-doctype",
    "แบบที่ส่งมามี DOCTYPE ซึ่งแบบสอบถามไม่ใช้ ระบบจึงไม่รับ ให้ส่งจากแอปเก็บข้อมูลโดยตรง",
    "The form carries a DOCTYPE, which no questionnaire uses, so it is not taken. "
    "Send it from the collecting app itself.",
)
too_deep = Kind(
    "400-submission-too-deep",
    "แบบที่ส่งมาซ้อนกันเกิน {limit} ชั้น ระบบจึงไม่รับ ให้แจ้งผู้ทำแบบ",
    "The form is nested more than {limit} levels deep, so it is not taken. Tell whoever made the form.",
)
too_large = Kind(
    "413-submission-too-large",
    "คำตอบในแบบใหญ่เกิน {limit} ไบต์ ระบบจึงไม่รับ ให้แจ้งอำเภอ แบบยังอยู่ในโทรศัพท์",
    "The answers are larger than {limit} bytes, so they are not taken. Tell the district office; "
    "the form is still on the phone.",
)
too_many_marks = Kind(
    "413-submission-too-many-answers",
    "แบบที่ส่งมามีข้อคำตอบเกิน {limit} ข้อ ระบบจึงไม่รับ ให้แจ้งอำเภอ แบบยังอยู่ในโทรศัพท์",
    "The form holds more than {limit} answers, so it is not taken. Tell the district office; "
    "the form is still on the phone.",
)
attachment_name = Kind(
    "400-submission-attachment-name",
    "ชื่อไฟล์แนบ {name} ใช้ไม่ได้ (ห้ามมี / \\ หรืออักขระควบคุม และยาวไม่เกิน 255 ตัว) จึงยังไม่รับแบบนี้ ให้เปลี่ยนชื่อแล้วส่งใหม่",
    "The attachment's name {name} cannot be used (no / \\ or control characters, at most 255 characters), "
    "so nothing was taken. Rename it and send again.",
)
unknown = Kind(
    "404-submission-unknown",
    "ไม่พบแบบที่ส่งมาเลขที่ {ref} ตรวจเลขที่ในใบรับอีกครั้ง",
    "There is no submission {ref}. Check the number on the receipt.",
)
unknown_form_sent = Kind(
    "404-submission-form-unknown",
    "ไม่มีแบบสอบถามชื่อ {form} ที่เผยแพร่หรือเคยส่งมา ตรวจชื่อแบบในหน้าแบบที่ส่งมา",
    "No form {form} was published here or ever sent. Look the name up on the page of submissions.",
)
not_quarantined = Kind(
    "409-submission-not-quarantined",
    "แบบเลขที่ {ref} ไม่ได้พักรอการตัดสิน หรือมีผู้ตัดสินไปแล้ว เปิดหน้ารายการใหม่",
    "Submission {ref} is not waiting for a decision, or somebody has decided already. Open the list again.",
)
correction_too_long = Kind(
    "422-submission-correction",
    "ข้อความที่แก้ยาวเกิน {limit} ตัวอักษร หรือไม่ได้บอกว่าแก้ข้อใด ให้เขียนให้สั้นลงแล้วบันทึกใหม่",
    "The correction is longer than {limit} characters, or names no answer. Make it shorter and save again.",
)
redaction_without_reason = Kind(
    "422-submission-redaction-reason",
    "ยังไม่ได้บอกเหตุผลที่ลบคำตอบ ให้เขียนเหตุผลสั้น ๆ โดยไม่ใส่ข้อมูลส่วนบุคคล",
    "No reason is given for redacting. Write a short one, without personal data in it.",
)
redaction_of_an_id = Kind(
    "422-submission-redaction-id",
    "ลบ {path} ไม่ได้ เพราะเป็นเลขประจำแบบที่ใช้รู้ว่าเคยรับแล้ว ให้เลือกเฉพาะคำตอบ",
    "{path} cannot be redacted: by it the form is known. Choose answers only.",
)
redaction_of_nothing = Kind(
    "404-submission-redaction-path",
    "ไม่มีคำตอบที่ {path} ในแบบนี้ เปิดหน้าของแบบใหม่แล้วเลือกอีกครั้ง",
    "Nothing is answered at {path} in this form. Open its page again and choose.",
)
taken_at_once = Kind(
    "429-submissions-taken-at-once",
    "กำลังดาวน์โหลดหลายไฟล์พร้อมกันอยู่แล้ว รอให้ไฟล์ก่อนหน้าเสร็จแล้วลองใหม่",
    "Several files are being taken already. Wait until an earlier one is done, then try again.",
)
no_photo = Kind(
    "404-submission-photo",
    "ไม่มีภาพนี้ หรือเนื้อหาถูกลบแล้ว เปิดหน้าคำตอบใหม่",
    "There is no such picture, or its content was erased. Open the submission's page again.",
)
