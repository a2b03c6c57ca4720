"""All that a version says, and its fingerprint: what "the same content" means. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass
from typing import Any

from tambon.forms.rules.filling import Filled


@dataclass(frozen=True)
class Content:
    """All that a version says: its text, what it asks, its files ({name: {sha256, size, content_type}}).

    Without ``xml`` the XForm is made when it is needed.
    """

    source: str
    filled: Filled
    files: ReadOnly[str, ReadOnly[str, Any]]
    xml: str = ""


def fingerprint(new: Content) -> str:
    """Of what was asked, not of the XForm: a newer converter may write the same questions in other bytes."""
    book = new.filled.book
    rows: list[Any] = [[row.cells for row in sheet] for sheet in (book.survey, book.choices)]
    whole = [*rows, book.settings.cells, new.filled.mapping.stored()]
    if book.more:  # forms without these keep the fingerprint that they were published under
        whole.append({name: [row.cells for row in sheet] for name, sheet in book.more.items()})
    if new.files:
        whole.append({name: file["sha256"] for name, file in new.files.items()})
    return hashlib.sha256(json.dumps(whole, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
