"""PDFs in Thai, set by typst in this process: no network, no system library, same data same bytes.

A template imports ``/paper.typ``, which gives it the fonts, ``data`` (text, never markup), ``picture`` and
``thai-digits``. The fonts are Sarabun (SIL Open Font License 1.1), which the build of the browser code places
among the built files.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from tambon.formats import problems
from tambon.formats.fonts import fonts

PAPER = Path(__file__).parent / "paper.typ"
MOST_DATA = 16 * 1024 * 1024  # bytes of JSON: some ten thousand sheets
MOST_IMAGES = 64 * 1024 * 1024
SHEETS = 500  # as many as callers put into one file: half a second, some 100 MB of memory meanwhile
_FROM_THE_NETWORK = re.compile(rb'"@\w')  # `#import "@preview/…"` would be fetched
_NAME = re.compile(r"[\w.-]+")


def pdf(template: Path, data: Mapping[str, Any], *, images: Mapping[str, bytes] = {}) -> bytes:
    """The PDF that the template makes of the data, which are what JSON can hold.

    ``images`` are files that ``picture(name)`` finds, by names of letters, digits, dots and hyphens; PNG,
    JPEG or SVG by their ending. The template sees these, its own text and nothing else of the machine. Raises
    ``413-print-too-large`` for more than one print can take: print parts. Raises `typst.TypstError` for a
    fault of the template.
    """
    content: bytes = _compile(template, data, images, format="pdf", timestamp=0)
    return content


def png(
    template: Path, data: Mapping[str, Any], *, images: Mapping[str, bytes] = {}, ppi: float = 96
) -> list[bytes]:
    """The same pages as pictures, to look at."""
    pages = _compile(template, data, images, format="png", ppi=ppi)
    return [pages] if isinstance(pages, bytes) else list(pages)


def _compile(template: Path, data: Mapping[str, Any], images: Mapping[str, bytes], **how: Any) -> Any:
    text = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
    if len(text) > MOST_DATA or sum(map(len, images.values())) > MOST_IMAGES:
        raise problems.print_too_large()
    with tempfile.TemporaryDirectory(prefix="tambon-print-") as folder:
        root = Path(folder)
        (root / "paper.typ").write_bytes(_source(PAPER))
        (root / "main.typ").write_bytes(_source(template))
        (root / "data.json").write_bytes(text)
        (root / "images").mkdir()
        for name, content in images.items():
            if not _NAME.fullmatch(name):
                raise ValueError(f"no name for a picture: {name!r}")
            (root / "images" / name).write_bytes(content)
        return typst.compile(
            str(root / "main.typ"), root=folder, font_paths=fonts(), ignore_system_fonts=True, **how
        )


@cache
def _source(path: Path) -> bytes:
    text = path.read_bytes()
    if _FROM_THE_NETWORK.search(text):
        raise ValueError(f"{path.name} imports a package, which would be fetched from the network")
    return text
