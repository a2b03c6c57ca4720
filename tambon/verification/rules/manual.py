"""The manual of all checks, made from the dictionary and from the rules across rows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tambon.dictionary.rules.checks import range_sentence
from tambon.dictionary.rules.spec import Bilingual, Column, DatasetSpec, Severity, VariableSpec
from tambon.verification.rules.across import LEADS, RULES, TOGETHER
from tambon.verification.rules.across.together import STAND_TOGETHER, Relation, Together

SEVERITIES = {
    Severity.BLOCKS: ("เป็นไปไม่ได้ ต้องแก้ค่า", "cannot be true: the value is corrected"),
    Severity.ASKS: ("ควรถาม อธิบายได้", "hardly true: may be explained"),
    Severity.NOTES: ("ข้อสังเกต ไม่ลดระดับ", "rare: seen first, lowers no grade"),
}
_SIGNS = {
    Relation.SAME: "≈",
    Relation.AT_MOST: "≤",
    Relation.YES_IF_ANY: "= yes ⇔ 0 <",
    Relation.YES_IF_YES: "⇒",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One check as people read it: where it is shown, what it says, how hard it is, and its formula."""

    rule: str
    variable: str
    severity: Severity
    th: str
    en: str
    formula: str

    @property
    def severity_words(self) -> tuple[str, str]:
        return SEVERITIES[self.severity]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The checks of one dataset."""

    name: str
    title: Bilingual
    version: str
    lines: tuple[Line, ...]


def chapters(specs: Iterable[DatasetSpec]) -> list[Chapter]:
    """The datasets by name, each with its ranges, its checks and what must fit other datasets."""
    return [
        Chapter(
            spec.name,
            spec.title,
            spec.rules_version,
            (
                *_ranges(spec),
                *_checks(spec),
                *(_together(line) for line in TOGETHER if line.at[0] == spec.name),
            ),
        )
        for spec in sorted(specs, key=lambda one: one.name)
    ]


def _ranges(spec: DatasetSpec) -> Iterator[Line]:
    for variable in spec.asked:
        parts: tuple[VariableSpec | Column, ...] = variable.columns or (variable,)
        for part in parts:
            said = range_sentence(part)
            if said is None:
                continue
            name = variable.name if part is variable else f"{variable.name}_{part.name}"
            th, en = f"{part.label.th}: {said.th}", f"{part.label.en}: {said.en}"
            yield Line(f"{name}_in_range", variable.name, Severity.BLOCKS, th, en, _bounds(part))


def _bounds(part: VariableSpec | Column) -> str:
    low = "" if part.minimum is None else f"{part.minimum} <= "
    high = "" if part.maximum is None else f" <= {part.maximum}"
    return f"{low}{part.name}{high}"


def _checks(spec: DatasetSpec) -> Iterator[Line]:
    for check in spec.all_checks:
        yield Line(check.name, check.about, check.severity, check.th, check.en, check.holds)


def _together(line: Together) -> Line:
    formula = f"{' + '.join(line.about)} {_SIGNS[line.relation]} {' + '.join(line.with_)}"
    rule = f"{STAND_TOGETHER.id}:{line.name}"
    return Line(rule, line.at[1], STAND_TOGETHER.severity, line.said_th, line.said_en, formula)


HEAD = """# Checks: every rule that looks at a value

Made by `tambon docs checks --write docs/checks.md` from the dictionary and from `verification/rules/across`;
a test compares them. What a rule asks stands as a finding beside the value, and weighs on its grade until the
value changes or another person accepts an explanation ([verification.md](verification.md)). A rule asks; it
never decides. Whatever is blank, or has a reason in place of a value, breaks no rule. `{{…}}` is filled with
the case at hand.

หน้านี้ทำจากพจนานุกรมข้อมูลและกฎในโปรแกรม กฎมีไว้ถาม ไม่ได้ตัดสิน
ค่าที่ว่างหรือมีเหตุผลแทนค่าไม่ขัดกับกฎใด

| severity | ไทย | English |
|---|---|---|
| blocks | {blocks_th} | {blocks} |
| asks | {asks_th} | {asks} |
| notes | {notes_th} | {notes} |

## Across rows · ข้ามหมู่บ้าน ข้ามรอบ ข้ามชุดข้อมูล และเทียบหน่วยงาน

These run over every number of every dataset of a district in which something changed.

| rule | version | severity | what it says | formula |
|---|---|---|---|---|
"""
LEADS_HEAD = """
## Leads about a person's answers · ข้อสังเกตเกี่ยวกับคำตอบของคนหนึ่งคน

Seen by the district's officers alone; no finding, no weight on a value, never published.

| lead | version | what it says | formula |
|---|---|---|---|
"""


def page(specs: Iterable[DatasetSpec]) -> str:
    """The whole manual in Markdown."""
    words = {s.value: SEVERITIES[s][1] for s in Severity} | {
        f"{s.value}_th": SEVERITIES[s][0] for s in Severity
    }
    parts = [HEAD.format(**words)]
    for rule in RULES:
        said = f"{_cell(rule.th)}<br>{_cell(rule.en)}"
        formula = f"{_cell(rule.formula_th)}<br>{_cell(rule.formula_en)}"
        parts.append(f"| `{rule.id}` | {rule.version} | {rule.severity} | {said} | {formula} |\n")
    parts.append(LEADS_HEAD)
    for lead in LEADS:
        said, formula = f"{lead.title_th}<br>{lead.title_en}", f"{lead.formula_th}<br>{lead.formula_en}"
        parts.append(f"| `{lead.id}` | {lead.version} | {_cell(said)} | {_cell(formula)} |\n")
    parts += [_chapter(chapter) for chapter in chapters(specs)]
    return "".join(parts)


def _chapter(chapter: Chapter) -> str:
    head = f"\n## {chapter.name}: {chapter.title.th} · {chapter.title.en}\n\n"
    head += f"Version of these rules: `{chapter.version}`\n"
    head += "\n| rule | at | severity | what it says | holds when |\n|---|---|---|---|---|\n"
    rows = [
        f"| `{one.rule}` | `{one.variable}` | {one.severity} | {_cell(one.th)}<br>{_cell(one.en)} "
        f"| `{_cell(one.formula)}` |\n"
        for one in chapter.lines
    ]
    return head + "".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
