"""What the matching of written places takes in and gives back. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tambon.areas.rules.kinds import Basis, Kind
from tambon.areas.rules.matching.folding import fold, key
from tambon.areas.rules.names import full_name

# What may stand before a cell of a column already; the first is put there where nothing does.
_WORDS = (
    ("ม.", "ม", "หมู่", "moo", "mu"),
    ("บ้าน", "บ.", "หมู่", "ม.", "ban "),
    ("ต.", "ตำบล", "แขวง", "ต ", "tambon ", "khwaeng "),
    ("อ.", "อำเภอ", "กิ่ง", "เขต", "อ ", "amphoe ", "khet "),
    ("จ.", "จังหวัด", "จ ", "changwat "),
)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """An area in a span of days ``[since, until)`` in which its name, code and parent stay the same.

    None as a day is an open end. An area that was renamed or moved has several.
    """

    area_id: int
    public_id: str
    kind: Kind
    code: str
    name_th: str
    name_en: str
    parent_id: int | None
    since: date | None = None
    until: date | None = None

    def stands(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Followed:
    """One area that took over another, or a part of it, and on what that rests."""

    predecessor_id: int
    successor_id: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Written:
    """A place as somebody wrote it: in one text, or in columns, or in both."""

    text: str = ""
    village: str = ""
    moo: str = ""
    tambon: str = ""
    amphoe: str = ""
    province: str = ""

    @property
    def composed(self) -> str:
        """All of it in one line, as a person would write it."""
        if not (self.village or self.moo or self.tambon or self.amphoe or self.province):
            return " ".join(self.text.split())
        parts = zip(_WORDS, (self.moo, self.village, self.tambon, self.amphoe, self.province), strict=True)
        cells = [" ".join(self.text.split())]
        for words, cell in parts:
            folded = fold(cell)
            if key(folded):
                cells.append(folded if folded.startswith(words) else words[0] + folded)
        return " ".join(filter(None, cells))

    @property
    def key(self) -> str:
        """What the memory of settled places goes by: no spaces, no marks, one form of digits."""
        return key(self.composed)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a place was found, or was not: a code for machines and a sentence in each language."""

    code: str
    th: str
    en: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An area that the writing may mean, as it is on the day; ``line`` holds what lies above it."""

    place: NamedPlace
    line: tuple[NamedPlace, ...]
    score: int
    reason: Reason

    @property
    def full_th(self) -> str:
        """``ตำบลตลาด อำเภอเมืองมหาสารคาม จังหวัดมหาสารคาม``."""
        return " ".join(full_name(p.kind, p.code, p.name_th, "th") for p in (self.place, *self.line))

    @property
    def full_en(self) -> str:
        """``Tambon Talat, Mueang Maha Sarakham District, Maha Sarakham Province``."""
        names = (full_name(p.kind, p.code, p.name_en or p.name_th, "en") for p in (self.place, *self.line))
        return ", ".join(names)


@dataclass(frozen=True, slots=True)
class Match:
    """The answer: one area, or none with the candidates a person can choose from. ``score`` is 0 to 100."""

    one: Candidate | None
    score: int
    reason: Reason
    candidates: tuple[Candidate, ...] = ()
