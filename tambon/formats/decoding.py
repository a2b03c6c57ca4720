"""Bytes to text as Thai files need it: by BOM, then strict UTF-8, then strict CP874."""

from __future__ import annotations

import codecs

from tambon.formats import problems

DAMAGED = "\ufffd"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(content: bytes) -> tuple[str, str]:
    """The text without its BOM, and the name of its encoding.

    A UTF-8 file whose lines are cut inside a character stays UTF-8, with U+FFFD where the damage is: read as
    CP874 it would be accepted whole and every Thai name in it be wrong. Raises ``422-file-not-text``.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _checked(content[len(bom) :].decode(encoding, errors="replace")), encoding
    try:
        return _checked(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _damaged_or_thai(content)


def _damaged_or_thai(content: bytes) -> tuple[str, str]:
    if any(_is_wide_utf8(line) for line in content.splitlines()):
        return _checked(content.decode("utf-8", errors="replace")), "utf-8"
    try:
        return _checked(content.decode("cp874")), "cp874"
    except UnicodeDecodeError:
        raise problems.not_text() from None


def _is_wide_utf8(line: bytes) -> bool:
    """Whether a line goes beyond ASCII and is UTF-8 throughout, which Thai in CP874 never is by chance."""
    try:
        return not line.isascii() and bool(line.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _checked(text: str) -> str:
    if "\x00" in text:
        raise problems.not_text()
    return text
