"""What a phone holds, as it is written for phones. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import md5

from tambon.areas.rules import AreaView

VILLAGES = "villages.csv"
CSV_TYPE = "text/csv; charset=utf-8"
COLUMNS = ("name", "label", "label_th", "label_en", "tambon", "tambon_code", "district_code")


@dataclass(frozen=True)
class KitFile:
    """A file beside a form, made when it is asked for: a list of forms names files and reads none.

    ``md5`` is what OpenRosa calls hash: it tells a change, it protects nothing.
    """

    name: str
    make: Callable[[], bytes]
    content_type: str

    @cached_property
    def content(self) -> bytes:
        return self.make()

    @cached_property
    def md5(self) -> str:
        return md5(self.content, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class KeptFile:
    """A file beside a form that everybody gets alike, too large to be held: the blobs have it by its hash."""

    name: str
    sha256: str
    size: int
    md5: str
    content_type: str


@dataclass(frozen=True)
class KitForm:
    """A form that the phone may fill now."""

    form_id: str
    version: str
    title_th: str
    title_en: str
    xml: bytes
    md5: str
    files: tuple[KitFile | KeptFile, ...]


def needs(xml: bytes, name: str) -> bool:
    """Whether the form reads this CSV file; pyxform writes ``jr://file-csv/villages.csv``."""
    return f"jr://file-csv/{name}".encode() in xml


def villages_csv(villages: Iterable[AreaView], tambons: Mapping[str, AreaView], lang: str) -> bytes:
    """One row per village in the order of codes: ``name`` is the code, ``label`` in the person's language
    says number, name and tambon (a phone shows this column whatever language the form is in).

    UTF-8 without a byte order mark: some clients take the mark for a part of the first column's name.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for village in sorted(villages, key=lambda v: v.code):
        code = village.code[:6]
        tambon = tambons.get(code)
        th, en = (tambon.full_th, tambon.full_en) if tambon else ("", "")
        thai, english = f"{village.full_th} {th}".rstrip(), f"{village.full_en}, {en}".rstrip(", ")
        label = thai if lang == "th" else english
        place = tambon.name_th if tambon else ""
        writer.writerow([village.code, label, thai, english, place, code, code[:4]])
    return text.getvalue().encode()
