"""Against the agency's own figure: a register that says something else by more than a band. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from tambon.dictionary.rules.spec import DatasetSpec, Severity, VariableType
from tambon.verification.rules.across.rule import Figures, Question, Row, Rule, number

BAND = 0.2
FEW = 5  # counts nearer than this agree, however small they are
FIELD, OFFICE = ("พื้นที่", "The field"), ("สำนักงาน", "The office")  # who says what the register does not

AGENCY = Rule(
    id="differs_from_agency",
    severity=Severity.ASKS,
    title_th="ต่างจากตัวเลขของหน่วยงาน",
    title_en="Differs from the agency's figure",
    th="{who_th}ว่า {here} ทะเบียนของหน่วยงานว่า {register} ต่างกันมาก โปรดตรวจว่าค่าใดถูก",
    en="{who_en} says {here} and the agency's register {register}; please find out which is right",
    formula_th="ต่างกันเกินร้อยละ 20 ของค่าที่มากกว่า และจำนวนนับต่างกันเกิน 5",
    formula_en="differ by over 20% of the larger, and a count by over 5",
)


def differs_from_agency(spec: DatasetSpec, row: Row) -> Iterator[Question]:
    """The questions about values whose register says something else."""
    for variable in spec.asked:
        figures = row.figures.get(variable.name, Figures())
        here, register = number(figures.here), number(figures.register)
        if here is None or register is None:
            continue
        apart = abs(here - register)
        few = FEW if variable.type is VariableType.INTEGER else 0
        if apart > BAND * max(abs(here), abs(register)) and apart > few:
            th, en = OFFICE if figures.by_office else FIELD
            yield AGENCY.ask(
                variable.name, [here, register], here=here, register=register, who_th=th, who_en=en
            )
