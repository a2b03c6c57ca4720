"""The published files: find, describe and query them. Plain Python over a folder alone."""

from __future__ import annotations

from tambon.catalogue.catalogue import Catalogue
from tambon.catalogue.integrity import Fault, Verdict, verify_folder
from tambon.catalogue.shapes import (
    GRADES,
    LEVELS,
    STATUSES,
    Area,
    AreaPage,
    AreaValues,
    Cell,
    Dataset,
    Page,
    ReleaseLine,
    Variable,
)

__all__ = [
    "GRADES",
    "LEVELS",
    "STATUSES",
    "Area",
    "AreaPage",
    "AreaValues",
    "Catalogue",
    "Cell",
    "Dataset",
    "Fault",
    "Page",
    "ReleaseLine",
    "Variable",
    "Verdict",
    "verify_folder",
]
