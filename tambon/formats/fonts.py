"""The pages' fonts as the printer wants them: TrueType, each subset under a family name of its own.

The build places Sarabun as WOFF 1, which is TrueType packed with zlib, split by script into subsets that all
call themselves "Sarabun"; a printer that sees one family takes the first subset for the whole of it.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent.parent / "pages" / "static" / "built" / "fonts"
SUBSETS = ("latin", "thai")  # asked in this order: the Thai subset has spaces, but no full stop
STYLES = ("400-normal", "400-italic", "700-normal")
_FAMILY = (1, 16)  # name records, OpenType specification, "name" table
_WHOLE = (3, 4, 6)


@cache
def fonts() -> typst.Fonts:
    """The fonts, unpacked once a process into a folder that goes with it.

    Raises `FileNotFoundError` with what to do where the browser code has not been built.
    """
    folders = [_unpack(subset, style) for subset in SUBSETS for style in STYLES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def characters(style: str = "400-normal") -> frozenset[str]:
    """Every character that can be printed in a style; any other prints as a box."""
    return frozenset(chr(code) for subset in SUBSETS for code in _read(subset, style).getBestCmap())


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="tambon-fonts-")


def _read(subset: str, style: str) -> TTFont:
    path = FOLDER / f"sarabun-{subset}-{style}.woff"
    if not path.exists():
        raise FileNotFoundError(
            "the fonts are not built: run `npm ci && npm run build` in web/ (`make web` does)"
        )
    return TTFont(path, lazy=False, recalcTimestamp=False)


def _unpack(subset: str, style: str) -> str:
    """A folder with this one font. A folder each, since the order of the fonts shows in a PDF's bytes."""
    font = _read(subset, style)
    family = f"Sarabun {subset.title()}"
    for record in font["name"].names:
        if record.nameID in _FAMILY:
            record.string = family
        elif record.nameID in _WHOLE:
            record.string = f"{family.replace(' ', '')}-{style}"
    font.flavor = None
    folder = Path(_folder().name, f"{subset}-{style}")
    folder.mkdir(exist_ok=True)
    font.save(folder / "font.ttf")
    return str(folder)
