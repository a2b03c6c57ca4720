"""What waits for somebody, as counts, with its sentence in both languages and the page to go to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tambon.lib.days import say_day
from tambon.lib.text import one_or_many
from tambon.notices.rules.kinds import WaitKind

SILENT_DAYS = 7  # a worker of whom nothing was heard so long is named to the district
ENDING_DAYS = 30  # contracts that end so soon need a successor
AHEAD_DAYS = 7  # tasks are told so long before they are due
NEW_DAYS = 7  # villages count as new so long

Pair = tuple[str, str]  # a text in Thai and in English


@dataclass(frozen=True, slots=True)
class Wait:
    """``count`` things of one kind; where it helps, of how many, in how many places, since or until when.

    ``where`` is the id of the office or area for which it waits: a person may look after several.
    """

    kind: WaitKind
    count: int
    of: int = 0
    places: int = 0
    dataset: str = ""
    day: date | None = None  # the oldest thing's, or the next one's that is due
    where: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON, without what is empty."""
        told: dict[str, Any] = {"kind": self.kind.value, "count": self.count}
        told |= {
            name: value for name in ("of", "places", "dataset", "where") if (value := getattr(self, name))
        }
        return told | ({"day": self.day.isoformat()} if self.day else {})


def read_wait(told: Mapping[str, Any]) -> Wait:
    """The inverse of `Wait.as_dict`; raises KeyError or ValueError for anything else."""
    day = told.get("day")
    return Wait(
        WaitKind(told["kind"]), told["count"], told.get("of", 0), told.get("places", 0),
        told.get("dataset", ""), date.fromisoformat(day) if day else None, told.get("where", 0),
    )  # fmt: skip


def in_order(waits: Iterable[Wait]) -> list[Wait]:
    """As a digest tells them: by kind, what is about one's own work first; then the most; nothing empty."""
    kinds = list(WaitKind)
    return sorted(
        (wait for wait in waits if wait.count > 0),
        key=lambda wait: (kinds.index(wait.kind), -wait.count, wait.dataset, wait.where),
    )


def sentence(wait: Wait, title: Pair = ("", "")) -> Pair:
    """What waits, in one Thai and one English sentence; ``title`` is the dataset's."""
    th, en = _SENTENCES[wait.kind]
    details = {"count": f"{wait.count:,}", "of": f"{wait.of:,}", "places": f"{wait.places:,}"}
    said_th = th.format(**details, title=title[0], day=say_day(wait.day, "th") if wait.day else "")
    said_en = en.format(**details, title=title[1], day=say_day(wait.day, "en") if wait.day else "")
    return said_th, one_or_many(said_en, wait.count)


def waits_for_an_office(wait: Wait) -> bool:
    """Whether ``where`` is an office; else it is an area, or 0 for the person alone."""
    return wait.kind in (
        WaitKind.TO_CONFIRM, WaitKind.OVERDUE, WaitKind.DISPUTED, WaitKind.CHALLENGED, WaitKind.HANDED_OVER
    )  # fmt: skip


def link(wait: Wait) -> str:
    """The desk's page on which the recipient goes on."""
    if wait.kind is WaitKind.TASKS_DUE and wait.where:
        return "/desk/workers"
    if waits_for_an_office(wait) and not wait.where:  # of several offices
        return "/desk/"
    return _LINKS[wait.kind].format(where=wait.where)


