"""A written place taken apart: which words name the tambon, which the district, and what no word tells. Pure.

A text can often be read in several ways (``สามตำบล`` is a name, ``ตลาดอำเภอเมือง`` are two), so readings come
one after another, the likeliest first, and the gazetteer decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.matching.folding import bare, fold
from tambon.areas.rules.matching.gazetteer import bare_village, local_key
from tambon.areas.rules.matching.markers import KINDS, Mark, Marker, find_markers, in_front
from tambon.areas.rules.matching.places import Written

MOST_CHARACTERS = 300
_PIECES = re.compile(r"[,;/|]+")
_WORDS = re.compile(r"[\s,;/|]+")
_HOUSE = re.compile(r"[\d/\-\s.]*")
_NUMBER = re.compile(r"\d+")
_PART_OF_A_NAME = (Mark.VILLAGE, Mark.COMMUNITY, Mark.FORGET)  # บ้านกาด, ถนนโพธิ์: after ต. they are names
_LEVELS = (Kind.TAMBON, Kind.DISTRICT, Kind.PROVINCE)
_NAMED = (Mark.TAMBON, Mark.DISTRICT, Mark.PROVINCE)
Keep = Callable[[Marker, bool], bool]  # a marker, and whether nothing stands between it and the one before


@dataclass(slots=True)
class Reading:
    """Names by level as keys, the village's number and name, and words without a level, in their order."""

    names: dict[Kind, str] = field(default_factory=dict)
    number: int | None = None
    village: str = ""
    loose: list[str] = field(default_factory=list)
    folded: dict[Kind, str] = field(default_factory=dict)  # the names before they became keys
    after_number: str = ""  # what follows หมู่ที่ without a word before it: mostly the village's name
    is_guess: bool = False  # the village's name is what was left over

    @property
    def says_nothing(self) -> bool:
        return not (self.names or self.village or self.loose or self.after_number)

    def but(
        self,
        *,
        names: dict[Kind, str] | None = None,
        village: str | None = None,
        loose: list[str] | None = None,
        after_number: str | None = None,
        is_guess: bool | None = None,
    ) -> Reading:
        """The same with other parts; written out, for it is asked for many times a row."""
        return Reading(
            self.names if names is None else names,
            self.number,
            self.village if village is None else village,
            self.loose if loose is None else loose,
            self.folded,
            self.after_number if after_number is None else after_number,
            self.is_guess if is_guess is None else is_guess,
        )

    @property
    def names_a_village(self) -> bool:
        return self.number is not None or bool(self.village)


def readings(written: Written, composed: str) -> Iterator[Reading]:
    """The ways to read it, the likeliest first; each once. ``composed`` is all of it in one line."""
    seen: list[Reading] = []
    for reading in _all(written, composed):
        if reading not in seen and not reading.says_nothing:
            seen.append(reading)
            yield reading


def _all(written: Written, composed: str) -> Iterator[Reading]:
    if written.tambon or written.amphoe or written.province or written.village or written.moo:
        yield _of_columns(written)
    text = in_front(fold(composed))
    markers = list(find_markers(text))
    ways: dict[tuple[Marker, ...], Reading] = {}
    for keep in _WAYS:
        kept = _kept(text, markers, keep)
        if kept not in ways:
            ways[kept] = _of_text(text, kept)
            yield ways[kept]
    first, *others = ways.values()
    yield from _opened(first)
    without = _of_text(text, _kept(text, markers, _no_village))
    yield without
    for way in (*others, without):
        yield from _opened(way)
    yield from _whole_village(first)


def _free_or_level(marker: Marker, follows: bool) -> bool:
    return not (follows and marker.mark in _PART_OF_A_NAME)


def _not_glued(marker: Marker, follows: bool) -> bool:
    return not marker.glued and _free_or_level(marker, follows)


def _not_after_another(marker: Marker, follows: bool) -> bool:
    return not follows


def _neither(marker: Marker, follows: bool) -> bool:
    return not marker.glued and not follows


def _no_village(marker: Marker, follows: bool) -> bool:
    return marker.mark is not Mark.VILLAGE


_WAYS: tuple[Keep, ...] = (_free_or_level, _not_glued, _not_after_another, _neither)


def _kept(text: str, markers: Sequence[Marker], keep: Keep) -> tuple[Marker, ...]:
    """The markers that are read as such; the others are letters of a name."""
    kept: list[Marker] = []
    for marker in markers:
        before = kept[-1] if kept else None
        follows = before is not None and before.mark in _NAMED and not text[before.end : marker.start].strip()
        if keep(marker, follows):
            kept.append(marker)
    return tuple(kept)


