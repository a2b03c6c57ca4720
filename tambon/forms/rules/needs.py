"""The files that a form needs beside it, and whether a file that somebody adds is one of them. Pure."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator

from tambon.forms import problems
from tambon.forms.rules.leaves import parse_xml
from tambon.forms.rules.shape import Shape
from tambon.forms.rules.shape_reading import local
from tambon.lib.problem import Problem

MADE_FOR_THE_PERSON = frozenset({"villages.csv", "former.csv"})  # each phone gets its own: see fieldkit
ITEMSETS = "itemsets.csv"
MOST_FILE_BYTES = 20 * 1024 * 1024
_FILE = re.compile(r"jr://(?:file-csv|file|images|audio|video)/([^\"'<>\s][^\"'<>]*)")
_PLAIN_NAME = re.compile(r"[\w-]+")
_UNSAFE = re.compile(r"[/\\\x00-\x1f]|^\.")
_TYPES = {
    "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json", "xml": "text/xml; charset=utf-8",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "svg": "image/svg+xml", "bmp": "image/bmp", "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav",
    "ogg": "audio/ogg", "amr": "audio/amr", "mp4": "video/mp4", "3gp": "video/3gpp", "webm": "video/webm",
}  # fmt: skip
_BOM = b"\xef\xbb\xbf"
# what a picture or a sound begins with: a page under a picture's name must not reach a phone
_BEGINNINGS = {
    "png": (b"\x89PNG",), "jpg": (b"\xff\xd8",), "jpeg": (b"\xff\xd8",), "gif": (b"GIF8",),
    "webp": (b"RIFF",), "bmp": (b"BM",), "ogg": (b"OggS",), "wav": (b"RIFF",),
}  # fmt: skip


def needed_files(xml: str, shape: Shape) -> tuple[str, ...]:
    """The names of all files that the form speaks of, in its order, but those made for each person."""
    named = [*_FILE.findall(xml), *(node.source for node in shape.questions if node.source)]
    return tuple(name for name in dict.fromkeys(named) if name not in MADE_FOR_THE_PERSON)


def content_type(name: str) -> str:
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def fitting_file(name: str, content: bytes, xml: str, shape: Shape) -> bytes:
    """The content as phones get it: a CSV loses its byte order mark, which some take for a part of a name.

    Raises ``422-form-file-not-asked``, ``413-form-file-too-large`` or ``422-form-file-unfit``.
    """
    wanted = needed_files(xml, shape)
    if name not in wanted or _UNSAFE.search(name):
        raise problems.file_not_asked(file=name[:80], wanted=", ".join(wanted) or "–")
    if len(content) > MOST_FILE_BYTES:
        raise problems.file_too_large(file=name, limit=MOST_FILE_BYTES // 1024**2)
    kind = name.rpartition(".")[2].lower()
    if kind == "csv":
        return _csv(name, content.removeprefix(_BOM), xml)
    if kind == "geojson":
        _geojson(name, content)
    elif (begins := _BEGINNINGS.get(kind)) and not content.startswith(begins):
        raise _unfit(name, f"เนื้อหาไม่ใช่ไฟล์ .{kind}", f"its content is no .{kind} file")
    return content


def _csv(name: str, content: bytes, xml: str) -> bytes:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise _unfit(name, "ไม่ใช่ข้อความ UTF-8", "it is no text in UTF-8") from None
    try:
        header = next(csv.reader(io.StringIO(text)), [])
    except csv.Error:
        header = []
    if not any(cell.strip() for cell in header):
        raise _unfit(name, "ไม่มีหัวตาราง", "it has no heading")
    missing = [column for column in _columns(name, xml) if column not in header]
    if missing:
        said = ", ".join(missing)
        raise _unfit(name, f"ไม่มีคอลัมน์ {said}", f"it has no column {said}")
    return content


def _columns(name: str, xml: str) -> Iterable[str]:
    """The columns that the form's questions read as a choice's value and label."""
    instance = re.search(rf'<instance id="([^"]+)" src="jr://file-csv/{re.escape(name)}"', xml)
    return dict.fromkeys(_read_columns(instance[1], xml)) if instance else ()


def _read_columns(instance: str, xml: str) -> Iterator[str]:
    """From the tree: a pattern over the text takes minutes where conditions name the file again and again."""
    for itemset in parse_xml(xml.encode()).iter("{*}itemset"):
        if f"instance('{instance}')" in itemset.get("nodeset", ""):
            refs = [child.get("ref", "") for child in itemset if local(child) in ("value", "label")]
            if all(_PLAIN_NAME.fullmatch(ref) for ref in refs):
                yield from refs


def _geojson(name: str, content: bytes) -> None:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise _unfit(name, "ไม่ใช่ GeoJSON แบบ FeatureCollection", "it is no GeoJSON FeatureCollection")


def _unfit(name: str, th: str, en: str) -> Problem:
    return problems.file_unfit(file=name, what_th=th, what_en=en)
