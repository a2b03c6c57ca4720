"""Reads a PDF as people's viewers do: with PDFium, the reader inside Chromium."""

from __future__ import annotations

import pypdfium2


def lines_of(content: bytes) -> list[str]:
    """The lines of all pages, from top to bottom."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return [line for page in pages for line in page.splitlines()]


def letters_of(content: bytes) -> str:
    """All that is written, without the spaces: a setter of type draws them, and a reader guesses them.

    A consonant with two marks above it (ชั่) may be read twice: the reader says it once for each of its parts.
    """
    return "".join("".join(lines_of(content)).split())


def pages_of(content: bytes) -> int:
    return len(pypdfium2.PdfDocument(content))
