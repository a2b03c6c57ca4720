"""One cell from the first word to the last."""

from __future__ import annotations

from datetime import date

from tambon.records import queries as held
from tambon.records.rules import ORIGINS, ClaimView
from tambon.verification import problems
from tambon.verification.queries.beside import beside_of, list_around
from tambon.verification.queries.owning import owners_of
from tambon.verification.queries.rows import rows_of
from tambon.verification.rules.views import (
    CellStory,
)


def get_story(record_id: int, variable: str, *, on: date) -> CellStory:
    """The whole story of one cell; raises 404 when there is no such record or variable."""
    record = held.get_record(record_id)
    if variable not in record.cells:
        raise problems.unknown_record()
    shown = {record_id: (variable,)}
    rows = rows_of([record], shown, on=on, beside=beside_of([record], shown, on=on))
    if not rows or not rows[0].cells:  # the village has ended, or it is asked no more
        raise problems.unknown_record()
    (row,) = rows
    claims = [c for c in held.claims_about(record) if variable in c.values or _speaks_of(c, variable)]
    office = owners_of([record], on=on).get((record_id, variable))
    past = held.history_of(record, variable)
    around = list_around(record, variable, on=on)
    return CellStory(row, row.cells[0], office, tuple(reversed(claims)), tuple(reversed(past)), tuple(around))


def _speaks_of(claim: ClaimView, variable: str) -> bool:
    """Whether the claim is a word about a value of the variable; of a redacted value nothing is told."""
    return variable in claim.about and claim.kind not in ORIGINS


def find_story(dataset: str, *, area_id: int, period: str, variable: str, on: date) -> CellStory | None:
    """As `get_story`, by what the value is of; None before anybody said anything about it."""
    record = held.find_record(dataset, area_id=area_id, period=period)
    known = record is not None and variable in record.cells
    return get_story(record.id, variable, on=on) if record is not None and known else None
