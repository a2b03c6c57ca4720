"""How a release or a dataset of it is cited: in words, as BibTeX and as CSL-JSON. Pure.

Sources: DataCite's recommended citation, the CSL-JSON schema 1.0.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tambon.catalogue.metadata.published import SYNTHETIC
from tambon.lib.days import BUDDHIST_OFFSET, say_day, thai_day

UNNAMED = "ตำบล Tambon"  # where no dataset names who publishes it
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_BIBTEX |= {sign: f"\\{sign}" for sign in "&%$#_"}


@dataclass(frozen=True)
class Cited:
    """What a citation names. Inside the release itself it says no fingerprint."""

    publisher: str
    title_th: str
    title_en: str
    version: str
    day: date  # of publication, as Bangkok counts days
    url: str
    manifest_sha256: str = ""
    dataset: str = ""
    synthetic: bool = False
    licence: str = ""
    publisher_en: str = ""  # where a release names one


def cite(line: Mapping[str, Any], datasets: Iterable[Mapping[str, Any]], base: str, name: str = "") -> Cited:
    """The release of the line, or its dataset ``name``; ``base``: the public address, no last slash."""
    known = list(datasets)
    found = next((each for each in known if each["name"] == name), None)
    round_ = line["round"]
    publisher = publisher_of([found] if found else known)
    return Cited(
        publisher=publisher,
        publisher_en=_english_of(publisher, known),
        title_th=found["label_th"] if found else round_["name_th"],
        title_en=(found["label_en"] or found["label_th"]) if found else round_["name_en"],
        version=line["version"],
        day=thai_day(datetime.fromisoformat(line["published_at"])),
        url=f"{base}/releases/{line['version']}",
        manifest_sha256=line.get("manifest_sha256", ""),
        dataset=name if found else "",
        synthetic=bool(line["synthetic"]),
        licence=found["licence"] if found else "",
    )


def publisher_of(datasets: Iterable[Mapping[str, Any]]) -> str:
    """The unit that answers for them by the national standard, else the first owner."""
    known = list(datasets)
    named = [str(each["catalogue"].get("maintainer") or "") for each in known]
    owners = [str(each["owner_th"] or each["owner"] or "") for each in known]
    return next((name for name in [*named, *owners] if name), UNNAMED)


def _english_of(publisher: str, datasets: Iterable[Mapping[str, Any]]) -> str:
    """The publisher's English name: that of the owner who bears its name; a unit has none."""
    named = (str(each["owner_en"] or "") for each in datasets if each["owner_th"] == publisher)
    return next(filter(None, named), "")


def say(cited: Cited, lang: str) -> str:
    """One sentence for a list of references; Thai counts Buddhist years."""
    thai = lang == "th"
    year = cited.day.year + (BUDDHIST_OFFSET if thai else 0)
    title, what = (cited.title_th, "ชุดข้อมูล") if thai else (cited.title_en, "Data set")
    version = f"ฉบับ {cited.version}" if thai else f"release {cited.version}"
    when = f"{_when(cited, thai=thai)} {say_day(cited.day, lang)}"
    publisher = cited.publisher if thai else cited.publisher_en or cited.publisher
    said = f"{publisher}. ({year}). {title}, {version} [{what}]. {when}. {cited.url}"
    if cited.manifest_sha256:
        of = "SHA-256 ของ manifest.json" if thai else "SHA-256 of manifest.json"
        said += f" ({of}: {cited.manifest_sha256})"
    return said + (f" ({SYNTHETIC})" if cited.synthetic else "")


def bibtex(cited: Cited) -> str:
    """An entry ``@misc`` that every style knows, in UTF-8."""
    fields = {
        "author": f"{{{_tex(cited.publisher)}}}",
        "title": f"{{{_tex(cited.title_en)} / {_tex(cited.title_th)}}}",
        "year": str(cited.day.year),
        "month": str(cited.day.month),
        "day": str(cited.day.day),
        "version": _tex(cited.version),
        "publisher": f"{{{_tex(cited.publisher)}}}",
        "howpublished": "Data set",
        "url": cited.url,
        "note": _tex(_note(cited)),
    }
    body = "\n".join(f"  {name} = {{{value}}}," for name, value in fields.items() if value)
    return f"@misc{{{_key(cited)},\n{body}\n}}\n"


def csl_json(cited: Cited) -> str:
    """A list of one item, as Zotero and pandoc read it."""
    item = {
        "id": _key(cited),
        "type": "dataset",
        "title": f"{cited.title_en} / {cited.title_th}",
        "author": [{"literal": cited.publisher}],
        "publisher": cited.publisher,
        "issued": {"date-parts": [[cited.day.year, cited.day.month, cited.day.day]]},
        "version": cited.version,
        "URL": cited.url,
        "note": _note(cited),
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _when(cited: Cited, *, thai: bool) -> str:
    """A release does not know its own day of publication: inside itself it says of which day its data are."""
    if cited.manifest_sha256:
        return "เผยแพร่" if thai else "Published"
    return "ข้อมูล ณ วันที่" if thai else "Data as of"


def _note(cited: Cited) -> str:
    total = f"SHA-256 of manifest.json: {cited.manifest_sha256}" if cited.manifest_sha256 else ""
    return ". ".join(part for part in (total, SYNTHETIC if cited.synthetic else "") if part)


def _key(cited: Cited) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", f"tambon-{cited.dataset or 'release'}-{cited.version}".lower())


def _tex(text: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in text)
