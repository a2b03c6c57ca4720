"""Why a programme or a round is refused."""

from __future__ import annotations

from tambon.lib.problem import Kind

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
