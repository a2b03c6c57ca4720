"""Which file a signed list says it is, and whether a newer one was seen: a signature alone says neither.

Each small file that the home signs has a head, ``signed``: its own address in the catalogue (``official/…``
in the official one), a sequence number that only grows, and the moment. The number is the moment in seconds
unless the one before was higher, so that it also grows after a backup was restored. Files of before have no
head: they count as number 0, and never again once a head was seen.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tambon.catalogue.signing import BadSignature
from tambon.lib.days import BANGKOK
from tambon.store import write_file

_LOG = logging.getLogger("tambon.catalogue")
HEAD = "signed"
STALE = timedelta(days=7)  # the home signs its lists anew every night: a week without is worth a word
_DIGITS = 15


@dataclass(frozen=True)
class Head:
    """What a signed file says of itself."""

    file: str
    sequence: int
    at: str

    def as_dict(self) -> dict[str, Any]:
        return {"file": self.file, "sequence": self.sequence, "at": self.at}

    def age(self, now: datetime) -> timedelta:
        """How long ago it was signed; never below nought."""
        return max(now - datetime.fromisoformat(self.at), timedelta(0))

    def is_stale(self, now: datetime) -> bool:
        """Whether it was signed so long ago that a newer one may be kept away."""
        return self.age(now) > STALE


@dataclass(frozen=True)
class NotBefore:
    """The oldest list that is taken: by its number, or by the moment of its signature."""

    sequence: int = 0
    moment: datetime | None = None

    @classmethod
    def read(cls, text: str) -> NotBefore:
        """A number, a day (from midnight in Bangkok) or a moment with its zone, by ISO 8601.

        Raises ValueError.
        """
        if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
            return cls(sequence=int(text))
        with suppress(ValueError):
            return cls(moment=datetime.combine(date.fromisoformat(text), time(), BANGKOK))
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError(f"{text} has no zone")
        return cls(moment=moment)

    def allows(self, head: Head | None) -> bool:
        if head is None:
            return False
        late = self.moment is None or datetime.fromisoformat(head.at) >= self.moment
        return late and head.sequence >= self.sequence

    def __str__(self) -> str:
        return self.moment.isoformat() if self.moment else str(self.sequence)


def next_head(file: str, former: bytes | None, at: datetime) -> Head:
    """The head of what takes the place of the ``former`` content."""
    before = None
    if former is not None:
        with suppress(ValueError, RecursionError, BadSignature):
            before = head_of(file, json.loads(former))
    sequence = max(before.sequence + 1 if before else 1, int(at.timestamp()))
    return Head(file, sequence, at.astimezone(UTC).isoformat(timespec="seconds"))


def head_of(file: str, body: Any) -> Head | None:
    """The head in a parsed file that lies at ``file``; None in one of before there were heads.

    Raises `BadSignature` for one that was signed for another place.
    """
    told = body.get(HEAD) if isinstance(body, Mapping) else None
    if told is None:
        return None
    name = file.rpartition("/")[2]
    if not isinstance(told, Mapping) or told.keys() != {"file", "sequence", "at"}:
        raise BadSignature(name, "what it says of its signature cannot be read")
    if told["file"] != file:
        raise BadSignature(name, f"it was signed as {str(told['file'])[:80]}, not for this place")
    try:
        moment = datetime.fromisoformat(str(told["at"]))
        sequence = int(told["sequence"])
    except ValueError as error:
        raise BadSignature(name, "what it says of its signature cannot be read") from error
    if moment.tzinfo is None or not 0 < sequence < 10**_DIGITS:
        raise BadSignature(name, "what it says of its signature cannot be read")
    return Head(file, sequence, moment.isoformat())


def plain(file: str, content: bytes) -> bytes:
    """The content without its head. Raises `BadSignature` as `head_of`; ValueError for what is no JSON."""
    body = json.loads(content)
    if head_of(file, body) is None:
        return content
    return json.dumps({key: body[key] for key in body if key != HEAD}, ensure_ascii=False).encode()


class Newest:
    """The newest head that was seen of a file: in memory and, with a folder, on disk for the next process."""

    def __init__(self, file: str, *, folder: Path | None = None, not_before: NotBefore | None = None) -> None:
        self._file, self._not_before = file, not_before
        self._path = folder / f"{file.replace('/', '-')}.seen" if folder else None
        self.head: Head | None = None

    def demand(self, body: Any) -> None:
        """Notes the head. Raises `BadSignature` for an older one than was seen, or than is allowed."""
        head, name = head_of(self._file, body), self._file.rpartition("/")[2]
        if self._not_before is not None and not self._not_before.allows(head):
            told = f"signed at {head.at}, number {head.sequence}" if head else "not saying when it was signed"
            raise BadSignature(name, f"{told}, and nothing before {self._not_before} is to be taken")
        seen = max((one for one in (self.head, self._kept()) if one), key=_number, default=None)
        if seen is not None and (head is None or head.sequence < seen.sequence):
            told = f"signed at {head.at}" if head else "of before"
            raise BadSignature(name, f"an older one ({told}) than was seen already ({seen.at})")
        if head is not None and head != self.head:
            self.head = head
            self._keep(head, seen)

    def _kept(self) -> Head | None:
        if self._path is None:
            return None
        with suppress(OSError, ValueError, BadSignature, RecursionError):
            return head_of(self._file, {HEAD: json.loads(self._path.read_bytes())})
        return None

    def _keep(self, head: Head, seen: Head | None) -> None:
        if self._path is None or (seen is not None and seen.sequence >= head.sequence):
            return
        try:
            write_file(self._path, json.dumps(head.as_dict()).encode())
        except OSError as error:
            _LOG.warning("what was seen of %s cannot be kept: %s", self._file, error)


def _number(head: Head) -> int:
    return head.sequence
