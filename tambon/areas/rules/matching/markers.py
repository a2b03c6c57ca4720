"""The words before a name that tell its level: ต. ตำบล แขวง Tambon, and the like. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from tambon.areas.rules.kinds import Kind


class Mark(StrEnum):
    """What a marker says of the words after it. ``FORGET`` stands before streets and house numbers."""

    NUMBER = "number"
    VILLAGE = "village"
    COMMUNITY = "community"
    LOCAL = "local_government"
    TAMBON = "tambon"
    DISTRICT = "district"
    PROVINCE = "province"
    FORGET = "forget"


KINDS = {
    Mark.COMMUNITY: Kind.COMMUNITY, Mark.LOCAL: Kind.LOCAL_GOVERNMENT, Mark.TAMBON: Kind.TAMBON,
    Mark.DISTRICT: Kind.DISTRICT, Mark.PROVINCE: Kind.PROVINCE,
}  # fmt: skip

_FREE = "(?<![ก-๎a-z])"  # not inside a word
_MARKERS = re.compile(
    rf"""
    (?P<forget>   {_FREE}(?:บ้านเลขที่|เลขที่|ถนน|ถ\.|ซอย|ซ\.|ตรอก|ประเทศไทย|โทร\.?
                  |(?:thailand|tel|road|rd|soi)\b\.?))
  | (?P<local>    เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร|องค์การบริหารส่วนตำบล|{_FREE}(?:อบต\.?|ทต\.|ทม\.|ทน\.))
  | (?P<number>   (?:หมู่บ้านที่|หมู่ที่|หมู่\ ที่|หมู่|{_FREE}(?:ม\.?|moo\.?|mu\.?|m\.|village\ no\.?))
                  \ ?(?P<digits>\d{{1,3}})(?!\d))
  | (?P<province> จังหวัด|จ\.|จว\.|{_FREE}(?:จ\ |(?:changwat|changwad|province\ of)\b))
  | (?P<district> กิ่ง\ ?อำเภอ|กิ่ง\ ?อ\.|อำเภอ|อ\.|เขต
                  |{_FREE}(?:อ\ |(?:king\ )?(?:amphoe|amphur|amphor|amper|ampur)\b|khet\b|district\ of\b|a\.))
  | (?P<tambon>   ตำบล|แขวง|ต\.|{_FREE}(?:ต\ |(?:tambon|tambol|tumbon|tumbol|khwaeng|kwaeng)\b|t\.))
  | (?P<village>  {_FREE}(?:หมู่บ้าน|บ้าน|บ\.|บ\ |(?:ban|baan)\b|b\.))
  | (?P<community>{_FREE}ชุมชน)
    """,
    re.VERBOSE,
)
_AFTER = re.compile(
    r"^(?P<name>.+?)\s(?P<word>sub-?\s?district|tambon|district|amphoe|province|village|khwaeng|khet)$"
)
_BY_WORD = {
    "tambon": Mark.TAMBON, "khwaeng": Mark.TAMBON, "district": Mark.DISTRICT, "amphoe": Mark.DISTRICT,
    "khet": Mark.DISTRICT, "province": Mark.PROVINCE, "village": Mark.VILLAGE,
}  # fmt: skip
_PREFIXES = {
    Mark.TAMBON: "tambon", Mark.DISTRICT: "amphoe", Mark.PROVINCE: "changwat", Mark.VILLAGE: "ban",
}  # fmt: skip
_LATIN = re.compile("[a-z]{4}")
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


class Marker(NamedTuple):
    """One marker in a folded text. ``glued``: a Thai letter stands right before it."""

    mark: Mark
    start: int
    end: int
    glued: bool
    number: int | None = None


def find_markers(folded: str) -> Iterator[Marker]:
    """The markers in the order of the text."""
    for found in _MARKERS.finditer(folded):
        digits = found["digits"]
        mark = _NAMES[found.lastgroup or ""]
        start = found.start()
        glued = start > 0 and "\u0e01" <= folded[start - 1] <= "\u0e4e"
        yield Marker(mark, start, found.end(), glued, int(digits) if digits else None)


_NAMES = {mark.value: mark for mark in Mark} | {"local": Mark.LOCAL, "digits": Mark.NUMBER}


def in_front(folded: str) -> str:
    """English words that stand after a name put before it, piece by piece; no postcode.

    ``huai pha subdistrict, mueang district`` becomes ``tambon huai pha, amphoe mueang``.
    """
    folded = _POSTCODE.sub(" ", folded)
    if not _LATIN.search(folded) or not any(
        word in folded for word in ("district", "province", "tambon", "village", "amphoe", "khet", "khw")
    ):
        return folded
    return ", ".join(_turned(piece.strip()) for piece in folded.split(","))


def _turned(piece: str) -> str:
    found = _AFTER.match(piece)
    if found is None:
        return piece
    word = found["word"]
    mark = Mark.TAMBON if word.startswith("sub") else _BY_WORD[word]
    already = next(find_markers(found["name"]), None)
    if already is None:
        return f"{_PREFIXES[mark]} {found['name']}"
    return found["name"] if mark is not Mark.VILLAGE else piece
