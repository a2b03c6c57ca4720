"""Atom feeds: releases as they come, and errata as they are told. Pure. Source: RFC 4287."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tambon.catalogue.metadata.published import SYNTHETIC, utc
from tambon.catalogue.shapes import ReleaseLine
from tambon.lib.text import speakable

NEVER = "1970-01-01T00:00:00+00:00"  # of a feed in which nothing stands yet
_TITLES = {
    "releases": ("ฉบับเผยแพร่ของข้อมูลตำบล", "Releases of village and tambon data"),
    "errata": ("คำแก้ไขข้อมูลตำบล", "Errata of village and tambon data"),
}
_MOST_SHOWN = 50  # values of one patch, in its entry; the rest stand in the file


@dataclass(frozen=True)
class Entry:
    """One thing that happened: an address that stays, a moment, and what is said in both languages."""

    iri: str
    updated: str
    title: str
    summary: str
    links: tuple[tuple[str, str], ...]  # address, media type


def feed(base: str, name: str, entries: Sequence[Entry]) -> str:
    """The feed ``releases`` or ``errata``, the newest first."""
    here = f"{base}/feeds/{name}.atom"
    ordered = sorted(entries, key=lambda one: utc(one.updated), reverse=True)
    updated = ordered[0].updated if ordered else NEVER
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="th">',
        f"<id>{_text(here)}</id>",
        f"<title>{_text(' / '.join(_TITLES[name]))}</title>",
        f"<updated>{_moment(updated)}</updated>",
        f"<author><name>{_text('ตำบล Tambon')}</name><uri>{_text(base + '/')}</uri></author>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(here)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(base + "/releases")}/>',
        *(line for each in ordered for line in _entry(each)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def releases(base: str, lines: Iterable[ReleaseLine]) -> list[Entry]:
    """An entry for each release."""
    return [
        Entry(
            iri=f"{base}/releases/{line['version']}",
            updated=line["published_at"],
            title=f"{line['version']} · {line['round']['name_th']} / {line['round']['name_en']}{_note(line)}",
            summary=(
                f"งวด {', '.join(line['periods'])} · manifest.json SHA-256 {line['manifest_sha256']}"
                f" / periods {', '.join(line['periods'])}"
            ),
            links=(
                (f"{base}/releases/{line['version']}", "text/html"),
                (f"{base}/data/{line['version']}/datapackage.json", "application/json"),
                (f"{base}/data/{line['version']}.zip", "application/zip"),
            ),
        )
        for line in lines
    ]


def errata(base: str, told: Iterable[tuple[ReleaseLine, Any]]) -> list[Entry]:
    """An entry for each release that came with errata; ``told`` are its line and its errata.json."""
    return [
        Entry(
            iri=f"{base}/data/{line['version']}/errata.json",
            updated=line["published_at"],
            title=f"คำแก้ไข {line['version']} / Errata {line['version']}{_note(line)}",
            summary="\n".join(_changes(body)),
            links=(
                (f"{base}/releases/{line['version']}", "text/html"),
                (f"{base}/data/{line['version']}/errata.json", "application/json"),
            ),
        )
        for line, body in told
    ]


def _changes(body: Any) -> list[str]:
    """A line for each changed value, as errata.json says it: whatever keys it has, in their order."""
    found = body if isinstance(body, list) else []
    if isinstance(body, Mapping):
        found = next((each for each in body.values() if isinstance(each, list)), [])
    shown = [_change(each) for each in found[:_MOST_SHOWN]]
    more = len(found) - len(shown)
    return [*shown, f"… +{more}"] if more else shown


def _change(one: Any) -> str:
    if not isinstance(one, Mapping):
        return str(one)
    return " · ".join(f"{key}: {value}" for key, value in one.items() if value not in (None, "", [], {}))


def _entry(one: Entry) -> list[str]:
    return [
        "<entry>",
        f"<id>{_text(one.iri)}</id>",
        f"<title>{_text(one.title)}</title>",
        f"<updated>{_moment(one.updated)}</updated>",
        f"<published>{_moment(one.updated)}</published>",
        f"<summary>{_text(one.summary)}</summary>",
        *(
            f"<link rel={_attribute('alternate' if place == 0 else 'related')} type={_attribute(kind)}"
            f" href={_attribute(where)}/>"
            for place, (where, kind) in enumerate(one.links)
        ),
        "</entry>",
    ]


def _note(line: ReleaseLine) -> str:
    return f" ({SYNTHETIC})" if line["synthetic"] else ""


def _moment(text: str) -> str:
    return utc(text).isoformat(timespec="seconds").replace("+00:00", "Z")


def _text(text: str) -> str:
    return escape(speakable(text))


def _attribute(text: str) -> str:
    return quoteattr(speakable(text))
