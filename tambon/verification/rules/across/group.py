"""All rules across rows over one district's records of one dataset and period. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tambon.dictionary.rules.spec import DatasetSpec
from tambon.verification.rules.across.agency import differs_from_agency
from tambon.verification.rules.across.neighbours import far_from_neighbours
from tambon.verification.rules.across.rounds import changed_since_last_round
from tambon.verification.rules.across.rule import Question, Row
from tambon.verification.rules.across.together import stand_together


def ask_about(spec: DatasetSpec, rows: Sequence[Row]) -> dict[int, list[Question]]:
    """{record id: its questions}; every record is named, also one about which nothing is asked."""
    found: dict[int, list[Question]] = {row.record_id: [] for row in rows}
    for row in rows:
        mine = found[row.record_id]
        mine += changed_since_last_round(spec, row)
        mine += differs_from_agency(spec, row)
        mine += stand_together(spec, row)
    for record_id, question in far_from_neighbours(spec, rows):
        found[record_id].append(question)
    return found
