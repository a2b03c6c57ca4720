"""A submission as rows of text: what is known of it, its answers, and those that no version asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tambon.forms.rules.layout import Layout
from tambon.forms.rules.rows import Read, Reader
from tambon.lib.days import BANGKOK
from tambon.lib.problem import Problem
from tambon.submissions.queries.tables import Sent, Where, stream

Told = Callable[[int], None]  # told how many submissions are done
CHOICES = ("table", "heading", "code", "label_th", "label_en")
COLUMNS = ("table", "heading", "path", "type", "label_th", "label_en", "versions")
UNREADABLE = {"unreadable": "อ่านไม่ได้ · cannot be read"}


class Ready(NamedTuple):
    """A submission and what was read of it."""

    sent: Sent
    read: Read


def read_all(layout: Layout, where: Where, told: Told) -> Iterator[Ready]:
    """Every submission, read; what cannot be read has its keys alone."""
    reader = Reader(layout)
    for number, sent in enumerate(stream(where), start=1):
        yield Ready(sent, read_one(reader, layout, sent))
        told(number)


def read_one(reader: Reader, layout: Layout, sent: Sent) -> Read:
    """The answers of one submission."""
    try:
        return reader.read(sent.xml, version=sent.version, key=sent.key)
    except Problem:
        return Read([""] * len(layout.tables[0].columns), [], UNREADABLE)


def known_of(sent: Sent) -> list[str]:
    """What is known of the submission, in the order of `layout.FIRST`."""
    return [
        sent.key,
        sent.received_at.astimezone(BANGKOK).isoformat(timespec="seconds"),
        sent.sender,
        sent.state,
        sent.version,
        str(sent.ref),
        sent.receipt,
        sent.edit_of,
        as_json(sent.corrections) if sent.corrections else "",
        " ".join(sent.redacted),
        " ".join(sent.erased),
    ]


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def column_rows(layout: Layout) -> Iterator[tuple[str, ...]]:
    """What each column is, in the order of `COLUMNS`; withheld questions have no heading."""
    for table in layout.tables:
        for one in table.columns:
            versions = " ".join(one.versions)
            yield table.name, one.heading, one.path, one.type, one.label_th, one.label_en, versions
    for path in layout.withheld:
        yield layout.tables[0].name, "", path, "withheld", "", "", ""


def choice_rows(layout: Layout) -> Iterator[tuple[str, ...]]:
    """What each code in the tables stands for, in the order of `CHOICES`; without lists that are files."""
    for table in layout.tables:
        for one in table.columns:
            for code, label_th, label_en in one.choices:
                yield table.name, one.heading, code, label_th, label_en
