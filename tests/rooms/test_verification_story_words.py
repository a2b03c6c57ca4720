"""Each sort of thing that can happen to a value, in a sentence of both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tambon.dictionary.rules.history import Change
from tambon.records.rules import Grade
from tambon.verification.rules import events as told
from tambon.verification.rules.challenging import Outcome
from tambon.verification.rules.clock import Step
from tambon.verification.rules.heads import Speaker
from tambon.verification.rules.sampling import Why
from tambon.verification.rules.signing import Level
from tambon.verification.rules.story import as_json, tell
from tambon.verification.rules.story_words import Words

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
DAY = date(2026, 11, 20)
PWA = ("การประปา", "the waterworks")
GRADES = {grade.value: (f"ระดับ-{grade.value}", f"grade-{grade.value}") for grade in Grade}
WORDS = Words(lambda value: (f"{value} ครัวเรือน", f"{value} households"), GRADES)
EVENTS: list[tuple[told.Event, str, str]] = [
    (
        told.Said(at=AT, claim_id=1, how=told.How.FIELD, who=None, value=90, observed_on=DAY),
        "ผู้เก็บข้อมูลตอบว่า 90 ครัวเรือน ไปดูเมื่อ 20 พฤศจิกายน 2569",
        "A worker answered 90 households, seen on 20 November 2026",
    ),
    (
        told.Said(at=AT, claim_id=1, how=told.How.EDIT, who=None, value=90, observed_on=DAY, late=True),
        "ผู้เก็บข้อมูลแก้แบบที่เคยส่ง เป็น 90 ครัวเรือน ไปดูเมื่อ 20 พฤศจิกายน 2569 · มาหลังลงนามรับรอง จึงรออยู่ ยังไม่นับ",
        "A worker edited a form sent before, to 90 households, seen on 20 November 2026 · late, behind a "
        "sign-off: it waits and does not count yet",
    ),
    (
        told.Said(at=AT, claim_id=1, how=told.How.RETURN_PHONE, who=None, value=91, observed_on=DAY),
        "ผู้เก็บข้อมูลไปดูอีกครั้งเมื่อ 20 พฤศจิกายน 2569 แล้วตอบจากโทรศัพท์ว่า 91 ครัวเรือน",
        "A worker looked again on 20 November 2026 and answered 91 households on the phone",
    ),
    (
        told.Said(at=AT, claim_id=1, how=told.How.REGISTER, who=PWA, value=88, observed_on=DAY),
        "ทะเบียนของการประปา บอกว่า 88 ครัวเรือน ณ 20 พฤศจิกายน 2569",
        "The register of the waterworks says 88 households, of 20 November 2026",
    ),
    (
        told.Judged(at=AT, office=PWA, confirms=True, value=90),
        "การประปา ยืนยันว่า 90 ครัวเรือน ถูกต้อง",
        "the waterworks confirmed 90 households",
    ),
    (
        told.Judged(at=AT, office=PWA, confirms=False, value=90, reason="out_of_date"),
        "การประปา โต้แย้งค่า 90 ครัวเรือน: ข้อมูลเก่า",
        "the waterworks disputed 90 households: It is out of date",
    ),
    (
        told.HeadSaid(at=AT, speaker=Speaker.HEAD, agrees=False, proposed=80),
        "ผู้ใหญ่บ้านทักท้วง ผ่านลิงก์ของหมู่บ้าน เสนอว่า 80 ครัวเรือน",
        "The village head objects, by the village's link: it should be 80 households",
    ),
    (
        told.HeadSaid(at=AT, speaker=Speaker.WORKER, agrees=True),
        "ผู้ใหญ่บ้านยืนยันว่าตรง มีผู้เก็บข้อมูลเป็นพยาน",
        "The village head says so too, witnessed by the worker",
    ),
    (
        told.Asked(at=AT, asks=("มากไป", "too many"), severity="asks"),
        "กฎตรวจอัตโนมัติสงสัย: มากไป",
        "An automatic rule asked: too many",
    ),
    (
        told.FindingMoved(at=AT, step=told.FindingStep.ACCEPTED, asks=("มากไป", "too many")),
        "รับคำอธิบายข้อสงสัย “มากไป” แล้ว",
        "The explanation of “too many” was accepted",
    ),
    (
        told.SentBack(at=AT, office=PWA, reason="not_plausible", note="ดูมิเตอร์", due=DAY),
        "การประปา ส่งกลับให้ไปดูอีกครั้งภายใน 20 พฤศจิกายน 2569: ค่าเป็นไปได้ยาก",
        "the waterworks sent it back to be looked at again by 20 November 2026: It is not plausible",
    ),
    (
        told.ReturnEnded(at=AT, how="answered", late=3),
        "ที่ส่งกลับไปมีคำตอบแล้ว ช้ากว่ากำหนด 3 วัน",
        "What was sent back was answered, 3 days late",
    ),
    (
        told.HandedOver(at=AT, giver=PWA, taker=("อบต.", "the LAO"), reason="other_serves"),
        "การประปา ขอส่งต่อให้อบต. ดูแลค่านี้",
        "the waterworks asked the LAO to answer for it",
    ),
    (
        told.HandAnswered(at=AT, taker=PWA, taken=False),
        "การส่งต่อให้การประปา ไม่ได้รับ",
        "The hand-over to the waterworks was not taken",
    ),
    (
        told.Challenged(at=AT, release="2026.1", published=90, said="น้อยไป", proposed=95),
        "ผู้อ่านทักท้วงค่า 90 ครัวเรือน ในฉบับ 2026.1 เสนอว่า 95 ครัวเรือน",
        "A reader questioned 90 households in release 2026.1: it should be 95 households",
    ),
    (
        told.ChallengeAnswered(at=AT, office=PWA, outcome=Outcome.STANDS, answer="ตรวจแล้ว"),
        "การประปา ตอบข้อทักท้วง: ค่าที่เผยแพร่ถูกต้อง",
        "the waterworks answered the challenge: The published value stands",
    ),
    (
        told.SignedOver(at=AT, level=Level.TAMBON, area=("ตำบลห้วยโป่ง", "Huai Pong"), late=2),
        "ลงนามรับรองข้อมูลของตำบลห้วยโป่ง ช้า 2 วัน ค่าที่มาหลังจากนี้ต้องรอ",
        "Huai Pong was signed off, 2 days late: later values wait",
    ),
    (
        told.Unlocked(at=AT, level=Level.COUNTRY, area=None, reason="ผิด"),
        "เปิดข้อมูลของประเทศที่ลงนามแล้วให้แก้ได้",
        "The sign-off of Country was lifted",
    ),
    (
        told.Drawn(at=AT, office=PWA, why=Why.RANDOM),
        "เลือกเป็นตัวอย่างให้การประปา ตรวจ โดยการสุ่ม",
        "Drawn for the waterworks to judge, by lot",
    ),
    (
        told.SilenceStep(at=AT, office=PWA, step=Step.ASKED),
        "การประปา ยังไม่ตอบ: เตือนสำนักงานแล้ว",
        "the waterworks had given no word: the office was reminded",
    ),
    (
        told.RulesChanged(at=AT, number=2, changed=(Change.RESOLUTION, Change.OWNER)),
        "พจนานุกรมข้อมูลรุ่น 2 เปลี่ยน กฎว่าค่าของใครชนะ, หน่วยงานเจ้าของข้อมูล",
        "Version 2 of the dictionary changed: the rule of whose value wins, the agency that owns it",
    ),
    (
        told.Published(at=AT, release="2026.1", value=90, grade=Grade.VERIFIED),
        "เผยแพร่ในฉบับ 2026.1: 90 ครัวเรือน (ระดับ-verified)",
        "Published in release 2026.1: 90 households (grade-verified)",
    ),
]


@pytest.mark.parametrize(("event", "th", "en"), EVENTS, ids=lambda one: getattr(one, "kind", ""))
def test_each_sort_of_event_in_a_sentence(event: told.Event, th: str, en: str) -> None:
    (line,) = tell([event], WORDS)
    assert line.words == (th, en)
    told_in = as_json(line)
    assert (told_in["kind"], told_in["at"]) == (event.kind, AT.isoformat())


def test_a_dispute_looks_other_than_a_confirmation() -> None:
    marks = {
        yes: tell([told.Judged(at=AT, office=PWA, confirms=yes, value=90)], WORDS)[0].mark
        for yes in (True, False)
    }
    assert marks == {True: "judged", False: "disputed"}
