"""The report as a PDF to pin to a wall: one A4 sheet, set while one waits; the same report is the same bytes.

Setting type takes tenths of a second of a processor: only a few are set at a time, and what was set is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from tambon.formats import qr
from tambon.pages.words import GRADES, say_number
from tambon.public import comparing, problems
from tambon.public.challenging import answers_address
from tambon.public.reports import Report
from tambon.public.turns import Turns

TEMPLATE = Path(__file__).parent / "paper" / "report.typ"
AT_ONCE = 2
WAITING, PATIENCE = 6, 8.0  # readers of a process who wait for a turn, and for so many seconds
KEPT = 128  # sheets, of some 40 kB
MARKED = ("verified", "checked", "reported", "disputed")
INK = "#1c2631"

_turns = Turns(AT_ONCE, WAITING, PATIENCE, problems.prints_waiting)
_kept: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
_lock = threading.Lock()

WORDS = {
    "th": {
        "synthetic": "ข้อมูลสังเคราะห์ ใช้สาธิตเท่านั้น · Synthetic data, for demonstration only",
        "lead": "รายงานข้อมูล",
        "code": "รหัส",
        "of": "ข้อมูล ณ วันที่",
        "release": "ฉบับ",
        "published": "เผยแพร่",
        "value": "ค่า",
        "marks": "เครื่องหมายบอกความเชื่อมั่น",
        "missing": "ยังขาดอะไร",
        "nothing": "ทุกเรื่องมีค่าแล้ว",
        "partial": "ค่ารวมที่ยังไม่ครบ",
        "counted": "{n} จาก {all} ค่า",
        "star": "ยังไม่ครบ (รายงานแล้ว/ที่ควรมี)",
        "none": "ยังไม่มีค่าของพื้นที่นี้ในฉบับนี้",
        "ask": "พบค่าที่ไม่ตรงกับความจริง?",
        "how": "ส่องรหัสนี้ด้วยกล้องโทรศัพท์ เลือกค่าที่ไม่ตรง แล้วกด “ทักท้วงค่านี้” ไม่ต้องสมัคร "
        "สำนักงานเจ้าของค่าจะตอบและแก้ให้ หรือแจ้งผู้เก็บข้อมูลตำบล",
        "how_below": "ส่องรหัสนี้ด้วยกล้องโทรศัพท์ เปิดหน้าของหมู่บ้านที่ค่าไม่ตรง แล้วกด “ทักท้วงค่านี้” ไม่ต้องสมัคร "
        "สำนักงานเจ้าของค่าจะตอบและแก้ให้ หรือแจ้งผู้เก็บข้อมูลตำบล",
        "tell": "แจ้งผู้เก็บข้อมูลตำบลหรือสำนักงานเจ้าของค่า รหัสนี้พาไปหน้าที่แสดงทุกค่าพร้อมที่มา",
        "licence": "สัญญาอนุญาต",
        "cite": "อ้างอิง",
        "print": "ลายนิ้วมือ SHA-256 ของฉบับ",
        "qr": "รหัส QR ของหน้าเว็บพื้นที่นี้",
    },
    "en": {
        "synthetic": "ข้อมูลสังเคราะห์ ใช้สาธิตเท่านั้น · Synthetic data, for demonstration only",
        "lead": "The facts of",
        "code": "code",
        "of": "as of",
        "release": "release",
        "published": "published",
        "value": "Value",
        "marks": "How sure a value is",
        "missing": "What is missing",
        "nothing": "Nothing is missing",
        "partial": "Totals that are incomplete",
        "counted": "{n} of {all}",
        "star": "Incomplete (reported/expected)",
        "none": "This release holds no values of this area",
        "ask": "Is a value not true?",
        "how": "Point a phone's camera at this code, choose the value and press “Question this value”; no "
        "account is needed. The office that owns the value answers and corrects it. Or tell the tambon's "
        "data worker.",
        "how_below": "Point a phone's camera at this code, open the page of the village whose value is "
        "wrong and press “Question this value”; no account is needed. The office that owns the value answers "
        "and corrects it. Or tell the tambon's data worker.",
        "tell": "Tell the tambon's data worker, or the office that owns the value. The code leads to the "
        "page with every value and its source.",
        "licence": "Licence",
        "cite": "Cite as",
        "print": "SHA-256 fingerprint of the release",
        "qr": "QR code of this area's web page",
    },
}


def pdf(report: Report, base: str, lang: str) -> bytes:
    """The sheet; kept by the release's sum. Raises ``503-prints-waiting`` where too many wait."""
    key = (report.fingerprint, report.area["area_id"], base, lang)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    with _turns.take():
        content = _set(report, base, lang)
    with _lock:
        _kept[key] = content
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return content


