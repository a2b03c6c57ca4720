"""Atom feeds: releases as they come, and errata as they are told. Pure. Source: RFC 4287."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tambon.catalogue.metadata.published import SYNTHETIC, utc
from tambon.catalogue.shapes import Change, Patch, ReleaseLine, Tombstone
from tambon.lib.text import speakable

NEVER = "1970-01-01T00:00:00+00:00"  # of a feed in which nothing stands yet
_TITLES = {
    "releases": ("ฉบับเผยแพร่ของข้อมูลตำบล", "Releases of village and tambon data"),
    "errata": ("คำแก้ไขข้อมูลตำบล", "Errata of village and tambon data"),
}  # each is also the name of the page that tells the same
MOST_SHOWN = 50  # values of one patch, in its entry; the rest stand in the file


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
        f'<link rel="alternate" type="text/html" href={_attribute(f"{base}/{name}")}/>',
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


def errata(
    base: str, patches: Iterable[tuple[Patch, Sequence[Change]]], tombstones: Iterable[Tombstone]
) -> list[Entry]:
    """An entry for each patch with the first of its changes, and one for each withdrawn release."""
    return [*(_patch(base, *each) for each in patches), *(_withdrawal(base, each) for each in tombstones)]


def _patch(base: str, patch: Patch, changes: Sequence[Change]) -> Entry:
    version, old, note = patch["version"], patch["patches"], _note(patch)
    by_dataset = ", ".join(f"{name} {number}" for name, number in patch["datasets"].items())
    more = patch["changes"] - len(changes)
    lines = [
        f"{patch['reason_th']} / {patch['reason_en']}",
        f"แก้ไข {old}: {patch['changes']} ค่า / {patch['changes']} values of {old} changed: {by_dataset}",
        *map(_change, changes),
        *([f"… +{more}"] if more > 0 else []),
    ]
    return Entry(
        iri=f"{base}/data/{version}/errata.json",
        updated=patch["published_at"],
        title=f"คำแก้ไข {old} ในฉบับ {version} / Errata of {old} in {version}{note}",
        summary="\n".join(lines),
        links=(
            (f"{base}/errata?release={version}", "text/html"),
            (f"{base}/data/{version}/errata.json", "application/json"),
            (f"{base}/data/{version}/errata.csv", "text/csv"),
        ),
    )


def _withdrawal(base: str, gone: Tombstone) -> Entry:
    use = f"\nให้ใช้ {gone['instead']} แทน / use {gone['instead']} instead" if gone["instead"] else ""
    return Entry(
        iri=f"{base}/releases/{gone['version']}#withdrawn",
        updated=_gone_at(gone),
        title=f"ถอน {gone['version']} / {gone['version']} withdrawn{_note(gone)}",
        summary=f"{gone['reason_th']} / {gone['reason_en']}{use}",
        links=((f"{base}/releases/{gone['version']}", "text/html"),),
    )


def _gone_at(gone: Tombstone) -> str:
    """The moment of the withdrawal; where only its day was kept the day's first, but never before the release
    came."""
    if gone["withdrawn_at"]:
        return gone["withdrawn_at"]
    first = f"{gone['withdrawn_on']}T00:00:00+07:00" if gone["withdrawn_on"] else gone["published_at"]
    return max(first, gone["published_at"], key=utc)


def _change(one: Change) -> str:
    grades = (one["was_grade"], one["now_grade"])
    graded = f" ({grades[0] or '–'} → {grades[1] or '–'})" if grades[0] != grades[1] else ""
    what = f"{one['dataset']} · {one['level']} {one['area_code']} · {one['period']} · {one['variable']}"
    return f"{what}: {_value(one['was'])} → {_value(one['now'])}{graded}"


def _value(value: Any) -> str:
    return "–" if value is None else json.dumps(value, ensure_ascii=False).strip('"')


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


def _note(line: ReleaseLine | Patch | Tombstone) -> str:
    return f" ({SYNTHETIC})" if line["synthetic"] else ""


def _moment(text: str) -> str:
    return utc(text).isoformat(timespec="seconds").replace("+00:00", "Z")


def _text(text: str) -> str:
    return escape(speakable(text))


def _attribute(text: str) -> str:
    return quoteattr(speakable(text))
