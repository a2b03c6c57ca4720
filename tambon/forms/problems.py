"""Why a questionnaire, or what a phone filled in, is refused or doubted."""

from tambon.lib.problem import Kind

bad_table = Kind(
    "422-form-table",
    "แบบสอบถาม บรรทัด {line}: {what}",
    "Questionnaire, line {line}: {what}",
)
bad_form = Kind(
    "422-form-refused",
    "แบบสอบถาม {form} บรรทัด {line} แปลงเป็นแบบฟอร์มบนโทรศัพท์ไม่ได้: {what}",
    "Questionnaire {form}, line {line} cannot become a form for phones: {what}",
)
version_taken = Kind(
    "409-form-version-taken",
    "แบบสอบถาม {form} รุ่น {version} เผยแพร่แล้วด้วยเนื้อหาอื่น ให้เพิ่มเลขรุ่น (version) แล้วเผยแพร่ใหม่",
    "Version {version} of {form} was published with another content; raise the version and publish again.",
)
dictionary_moved = Kind(
    "409-form-dictionary-changed",
    "พจนานุกรมเปลี่ยนหลังเผยแพร่แบบ {form} รุ่น {version} ให้เพิ่มเลขรุ่น (version) แล้วเผยแพร่ใหม่",
    "The dictionary changed since {form} {version} was published; raise the version and publish again.",
)
unknown_question = Kind(
    "422-form-mapping",
    "แบบสอบถาม {form} ไม่มีคำถามชื่อ {question} ให้แก้การจับคู่ตัวแปร",
    "{form} has no question named {question}; mend the mapping of variables.",
)
not_xml = Kind(
    "422-answers-not-xml",
    "สิ่งที่ส่งมาไม่ใช่แบบฟอร์มที่อ่านได้: {what}",
    "What was sent is no readable form: {what}",
)
repeated_answer = Kind(
    "422-answer-repeated",
    "คำถาม {path} มีคำตอบมากกว่าหนึ่ง จึงไม่นับคำตอบใดเลย",
    "Question {path} has more than one answer, so none of them counts.",
)
unreadable_day = Kind(
    "422-answer-day",
    "อ่านวันที่เยี่ยม {text} ไม่ได้ ให้เขียนวันที่มีจริง เช่น 22/11/2569",
    "The day of the visit, {text}, cannot be read. Write a day that there is, such as 22/11/2569.",
)
unknown_reason = Kind(
    "422-answer-reason",
    "ไม่รู้จักเหตุผล {text} ที่ไม่มีคำตอบ",
    "{text} is no known reason for a missing answer.",
)
bad_form_id = Kind(
    "422-form-id",
    "รหัสแบบ (form_id) {form} ใช้ไม่ได้ ต้องไม่เกิน 120 ตัวอักษร ไม่มีอักขระที่มองไม่เห็น",
    "The form_id {form} cannot be used: at most 120 characters, none of them invisible.",
)
macros = Kind(
    "422-form-macros",
    "สมุดงานนี้มีแมโคร จึงไม่รับ โปรดบันทึกเป็น XLSX ที่ไม่มีแมโคร แล้วอัปโหลดใหม่",
    "This workbook holds macros and is not taken. Save it as XLSX without macros and upload it again.",
)
not_a_workbook = Kind(
    "422-form-not-a-workbook",
    "ไฟล์นี้ไม่ใช่สมุดงาน XLSForm โปรดอัปโหลดไฟล์ .xlsx หรือ .xls (หรือข้อความตาราง .md)",
    "This file is no XLSForm workbook. Upload an .xlsx or .xls file (or a table text, .md).",
)
faulty = Kind(
    "422-form-faulty",
    "แบบสอบถามมีที่ต้องแก้ {count} แห่ง แห่งแรก {sheet} แถว {row}: {first_th}",
    "The questionnaire has {count} things to correct; the first, {sheet} row {row}: {first_en}",
)
unknown_draft = Kind(
    "404-form-draft-unknown",
    "ไม่พบร่างแบบสอบถามนี้ กลับไปที่รายการแบบสอบถาม",
    "There is no such draft of a questionnaire. Go back to the list of forms.",
)
unknown_form = Kind(
    "404-form-unknown",
    "ไม่พบแบบสอบถาม {form} กลับไปที่รายการแบบสอบถาม",
    "There is no form {form}. Go back to the list of forms.",
)
draft_moved = Kind(
    "409-form-draft-state",
    "ร่างนี้อยู่ในขั้นที่ทำเช่นนี้ไม่ได้แล้ว ({state}) เปิดหน้านี้ใหม่",
    "This draft stands where that cannot be done ({state}). Open the page again.",
)
form_of_another_area = Kind(
    "409-form-id-of-another-area",
    "รหัสแบบ {form} เป็นของแบบสอบถามในพื้นที่อื่น ถ้าเป็นรุ่นใหม่ของแบบนั้น โปรดเลือกพื้นที่เดียวกับแบบที่ใช้อยู่ "
    "ถ้าเป็นแบบอื่น โปรดตั้ง form_id ใหม่ในแผ่นงาน settings",
    "The form_id {form} belongs to a form of another area. For a new version of that form choose the same "
    "area as the form in use; for another form choose another form_id on the settings sheet.",
)
already_retired = Kind(
    "409-form-retired",
    "แบบสอบถาม {form} เลิกใช้แล้ว",
    "The form {form} is retired already.",
)
file_not_asked = Kind(
    "422-form-file-not-asked",
    "แบบนี้ไม่ได้ใช้ไฟล์ {file} (ใช้: {wanted}) โปรดตั้งชื่อไฟล์ให้ตรงกับในแบบ",
    "This form does not use a file {file} (it uses: {wanted}). Name the file as the form does.",
)
file_unfit = Kind(
    "422-form-file-unfit",
    "ไฟล์ {file} ใช้กับแบบนี้ไม่ได้: {what_th}",
    "The file {file} does not fit the form: {what_en}",
)
file_too_large = Kind(
    "413-form-file-too-large",
    "ไฟล์ {file} ใหญ่เกิน {limit} MB โปรดลดขนาด โทรศัพท์ต้องโหลดไฟล์นี้",
    "The file {file} is larger than {limit} MB. Make it smaller: phones have to load it.",
)
files_missing = Kind(
    "422-form-files-missing",
    "ยังขาดไฟล์ที่แบบนี้ใช้: {files} โปรดเพิ่มก่อนเผยแพร่",
    "Files that this form uses are missing: {files}. Add them before publishing.",
)
mapping_unfit = Kind(
    "422-form-mapping-unfit",
    "คำถาม {question} ใช้กับตัวแปร {variable} ไม่ได้: {why_th}",
    "The question {question} does not fit the variable {variable}: {why_en}",
)
mapping_twice = Kind(
    "422-form-mapping-twice",
    "ตัวแปร {variable} ถูกจับคู่กับคำถามมากกว่าหนึ่งข้อ ({questions}) โปรดเลือกข้อเดียว",
    "The variable {variable} is mapped to more than one question ({questions}). Choose one.",
)
mapping_without_area = Kind(
    "422-form-mapping-area",
    "มีคำถามที่จับคู่กับตัวแปรแล้ว แต่ยังไม่บอกว่าคำถามใดตอบรหัสหมู่บ้าน โปรดเลือกคำถามสำหรับพื้นที่",
    "Questions are mapped to variables, but no question tells the village. Choose the question for the area.",
)
id_of_returns = Kind(
    "422-form-id-of-returns",
    "รหัสแบบ {form} ใช้ไม่ได้: รหัสที่ขึ้นต้นด้วย return. เป็นของแบบสั้นสำหรับค่าที่ส่งคืน โปรดตั้งรหัสอื่น",
    "No form can be called {form}: ids that begin with return. are of the short forms of returned values.",
)
absence_not_by_hand = Kind(
    "422-form-mapping-absence",
    "คำถาม {question} ที่ถามเหตุของข้อที่เว้นว่าง ต้องบอกในสมุดงานเอง (type absence)",
    "The question {question}, why answers are blank, is told by the workbook itself (type absence).",
)
