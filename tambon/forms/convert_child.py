"""Converts a questionnaire to an XForm. Runs in a process of its own (see `apart`).

One line of JSON: ``{"xml", "itemsets", "hints": [fault]}`` or ``{"faults": [fault]}``.
"""

from __future__ import annotations

import json
import sys

from tambon.formats.apart import stay_small
from tambon.forms.rules.conversion import convert_whole
from tambon.forms.rules.faults import FaultyBook
from tambon.forms.rules.table import Book, Row


def main() -> None:
    """Reads the book's sheets as JSON from standard input."""
    stay_small()
    given = json.load(sys.stdin.buffer)
    sheets = {name: tuple(Row(line, cells) for line, cells in rows) for name, rows in given.items()}
    settings = sheets["settings"][0]
    more = {name: rows for name, rows in sheets.items() if name not in ("survey", "choices", "settings")}
    try:
        form, hints = convert_whole(Book(sheets["survey"], sheets["choices"], settings, more))
    except FaultyBook as faulty:
        _write({"faults": [fault.as_dict() for fault in faulty.faults]})
    else:
        _write({"xml": form.xml, "itemsets": form.itemsets, "hints": [one.as_dict() for one in hints]})


def _write(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
