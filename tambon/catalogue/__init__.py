"""The published files: find, describe and query them. Plain Python over a folder alone."""

from __future__ import annotations

from tambon.catalogue.catalogue import Catalogue
from tambon.catalogue.integrity import Fault, Verdict, verify_folder
from tambon.catalogue.questions import Question
from tambon.catalogue.rows import Found
from tambon.catalogue.shapes import (
    LEVELS,
    Area,
    AreaPage,
    AreaValues,
    Cell,
    Dataset,
    Page,
    ReleaseLine,
    Variable,
    variables_at,
)
from tambon.catalogue.words import ABSENCES, GRADES, ORIGINS, PARTS, STATUSES

__all__ = [
    "ABSENCES",
    "GRADES",
    "LEVELS",
    "ORIGINS",
    "PARTS",
    "STATUSES",
    "Area",
    "AreaPage",
    "AreaValues",
    "Catalogue",
    "Cell",
    "Dataset",
    "Fault",
    "Found",
    "Page",
    "Question",
    "ReleaseLine",
    "Variable",
    "Verdict",
    "variables_at",
    "verify_folder",
]