_SENTENCES: dict[WaitKind, Pair] = {
    WaitKind.TASKS_LATE: (
        "มีงานตามแผนที่เกินกำหนดแล้ว {count} งาน งานที่ค้างนานที่สุดครบกำหนดเมื่อวันที่ {day}",
        "{count} [task|tasks] of the plan [is|are] late, the oldest due on {day}",
    ),
    WaitKind.TASKS_DUE: (
        "มีงานตามแผนที่จะครบกำหนดภายใน 7 วัน จำนวน {count} งาน งานแรกครบกำหนดวันที่ {day}",
        "{count} [task|tasks] of the plan [falls|fall] due within 7 days, the first on {day}",
    ),
    WaitKind.RETURNED: (
        "{title}: มีค่าที่ถูกโต้แย้งให้กลับไปตรวจสอบ {count} ค่า ใน {places} หมู่บ้าน",
        "{title}: {count} disputed [value|values] to look at again; villages: {places}",
    ),
    WaitKind.IMPOSSIBLE: (
        "{title}: มีค่าที่ส่งแล้วแต่เป็นไปไม่ได้ {count} ค่า ใน {places} หมู่บ้าน ต้องส่งแบบอีกครั้ง",
        "{title}: {count} [value|values] sent that cannot be true: send the form again; villages: {places}",
    ),
    WaitKind.ASKED: (
        "{title}: กฎตรวจอัตโนมัติถามเกี่ยวกับค่าที่ส่ง {count} ค่า ใน {places} หมู่บ้าน",
        "{title}: the automatic rules ask about {count} [value|values] that you sent; villages: {places}",
    ),
    WaitKind.NEW_VILLAGES: (
        "ได้รับมอบหมายหมู่บ้านใหม่ {count} หมู่บ้านในรอบ 7 วัน",
        "{count} [village was|villages were] given to you in the last 7 days",
    ),
    WaitKind.TO_CONFIRM: (
        "{title}: มีข้อมูลรอการยืนยัน {count} ค่า ใน {places} หมู่บ้าน รายการที่รอนานที่สุดรอมาตั้งแต่วันที่ {day}",
        "{title}: {count} [value waits|values wait] for the office; villages: {places}; oldest: {day}",
    ),
    WaitKind.OVERDUE: (
        "{title}: ในจำนวนนี้เกินกำหนดแล้ว {count} ค่า ใน {places} หมู่บ้าน รายการที่เก่าที่สุดรอมาตั้งแต่วันที่ {day}",
        "{title}: of these {count} [value is|values are] past the due day; villages: {places}; oldest: {day}",
    ),
    WaitKind.DISPUTED: (
        "{title}: มีข้อมูลที่โต้แย้งกันอยู่ {count} ค่า ใน {places} หมู่บ้าน",
        "{title}: {count} [value stands|values stand] disputed; villages: {places}",
    ),
    WaitKind.CHALLENGED: (
        "มีผู้อ่านทักท้วงค่าที่เผยแพร่ รอคำตอบของสำนักงาน {count} เรื่อง เรื่องแรกมาเมื่อวันที่ {day}",
        "{count} [challenge waits|challenges wait] for the office's answer, the first since {day}",
    ),
    WaitKind.HANDED_OVER: (
        "สำนักงานอื่นส่งต่อค่ามาให้ {count} ค่า ใน {places} หมู่บ้าน รอคำตอบตั้งแต่วันที่ {day}",
        "{count} [value was|values were] handed to the office; villages: {places}; since {day}",
    ),
    WaitKind.VILLAGES_MISSING: (
        "{title}: ยังไม่ได้รายงาน {count} จาก {of} หมู่บ้านในพื้นที่ รอบนี้สิ้นสุดวันที่ {day}",
        "{title}: {count} of {of} villages of the area [is|are] not reported yet; the round ends on {day}",
    ),
    WaitKind.QUARANTINED: (
        "มีคำตอบที่กักไว้รอการตัดสิน {count} รายการ",
        "{count} [answer was|answers were] set aside and [waits|wait] for a decision",
    ),
    WaitKind.TO_READ: (
        "มีข้อทักท้วงของประชาชนรออ่านก่อนส่งต่อ {count} เรื่อง เรื่องแรกมาเมื่อวันที่ {day}",
        "{count} [challenge waits|challenges wait] to be read before it is passed on, the first since {day}",
    ),
    WaitKind.VACANT_POSTS: (
        "มีอัตราว่าง {count} อัตรา จากทั้งหมด {of} อัตรา",
        "{count} of {of} posts [is|are] vacant",
    ),
    WaitKind.UNASSIGNED_VILLAGES: (
        "มีหมู่บ้านที่ยังไม่มีผู้รับผิดชอบเก็บข้อมูล {count} หมู่บ้าน",
        "{count} [village is|villages are] given to no worker",
    ),
    WaitKind.WORKERS_LATE: (
        "มีผู้เก็บข้อมูลที่งานตามแผนเกินกำหนด {count} จาก {of} คน",
        "{count} of {of} workers [is|are] late with tasks of the plan",
    ),
    WaitKind.SILENT_WORKERS: (
        "มีผู้เก็บข้อมูลที่ไม่ได้บันทึกการปฏิบัติงานหรือส่งคำตอบเลยเกิน 7 วัน {count} คน",
        "{count} [worker has|workers have] written no day and sent no answer for 7 days",
    ),
    WaitKind.CONTRACTS_ENDING: (
        "มีสัญญาจ้างที่จะสิ้นสุดภายใน 30 วัน {count} สัญญา สัญญาแรกสิ้นสุดวันที่ {day}",
        "{count} [contract ends|contracts end] within 30 days, the first after {day}",
    ),
    WaitKind.DISTRICTS_BEHIND: (
        "{title}: มีอำเภอที่ล่าช้ากว่าแผน {count} จาก {of} อำเภอ",
        "{title}: {count} of {of} districts [is|are] behind",
    ),
    WaitKind.SILENT_OFFICES: (
        "{title}: มีสำนักงานที่ไม่ตอบเกินกำหนดแจ้งจังหวัดแล้ว {places} แห่ง "
        "รวม {count} ค่า รายการที่เก่าที่สุดรอมาตั้งแต่วันที่ {day}",
        "{title}: {count} [value waits|values wait] for offices that gave no word in time; offices: {places};"
        " oldest: {day}",
    ),
    WaitKind.PLANS_TO_APPROVE: (
        "มีแผนงานฉบับใหม่รอการอนุมัติ {count} ฉบับ",
        "{count} new [version of a plan waits|versions of plans wait] for approval",
    ),
    WaitKind.UNOWNED: (
        "{title}: มีข้อมูล {count} ค่า ใน {places} หมู่บ้าน ที่ยังไม่มีสำนักงานใดรับผิดชอบ",
        "{title}: no office is responsible for {count} [value|values]; villages: {places}",
    ),
    WaitKind.HANDED_BETWEEN: (
        "มีค่าที่ส่งต่อระหว่างหน่วยงาน {count} ค่า ใน {places} หมู่บ้าน รอผู้ดูแลตัดสินตั้งแต่วันที่ {day}",
        "{count} [value was|values were] handed over between agencies; villages: {places}; since {day}",
    ),
}
_LINKS: dict[WaitKind, str] = {
    WaitKind.TASKS_LATE: "/desk/work",
    WaitKind.TASKS_DUE: "/desk/work",
    WaitKind.RETURNED: "/desk/work",
    WaitKind.IMPOSSIBLE: "/desk/work",
    WaitKind.ASKED: "/desk/work",
    WaitKind.NEW_VILLAGES: "/desk/work",
    WaitKind.TO_CONFIRM: "/desk/queue/{where}",
    WaitKind.OVERDUE: "/desk/queue/{where}",
    WaitKind.DISPUTED: "/desk/queue/{where}/disputed",
    WaitKind.CHALLENGED: "/desk/challenges/office/{where}",
    WaitKind.HANDED_OVER: "/desk/queue/{where}/handed",
    WaitKind.VILLAGES_MISSING: "/desk/progress",
    WaitKind.QUARANTINED: "/desk/quarantine",
    WaitKind.TO_READ: "/desk/challenges",
    WaitKind.VACANT_POSTS: "/desk/workers",
    WaitKind.UNASSIGNED_VILLAGES: "/desk/workers",
    WaitKind.WORKERS_LATE: "/desk/workers",
    WaitKind.SILENT_WORKERS: "/desk/workers",
    WaitKind.CONTRACTS_ENDING: "/desk/workers",
    WaitKind.DISTRICTS_BEHIND: "/desk/progress",
    WaitKind.SILENT_OFFICES: "/desk/progress",
    WaitKind.PLANS_TO_APPROVE: "/desk/plan",
    WaitKind.UNOWNED: "/desk/",
    WaitKind.HANDED_BETWEEN: "/desk/handed",
}


def summed(waits: Iterable[Wait]) -> list[Wait]:
    """What waits for several offices as one list: by kind and dataset, without saying where."""
    found: dict[tuple[WaitKind, str], list[Wait]] = {}
    for wait in waits:
        found.setdefault((wait.kind, wait.dataset), []).append(wait)
    return [_sum(kind, dataset, parts) for (kind, dataset), parts in found.items()]


def _sum(kind: WaitKind, dataset: str, parts: list[Wait]) -> Wait:
    if len(parts) == 1:
        return parts[0]
    return Wait(
        kind,
        sum(part.count for part in parts),
        sum(part.of for part in parts),
        sum(part.places for part in parts),
        dataset,
        min((part.day for part in parts if part.day), default=None),
    )
