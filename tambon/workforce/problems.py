"""Why something about posts, contracts, villages or training is refused."""

from __future__ import annotations

from tambon.lib.problem import Kind

unknown_post = Kind(
    "404-post-unknown",
    "ไม่มีอัตรานี้ โปรดเลือกจากรายการอัตราของตำบล",
    "There is no such post. Choose one from the tambon's list of posts.",
)
unknown_contract = Kind(
    "404-contract-unknown",
    "ไม่มีสัญญานี้ โปรดเลือกจากรายการสัญญาของตำบล",
    "There is no such contract. Choose one from the tambon's list.",
)
unknown_absence = Kind(
    "404-absence-unknown",
    "ไม่มีรายการลานี้ โปรดโหลดหน้าใหม่แล้วเลือกอีกครั้ง",
    "There is no such absence. Load the page again and choose anew.",
)
no_posts = Kind(
    "409-tambon-without-posts",
    "ตำบล {code} ยังไม่มีอัตราในโครงการ {programme} ณ วันที่ {on} โปรดสร้างอัตราก่อน",
    "The tambon {code} has no posts in the programme {programme} on {on}. Make its posts first.",
)
post_filled = Kind(
    "409-post-filled",
    "อัตรานี้มีผู้ปฏิบัติงานอยู่แล้วในช่วงวันดังกล่าว โปรดสิ้นสุดสัญญาเดิมก่อน หรือเลือกวันเริ่มหลังสัญญาเดิมสิ้นสุด",
    "Somebody fills this post on some of these days. End that contract first, or begin after it.",
)
person_engaged = Kind(
    "409-person-engaged",
    "บุคคลนี้มีสัญญาในอัตราอื่นอยู่แล้วในช่วงวันดังกล่าว หนึ่งคนรับได้หนึ่งอัตราในวันเดียวกัน",
    "This person fills another post on some of these days. One person fills one post at a time.",
)
person_not_yours = Kind(
    "403-person-not-yours",
    "บัญชี {username} เป็นของบุคคลนอกพื้นที่ของคุณ หรือมีบทบาทที่คุณดูแลไม่ได้ "
    "ถ้าเป็นคนใหม่โปรดใช้ชื่อผู้ใช้อื่น ถ้าเป็นคนเดิมโปรดให้ผู้ดูแลโครงการบรรจุ",
    "The account {username} is of somebody outside your area, or with a role beyond yours. Give a new person "
    "another username; ask the administrator to hire the same one.",
)
contract_outside = Kind(
    "422-contract-outside-programme",
    "สัญญา ({since} ถึง {last}) อยู่นอกช่วงวันของโครงการหรือของอัตรา โปรดแก้วันให้อยู่ภายใน",
    "The contract ({since} to {last}) lies outside the days of its programme or post. Keep it inside.",
)
days_out_of_order = Kind(
    "422-workforce-days",
    "วันสุดท้าย {last} อยู่ก่อนวันเริ่ม {since} โปรดแก้วัน",
    "The last day ({last}) comes before the first ({since}). Correct the days.",
)
too_late = Kind(
    "422-workforce-day-past",
    "วันที่ {on} ผ่านไปแล้ว บันทึกย้อนหลังได้ไม่เกิน {days} วัน โปรดใช้วันที่ {earliest} หรือหลังจากนั้น",
    "The day {on} is past; this may be entered {days} days late at most. Use {earliest} or a later day.",
)
outside_contract = Kind(
    "422-workforce-outside-contract",
    "วันที่ {on} อยู่นอกช่วงสัญญา ({since} ถึง {last}) โปรดเลือกวันภายในสัญญา",
    "The day {on} lies outside the contract ({since} to {last}). Choose a day inside.",
)
wrong_replacement = Kind(
    "422-replacement-elsewhere",
    "สัญญาที่ถูกแทนต้องเป็นของอัตราเดียวกัน และสิ้นสุดก่อนสัญญาใหม่เริ่ม",
    "A replacement is in the same post, and begins when the other contract has ended.",
)
village_taken = Kind(
    "409-village-taken",
    "หมู่บ้าน {codes} มีผู้รับผิดชอบอยู่แล้วในช่วงวันดังกล่าว โปรดใช้การส่งมอบแทน",
    "The villages {codes} belong to another post on these days. Hand them over instead.",
)
village_elsewhere = Kind(
    "422-village-elsewhere",
    "หมู่บ้าน {codes} ไม่ได้อยู่ในตำบลของอัตรานี้ ณ วันที่ {on} โปรดเลือกหมู่บ้านของตำบลนี้",
    "The villages {codes} are not in the post's tambon on {on}. Choose villages of this tambon.",
)
village_not_theirs = Kind(
    "409-village-not-theirs",
    "หมู่บ้าน {codes} ไม่ได้อยู่กับอัตรานี้ในวันที่ {on} อาจมีผู้ย้ายไปแล้ว โปรดโหลดหน้าใหม่",
    "The villages {codes} are not with this post on {on}; somebody may have moved them. Load the page again.",
)
had_since = Kind(
    "409-villages-had-since",
    "หมู่บ้าน {codes} มีผู้รับผิดชอบแล้วในวันที่ผ่านมา (ตั้งแต่ {on}) แก้ย้อนหลังไม่ได้ โปรดเลือกวันนี้หรือวันหลังจากนี้",
    "The villages {codes} were somebody's since {on}; past days cannot change. Choose today or a later day.",
)
no_villages = Kind(
    "422-no-villages",
    "ยังไม่ได้เลือกหมู่บ้าน โปรดเลือกอย่างน้อยหนึ่งหมู่บ้าน",
    "No village is chosen. Choose at least one.",
)
same_post = Kind(
    "422-same-post",
    "ผู้ส่งมอบและผู้รับมอบเป็นอัตราเดียวกัน โปรดเลือกอีกอัตราหนึ่ง",
    "The villages would be handed to the post that has them. Choose another post.",
)
other_programme = Kind(
    "422-post-of-another-programme",
    "อัตราหรือสัญญานี้เป็นของโครงการอื่น โปรดเลือกในโครงการเดียวกัน",
    "This post or contract belongs to another programme. Choose one of the same programme.",
)
already_absent = Kind(
    "409-already-absent",
    "มีรายการลาในช่วงวันดังกล่าวอยู่แล้ว โปรดสิ้นสุดรายการเดิมก่อน",
    "There is an absence on some of these days already. End that one first.",
)
bad_substitute = Kind(
    "422-substitute-unfit",
    "ผู้ทำแทนต้องเป็นคนอื่นที่มีสัญญาในโครงการเดียวกันตลอดช่วงที่ทำแทน",
    "A substitute is somebody else, with a contract of the same programme on all these days.",
)
reason_needed = Kind(
    "422-workforce-reason",
    "โปรดเลือกเหตุผล",
    "Choose a reason.",
)
ended_already = Kind(
    "409-contract-ended",
    "สัญญานี้สิ้นสุดก่อนวันที่ {on} อยู่แล้ว โปรดตรวจวัน",
    "This contract ends before {on} already. Check the day.",
)
contradiction = Kind(
    "409-workforce-contradiction",
    "รายการนี้ขัดกับสิ่งที่บันทึกไว้แล้ว ({constraint}) จึงไม่ได้บันทึกสิ่งใด โปรดโหลดหน้าใหม่แล้วลองอีกครั้ง",
    "This contradicts what stands already ({constraint}); nothing was saved. Load the page again and retry.",
)
day_not_yet = Kind(
    "422-day-not-yet",
    "วันที่ {on} ยังมาไม่ถึง เขียนได้เมื่อถึงวันนั้น",
    "The day {on} has not come yet. Write about it when it has.",
)
month_closed = Kind(
    "409-month-closed",
    "ปิดการเขียนของเดือนนั้นแล้วเมื่อวันที่ {closed} ({on}) หากต้องแก้ โปรดแจ้งเจ้าหน้าที่อำเภอ",
    "Entries of that month closed on {closed} ({on}). If something is wrong, tell the district officer.",
)
bad_day_kind = Kind(
    "422-day-kind",
    "โปรดเลือกว่าวันนั้นทำอะไร เช่น ลงพื้นที่หรือประชุม (ได้รับ: {kind})",
    "Choose what the day was, such as in the villages or in a meeting (got: {kind}).",
)
note_too_long = Kind(
    "422-note-long",
    "บันทึกยาวเกินไป โปรดเขียนไม่เกิน {most} ตัวอักษร",
    "The note is too long. Keep it within {most} characters.",
)
unknown_task = Kind(
    "404-task-unknown",
    "ไม่มีงาน {task} ในแผนที่ใช้อยู่ หรือยังไม่ได้แจ้งว่าทำแล้ว โปรดโหลดหน้าใหม่",
    "There is no task {task} in the plan in force, or nothing was said of it. Load the page again.",
)
task_counts_itself = Kind(
    "422-task-counts-itself",
    "งาน {task} เป็นงานเก็บข้อมูล ระบบนับจากคำตอบที่ส่งเข้ามาเอง ไม่ต้องแจ้ง",
    "The task {task} is counted from the answers that arrive. Nothing needs to be said.",
)
task_not_open = Kind(
    "422-task-not-open",
    "งาน {task} เริ่มได้ตั้งแต่วันที่ {opens} โปรดเลือกวันตั้งแต่วันนั้นเป็นต้นไป",
    "The task {task} opens on {opens}. Choose that day or a later one.",
)
name_needed = Kind(
    "422-workforce-name",
    "โปรดกรอกชื่อของผู้ปฏิบัติงาน หรือชื่อผู้ใช้ของผู้ที่มีบัญชีอยู่แล้ว",
    "Give the person's name, or the username of somebody who has an account.",
)
