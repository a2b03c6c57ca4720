"""Against the last round of the same village: a large change is not wrong, but a reason is asked. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from tambon.dictionary.rules.spec import DatasetSpec, Severity, VariableSpec, VariableType
from tambon.verification.rules.across.rule import Question, Row, Rule, far_apart, number

COUNT_SHARE = 0.3  # of the larger of the two
DECIMAL_SHARE = 0.5
RANGE_SHARE = 0.05  # of what the variable may span; a decimal that moves less is let alone
PERCENT_POINTS = 25

# What comes and goes by nature: a change is worth a verifier's look, and no question to anybody.
COMES_AND_GOES = {
    "population": {"births", "deaths", "moved_in", "moved_out"},
    "health": {"dengue_cases", "malaria_cases", "diarrhoea_cases"},
    "economy": {"visitors", "returnees", "returnees_without_work"},
    "environment": {"trees_planted", "burnt_farm_rai", "smoke_days"},
    "community": {"meetings_year", "learning_visits"},
}
EVENTS = frozenset({"risk"})  # every number of these is about what happened in the year

LAST_ROUND = Rule(
    id="changed_since_last_round",
    severity=Severity.ASKS,
    title_th="เปลี่ยนไปมากจากรอบก่อน",
    title_en="Changed much since the last round",
    th="รอบก่อน {before} รอบนี้ {now} เปลี่ยนไปมาก โปรดบอกเหตุผล",
    en="{before} in the last round and {now} now: a large change; please say why",
    formula_th="จำนวนนับ: ต่างกันตั้งแต่ 10 เกินร้อยละ 30 ของค่าที่มากกว่า และรากที่สองต่างกันตั้งแต่ 2.5 · "
    "ทศนิยม: ต่างเกินร้อยละ 50 ของค่าที่มากกว่า และเกินร้อยละ 5 ของช่วงที่เป็นไปได้ · ร้อยละ: ต่างเกิน 25 จุด · "
    "เหตุการณ์ที่ขึ้นลงตามปีเป็นเพียงข้อสังเกต",
    formula_en="counts: differ by 10 or more, by over 30% of the larger, by 2.5 or more in square roots · "
    "decimals: by over 50% of the larger and over 5% of the possible range · per cent: by over 25 points · "
    "what comes and goes with the year is a note only",
)


def is_large_change(variable: VariableSpec, before: float, now: float) -> bool:
    """Whether a reason is asked for the change, by the variable's type and unit."""
    apart, larger = abs(now - before), max(abs(now), abs(before))
    if variable.unit is not None and variable.unit.code == "percent":
        return apart > PERCENT_POINTS
    if variable.type is VariableType.INTEGER:
        return apart > COUNT_SHARE * larger and far_apart(before, now)
    return apart > DECIMAL_SHARE * larger and apart > RANGE_SHARE * _span(variable, larger)


def changed_since_last_round(spec: DatasetSpec, row: Row) -> Iterator[Question]:
    """The questions about what changed much; nothing where the village has no earlier round."""
    if not row.before:
        return
    for variable in spec.asked:
        before, now = number(row.before.get(variable.name)), number(row.values.get(variable.name))
        if before is None or now is None or before == now:
            continue
        if is_large_change(variable, before, now):
            calm = spec.name in EVENTS or variable.name in COMES_AND_GOES.get(spec.name, ())
            severity = Severity.NOTES if calm else LAST_ROUND.severity
            yield LAST_ROUND.ask(variable.name, [before, now], severity=severity, before=before, now=now)


def _span(variable: VariableSpec, larger: float) -> float:
    """What the variable may span; where the dictionary gives no upper end, the larger of the two."""
    return variable.maximum - (variable.minimum or 0) if variable.maximum is not None else larger
