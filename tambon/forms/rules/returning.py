"""The short form by which a returned cell is answered: one for a variable, made from the dictionary. Pure.

Which cells were returned to the person who holds the phone stands beside it, in a list with `COLUMNS`; the
form looks up there what is said about the one that was chosen.
"""

from __future__ import annotations

from tambon.dictionary.rules.spec import Bilingual, DatasetSpec, VariableSpec, VariableType
from tambon.forms.rules.table import Book, Row, write_table
from tambon.forms.rules.wording import both

REMARK = "remark"  # the path of what the worker writes to the office
RETURN = "return."  # every id of such a form begins so, and no other
COLUMNS = ("village", "period", "reason", "note", "former", "due", "office")  # beside name and label
_PLACE = Bilingual(th="ค่าที่ส่งคืน: เลือกหมู่บ้านและปี", en="The returned value: choose village and year")
_SEARCH = Bilingual(
    th="รายการนี้มีเฉพาะค่าที่ส่งคืนถึงคุณ พิมพ์ชื่อหมู่บ้านเพื่อค้นหา", en="Only what was returned to you; type to search"
)
_ABOUT = Bilingual(
    th="เหตุผล: ${asked_reason} · ค่าเดิม: ${asked_former} · ตอบภายใน ${asked_due} · จาก ${asked_office}",
    en="Reason: ${asked_reason} · answered before: ${asked_former} · by ${asked_due} · from ${asked_office}",
)
_SAID = Bilingual(th="ข้อความจากสำนักงาน: ${asked_note}", en="The office says: ${asked_note}")
_DAY = Bilingual(th="วันที่ไปดู", en="Day of the visit")
_ERA = Bilingual(
    th="ปฏิทินเป็น พ.ศ. ถ้าเครื่องแสดง ค.ศ. ให้ลบ 543 เช่น 2569 คือ 2026",
    en="Shown in the Buddhist era; a phone that shows the common era needs 543 less, 2569 is 2026",
)
_PAST = Bilingual(
    th="วันที่ต้องไม่เกินวันนี้ ถ้าปีเกินไป 543 แปลว่าใช้ พ.ศ. ในช่อง ค.ศ.",
    en="The day cannot be after today; a year 543 too high is a Buddhist year",
)
_SAME = Bilingual(
    th="ถ้าไปดูแล้วค่าเดิมถูกต้อง ให้ตอบค่าเดิม", en="If the former answer turns out to be right, give it again"
)
_WHY = Bilingual(th="ไม่ได้คำตอบ เพราะอะไร", en="Not obtained: why?")
_WHY_HINT = Bilingual(
    th="ถ้าได้คำตอบแล้ว เว้นข้อนี้ไว้แล้วตอบข้างล่าง", en="Leave this blank where you have the answer, and give it below"
)
_PHOTO = Bilingual(th="ภาพเป็นหลักฐาน", en="A photo as evidence")
_FACES = Bilingual(
    th="ไม่บังคับ ถ่ายสิ่งของหรือสถานที่ อย่าให้เห็นหน้าคนหรือป้ายชื่อ", en="Optional. Show the place, not faces or names"
)
_REMARK = Bilingual(th="หมายเหตุถึงสำนักงาน", en="A remark for the office")
_OPTIONAL = Bilingual(th="ไม่บังคับ อย่าเขียนชื่อคน", en="Optional. Name no person")


def return_form_id(dataset: str, variable: str) -> str:
    return f"{RETURN}{dataset}.{variable}"


def list_name(dataset: str, variable: str) -> str:
    """The file of returned cells that the form reads."""
    return f"returned_{dataset}_{variable}.csv"


def return_source(spec: DatasetSpec, variable: VariableSpec, version: str) -> str:
    """The form as the text table that every questionnaire of ours is; `filling.fill` words the question."""
    rows = [*_opening(spec, variable), *_question(spec, variable), *_closing()]
    settings = {
        "form_id": return_form_id(spec.name, variable.name),
        "version": version,
        "title_th": f"ส่งคืน: {variable.label.th}",
        "title_en": f"Returned: {variable.label.en}",
        "instance_name": "concat(${village}, ' ', ${period})",
    }
    return write_table(Book(tuple(Row(0, row) for row in rows), settings=Row(0, settings)))


def _opening(spec: DatasetSpec, variable: VariableSpec) -> list[dict[str, str]]:
    file = list_name(spec.name, variable.name)
    item = f"instance('{file.removesuffix('.csv')}')/root/item[name = ${{cell}}]"
    choose = {"type": f"select_one_from_file {file}", "name": "cell", "required": "yes"}
    day = {"type": "date", "name": "visit_date", "variable": "visited_on", "required": "yes"}
    day |= {"default": "today()", "constraint": ". <= today()"}
    told = {"type": "note", "relevant": "${cell} != ''"}
    return [
        {"type": "start", "name": "start"},
        {"type": "end", "name": "end"},
        {"type": "begin_group", "name": "visit", **both("label", variable.label)},
        {**choose, **both("label", _PLACE), **both("hint", _SEARCH)},
        {"type": "calculate", "name": "village", "variable": "area", "calculation": f"{item}/village"},
        {"type": "calculate", "name": "period", "variable": "period", "calculation": f"{item}/period"},
        *(
            {"type": "calculate", "name": f"asked_{column}", "calculation": f"{item}/{column}"}
            for column in COLUMNS[2:]
        ),
        {**told, "name": "about", **both("label", _ABOUT), **both("hint", _SAME)},
        {**told, "name": "said", **both("label", _SAID), "relevant": "${asked_note} != ''"},
        {**day, **both("label", _DAY), **both("hint", _ERA), **both("constraint_message", _PAST)},
        {"type": "end_group"},
    ]


def _question(spec: DatasetSpec, variable: VariableSpec) -> list[dict[str, str]]:
    """The question itself, or why there is no answer; of rows the reason is asked first, since a phone opens
    the first row of a repeat by itself."""
    link = f"{spec.name}.{variable.name}"
    part = {"type": "begin_group", "name": "answer", **both("label", variable.label)}
    absence = {"type": "absence", "name": "not_obtained"}
    if variable.type is not VariableType.ROWS:
        return [part, {"variable": link}, {**absence, **both("label", _WHY)}, {"type": "end_group"}]
    first = {"required": "no", "relevant": "true()", **both("label", _WHY), **both("hint", _WHY_HINT)}
    columns = [{"variable": f"{link}.{column.name}"} for column in variable.columns]
    repeat = {"variable": link, "relevant": "${not_obtained} = ''"}
    end = [{"type": "end_repeat"}, {"type": "end_group"}]
    return [part, {**absence, **first}, repeat, *columns, *end]


def _closing() -> list[dict[str, str]]:
    return [
        {"type": "image", "name": "evidence", **both("label", _PHOTO), **both("hint", _FACES)},
        {"type": "text", "name": REMARK, **both("label", _REMARK), **both("hint", _OPTIONAL)},
    ]
