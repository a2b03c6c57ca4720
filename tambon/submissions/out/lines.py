"""Lines of JSON: a submission a line, its repeats inside, blank answers left out, nothing altered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tambon.forms.rules.layout import Layout, Table
from tambon.submissions.out.rows import Ready, Told, as_json, read_all
from tambon.submissions.queries.tables import Where

TOGETHER = 200


def line_parts(layout: Layout, where: Where, *, told: Told) -> Iterator[bytes]:
    """The lines in parts of some hundreds. Closing it early leaves nothing behind."""
    lines = []
    for ready in read_all(layout, where, told):
        lines.append(as_json(line_of(layout, ready)))
        if len(lines) >= TOGETHER:
            yield ("\n".join(lines) + "\n").encode()
            lines = []
    if lines:
        yield ("\n".join(lines) + "\n").encode()


def line_of(layout: Layout, ready: Ready) -> dict[str, Any]:
    """One submission: what is known of it, ``answers`` by column, ``repeats`` by path, ``other_answers``."""
    sent, read = ready
    repeats: dict[str, list[dict[str, str]]] = {}
    for row in read.rows:
        table = layout.tables[row.table]
        found = {"KEY": row.key, "PARENT_KEY": row.parent, **_named(table, row.cells)}
        repeats.setdefault(table.repeat, []).append(found)
    return {
        "KEY": sent.key,
        "received_at": sent.received_at.isoformat(),
        "sender": sent.sender,
        "state": sent.state,
        "form_id": layout.form_id,
        "form_version": sent.version,
        "submission": str(sent.ref),
        "receipt": sent.receipt,
        "edit_of": sent.edit_of or None,
        "corrections": sent.corrections,
        "redacted": sent.redacted,
        "erased_files": sent.erased,
        "answers": _named(layout.tables[0], read.cells),
        "repeats": repeats,
        "other_answers": read.other,
    }


def _named(table: Table, cells: Sequence[str]) -> dict[str, str]:
    return {one.heading: cell for one, cell in zip(table.columns, cells, strict=True) if cell}
