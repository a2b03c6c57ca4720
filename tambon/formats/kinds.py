"""What a content is by its first bytes, beside what it says it is. Pure.

Source of the numbers: the formats' own specifications, as collected in IANA's media types and WHATWG's
"MIME Sniffing"; nothing of the content is opened for this.
"""

from __future__ import annotations

import mimetypes

HEAD = 64  # bytes that are looked at
ANYTHING = "application/octet-stream"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})  # that are opened and shown
_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"), (b"BM", "image/bmp"), (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"),
    (b"OggS", "audio/ogg"), (b"#!AMR", "audio/amr"), (b"ID3", "audio/mpeg"), (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/webm"), (b"%PDF-", "application/pdf"), (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"), (b"MZ", "application/x-msdownload"), (b"\x7fELF", "application/x-elf"),
)  # fmt: skip
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/avi"}
_BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"avif": "image/avif",
           b"M4A ": "audio/mp4", b"3gp4": "video/3gpp", b"3gp5": "video/3gpp"}  # fmt: skip
_MARKUP = (b"<!doctype html", b"<html", b"<svg", b"<script", b"<?xml")
_SOUND_OR_FILM = frozenset({"audio", "video"})  # one container holds either


def kind_of(head: bytes) -> str:
    """The media type that the first bytes show; empty where they show none (text, for one)."""
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.lstrip().lower().startswith(_MARKUP):
        return "text/html"
    return next((kind for start, kind in _STARTS if head.startswith(start)), "")


def stated_kind(name: str, content_type: str) -> str:
    """What the sender says that it is: the type, or where that is anything, the ending of the name."""
    if content_type and content_type != ANYTHING:
        return content_type.partition(";")[0].strip().lower()
    return mimetypes.guess_type(name)[0] or ANYTHING


def is_stated(stated: str, found: str) -> bool:
    """Whether the content may be what it says. A kind of picture for another passes, a program does not."""
    said, shown = stated.partition("/")[0], found.partition("/")[0]
    if not found:
        return said != "image"  # every picture that we know shows itself
    if stated == ANYTHING or said == shown:
        return True
    return {said, shown} <= _SOUND_OR_FILM
