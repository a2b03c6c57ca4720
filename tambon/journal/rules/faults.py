"""What can be wrong, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tambon.journal.rules.entries import EntryView
from tambon.journal.rules.seals import SealView


@dataclass(frozen=True)
class Fault:
    """Something that does not hold. ``where`` names the row: "journal_entry 12", "records_record 7"."""

    code: str
    where: str
    th: str
    en: str


Checker = Callable[[Iterable[EntryView]], Iterable[Fault]]


@dataclass(frozen=True)
class Report:
    """What a verification found: ``faults`` are the first ones, ``fault_count`` is all of them."""

    entries: int
    seals: int
    unsealed: int
    root: bytes  # of the last seal; empty bytes without one
    faults: tuple[Fault, ...]
    fault_count: int

    @property
    def holds(self) -> bool:
        return self.fault_count == 0


@dataclass
class Faults:
    """Keeps the first ``most`` faults and counts the rest."""

    most: int
    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, fault: Fault) -> None:
        self.count += 1
        if len(self.kept) < self.most:
            self.kept.append(fault)


def entry_changed(entry: EntryView) -> Fault:
    return Fault(
        "entry-changed",
        f"journal_entry {entry.id}",
        f"บันทึก {entry.kind} ของ {entry.subject} ไม่ตรงกับแฮชของตัวเอง",
        f"the entry {entry.kind} about {entry.subject} is not what its own hash says",
    )


def entry_outside(entry: EntryView) -> Fault:
    return Fault(
        "entry-outside-the-seals",
        f"journal_entry {entry.id}",
        "บันทึกนี้ถูกแทรกเข้ามาหลังจากช่วงนั้นผนึกแล้ว",
        "this entry stands where everything was sealed before and no seal holds it",
    )


def seal_broken(seal: SealView, entries: int) -> Fault:
    return Fault(
        "seal-broken",
        f"journal_seal {seal.id}",
        f"ผนึกรวม {seal.entries} บันทึก แต่ที่เหลืออยู่ {entries} บันทึกให้ค่ารากไม่ตรงกัน มีบันทึกถูกแก้ ลบ หรือแทรก",
        f"it was put over {seal.entries} entries; the {entries} that are there give another root: "
        "an entry was changed, deleted or added, or the seal itself was changed",
    )


def chain_broken(seal: SealView) -> Fault:
    return Fault(
        "chain-broken",
        f"journal_seal {seal.id}",
        "ผนึกนี้ไม่ต่อจากผนึกก่อนหน้า มีผนึกถูกแก้หรือลบ",
        "it does not follow the seal before it: a seal was changed or deleted",
    )


def root_missing(root: bytes) -> Fault:
    return Fault(
        "root-missing",
        "journal_seal",
        f"ไม่มีผนึกใดมีค่ารากที่เคยเผยแพร่ {root.hex()}",
        f"no seal has the published root {root.hex()}",
    )


def unguarded(trigger: str) -> Fault:
    return Fault(
        "journal-unguarded",
        f"trigger {trigger}",
        "ตัวกันการแก้ไขสมุดบันทึกถูกปิดหรือถูกลบ",
        "what refuses changes to the journal is switched off or gone",
    )


def content_changed(where: str, entry: EntryView) -> Fault:
    return Fault(
        "row-changed",
        where,
        f"แถวนี้ไม่ตรงกับบันทึกที่ {entry.id} ({entry.kind} ของ {entry.subject})",
        f"the row is not what entry {entry.id} recorded ({entry.kind} about {entry.subject})",
    )


def content_missing(entry: EntryView) -> Fault:
    return Fault(
        "row-missing",
        entry.subject,
        f"บันทึกที่ {entry.id} ({entry.kind}) กล่าวถึงแถวที่ไม่มีแล้ว และไม่มีบันทึกการลบ",
        f"entry {entry.id} ({entry.kind}) tells of a row that is gone, and none says that it was erased",
    )


def row_unjournaled(where: str, kind: str) -> Fault:
    return Fault(
        "row-unjournaled",
        where,
        f"แถวนี้ไม่มีบันทึก {kind}",
        f"no entry {kind} tells of this row: it was put in by another way",
    )


def told_otherwise(where: str, entry: int, kind: str) -> Fault:
    return Fault(
        "row-changed",
        where,
        f"แถวนี้ไม่ตรงกับบันทึกที่ {entry} ({kind})",
        f"the row is not what entry {entry} recorded ({kind})",
    )


def told_missing(where: str, entry: int, kind: str) -> Fault:
    return Fault(
        "row-missing",
        where,
        f"บันทึกที่ {entry} ({kind}) กล่าวถึงแถวนี้ แต่ไม่มีแถวนี้แล้ว",
        f"entry {entry} ({kind}) tells of this row, and it is gone",
    )