def _set(report: Report, base: str, lang: str) -> bytes:
    from tambon.formats.printing import pdf as printed  # the setter of type: only who prints loads it

    pictures = {f"{name}.svg": _mark(name) for name in MARKED}
    pictures["area.svg"] = qr.svg(_address(report, base))
    return printed(TEMPLATE, data_of(report, base, lang), images=pictures)


def data_of(report: Report, base: str, lang: str) -> dict[str, Any]:
    """What the template prints, all of it text."""
    said = WORDS[lang]
    return {
        "words": {**said, "how": said[_how(report)]},
        "lang": lang,
        "title": report.title,
        "other": report.other,
        "chain": list(report.chain),
        "between": report.between,
        "code": report.area["area_code"],
        "frozen": report.frozen,
        "published": report.published,
        "release": report.release,
        "fingerprint": report.fingerprint,
        "synthetic": report.synthetic,
        "above": [list(column.pieces) for column in report.above],
        "topics": [
            {"title": topic.title, "period": topic.period, "lines": [_plain(line) for line in topic.lines]}
            for topic in report.topics
        ],
        "marks": [list(mark) for mark in report.marks if mark[0] != "part" or report.partial],
        "starred": comparing.note(report.figures, lang),
        "missing": [list(each) for each in lacks(report, lang)],
        "lacking": report.lacking,
        "licence": report.licence,
        "cite": cite(report, base, lang),
        "address": _address(report, base),
    }


def _how(report: Report) -> str:
    if not answers_address():
        return "tell"
    return "how" if report.own else "how_below"


def lacks(report: Report, lang: str) -> list[tuple[str, str]]:
    """What is missing: the reasons with what they keep out, and how many totals are not whole."""
    if not report.partial:
        return report.missing
    said = WORDS[lang]
    counted = said["counted"].format(n=say_number(report.partial), all=say_number(report.values))
    return [*report.missing, (said["partial"], counted)]


def cite(report: Report, base: str, lang: str) -> str:
    """How the sheet is named where its figures are used."""
    text = f"{report.title} {report.area['area_code']}, {report.release}. {base}/releases/{report.release}"
    if lang == "th":
        return f"ตำบล Tambon. รายงานข้อมูล{text}" + (" (ข้อมูลสังเคราะห์)" if report.synthetic else "")
    return f"Tambon. The facts of {text}" + (" (synthetic data)" if report.synthetic else "")


def _plain(line: Any) -> dict[str, Any]:
    return {
        "label": line.label,
        "value": line.value,
        "unit": line.unit,
        "mark": line.mark,
        "counts": line.counts,
        "why": line.why,
        "beside": [each.text + ("*" if each.counts else "") for each in line.beside],
    }


def _address(report: Report, base: str) -> str:
    return f"{base}/areas/{report.area['area_code'] or report.area['area_id']}"


def _mark(name: str) -> bytes:
    """The grade's shape, as on the pages, in ink."""
    shape = str(GRADES[name].shape).replace("currentColor", INK).replace('class="cut"', 'stroke="#ffffff"')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{shape}</svg>'.encode()
