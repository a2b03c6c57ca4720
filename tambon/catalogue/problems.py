"""Every refusal of the catalogue; each says what is allowed instead."""

from __future__ import annotations

from tambon.lib.problem import Kind

nothing_published = Kind(
    "503-nothing-published",
    "ยังไม่มีข้อมูลที่เผยแพร่ ให้กลับมาใหม่ภายหลัง",
    "Nothing has been published here yet: come back later.",
)
release_unknown = Kind(
    "404-published-release-unknown",
    "ไม่พบชุดเผยแพร่รุ่น {version} รุ่นที่มี: {known}",
    "There is no release {version}. There are: {known}",
)
dataset_unknown = Kind(
    "404-published-dataset-unknown",
    "ไม่พบชุดข้อมูล {dataset} ชุดข้อมูลที่มี: {known}",
    "There is no dataset {dataset}. There are: {known}",
)
area_unknown = Kind(
    "404-published-area-unknown",
    "ไม่พบพื้นที่รหัส {area} ให้ใช้รหัสพื้นที่หรือรหัสถาวรจาก areas.csv",
    "There is no area {area}: use a code or a public id from areas.csv.",
)
file_unknown = Kind(
    "404-published-file-unknown",
    "ชุดเผยแพร่รุ่น {version} ไม่มีแฟ้ม {path} ดูรายชื่อแฟ้มใน manifest.json",
    "Release {version} has no file {path}: manifest.json lists its files.",
)
level_unknown = Kind(
    "400-level-unknown",
    "ชุดข้อมูล {dataset} ไม่มีระดับ {level} ระดับที่มี: {known}",
    "Dataset {dataset} has no level {level}. There are: {known}",
)
period_unknown = Kind(
    "400-period-unknown",
    "ชุดข้อมูล {dataset} ไม่มีงวด {period} งวดที่มี: {known}",
    "Dataset {dataset} has no period {period}. There are: {known}",
)
variable_unknown = Kind(
    "400-variable-unknown",
    "ชุดข้อมูล {dataset} ไม่มีตัวแปร {variable} ตัวแปรที่มี: {known}",
    "Dataset {dataset} has no variable {variable}. There are: {known}",
)
period_unreadable = Kind(
    "400-period-unreadable",
    "อ่านงวด {period} ไม่ได้ ให้เขียนปี ค.ศ. เช่น 2026 หรือ 2026-11 งวดที่มี: {known}",
    "The period {period} cannot be read: write years as 2026 or 2026-11. There are: {known}",
)
column_unknown = Kind(
    "400-column-unknown",
    "ตารางนี้ไม่มีคอลัมน์ {column} คอลัมน์ที่มี: {known}",
    "The table has no column {column}. There are: {known}",
)
condition_unreadable = Kind(
    "400-condition-unreadable",
    "อ่านเงื่อนไข {condition} ไม่ได้ ให้เขียน คอลัมน์:ตัวเปรียบเทียบ:ค่า ตัวเปรียบเทียบที่มี: {known}",
    "The condition {condition} cannot be read: write column:operator:value. Operators: {known}",
)
value_unreadable = Kind(
    "400-condition-value",
    "ค่า {value} ใช้กับคอลัมน์ {column} ไม่ได้ คอลัมน์นี้เป็นชนิด {kind}",
    "The value {value} cannot be compared with column {column}, which is of type {kind}",
)
too_many_conditions = Kind(
    "400-too-many-conditions",
    "ใส่เงื่อนไขได้ไม่เกิน {most} ข้อ",
    "At most {most} conditions may be asked for",
)
too_many_values = Kind(
    "400-too-many-values",
    "ใส่ค่าในเงื่อนไขเดียวได้ไม่เกิน {most} ค่า",
    "At most {most} values may stand in one condition",
)
too_many_orders = Kind(
    "400-too-many-orders",
    "เรียงได้ไม่เกิน {most} คอลัมน์",
    "Rows can be sorted by at most {most} columns",
)
variable_above = Kind(
    "400-variable-above",
    "{variable} ของชุดข้อมูล {dataset} เผยแพร่เป็นยอดรวมตั้งแต่ระดับ {lowest} ขึ้นไปเท่านั้น เพื่อคุ้มครองคนจำนวนน้อย "
    "ให้เลือกระดับ {lowest} หรือสูงกว่า",
    "{variable} of dataset {dataset} is published as totals from level {lowest} up only, to protect few "
    "people: ask for level {lowest} or above.",
)
grade_unknown = Kind(
    "400-grade-unknown",
    "ไม่มีระดับความเชื่อมั่น {grade} ระดับที่มี: {known}",
    "There is no grade {grade}. There are: {known}",
)
grade_of_totals = Kind(
    "400-grade-of-totals",
    "เลือกแถวตามระดับความเชื่อมั่นได้เมื่อ level={level} เท่านั้น ยอดรวมบอกจำนวนค่าที่หน่วยงานเจ้าของยืนยันแล้วแทน",
    "Rows can be chosen by grade with level={level} only: a total tells how many are verified.",
)
limit_out_of_range = Kind(
    "400-limit-out-of-range",
    "limit ต้องอยู่ระหว่าง 1 ถึง {most}",
    "limit must be between 1 and {most}",
)
cursor_malformed = Kind(
    "400-cursor-malformed",
    "ตัวชี้หน้าถัดไปใช้ไม่ได้ ให้ใช้ค่า next จากหน้าก่อนโดยไม่แก้ไข และใช้ตัวกรองเดิม",
    "The cursor cannot be used: pass the former page's `next` unchanged, with the same filters.",
)
release_damaged = Kind(
    "503-published-release-damaged",
    "แฟ้มของชุดเผยแพร่รุ่น {version} เสียหาย: {fault} โปรดใช้รุ่นอื่น",
    "Files of release {version} are damaged: {fault}. Please use another release.",
)
answer_too_large = Kind(
    "503-answer-too-large",
    "คำตอบนี้ใหญ่เกินกว่าที่เครื่องจะเรียงได้ในครั้งเดียว ให้ขอน้อยคอลัมน์ลง ขอเป็นหน้า หรือใช้แฟ้มที่เผยแพร่แล้ว",
    "This answer is too large to be sorted at once: ask for fewer columns or pages, or take published files.",
)
catalogue_unvouched = Kind(
    "503-published-unvouched",
    "ข้อมูลที่อยู่ที่นี่ไม่มีลายมือชื่อที่เชื่อได้ หรือเสียหาย จึงยังไม่แสดง: {file}: {fault} โปรดแจ้งผู้ดูแลระบบ",
    "What lies here is damaged or not signed by a trusted key, so none of it is shown: {file}: {fault}. "
    "Please tell whoever runs this site.",
)
release_withdrawn = Kind(
    "410-published-release-withdrawn",
    "ชุดเผยแพร่รุ่น {version} ถูกถอนเมื่อ {day} ให้ใช้รุ่น {instead} แทน เหตุผล: {reason_th}",
    "Release {version} was withdrawn on {day}. Use {instead} instead. The reason: {reason_en}",
)
since_malformed = Kind(
    "400-since-malformed",
    "since ต้องเป็นวันที่ตาม ISO 8601 เช่น 2026-11-29 ไม่ใช่ {since}",
    "since must be a day by ISO 8601 such as 2026-11-29, not {since}",
)
