"""How long answers go out: compressed, or as files that are read while they are sent."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from tambon.catalogue import Found
from tambon.public import problems
from tambon.public.api.negotiating import MEDIA
from tambon.public.published import catalogue
from tambon.public.turns import Turns

CHUNK = 1024 * 1024
WORTH = 1_400  # bytes: less fits in one packet
SMALL = 1_000_000  # bytes that are sent in one piece
AT_ONCE = 2  # whole tables that a process writes at a time
WAITING, PATIENCE = 6, 5.0  # of a process, who wait for a turn, and for so many seconds
_turns = Turns(AT_ONCE, WAITING, PATIENCE, problems.too_many_exports)


class _Whole(FileResponse):
    block_size = CHUNK


def text(request: HttpRequest, body: bytes, content_type: str) -> HttpResponse:
    """The body, compressed for whoever takes that."""
    if len(body) < WORTH or not takes_gzip(request):
        return HttpResponse(body, content_type=content_type)
    response = HttpResponse(gzip.compress(body, 1, mtime=0), content_type=content_type)
    response["Content-Encoding"] = "gzip"
    return response


def file(request: HttpRequest, place: Path, form: str, name: str) -> HttpResponseBase:
    """A published file, as it is."""
    return _sent(request, place.open("rb"), form, name, is_packed=False)


def written(request: HttpRequest, found: Found, form: str, *, is_bounded: bool) -> HttpResponseBase:
    """The rows as a file of their own, written and then sent. Raises 503-too-many-exports."""
    name = f"{found.plan.dataset['name']}-{found.plan.level}-{found.version}.{form}"
    place = _write(found, form, is_bounded=is_bounded)
    try:
        source = place.open("rb")
    finally:
        place.unlink(missing_ok=True)  # what is open can be read on, and leaves nothing behind
    return _sent(request, source, form, name, is_packed=form != "parquet")


def _sent(
    request: HttpRequest, source: BinaryIO, form: str, name: str, *, is_packed: bool
) -> HttpResponseBase:
    size = os.fstat(source.fileno()).st_size
    response: HttpResponseBase
    if size <= SMALL:
        with source:
            body = source.read()
        response = text(request, body, _media(form)) if is_packed else _plain(body, form)
    elif is_packed and takes_gzip(request):
        response = StreamingHttpResponse(_compressed(source), content_type=_media(form))
        response._resource_closers.append(source.close)  # type: ignore[attr-defined]  # unread ones too
        response["Content-Encoding"] = "gzip"
    else:
        response = _Whole(source, content_type=_media(form))
        response["Content-Length"] = str(size)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _plain(body: bytes, form: str) -> HttpResponse:
    return HttpResponse(body, content_type=_media(form))


def takes_gzip(request: HttpRequest) -> bool:
    """Whether Accept-Encoding takes gzip."""
    for part in request.headers.get("Accept-Encoding", "")[:500].lower().split(","):
        coding, _, weight = part.strip().partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _write(found: Found, form: str, *, is_bounded: bool) -> Path:
    if is_bounded:
        return catalogue().write(found, form)  # type: ignore[arg-type]  # a form of files, as the caller knows
    with _turns.take():
        return catalogue().write(found, form)  # type: ignore[arg-type]


def _media(form: str) -> str:
    return f"{MEDIA[form]}; charset=utf-8" if form == "csv" else MEDIA[form]


def _compressed(source: BinaryIO) -> Iterator[bytes]:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)  # 31: with gzip's head and sum
    while chunk := source.read(CHUNK):
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()
