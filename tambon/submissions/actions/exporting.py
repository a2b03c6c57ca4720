"""Handing a form's submissions out: who took which, journaled before the first byte leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from tambon.journal import actions as journal
from tambon.submissions.out.lines import line_parts
from tambon.submissions.out.workbook import workbook_parts
from tambon.submissions.out.zipped import Open, zip_parts
from tambon.submissions.queries.layouts import get_layout
from tambon.submissions.queries.tables import Condition, Where, count


class Format(StrEnum):
    ZIP = "zip"
    XLSX = "xlsx"
    NDJSON = "ndjson"


CONTENT_TYPES = {
    Format.ZIP: "application/zip",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.NDJSON: "application/x-ndjson; charset=utf-8",
}


@dataclass(frozen=True)
class Exported:
    """What is handed out: ``parts`` are made while they are taken; close them to end early."""

    count: int
    parts: Iterator[bytes]


def export(
    where: Where,
    *,
    kind: Format,
    open_blob: Open,
    by: str,
    at: datetime,
    told: Callable[[int], None] | None = None,
) -> Exported:
    """The submissions as a file in parts. What comes while it is made is not in it.

    ``told`` is told how many submissions are done.
    """
    layout = get_layout(where.form_id)
    with transaction.atomic():
        number, newest = count(where)
        body = {"format": kind.value, "count": number, "filters": where.said}
        journal.record("submissions.exported", subject=f"form:{where.form_id}", by=by, at=at, body=body)
    upto = Condition("s.id <= %(newest)s", {"newest": newest})
    where = replace(where, also=(*where.also, upto))
    tell = told or _nobody
    if kind is Format.ZIP:
        return Exported(number, zip_parts(layout, where, open_blob=open_blob, at=at, told=tell))
    parts = workbook_parts if kind is Format.XLSX else line_parts
    return Exported(number, parts(layout, where, told=tell))


def _nobody(number: int) -> None:
    """Who asked for no news gets none."""
