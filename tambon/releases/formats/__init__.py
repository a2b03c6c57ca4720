"""The files of a release beside its wide Parquet and CSV: long table, rows, workbooks, maps. All streamed."""

from __future__ import annotations

from tambon.releases.formats.writing import Source, write_formats

__all__ = ["Source", "write_formats"]