def _of_text(text: str, markers: Sequence[Marker]) -> Reading:
    reading = Reading()
    ends = [marker.start for marker in markers[1:]] + [len(text)]
    if head := text[: markers[0].start if markers else len(text)]:
        _put_loose(reading, _PIECES.split(head))
    for marker, end in zip(markers, ends, strict=False):
        _put(reading, marker, text[marker.start : marker.end], _PIECES.split(text[marker.end : end]))
    return reading


def _put(reading: Reading, marker: Marker, word: str, pieces: list[str]) -> None:
    """The words after one marker: the first piece is the name, what follows a comma has no level."""
    if marker.mark is Mark.NUMBER:
        if reading.number is None and bare(pieces[0]):
            reading.after_number, pieces = pieces[0].strip(), pieces[1:]
        reading.number = marker.number if reading.number is None else reading.number
        _put_loose(reading, pieces)
        return
    if marker.mark is Mark.VILLAGE:
        if not reading.village:
            reading.village, reading.folded[Kind.VILLAGE] = bare_village(pieces[0]), pieces[0].strip()
    elif marker.mark in KINDS:
        kind = KINDS[marker.mark]
        local = marker.mark is Mark.LOCAL
        name = local_key(word + pieces[0]) if local else bare(pieces[0])
        if name and kind not in reading.names:
            reading.names[kind], reading.folded[kind] = name, pieces[0].strip()
    _put_loose(reading, pieces[1:])


def _put_loose(reading: Reading, pieces: Sequence[str]) -> None:
    reading.loose += [piece.strip() for piece in pieces if bare(piece) and not _HOUSE.fullmatch(piece)]


def _opened(reading: Reading) -> Iterator[Reading]:
    """A name of several words may hold the names of higher levels: ``ต.ตลาด เมือง มหาสารคาม``."""
    for kind, words in reading.folded.items():
        first, *rest = _WORDS.split(words)
        names = {other: name for other, name in reading.names.items() if other is not kind}
        after = [*reading.loose, " ".join(rest)]
        if kind in (Kind.LOCAL_GOVERNMENT, Kind.COMMUNITY):
            continue
        if kind is Kind.VILLAGE:
            if rest:
                yield reading.but(names=names, village=bare_village(first), loose=after)
            continue
        if rest:
            yield reading.but(names={**names, kind: bare(first)}, loose=after)
        if any(level not in reading.names for level in _LEVELS):
            yield reading.but(names=names, loose=[*reading.loose, words])


def _whole_village(reading: Reading) -> Iterator[Reading]:
    """บ้าน may be a part of the tambon's name: ``บ้านกาด อ.แม่วาง``."""
    if reading.village and reading.number is None and Kind.TAMBON not in reading.names:
        for ban in ("บ้าน", "ban"):
            names = {**reading.names, Kind.TAMBON: ban + reading.village}
            yield reading.but(names=names, village="")


def with_village(reading: Reading) -> Iterator[Reading]:
    """The words after the number as the village's name; then as words of no level."""
    words = reading.after_number
    if not reading.village:
        yield reading.but(after_number="", village=bare_village(words), is_guess=True)
    yield reading.but(after_number="", loose=[words, *reading.loose])


def _of_columns(written: Written) -> Reading:
    reading = Reading()
    cells = (
        (Kind.TAMBON, Mark.TAMBON, written.tambon), (Kind.DISTRICT, Mark.DISTRICT, written.amphoe),
        (Kind.PROVINCE, Mark.PROVINCE, written.province),
    )  # fmt: skip
    for kind, mark, cell in cells:
        name = _without(mark, in_front(fold(cell)))
        if name_key := bare(name):
            reading.names[kind], reading.folded[kind] = name_key, name
    reading.number = _number(written)
    village = fold(written.village)
    named = next((m for m in find_markers(village) if m.mark is Mark.NUMBER), None)
    reading.village = bare_village(village[named.end :] if named else village)
    if written.text:
        _put_loose(reading, [fold(written.text)])
    return reading


def _without(mark: Mark, cell: str) -> str:
    """The cell without its own level's word in front: ``อำเภอ เมือง`` is เมือง, ``สามตำบล`` stays."""
    first = next(find_markers(cell), None)
    return cell[first.end :] if first is not None and first.start == 0 and first.mark is mark else cell


def _number(written: Written) -> int | None:
    """หมู่ที่ from its own column (``1``, ``ม.๑``, ``01``, ``1.0``), or from the village's."""
    if digits := _NUMBER.search(fold(written.moo)):
        return int(digits[0][:3])
    found = (m.number for m in find_markers(fold(written.village)) if m.mark is Mark.NUMBER)
    return next(found, None)
