"""Areas by name or code, as a person types."""

from __future__ import annotations

from datetime import date

from tambon.catalogue.registry.edition import Edition
from tambon.catalogue.registry.names import Hit, plain
from tambon.catalogue.registry.shapes import Found
from tambon.catalogue.registry.views import found_of
from tambon.lib.text import tidy

_LOOKED_AT = 2_000  # areas of the first word, among which the other words choose


def search(edition: Edition, text: str, *, limit: int, on: date) -> list[Found]:
    """At most ``limit`` areas: whole names first, then beginnings, then parts; the larger kinds first.

    Names and codes of the past are searched too, behind those of the day. A second word names an area above:
    "ตลาด มหาสารคาม".
    """
    wanted = plain(text)
    if not wanted:
        return []
    hits = _of_the_day(edition, wanted, limit, on)
    if not hits and " " in tidy(text):
        hits = _within(edition, tidy(text).split(" "), limit)
    return [found_of(edition, hit.span, on) for hit in hits]


def _of_the_day(edition: Edition, wanted: str, limit: int, on: date) -> list[Hit]:
    if on == edition.on:
        return edition.names.find(wanted, limit)
    # The order of rank is that of the edition's day; another day's names come first among more of them.
    day, spans = on.toordinal(), edition.spans
    hits = edition.names.find(wanted, max(limit, _LOOKED_AT))

    def past(hit: Hit) -> tuple[int, bool, int]:
        same = (s for s in spans.of(spans.area[hit.span]) if _alike(edition, s, hit.span))
        return hit.fit, not any(spans.holds(s, day, "law") for s in same), hit.rank

    return sorted(hits, key=past)[:limit]


def _alike(edition: Edition, one: int, other: int) -> bool:
    spans = edition.spans
    return (spans.code[one], spans.th[one]) == (spans.code[other], spans.th[other])


def _within(edition: Edition, words: list[str], limit: int) -> list[Hit]:
    """Areas that the first word names, inside areas that every other word names."""
    first, *others = [plain(word) for word in words]
    spans, found = edition.spans, []
    for hit in edition.names.find(first, _LOOKED_AT) if first else []:
        chosen = spans.choose([hit.span], edition.on.toordinal(), "law")
        chain = spans.above(hit.span, chosen.ref, chosen.by) if chosen else []
        above = [plain(name) for span in chain for name in (spans.th[span], spans.en[span]) if name]
        if all(any(name.startswith(other) for name in above) for other in others):
            found.append(hit)
        if len(found) == limit:
            break
    return found
