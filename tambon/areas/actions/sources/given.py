"""What a loader is given: the rows of a file under our names, and its terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tambon.areas.actions.editions import LoadReport
from tambon.areas.rules import ListSource
from tambon.formats import Refusal, Row


@dataclass(frozen=True, slots=True)
class Given:
    """``whole``: the file names all of its kind in the provinces it tells of; what it leaves out has ended.

    ``damaged`` are rows that could not even be read.
    """

    form: str
    rows: Sequence[Row]
    of: ListSource
    whole: bool = False
    damaged: tuple[Refusal, ...] = ()


def joined(reports: Sequence[LoadReport]) -> LoadReport:
    """Several loads of one file as one report: numbers added up, the first one's name, day and sum."""
    first = reports[0]
    examples: dict[str, tuple[str, ...]] = {}
    for one in reports:
        for sort, lines in one.examples.items():
            examples[sort] = examples.get(sort, ()) + lines
    return LoadReport(
        source=first.source,
        day=first.day,
        sha256=first.sha256,
        added=sum(one.added for one in reports),
        renamed=sum(one.renamed for one in reports),
        ended=sum(one.ended for one in reports),
        unchanged=sum(one.unchanged for one in reports),
        already=all(one.already or not one.changed for one in reports),
        refused=tuple(sorted((r for one in reports for r in one.refused), key=lambda r: r.row)),
        moved=sum(one.moved for one in reports),
        held_back=sum(one.held_back for one in reports),
        placed=sum(one.placed for one in reports),
        older_codes=sum(one.older_codes for one in reports),
        examples=examples,
        edition=next((one.edition for one in reports if one.edition is not None), None),
    )
