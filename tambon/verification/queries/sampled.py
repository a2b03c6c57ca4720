"""What the journal tells of samples, and whether they are still so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID

from tambon.journal.rules import EntryView, Fault, content_changed, content_missing, row_unjournaled
from tambon.verification.models import Sample, SampledCell
from tambon.verification.queries.sampling import get_sample
from tambon.verification.rules.sampling import SampleView


def drawn_body(sample: SampleView, id_: int) -> dict[str, Any]:
    """What is journaled of a draw: with the seed, everything that is needed to draw again."""
    return {
        "office": sample.office_id, "dataset": sample.dataset, "period": sample.period, "seed": sample.seed,
        "share": sample.share, "population": sample.population, "drawn": sample.result.drawn,
        "cells": _cells_hash(id_),
    }  # fmt: skip


def closing_body(sample: SampleView) -> dict[str, Any]:
    """What is journaled of the outcome."""
    found = sample.result
    return {
        "judged": found.judged, "errors": found.errors, "whole_judged": found.whole_judged,
        "whole_errors": found.whole_errors, "changed": found.changed, "left": found.waiting,
    }  # fmt: skip


def _cells_hash(id_: int) -> str:
    """One hash of all that was drawn: record, variable, claim and reason, a line each."""
    cells = SampledCell.objects.filter(sample_id=id_).order_by("record_id", "variable")
    digest = sha256()
    for line in cells.values_list("record_id", "variable", "claim_id", "why").iterator(chunk_size=5_000):
        digest.update("{} {} {} {}\n".format(*line).encode())
    return digest.hexdigest()


def check_drawn(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each draw has its row and its cells as they were drawn; each row has its entry."""
    rows = {str(ref): id_ for ref, id_ in Sample.objects.values_list("ref", "pk")}
    for entry in entries:
        ref = entry.subject.removeprefix("sample:")
        id_ = rows.pop(ref, None)
        if id_ is None:
            yield content_missing(entry)
        elif drawn_body(get_sample(UUID(ref)), id_) != entry.body:
            yield content_changed(f"verification_sample {id_}", entry)
    for id_ in rows.values():
        yield row_unjournaled(f"verification_sample {id_}", "sample.drawn")


def check_closed(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each closing has its row, with what was found; each closed row has its entry."""
    closed = Sample.objects.filter(closed_at__isnull=False).values_list("ref", "pk")
    rows = {str(ref): id_ for ref, id_ in closed}
    for entry in entries:
        ref = entry.subject.removeprefix("sample:")
        id_ = rows.pop(ref, None)
        if id_ is None:
            yield content_missing(entry)
        elif closing_body(get_sample(UUID(ref))) != entry.body:
            yield content_changed(f"verification_sample {id_}", entry)
    for id_ in rows.values():
        yield row_unjournaled(f"verification_sample {id_}", "sample.closed")
