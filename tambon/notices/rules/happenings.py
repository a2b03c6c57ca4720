"""What happened, in a sentence: a message names areas and counts, never what a person wrote. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tambon.lib.days import say_day
from tambon.lib.text import one_or_many
from tambon.notices.rules.kinds import MessageKind
from tambon.notices.rules.waits import Pair

MOST_NAMED = 5  # villages named in a sentence; of more their number is told


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message to one person; ``details`` hold ids, days and codes."""

    id: int
    kind: MessageKind
    details: Mapping[str, Any]
    at: datetime
    is_new: bool

    @property
    def areas(self) -> tuple[int, ...]:
        """The areas that its sentence names."""
        return tuple(self.details.get("areas", ()))


def tell(
    message: MessageView,
    names: Sequence[Pair],
    programme: Pair = ("", ""),
    *,
    office: Pair = ("", ""),
    dataset: Pair = ("", ""),
) -> Pair:
    """What happened in Thai and in English; ``names`` are those of the message's areas."""
    th, en = _SENTENCES[message.kind]
    count = int(message.details.get("count", len(names)))
    day = message.details.get("day")
    since = date.fromisoformat(day) if day else None
    said = [
        text.format(
            count=f"{count:,}", programme=programme[place], areas=_listed(names, place, count),
            day=_day(since, place), office=office[place], dataset=dataset[place],
        )
        for place, text in enumerate((th, en))
    ]  # fmt: skip
    return said[0], one_or_many(said[1], count)


def _day(day: date | None, place: int) -> str:
    if day is None:
        return ""
    return (f"ตั้งแต่วันที่ {say_day(day, 'th')}", f" from {say_day(day, 'en')}")[place]


def _listed(names: Sequence[Pair], place: int, count: int) -> str:
    if not names:
        return ""
    more = count - min(len(names), MOST_NAMED)
    said = ", ".join(pair[place] for pair in names[:MOST_NAMED])
    if more > 0:
        said += (f" และอีก {more:,} แห่ง", f" and {more:,} more")[place]
    return f": {said}"


_SENTENCES: dict[MessageKind, Pair] = {
    MessageKind.VILLAGES_GIVEN: (
        "ท่านได้รับมอบหมาย {count} หมู่บ้าน {day}{areas}",
        "You were given {count} [village|villages]{day}{areas}",
    ),
    MessageKind.VILLAGES_TAKEN: (
        "มี {count} หมู่บ้านที่ไม่อยู่ในความรับผิดชอบของท่านแล้ว {day}{areas}",
        "{count} [village is|villages are] no longer yours{day}{areas}",
    ),
    MessageKind.VILLAGE_HANDED_BACK: (
        "ผู้เก็บข้อมูลส่งคืน {count} หมู่บ้าน ต้องมอบหมายใหม่{areas}",
        "A worker handed back {count} [village|villages]; [it needs|they need] somebody else{areas}",
    ),
    MessageKind.STANDING_IN: (
        "ท่านปฏิบัติงานแทนเพื่อนร่วมงานที่ไม่อยู่ {day}",
        "You stand in for a colleague who is away{day}",
    ),
    MessageKind.CONTRACT_ENDED: (
        "สัญญาจ้างของท่านสิ้นสุดแล้ว มีผล{day}",
        "Your contract is over{day}",
    ),
    MessageKind.PLAN_APPROVED: (
        "แผนงานฉบับใหม่มีผลใช้แล้ว โปรดดูงานและวันครบกำหนด: {programme}",
        "A new plan is in force. Look at the tasks and their days: {programme}",
    ),
    MessageKind.OFFICE_ASKED: (
        "{dataset}: {office} ยังไม่ได้ตอบ {count} ค่าที่รออยู่{day} ครบกำหนดแล้ว โปรดยืนยันหรือโต้แย้ง",
        "{dataset}: {count} [value has|values have] waited for {office}{day}; its word is due:"
        " please confirm or dispute",
    ),
    MessageKind.OFFICE_LATE: (
        "{dataset}: {office} ได้รับการเตือนแล้วแต่ยังไม่ตอบ {count} ค่าที่รออยู่{day}",
        "{dataset}: {office} was reminded and still gives no word on {count} [value|values] that [waits|wait]"
        "{day}",
    ),
    MessageKind.OFFICE_SILENT: (
        "{dataset}: {office} ไม่ตอบ {count} ค่าที่รออยู่{day} ค่าเหล่านี้มีหมายเหตุว่า “เจ้าของข้อมูลไม่ตอบ” "
        "และยังไม่นับเป็นค่าที่ยืนยันแล้ว",
        "{dataset}: {office} is silent about {count} [value|values]{day}; [it bears|they bear] the remark"
        " “owner silent” and [is|are] not verified",
    ),
    MessageKind.CERTIFICATE_ISSUED: (
        "ออกประกาศนียบัตรการอบรมให้ท่านแล้ว",
        "Your certificate of training was issued",
    ),
}
