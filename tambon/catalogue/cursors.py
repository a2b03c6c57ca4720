"""Where a page ended, as an opaque text that a reader hands back."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass

from tambon.catalogue import problems

LONGEST = 1_000  # characters; ours have a hundred
_MOST = 2**40


@dataclass(frozen=True)
class Cursor:
    """How many rows were read, of which question: a cursor never leads into another release or filter.

    A release never changes, nor the order of an answer from it: a number is enough.
    """

    version: str
    question: str
    read: int

    def encode(self) -> str:
        body = json.dumps(vars(self), separators=(",", ":"))
        return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Cursor:
        """Raises 400-cursor-malformed."""
        if len(text) > LONGEST:  # deep brackets would exhaust the parser's stack
            raise problems.cursor_malformed()
        try:
            body = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
            cursor = cls(**body)
            (cursor.version + cursor.question).encode()  # text, without half of a surrogate pair
        except (binascii.Error, ValueError, TypeError, AttributeError) as error:
            raise problems.cursor_malformed() from error
        if type(cursor.read) is not int or not 0 < cursor.read < _MOST:
            raise problems.cursor_malformed()
        return cursor
