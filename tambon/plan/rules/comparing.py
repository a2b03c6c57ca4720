"""What changes from one plan to the next, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tambon.lib.days import say_day, say_period
from tambon.plan.rules.plan_text import Plan, TaskKind
from tambon.plan.rules.programme import ProgrammeView
from tambon.plan.rules.timeline import PlannedRound, TaskView, rounds, tasks

Words = tuple[str, str]  # Thai, English
NOTHING: Words = ("", "")


class Thing(StrEnum):
    ROUND = "round"
    TASK = "task"


class Sort(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # other days, or another month
    RETITLED = "retitled"
    REWEIGHTED = "reweighted"
    REDELIVERED = "redelivered"  # another deliverable, dataset, round or period


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: ``before`` and ``after`` are what the plans say, in Thai and English."""

    thing: Thing
    sort: Sort
    code: str
    title_th: str
    title_en: str
    before: Words
    after: Words

    @property
    def text_th(self) -> str:
        return self._text(0)

    @property
    def text_en(self) -> str:
        return self._text(1)

    def _text(self, lang: int) -> str:
        title = (self.title_th, self.title_en)[lang]
        terms = {"title": title, "before": self.before[lang], "after": self.after[lang]}
        return _SENTENCES[self.thing, self.sort][lang].format_map(terms)


def compare(old: Plan | None, new: Plan, programme: ProgrammeView) -> list[Change]:
    """Rounds, then tasks, by code; no old plan is an empty one. Nothing where the two mean the same."""
    before_rounds = {one.in_plan: one for one in rounds(old, programme)} if old else {}
    before_tasks = {one.code: one for one in tasks(old, programme)} if old else {}
    after_rounds = {one.in_plan: one for one in rounds(new, programme)}
    after_tasks = {one.code: one for one in tasks(new, programme)}
    return [*_rounds(before_rounds, after_rounds), *_tasks(before_tasks, after_tasks)]


def _rounds(before: dict[str, PlannedRound], after: dict[str, PlannedRound]) -> Iterator[Change]:
    for code in sorted(before.keys() | after.keys()):
        old, new = before.get(code), after.get(code)
        if old and new:
            yield from _pairs(Thing.ROUND, code, _round_parts(old), _round_parts(new))
        elif new:
            yield Change(Thing.ROUND, Sort.ADDED, code, new.name_th, new.name_en, NOTHING, _open_days(new))
        elif old:
            yield Change(Thing.ROUND, Sort.REMOVED, code, old.name_th, old.name_en, _open_days(old), NOTHING)


def _tasks(before: dict[str, TaskView], after: dict[str, TaskView]) -> Iterator[Change]:
    for code in sorted(before.keys() | after.keys()):
        old, new = before.get(code), after.get(code)
        if old and new:
            yield from _pairs(Thing.TASK, code, _task_parts(old), _task_parts(new))
        elif new:
            yield Change(Thing.TASK, Sort.ADDED, code, new.title_th, new.title_en, NOTHING, _due(new))
        elif old:
            yield Change(Thing.TASK, Sort.REMOVED, code, old.title_th, old.title_en, _due(old), NOTHING)


Parts = dict[Sort, Words]


def _pairs(thing: Thing, code: str, old: Parts, new: Parts) -> Iterator[Change]:
    title = new[Sort.RETITLED]
    for sort, after in new.items():
        if old[sort] != after:
            yield Change(thing, sort, code, *title, old[sort], after)


def _round_parts(one: PlannedRound) -> Parts:
    return {
        Sort.RETITLED: (one.name_th, one.name_en),
        Sort.MOVED: _open_days(one),
        Sort.REDELIVERED: (_datasets(one, "th"), _datasets(one, "en")),
    }


def _task_parts(task: TaskView) -> Parts:
    return {
        Sort.RETITLED: (task.title_th, task.title_en),
        Sort.MOVED: _due(task),
        Sort.REWEIGHTED: (f"ร้อยละ {task.weight}", f"{task.weight} per cent"),
        Sort.REDELIVERED: _deliverable(task),
    }


def _open_days(one: PlannedRound) -> Words:
    return (
        f"{say_day(one.opens, 'th')} ถึง {say_day(one.last, 'th')}",
        f"{say_day(one.opens, 'en')} to {say_day(one.last, 'en')}",
    )


def _datasets(one: PlannedRound, lang: str) -> str:
    return ", ".join(f"{name} ({say_period(period, lang)})" for name, period in one.datasets)


def _due(task: TaskView) -> Words:
    return say_day(task.due, "th"), say_day(task.due, "en")


_KINDS: dict[TaskKind, Words] = {
    TaskKind.DATASET: ("ข้อมูลทุกหมู่บ้าน", "data of every village"),
    TaskKind.MEETING: ("ประชุม", "meeting"),
    TaskKind.REPORT: ("รายงาน", "report"),
}


def _deliverable(task: TaskView) -> Words:
    kind = _KINDS[task.kind]
    where = f" · {task.round}" if task.round else ""
    return f"{kind[0]}: {task.deliverable_th}{where}", f"{kind[1]}: {task.deliverable_en}{where}"


_SENTENCES: dict[tuple[Thing, Sort], Words] = {
    (Thing.ROUND, Sort.ADDED): ("เพิ่มรอบ “{title}” เปิด {after}", "New round “{title}”, open {after}"),
    (Thing.ROUND, Sort.REMOVED): ("ตัดรอบ “{title}” ({before}) ออก", "Round “{title}” ({before}) is left out"),
    (Thing.ROUND, Sort.MOVED): (
        "เลื่อนวันของรอบ “{title}” จาก {before} เป็น {after}",
        "Round “{title}” is open {after} instead of {before}",
    ),
    (Thing.ROUND, Sort.RETITLED): (
        "เปลี่ยนชื่อรอบจาก “{before}” เป็น “{after}”",
        "Round “{before}” is now called “{after}”",
    ),
    (Thing.ROUND, Sort.REDELIVERED): (
        "รอบ “{title}” เก็บ {after} จากเดิม {before}",
        "Round “{title}” asks for {after} instead of {before}",
    ),
    (Thing.TASK, Sort.ADDED): ("เพิ่มงาน “{title}” กำหนดส่ง {after}", "New task “{title}”, due {after}"),
    (Thing.TASK, Sort.REMOVED): (
        "ตัดงาน “{title}” (เดิมกำหนดส่ง {before}) ออก",
        "Task “{title}” (due {before}) is left out",
    ),
    (Thing.TASK, Sort.MOVED): (
        "เลื่อนกำหนดส่งงาน “{title}” จาก {before} เป็น {after}",
        "Task “{title}” is due {after} instead of {before}",
    ),
    (Thing.TASK, Sort.RETITLED): (
        "เปลี่ยนชื่องานจาก “{before}” เป็น “{after}”",
        "Task “{before}” is now called “{after}”",
    ),
    (Thing.TASK, Sort.REWEIGHTED): (
        "น้ำหนักงาน “{title}” จาก{before} เป็น{after}",
        "Task “{title}” weighs {after} instead of {before}",
    ),
    (Thing.TASK, Sort.REDELIVERED): (
        "สิ่งที่ส่งมอบของงาน “{title}” เปลี่ยนจาก {before} เป็น {after}",
        "Task “{title}” delivers {after} instead of {before}",
    ),
}
