"""The sentences of a value's story, one sort of event after another. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tambon.lib.days import say_day
from tambon.lib.text import one_or_many
from tambon.records.rules import ClaimKind
from tambon.verification.rules import events as told
from tambon.verification.rules.cells import Reason
from tambon.verification.rules.clock import STEPS, Pair
from tambon.verification.rules.heads import WORDS, Speaker
from tambon.verification.rules.sampling import Why

_NOBODY: Pair = ("สำนักงานเจ้าของข้อมูล", "The owner's office")


@dataclass(frozen=True, slots=True)
class Words:
    """How values and grades are said in both languages."""

    say: Callable[[Any], Pair]
    grades: Mapping[str, Pair]


def sentence(event: told.Event, words: Words) -> Pair:
    """The event in one sentence."""
    return _TELL[type(event)](event, words)


def note_of(event: told.Event) -> str:
    """What a person wrote beside it; empty where nobody did."""
    return _NOTE.get(type(event), _no_note)(event)


def _held(one: told.Held, words: Words) -> Pair:
    (grade_th, grade_en), (th, en) = words.grades[one.grade.value], words.say(one.value)
    if not one.moved:
        return f"ระดับของค่าเป็น “{grade_th}”", f"The value's grade is now “{grade_en}”"
    why_th, why_en = one.why or ("", "")
    said_th, said_en = f"ค่าที่ถือเป็น {th} ({grade_th})", f"What is held is {en} ({grade_en})"
    return f"{said_th} {why_th}".rstrip(), f"{said_en} {why_en}".rstrip()


_SAID: Mapping[told.How, Pair] = {
    told.How.FIELD: ("{who_th}ตอบว่า {th} ไปดูเมื่อ {day_th}", "{who_en} answered {en}, seen on {day_en}"),
    told.How.EDIT: (
        "{who_th}แก้แบบที่เคยส่ง เป็น {th} ไปดูเมื่อ {day_th}",
        "{who_en} edited a form sent before, to {en}, seen on {day_en}",
    ),
    told.How.RETURN_PHONE: (
        "{who_th}ไปดูอีกครั้งเมื่อ {day_th} แล้วตอบจากโทรศัพท์ว่า {th}",
        "{who_en} looked again on {day_en} and answered {en} on the phone",
    ),
    told.How.RETURN_DESK: (
        "{who_th}ไปดูอีกครั้งเมื่อ {day_th} แล้วตอบที่หน้างานว่า {th}",
        "{who_en} looked again on {day_en} and answered {en} at the desk",
    ),
    told.How.REGISTER: (
        "ทะเบียนของ{who_th} บอกว่า {th} ณ {day_th}",
        "The register of {who_en} says {en}, of {day_en}",
    ),
    told.How.OFFICE: (
        "{who_th} ให้ค่าของสำนักงานเป็น {th} ณ {day_th}",
        "{who_en} gave its own value, {en}, of {day_en}",
    ),
}


_LATE: Pair = (
    " · มาหลังลงนามรับรอง จึงรออยู่ ยังไม่นับ",
    " · late, behind a sign-off: it waits and does not count yet",
)
_WAITED: Pair = (
    " · มาหลังลงนามรับรอง จึงรอจนเปิดข้อมูลอีกครั้ง",
    " · late, behind a sign-off: it waited until that was lifted",
)


def _said(one: told.Said, words: Words) -> Pair:
    (th, en), (who_th, who_en) = words.say(one.value), one.who or ("ผู้เก็บข้อมูล", "A worker")
    days = {"day_th": say_day(one.observed_on, "th"), "day_en": say_day(one.observed_on, "en")}
    late_th, late_en = _LATE if one.late else _WAITED if one.waited else ("", "")
    pattern_th, pattern_en = _SAID[one.how]
    said_th = pattern_th.format(th=th, who_th=who_th, **days) + late_th
    return said_th, pattern_en.format(en=en, who_en=who_en, **days) + late_en


def _judged(one: told.Judged, words: Words) -> Pair:
    (th, en), (office_th, office_en) = words.say(one.value), one.office or _NOBODY
    if one.confirms:
        return f"{office_th} ยืนยันว่า {th} ถูกต้อง", f"{office_en} confirmed {en}"
    why_th, why_en = _reason(one.reason)
    return f"{office_th} โต้แย้งค่า {th}: {why_th}", f"{office_en} disputed {en}: {why_en}"


def _late(days: int) -> str:
    return one_or_many(f"{days} [day|days] late", days)


def _reason(code: str) -> Pair:
    return Reason(code).words if code in set(Reason) else (code or "–", code or "–")


def _head(one: told.HeadSaid, words: Words) -> Pair:
    th, en = WORDS[ClaimKind.WITNESS if one.agrees else ClaimKind.CHALLENGE, one.speaker]
    if one.speaker is Speaker.HEAD:
        th, en = f"{th} ผ่านลิงก์ของหมู่บ้าน", f"{en}, by the village's link"
    if one.proposed is not None:
        proposed_th, proposed_en = words.say(one.proposed)
        th, en = f"{th} เสนอว่า {proposed_th}", f"{en}: it should be {proposed_en}"
    return th, en


def _asked(one: told.Asked, _: Words) -> Pair:
    th, en = one.asks
    if one.severity == "blocks":
        return f"กฎตรวจอัตโนมัติพบว่าเป็นไปไม่ได้: {th}", f"An automatic rule found that it cannot be true: {en}"
    return f"กฎตรวจอัตโนมัติสงสัย: {th}", f"An automatic rule asked: {en}"


_STEPS: Mapping[told.FindingStep, Pair] = {
    told.FindingStep.EXPLAINED: ("มีผู้อธิบายข้อสงสัย “{th}”", "Somebody explained the question “{en}”"),
    told.FindingStep.REFUSED: ("คำอธิบายข้อสงสัย “{th}” ไม่ได้รับ", "The explanation of “{en}” was not taken"),
    told.FindingStep.ACCEPTED: ("รับคำอธิบายข้อสงสัย “{th}” แล้ว", "The explanation of “{en}” was accepted"),
    told.FindingStep.CLOSED: (
        "ข้อสงสัย “{th}” ปิดแล้ว เพราะค่าเปลี่ยนหรือกฎไม่สงสัยอีก",
        "The question “{en}” was closed: a value changed, or the rule asks no more",
    ),
}


def _finding(one: told.FindingMoved, _: Words) -> Pair:
    (th, en), (asks_th, asks_en) = _STEPS[one.step], one.asks
    return th.replace("{th}", asks_th), en.replace("{en}", asks_en)


def _sent_back(one: told.SentBack, _: Words) -> Pair:
    (office_th, office_en), (why_th, why_en) = one.office or _NOBODY, _reason(one.reason)
    return (
        f"{office_th} ส่งกลับให้ไปดูอีกครั้งภายใน {say_day(one.due, 'th')}: {why_th}",
        f"{office_en} sent it back to be looked at again by {say_day(one.due, 'en')}: {why_en}",
    )


_ENDS: Mapping[str, Pair] = {
    "answered": ("ที่ส่งกลับไปมีคำตอบแล้ว", "What was sent back was answered"),
    "confirmed": ("ที่ส่งกลับไปจบแล้ว เพราะสำนักงานยืนยันค่า", "The return ended: the office confirmed after all"),
    "not_asked": ("ที่ส่งกลับไปจบแล้ว เพราะข้อนี้ไม่ถูกถามอีก", "The return ended: this is asked no more"),
    "withdrawn": ("สำนักงานถอนการส่งกลับ", "The office took the return back"),
}


def _return_ended(one: told.ReturnEnded, _: Words) -> Pair:
    th, en = _ENDS[one.how]
    return (f"{th} ช้ากว่ากำหนด {one.late} วัน", f"{en}, {_late(one.late)}") if one.late else (th, en)


def _handed(one: told.HandedOver, _: Words) -> Pair:
    (giver_th, giver_en), (taker_th, taker_en) = one.giver or _NOBODY, one.taker or _NOBODY
    return f"{giver_th} ขอส่งต่อให้{taker_th} ดูแลค่านี้", f"{giver_en} asked {taker_en} to answer for it"


def _hand_answered(one: told.HandAnswered, _: Words) -> Pair:
    th, en = one.taker or _NOBODY
    if one.taken:
        return f"การส่งต่อให้{th} ได้รับแล้ว", f"The hand-over to {en} was taken"
    return f"การส่งต่อให้{th} ไม่ได้รับ", f"The hand-over to {en} was not taken"


def _challenged(one: told.Challenged, words: Words) -> Pair:
    th, en = words.say(one.published)
    th, en = f"ผู้อ่านทักท้วงค่า {th} ในฉบับ {one.release}", f"A reader questioned {en} in release {one.release}"
    if one.proposed is None:
        return th, en
    proposed_th, proposed_en = words.say(one.proposed)
    return f"{th} เสนอว่า {proposed_th}", f"{en}: it should be {proposed_en}"


def _challenge_answered(one: told.ChallengeAnswered, _: Words) -> Pair:
    (office_th, office_en), (th, en) = one.office or _NOBODY, one.outcome.words
    return f"{office_th} ตอบข้อทักท้วง: {th}", f"{office_en} answered the challenge: {en}"


def _signed(one: told.SignedOver, _: Words) -> Pair:
    th, en = one.area or one.level.words
    late_th, late_en = (f" ช้า {one.late} วัน", f", {_late(one.late)}") if one.late else ("", "")
    return (
        f"ลงนามรับรองข้อมูลของ{th}{late_th} ค่าที่มาหลังจากนี้ต้องรอ",
        f"{en} was signed off{late_en}: later values wait",
    )


def _unlocked(one: told.Unlocked, _: Words) -> Pair:
    th, en = one.area or one.level.words
    return f"เปิดข้อมูลของ{th}ที่ลงนามแล้วให้แก้ได้", f"The sign-off of {en} was lifted"


_DRAWN: Mapping[Why, Pair] = {
    Why.FIRST: ("เพราะเป็นค่าแรกของที่นี่", "because it is the first value of the place"),
    Why.ODD: ("เพราะมีข้อผิดสังเกต", "because something about it is odd"),
    Why.RANDOM: ("โดยการสุ่ม", "by lot"),
}


def _drawn(one: told.Drawn, _: Words) -> Pair:
    (office_th, office_en), (th, en) = one.office or _NOBODY, _DRAWN[one.why]
    return f"เลือกเป็นตัวอย่างให้{office_th} ตรวจ {th}", f"Drawn for {office_en} to judge, {en}"


def _silence(one: told.SilenceStep, _: Words) -> Pair:
    (office_th, office_en), (th, en) = one.office or _NOBODY, STEPS[one.step]
    return f"{office_th} ยังไม่ตอบ: {th}", f"{office_en} had given no word: {en[0].lower()}{en[1:]}"


def _rules(one: told.RulesChanged, _: Words) -> Pair:
    th, en = (", ".join(change.words[i] for change in one.changed) for i in (0, 1))
    return f"พจนานุกรมข้อมูลรุ่น {one.number} เปลี่ยน {th}", f"Version {one.number} of the dictionary changed: {en}"


def _published(one: told.Published, words: Words) -> Pair:
    th, en = words.say(one.value)
    if one.grade is None:
        return f"เผยแพร่ในฉบับ {one.release} ว่า {th}", f"Published in release {one.release} as {en}"
    grade_th, grade_en = words.grades[one.grade.value]
    return (
        f"เผยแพร่ในฉบับ {one.release}: {th} ({grade_th})",
        f"Published in release {one.release}: {en} ({grade_en})",
    )


def _no_note(_: Any) -> str:
    return ""


_TELL: Mapping[type[told.Event], Callable[[Any, Words], Pair]] = {
    told.Said: _said, told.Judged: _judged, told.HeadSaid: _head, told.Asked: _asked,
    told.FindingMoved: _finding, told.SentBack: _sent_back, told.ReturnEnded: _return_ended,
    told.HandedOver: _handed, told.HandAnswered: _hand_answered, told.Challenged: _challenged,
    told.ChallengeAnswered: _challenge_answered, told.SignedOver: _signed, told.Unlocked: _unlocked,
    told.Drawn: _drawn, told.SilenceStep: _silence, told.RulesChanged: _rules, told.Held: _held,
    told.Published: _published,
}  # fmt: skip
_NOTE: Mapping[type[told.Event], Callable[[Any], str]] = {
    told.Said: lambda one: str(one.document or one.remark),
    told.HeadSaid: lambda one: str(one.remark),
    told.FindingMoved: lambda one: str(one.text),
    told.SentBack: lambda one: str(one.note),
    told.Challenged: lambda one: str(one.said),
    told.ChallengeAnswered: lambda one: str(one.answer),
    told.Unlocked: lambda one: str(one.reason),
}
