"""A roster to fill in: the columns, and a row begun for each post that nobody fills."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tambon.areas import queries as areas
from tambon.formats.templates import template_xlsx
from tambon.workforce.queries.posts import vacancies
from tambon.workforce.rules.roster_template import HELP_SHEET, SHEET, TEMPLATE


def roster_template(programme: str | None, *, under: Iterable[int], on: date) -> bytes:
    """The workbook (XLSX) with the vacant posts of the areas; without a programme its columns alone.

    A row that is left as it is brings nothing when the file is loaded.
    """
    found = [] if programme is None else [
        vacancy for area in under for vacancy in vacancies(programme, under=area, on=on)
    ]  # fmt: skip
    known = areas.views({one.tambon_id for one in found}, on=on)
    rows = [
        (known[one.tambon_id].code, str(one.number))
        for one in {vacancy.post_id: vacancy for vacancy in found}.values()
        if one.tambon_id in known
    ]
    return template_xlsx(TEMPLATE, sheet=SHEET, rows=sorted(rows), help_sheet=HELP_SHEET)
