"""One form for all the ways in which the same Thai or English name is typed. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tambon.lib.text import arabic_digits, tidy

_NIKHAHIT_AA = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")  # ํ + tone + า, as old keyboards wrote ำ
_AM_THEN_TONE = re.compile("\u0e33([\u0e48-\u0e4b])")
_TONE_THEN_VOWEL = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e39\u0e47])")
_MARK_TWICE = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
_ODD = re.compile("\u0e4d|\u0e40\u0e40|\u0e33[\u0e48-\u0e4b]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2}")
_NOT_IN_KEYS = re.compile("[^0-9a-z\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]+")
_MUEANG = re.compile("m(?:ua|eua|uea)ng")
_SILENT = re.compile("[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c")  # a consonant under ์, with its vowel
_UNSOUNDED = re.compile("[\u0e47-\u0e4c]")
_SOUNDS = str.maketrans("ใศษณฎฏฬฆฌญฐฑ", "ไสสนดตลคชยถท")
_ROMAN = re.compile("ph|th|kh|bh|ee|oo|ou|ay|ey|ei|v|(?<=o)r(?=n)")
_ROMAN_SOUNDS = {
    "ph": "p", "th": "t", "kh": "k", "bh": "p", "ee": "i", "oo": "u", "ou": "u", "ay": "ai", "ey": "ai",
    "ei": "ai", "v": "w", "r": "",
}  # fmt: skip


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text in lower case, with 0-9, composed ำ, marks in one order and single spaces."""
    folded = unicodedata.normalize("NFC", arabic_digits(tidy(text))).lower()
    return _in_order(folded) if _ODD.search(folded) else folded


def _in_order(text: str) -> str:
    text = _NIKHAHIT_AA.sub("\\1\u0e33", text.replace("\u0e40\u0e40", "\u0e41"))
    text = _MARK_TWICE.sub("\\1", _TONE_THEN_VOWEL.sub("\\2\\1", text))
    return _AM_THEN_TONE.sub("\\1\u0e33", text)


def key(text: str) -> str:
    """What names are compared by: letters and digits alone, and one spelling of Mueang."""
    return bare(fold(text))


def bare(folded: str) -> str:
    """The key of a text that is folded already."""
    letters = _NOT_IN_KEYS.sub("", folded)
    return _MUEANG.sub("mueang", letters) if "ng" in letters else letters


@lru_cache(maxsize=65_536)
def sound(of: str) -> str:
    """A key as it is heard: without tone marks and silent letters, one letter for each sound.

    ``ศรีสรรค์`` and ``สีสัน`` stay apart; ``หวยผา`` and ``ห้วยผา`` come together.
    """
    if of.isascii():
        return _ROMAN.sub(lambda found: _ROMAN_SOUNDS[found[0]], of)
    return _UNSOUNDED.sub("", _SILENT.sub("", of)).translate(_SOUNDS)
