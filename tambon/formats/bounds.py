"""How large a foreign file may be."""

from __future__ import annotations

MOST_BYTES = 64 * 1024 * 1024
MOST_UNPACKED = 512 * 1024 * 1024
MOST_MEMBERS = 10_000  # files inside a zip
MOST_ROWS = 300_000  # four times the villages of the country
MOST_COLUMNS = 1_000
MOST_CELLS = 6_000_000
MOST_TEXT = 256 * 1024 * 1024  # letters in all cells: a workbook writes a long text once for many of them
MOST_SHAPE_BYTES = 256 * 1024 * 1024
MOST_FEATURES = 200_000
MOST_LAYERS = 200
MOST_WRITTEN = 1024 * 1024 * 1024  # bytes that a process apart may say about one file


def megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
