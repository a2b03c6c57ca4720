"""One POST: the form in memory, its attachments in drafts on disk, whatever the size of the body.

The parser is fed chunk by chunk, so that a photo costs no memory; nothing stays of a body that is broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Protocol

from multipart import (
    MultipartError,
    MultipartSegment,
    ParserLimitReached,
    PushMultipartParser,
    parse_options_header,
)

from tambon.blobs import Blobs, Draft
from tambon.openrosa import problems
from tambon.submissions import problems as submission_problems
from tambon.submissions.rules import MAX_XML, Part, checked_name

MAX_BODY = 100_000_000  # bytes of one POST; refused beyond
MAX_PARTS = 250
CHUNK = 1 << 16
LONGEST_LENGTH = 19  # digits of a stated length that are looked at: the rest cannot make it smaller
FORM = "xml_submission_file"


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass
class Delivery:
    """What one POST held; the drafts live as long as the ``ExitStack`` that they were read into."""

    xml: bytes = b""
    drafts: list[tuple[str, str, Draft]] = field(default_factory=list)  # name, content type, draft

    def keep(self) -> list[Part]:
        """Puts the attachments on disk for good; raises OSError when the disk refuses."""
        kept = [(name, kind, draft.keep()) for name, kind, draft in self.drafts]
        return [Part(name, blob.sha256, blob.size, kind) for name, kind, blob in kept]


def read_delivery(environ: dict[str, Any], folder: Blobs, stack: ExitStack) -> Delivery:
    """Reads the body to its end; raises a Problem for what is not one form with its files, or too large."""
    kind, options = parse_options_header(environ.get("CONTENT_TYPE") or "")
    if kind != "multipart/form-data" or not options.get("boundary"):
        raise problems.not_multipart()
    reader = _Reader(folder, stack)
    try:
        with PushMultipartParser(options["boundary"], max_segment_count=MAX_PARTS) as parser:
            for chunk in _chunks(environ):
                for event in parser.parse(chunk):
                    reader.take(event)
    except ParserLimitReached:
        raise problems.too_large(limit=MAX_BODY // 1_000_000) from None
    except MultipartError:
        raise problems.broken() from None
    if reader.forms != 1:
        raise problems.no_form_inside()
    reader.delivery.xml = b"".join(reader.xml)
    return reader.delivery


def _chunks(environ: dict[str, Any]) -> Iterator[bytes]:
    """The body, to its stated length or, sent in chunks without one, to its end."""
    source: Readable = environ["wsgi.input"]
    stated = environ.get("CONTENT_LENGTH")
    if stated and not stated.isdecimal():
        raise problems.broken()
    left = int(stated[:LONGEST_LENGTH]) if stated else MAX_BODY + 1
    if stated and left > MAX_BODY:
        raise problems.too_large(limit=MAX_BODY // 1_000_000)
    while left > 0:
        try:
            chunk = source.read(min(CHUNK, left))
        except OSError:  # the phone hung up
            raise problems.broken() from None
        if not chunk:
            return
        left -= len(chunk)
        yield chunk
    if not stated:
        raise problems.too_large(limit=MAX_BODY // 1_000_000)


class _Reader:
    """Takes the parser's events: a segment, its bytes, None at its end."""

    def __init__(self, folder: Blobs, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._draft: Draft | None = None
        self._in_form = False
        self.delivery = Delivery()
        self.xml: list[bytes] = []
        self.forms = self._size = 0

    def take(self, event: MultipartSegment | bytes | bytearray | None) -> None:
        if isinstance(event, MultipartSegment):
            self._begin(event)
        elif event is None:
            self._in_form, self._draft = False, None
        elif self._in_form:
            self._size += len(event)
            if self._size > MAX_XML:
                raise submission_problems.too_large(limit=MAX_XML)
            self.xml.append(bytes(event))
        elif self._draft is not None:
            self._draft.write(bytes(event))

    def _begin(self, segment: MultipartSegment) -> None:
        if segment.name == FORM:
            self._in_form = True
            self.forms += 1
        elif segment.filename is not None or segment.content_type is not None:
            name = checked_name(segment.filename or segment.name or "")
            self._draft = self._stack.enter_context(self._folder.draft())
            self.delivery.drafts.append((name, _plain(segment.content_type or ""), self._draft))
        # else: a plain field such as *isIncomplete*, which tells nothing that the POSTs do not


def _plain(content_type: str) -> str:
    """The type as the phone states it, or that of anything where it is empty or holds what no type does."""
    is_plain = bool(content_type) and content_type.isascii() and content_type.isprintable()
    return content_type[:100] if is_plain else "application/octet-stream"
