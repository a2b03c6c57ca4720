"""What the bytes of a shapefile's texts are: it says so in a file that is often missing or wrong."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence

from tambon.formats.decoding import DAMAGED
from tambon.formats.headings import fold

_THAI = range(0x0E00, 0x0E80)
_LATIN_ENDS = 0x0250


def encoding_of(texts: Iterable[bytes], declared: str) -> str:
    """``utf-8`` or ``cp874``: the declared one when all the texts fit it, else the one that they do fit.

    UTF-8 cut inside its last character fits, because a shapefile cuts names at a number of bytes. Where
    nothing fits, UTF-8: its damage is seen.
    """
    beyond = {text for text in texts if not text.isascii()}
    order = ("cp874", "utf-8") if "874" in declared or "TIS" in declared.upper() else ("utf-8", "cp874")
    fits = {"utf-8": _is_utf8, "cp874": _is_cp874}
    return next((encoding for encoding in order if fits[encoding](beyond)), "utf-8")


def text_of(value: bytes, encoding: str) -> tuple[str, bool]:
    """The text without what is damaged in it, and whether anything was."""
    text = value.decode(encoding, errors="replace")
    return text.replace(DAMAGED, ""), DAMAGED in text


def find_column(columns: Sequence[bytes], wanted: Sequence[str]) -> int | None:
    """The place of the first wanted name that stands among the columns, whatever their bytes are."""
    readings = [{fold(text_of(column, encoding)[0]) for encoding in ("utf-8", "cp874")} for column in columns]
    places = (place for name in wanted for place, names in enumerate(readings) if name in names)
    return next(places, None)


def bytes_of(cells: Sequence[str]) -> list[bytes]:
    """The bytes of texts that came as Latin-1, one character a byte."""
    return [cell.encode("latin-1") for cell in cells]


def _is_utf8(texts: Iterable[bytes]) -> bool:
    """Thai in CP874 is now and then UTF-8 by chance (``เชก`` is a Syriac letter), but never Thai."""
    decoded = [_but_for_its_end(text) for text in texts]
    if None in decoded:
        return False
    letters = {ord(letter) for text in decoded if text for letter in text}
    foreign = [letter for letter in letters if letter >= _LATIN_ENDS]
    cut = any(_is_cut(text) for text in texts)
    return any(letter in _THAI for letter in foreign) or not (foreign or cut)


def _but_for_its_end(text: bytes) -> str | None:
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(text)
    except UnicodeDecodeError:
        return None


def _is_cut(text: bytes) -> bool:
    return text.decode("utf-8", errors="replace").endswith(DAMAGED)


def _is_cp874(texts: Iterable[bytes]) -> bool:
    try:
        return all(text.decode("cp874") is not None for text in texts)
    except UnicodeDecodeError:
        return False
