"""Refusals of the records; the first ones are why a submission waits in quarantine and makes no claim yet."""

from tambon.lib.problem import Kind

unknown_form = Kind(
    "422-submission-form-unknown",
    "ไม่รู้จักแบบสอบถาม {form_id} รุ่น {version} ให้เผยแพร่รุ่นนี้ แล้วสั่งประมวลผลอีกครั้ง",
    "The form {form_id} version {version} is not known here: publish it, then process the submission again.",
)
unreadable_answer = Kind(
    "422-submission-unreadable",
    "อ่านคำตอบไม่ได้: {doubts} ให้ตรวจกับผู้เก็บข้อมูล",
    "An answer cannot be read: {doubts}. Ask the worker.",
)
no_area_or_day = Kind(
    "422-submission-no-area-or-day",
    "คำตอบไม่บอกรหัสพื้นที่หรือวันที่ลงพื้นที่ ให้ถามผู้เก็บข้อมูล",
    "The answers name no area or no day of visit: ask the worker.",
)
no_answers = Kind(
    "422-submission-no-answers",
    "ไม่มีคำตอบใดที่ชุดข้อมูลขอ ให้ถามผู้เก็บข้อมูล",
    "There is no answer that a dataset asks for: ask the worker.",
)
impossible_day = Kind(
    "422-submission-impossible-day",
    "วันที่ลงพื้นที่ {day} อยู่หลังวันที่ได้รับ {received} ให้ตรวจนาฬิกาของโทรศัพท์กับผู้เก็บข้อมูล",
    "The visit on {day} lies after the receipt on {received}: check the phone's clock with the worker.",
)
unknown_area = Kind(
    "422-submission-area-unknown",
    "ไม่พบพื้นที่รหัส {code} ณ วันที่ {day} ให้เปิดแบบแล้วเลือกหมู่บ้านที่ถูก หรือโหลดรายชื่อหมู่บ้าน",
    "No area has the code {code} on {day}: open it and choose the right village, or load the list.",
)
outside_the_workers_area = Kind(
    "422-submission-outside-area",
    "ผู้ส่งไม่ได้รับมอบหมายให้เก็บข้อมูลในพื้นที่ {code} ณ วันที่ {day} ให้เปิดแบบแล้วเลือกหมู่บ้านที่ถูก มอบหมายพื้นที่ หรือไม่นับแบบนี้",
    "The sender was not to collect in {code} on {day}: open it and choose the right village, "
    "grant the area, or keep it without counting.",
)
no_round = Kind(
    "422-submission-no-round",
    "ไม่มีรอบเก็บข้อมูล {dataset} ในพื้นที่ {code} ณ วันที่ {day} ให้เปิดรอบหรือเก็บคำตอบนี้ไว้เฉย ๆ",
    "No round collects {dataset} in {code} on {day}: open one, or set the answers aside.",
)
not_returned = Kind(
    "422-submission-not-returned",
    "ค่า {variable} ของชุดข้อมูล {dataset} พื้นที่ {code} งวด {period} ไม่ได้ถูกส่งคืน ณ วันที่ {day} หรือการส่งคืนสิ้นสุดก่อนวันนั้น "
    "ให้สำนักงานเจ้าของข้อมูลส่งคืนอีกครั้ง หรือเก็บคำตอบนี้ไว้เฉย ๆ",
    "The value {variable} of {dataset} in {code} for {period} was not returned on {day}, or that had ended "
    "before: the owner's office can return it again; else set the answers aside.",
)
told_elsewhere = Kind(
    "409-submission-told-elsewhere",
    "คำตอบส่วนหนึ่งของแบบนี้นับให้ชุดข้อมูล {dataset} ของอีกพื้นที่หรืออีกรอบแล้ว จึงย้ายไม่ได้ ให้ผู้เก็บข้อมูลส่งแบบใหม่",
    "Part of these answers counts already for another area or round of {dataset}, so they cannot be moved: "
    "ask the worker to send the form again.",
)
failed = Kind(
    "500-submission-failed",
    "ประมวลผลไม่สำเร็จ ({fault}) คำตอบยังอยู่ครบ โปรดแจ้งผู้พัฒนา",
    "Processing failed ({fault}). The answers are kept: please tell the developers.",
)
unknown_record = Kind(
    "404-records-unknown-record",
    "ไม่พบระเบียนหมายเลข {record} ให้เริ่มใหม่จากรายการ",
    "There is no record {record}: start again from the list.",
)
unknown_office = Kind(
    "404-records-unknown-office",
    "ไม่พบสำนักงานหมายเลข {office} ให้เลือกสำนักงานจากรายการ",
    "There is no office {office}: choose one from the list.",
)
already_locked = Kind(
    "409-records-already-locked",
    "ข้อมูล {dataset} งวด {period} ของพื้นที่นี้ปิดไว้แล้ว ให้เปิดหน้านี้ใหม่",
    "{dataset} for {period} is locked in this area already: open the page again.",
)
no_lock = Kind(
    "404-records-no-lock",
    "ไม่พบการปิดข้อมูลที่ยังมีผลอยู่ ให้เปิดหน้านี้ใหม่",
    "There is no such lock, or it has been lifted: open the page again.",
)
