"""The files themselves: whole, in ranges, or all of a release in one archive."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from tambon.catalogue.integrity import MANIFEST, SIGNATURE, sum_file
from tambon.lib.problem import Problem
from tambon.public import caching
from tambon.public.published import catalogue, registry

CHUNK = 256 * 1024
TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json; charset=utf-8",
    ".sig": "application/json; charset=utf-8",
    ".geojson": "application/geo+json; charset=utf-8",
    ".pmtiles": "application/vnd.pmtiles",
    ".txt": "text/plain; charset=utf-8",
}
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")  # no file has more bytes
readable = require_http_methods(["GET", "HEAD", "OPTIONS"])


@dataclass(frozen=True)
class Span:
    """Bytes ``first`` to ``last``, both inside."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


@readable
def file(request: HttpRequest, version: str, path: str) -> HttpResponseBase:
    """One published file, as stored. ``latest`` leads to the newest release, whose files never change."""
    if version == "latest":
        return _latest(f"/data/{catalogue().manifest()['version']}/{path}")
    if request.method == "OPTIONS":
        return _preflight()
    place = catalogue().file_path(version, path)
    if path == SIGNATURE:
        return _signature(request, place)
    etag = f'"{_sum(version, path)}"'
    if caching.is_known(request, etag):
        return _headers(HttpResponse(status=304), etag)
    return _headers(_content(request, place, etag), etag, _name(version, path))


@readable
def areas_file(request: HttpRequest, version: str, path: str) -> HttpResponseBase:
    """One file of an edition of the registry of areas, in the same way."""
    if version == "latest":
        return _latest(f"/data/areas/{registry().edition().version}/{path}")
    if request.method == "OPTIONS":
        return _preflight()
    place, total = registry().file(version, path)
    if path == SIGNATURE:
        return _signature(request, place)
    if caching.is_known(request, f'"{total}"'):
        return _headers(HttpResponse(status=304), f'"{total}"')
    return _headers(_content(request, place, f'"{total}"'), f'"{total}"', _name(version, f"areas/{path}"))


def _signature(request: HttpRequest, place: Path) -> HttpResponseBase:
    """The manifest's signature: made anew when the key is replaced, so it is not kept for ever."""
    response = HttpResponse(place.read_bytes(), content_type=TYPES[place.suffix])
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()}"'
    response["Cache-Control"] = "no-cache"
    caching.share(response)
    return response


@readable
def archive(request: HttpRequest, version: str) -> HttpResponseBase:
    """The whole release as one ZIP, made while it is sent; the same bytes each time."""
    if version == "latest":
        return _latest(f"/data/{catalogue().manifest()['version']}.zip")
    if request.method == "OPTIONS":
        return _preflight()
    signed = "".join(sum_file(place)[:16] for name, place in _heads(version) if name == SIGNATURE)
    etag = f'"{catalogue().etag(version)}-{signed}-zip"'
    if caching.is_known(request, etag):
        return _headers(HttpResponse(status=304), etag)
    content = iter(()) if request.method == "HEAD" else pack(version)
    response = StreamingHttpResponse(content, content_type="application/zip")
    return _headers(response, etag, f"tambon-{version}.zip")


def _heads(version: str) -> list[tuple[str, Path]]:
    """The manifest, and its signature where there is one; like every file of a release, no links."""
    heads = [(MANIFEST, catalogue().file_path(version, MANIFEST))]
    with suppress(Problem):
        heads.append((SIGNATURE, catalogue().file_path(version, SIGNATURE)))
    return heads


def pack(version: str) -> Iterator[bytes]:
    """A ZIP of the release's files, in the manifest's order, as they are (Parquet is compressed)."""
    manifest = catalogue().manifest(version)
    day = datetime.fromisoformat(manifest["frozen_at"]).timetuple()[:6]
    files = _heads(version)
    files += [(each["path"], catalogue().file_path(version, each["path"])) for each in manifest["files"]]
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as target:  # type: ignore[call-overload]
        for name, place in files:
            entry = zipfile.ZipInfo(f"tambon-{version}/{name}", day)
            entry.file_size = place.stat().st_size
            entry.external_attr = 0o644 << 16
            with target.open(entry, "w") as out, place.open("rb") as source:
                while chunk := source.read(CHUNK):
                    out.write(chunk)
                    yield sink.take()
    yield sink.take()


class _Sink:
    """A file that can only be written; hands on what was written since it was last asked."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def take(self) -> bytes:
        taken, self._parts = b"".join(self._parts), []
        return taken


def find_span(header: str, size: int) -> Span | None:
    """The one range asked for; None where it asks for nothing that can be served as one (RFC 9110 §14.2)."""
    match = RANGE.fullmatch(header.strip())
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        return Span(max(0, size - int(match[2])), size - 1)
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    return Span(first, last) if not match[2] or first <= int(match[2]) else None


def _content(request: HttpRequest, place: Path, etag: str) -> HttpResponseBase:
    size = place.stat().st_size
    kind = TYPES.get(place.suffix, "application/octet-stream")
    span = find_span(request.headers.get("Range", ""), size)
    if span is None or request.headers.get("If-Range", etag) != etag:
        return FileResponse(place.open("rb"), content_type=kind)
    if span.first >= size or span.length <= 0:
        response = HttpResponse(status=416, content_type="text/plain")
        response["Content-Range"] = f"bytes */{size}"
        return response
    parts = iter(()) if request.method == "HEAD" else _read(place, span)
    partial = StreamingHttpResponse(parts, status=206, content_type=kind)
    partial["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    partial["Content-Length"] = str(span.length)
    return partial


def _read(place: Path, span: Span) -> Iterator[bytes]:
    with place.open("rb") as source:
        source.seek(span.first)
        left = span.length
        while left and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _headers(response: HttpResponseBase, etag: str, name: str = "") -> HttpResponseBase:
    response["ETag"] = etag
    response["Cache-Control"] = caching.FOREVER if response.status_code < 400 else "no-store"
    response["Accept-Ranges"] = "none" if name.endswith(".zip") else "bytes"
    if name and not name.endswith((".json", ".txt")):
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    caching.share(response)
    return response


def _latest(address: str) -> HttpResponseBase:
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = caching.SHORT
    response["Link"] = f'<{response["Location"]}>; rel="canonical"'
    caching.share(response)
    return response


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = "GET, HEAD"
    response["Access-Control-Allow-Headers"] = "Range, If-Range, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    caching.share(response)
    return response


def _name(version: str, path: str) -> str:
    """``water-village-2026-11.1.csv``: what a folder of downloads can be read by."""
    stem, _, suffix = path.removeprefix("data/").rpartition(".")
    return f"{stem.replace('/', '-')}-{version}.{suffix}"


def _sum(version: str, path: str) -> str:
    """The file's SHA-256 by the manifest; the manifest's own is the release's tag."""
    if path == "manifest.json":
        return catalogue().etag(version)
    files: list[dict[str, Any]] = catalogue().manifest(version)["files"]
    return str(next(each["sha256"] for each in files if each["path"] == path))
