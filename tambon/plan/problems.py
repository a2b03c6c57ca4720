"""Why a programme or a round is refused."""

from __future__ import annotations

from tambon.lib.problem import Kind

choose_programme = Kind(
    "400-programme-choose",
    "โปรดระบุว่าหมายถึงโครงการใด ที่มีอยู่: {known}",
    "Name the programme that is meant. There are: {known}",
)
unknown_programme = Kind(
    "404-programme-unknown",
    "ไม่มีโครงการรหัส {code} โปรดสร้างโครงการก่อน",
    "There is no programme {code}. Make the programme first.",
)
unknown_round = Kind(
    "404-round-unknown",
    "ไม่มีรอบเก็บข้อมูลรหัส {code} โปรดดูรายการรอบ",
    "There is no round {code}. Look at the list of rounds.",
)
code_taken = Kind(
    "409-plan-code-taken",
    "มีรหัส {code} อยู่แล้ว โปรดใช้รหัสอื่น",
    "The code {code} is taken. Choose another.",
)
rounds_overlap = Kind(
    "409-plan-rounds-overlap",
    "ชุดข้อมูล {dataset} มีรอบ {other} (งวด {period}) ในพื้นที่และวันที่ซ้อนกันอยู่แล้ว โปรดเปลี่ยนวันหรือใช้งวดเดียวกัน",
    "The round {other} asks {dataset} for the period {period} over some of the same area and days. "
    "Change the days, or ask for the same period.",
)
bad_days = Kind(
    "422-plan-days",
    "วันสิ้นสุด {until} ต้องอยู่หลังวันเริ่ม {since}",
    "The end ({until}) must come after the beginning ({since}).",
)
outside_programme = Kind(
    "422-plan-round-outside-programme",
    "รอบนี้ ({opens} ถึง {closes}) อยู่นอกช่วงของโครงการ {programme} โปรดแก้วันให้อยู่ภายในโครงการ",
    "The round ({opens} to {closes}) lies outside the programme {programme}. Keep its days inside.",
)
no_dataset = Kind(
    "422-plan-no-dataset",
    "รอบเก็บข้อมูลต้องมีอย่างน้อยหนึ่งชุดข้อมูล",
    "A round asks for at least one dataset.",
)
unknown_area = Kind(
    "422-plan-area-unknown",
    "ไม่มีพื้นที่นี้ ณ วันเปิดรอบ {opens} โปรดเลือกพื้นที่อื่น",
    "The area does not stand on the day the round opens ({opens}). Choose another.",
)
bad_period = Kind(
    "422-plan-period",
    "งวด {period} ใช้กับชุดข้อมูล {dataset} ไม่ได้ โปรดเขียนเป็นปี ค.ศ. เช่น {example}",
    "The period {period} does not fit the dataset {dataset}. Write it like {example} (Christian era).",
)
unknown_plan = Kind(
    "404-plan-unknown",
    "โครงการ {programme} ไม่มีแผนรุ่นที่ {number} โปรดดูรายการรุ่นของแผน",
    "The programme {programme} has no version {number} of its plan. Look at the list of versions.",
)
rounds_outside = Kind(
    "409-programme-rounds-outside",
    "ย่อวันของโครงการ {programme} ไม่ได้ เพราะรอบ {rounds} จะอยู่นอกช่วง โปรดแก้แผนก่อน",
    "The days of the programme {programme} cannot shrink: the rounds {rounds} would lie outside. "
    "Change the plan first.",
)
programme_left_behind = Kind(
    "409-programme-leaves-contracts",
    "เปลี่ยนวันของโครงการไม่ได้ เพราะมีสัญญาหรืออัตราที่จะอยู่นอกช่วงวันใหม่ โปรดแก้สัญญาเหล่านั้นก่อน",
    "The programme's days cannot change: contracts or posts would lie outside. Change those first.",
)
plan_outside = Kind(
    "409-programme-plan-outside",
    "เปลี่ยนวันของโครงการ {programme} ไม่ได้ เพราะแผนที่ใช้อยู่จะไม่เข้ากับวันใหม่: {reason_th}",
    "The days of the programme {programme} cannot change: the plan in force would not fit them. {reason_en}",
)
first_day_fixed = Kind(
    "409-programme-first-day",
    "เปลี่ยนวันแรกของโครงการ {programme} ({since}) ไม่ได้ เพราะแผนที่ใช้อยู่นับเดือนจากวันนั้น",
    "The first day of the programme {programme} ({since}) cannot change: the plan in force counts from it.",
)
area_fixed = Kind(
    "409-programme-area",
    "เปลี่ยนพื้นที่ของโครงการ {programme} ไม่ได้ เพราะมีรอบเก็บข้อมูลแล้ว",
    "The area of the programme {programme} cannot change: it has rounds already.",
)
no_area = Kind(
    "409-plan-programme-without-area",
    "โครงการ {programme} ยังไม่มีพื้นที่ โปรดโหลดข้อความโครงการที่ระบุพื้นที่ก่อนอนุมัติแผน",
    "The programme {programme} has no area yet. "
    "Load a programme text that names one before approving a plan.",
)
older_plan = Kind(
    "409-plan-older",
    "รุ่นที่ {number} เก่ากว่ารุ่นล่าสุด (รุ่นที่ {newest}) หากต้องการใช้รุ่นเก่า โปรดยืนยันว่าตั้งใจย้อนกลับ",
    "Version {number} is older than the newest one ({newest}). "
    "To use it all the same, say that you mean to go back.",
)
round_opened = Kind(
    "409-plan-round-opened",
    "รอบ {round} เปิดแล้วตั้งแต่ {opens} จึงเปลี่ยนวันเปิดหรืองวด หรือถอนชุดข้อมูลไม่ได้ โปรดใช้รหัสรอบใหม่",
    "The round {round} has been open since {opens}: its opening day, periods and datasets stay. "
    "Use another round code.",
)
round_closed_before = Kind(
    "409-plan-round-closed-before",
    "รอบ {round} เปิดอยู่ จะให้ปิดย้อนหลังเมื่อ {closes} ไม่ได้ โปรดให้ปิดตั้งแต่ {on} เป็นต้นไป",
    "The round {round} is open and cannot have closed on {closes} already. Let it close on {on} or later.",
)
round_in_use = Kind(
    "409-plan-round-in-use",
    "ถอนรอบ {round} ไม่ได้ เพราะมีฉบับเผยแพร่ที่อ้างถึงรอบนี้ โปรดคงรอบนี้ไว้ในแผน",
    "The round {round} cannot be withdrawn: a release names it. Keep it in the plan.",
)
not_yaml = Kind(
    "422-plan-not-yaml",
    "บรรทัด {line}: อ่านข้อความเป็น YAML ไม่ได้ ({what}) โปรดตรวจการย่อหน้าและเครื่องหมาย",
    "Line {line}: the text cannot be read as YAML ({what}). Check indents and punctuation.",
)
yaml_not_plain = Kind(
    "422-plan-yaml-not-plain",
    "บรรทัด {line}: ไม่รับเครื่องหมาย & * ! หรือการซ้อนลึกเกินไป โปรดเขียนค่าตรง ๆ",
    "Line {line}: anchors, aliases, tags and deep nesting are not taken. Write the values plainly.",
)
text_too_long = Kind(
    "422-plan-text-too-long",
    "ข้อความยาวเกิน {most} ตัวอักษร โปรดย่อลง",
    "The text is longer than {most} characters. Shorten it.",
)
bad_text = Kind(
    "422-plan-text",
    "ข้อความนี้มีข้อผิด {count} แห่ง แห่งแรกบรรทัด {line}: {reason_th}",
    "The text has {count} fault(s); the first on line {line}: {reason_en}",
)
name_twice = Kind(
    "422-plan-name-twice",
    "{name} ปรากฏซ้ำ (ครั้งแรกบรรทัด {first}) โปรดลบออกหรือเปลี่ยนชื่อ",
    "{name} stands twice (first on line {first}). Remove it or give it another name.",
)
field_missing = Kind(
    "422-plan-field-missing",
    "ไม่มี {field} โปรดเพิ่ม",
    "{field} is missing. Add it.",
)
field_unknown = Kind(
    "422-plan-field-unknown",
    "ไม่รู้จัก {field} โปรดตรวจตัวสะกดหรือลบออก",
    "{field} is not known here. Check its spelling or remove it.",
)
bad_field = Kind(
    "422-plan-field",
    "{field}: ใช้ค่า {value} ไม่ได้ ต้องเป็น{wanted_th}",
    "{field}: {value} does not fit; it has to be {wanted_en}.",
)
list_missing = Kind(
    "422-plan-list-missing",
    "ต้องมีรายการ {name} อย่างน้อยหนึ่งรายการ",
    "The list {name} needs at least one part.",
)
source_unknown = Kind(
    "422-plan-source-unknown",
    "ไม่มีแหล่งที่มา {source} ใน sources โปรดเลือกจาก {known}",
    "There is no source {source} among sources. Choose from {known}.",
)
month_outside = Kind(
    "422-plan-month-outside",
    "เดือนที่ {month} อยู่นอกโครงการ ซึ่งมี {months} เดือน",
    "Month {month} lies outside the programme, which has {months} months.",
)
day_unknown = Kind(
    "422-plan-day-unknown",
    "เดือนที่ {month} ไม่มีวันที่ {day} ในโครงการ ใช้ได้ตั้งแต่วันที่ {first} ถึง {last} หรือ last",
    "Month {month} has no day {day} in the programme: give {first} to {last}, or last.",
)
dataset_unknown = Kind(
    "422-plan-dataset-unknown",
    "ไม่มีชุดข้อมูล {dataset} ในพจนานุกรม มีแต่ {known}",
    "The dictionary has no dataset {dataset}; it has {known}.",
)
period_rule = Kind(
    "422-plan-period-rule",
    "งวด {rule} ใช้กับชุดข้อมูล {dataset} ไม่ได้ ใช้ได้: {fitting}",
    "The period {rule} does not fit the dataset {dataset}. What fits: {fitting}",
)
two_rounds_at_once = Kind(
    "422-plan-two-rounds-at-once",
    "ชุดข้อมูล {dataset} อยู่ทั้งในรอบ {round} และรอบ {other} ในวันเดียวกัน โปรดเลื่อนวันหรือตัดออกจากรอบหนึ่ง",
    "The rounds {round} and {other} ask for {dataset} on the same days. "
    "Move one of them, or leave it out of one.",
)
task_round_unknown = Kind(
    "422-plan-task-round-unknown",
    "แผนนี้ไม่มีรอบ {round} มีแต่ {known}",
    "The plan has no round {round}; it has {known}.",
)
dataset_not_in_round = Kind(
    "422-plan-dataset-not-in-round",
    "รอบ {round} ไม่ได้เก็บชุดข้อมูล {dataset} โปรดเพิ่มในรอบหรือเปลี่ยนงาน",
    "The round {round} does not ask for {dataset}. Add it to the round, or change the task.",
)
due_outside_round = Kind(
    "422-plan-due-outside-round",
    "กำหนดส่ง {due} อยู่นอกวันของรอบ {round} ({opens} ถึง {closes})",
    "The due day {due} lies outside the round {round} ({opens} to {closes}).",
)
bad_deliverable = Kind(
    "422-plan-deliverable",
    "งาน {task} ต้องส่งมอบสิ่งเดียว คือ dataset กับ round หรือ meeting หรือ report",
    "The task {task} delivers one thing: a dataset with its round, or a meeting, or a report.",
)
round_without_tasks = Kind(
    "422-plan-round-without-tasks",
    "รอบ {round} ไม่มีงานใดส่งข้อมูล โปรดเพิ่มงานหรือตัดรอบออก",
    "No task delivers anything of the round {round}. Add one, or leave the round out.",
)
weights = Kind(
    "422-plan-weights",
    "น้ำหนักงานของเดือนที่ {month} รวมได้ {total} ต้องรวมเป็น 100",
    "The weights of month {month} come to {total}; they have to come to 100.",
)
