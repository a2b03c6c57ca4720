"""Where a page ended, as an opaque text that a reader hands back."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass

from tambon.catalogue import problems

LONGEST = 1_000  # characters; ours have two hundred


@dataclass(frozen=True)
class Cursor:
    """The last row of a page, and of which question: a cursor never leads into another release or filter."""

    version: str
    question: str
    area_code: str
    area_id: str
    period: str

    def encode(self) -> str:
        body = json.dumps(asdict(self), separators=(",", ":"))
        return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Cursor:
        """Raises 400-cursor-malformed."""
        if len(text) > LONGEST:  # deep brackets would exhaust the parser's stack
            raise problems.cursor_malformed()
        try:
            body = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
            cursor = cls(**body)
            "".join(asdict(cursor).values()).encode()  # all of it is text, without half of a surrogate pair
        except (binascii.Error, ValueError, TypeError) as error:
            raise problems.cursor_malformed() from error
        return cursor
