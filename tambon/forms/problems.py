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
    "อ่านวันที่เยี่ยม {text} ไม่ได้",
    "The day of the visit, {text}, cannot be read.",
)
unknown_reason = Kind(
    "422-answer-reason",
    "ไม่รู้จักเหตุผล {text} ที่ไม่มีคำตอบ",
    "{text} is no known reason for a missing answer.",
)
