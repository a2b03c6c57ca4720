"""Areas by name or code, as a person types."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date
from itertools import islice

from tambon.catalogue.nearness import together
from tambon.catalogue.registry.edition import Edition
from tambon.catalogue.registry.names import Hit, plain
from tambon.catalogue.registry.shapes import KINDS, Found
from tambon.catalogue.registry.views import found_of
from tambon.lib.text import arabic_digits, tidy

_ALIKE = 200  # areas of one name, among which the nearest are sought: the commonest names have fewer
_LOOKED_AT = 2_000  # areas of the first word, among which the other words choose
_NUMBER = re.compile(r"(?:หมู่ที่|หมู่|ม\.|\bmoo\b)\s*([0-9]{1,2})(?![0-9])", re.IGNORECASE)
_KINDS = {"จังหวัด", "อำเภอ", "ตำบล", "หมู่บ้าน", "บ้าน", "เขต", "แขวง", "จ.", "อ.", "ต.", "บ."}


def search(
    edition: Edition, text: str, *, limit: int, on: date, near: str = "", told: Container[str] = ()
) -> list[Found]:
    """At most ``limit`` areas: whole names first, then beginnings, then parts.

    Of those that fit alike: first what lies nearest to the area ``near`` (a code or public id), in its
    tambon, district or province; then the larger kind; then what lies in the provinces ``told`` (codes); then
    what holds more areas.

    Names and codes of the past are searched too, behind those of the day. A second word names an area above:
    "ตลาด มหาสารคาม"; so does a village's number: "ผาบ่อง หมู่ 6".
    """
    wanted = plain(text)
    if not wanted:
        return []
    hits = _of_the_day(edition, wanted, max(limit, _ALIKE), on)
    if not hits:
        hits = _within(edition, text, max(limit, _ALIKE))
    ranked = _ranked(edition, hits, on, _code_of(edition, near, on), told)
    return [found_of(edition, hit.span, on) for hit in ranked[:limit]]


def _ranked(edition: Edition, hits: list[Hit], on: date, near: str, told: Container[str]) -> list[Hit]:
    spans, day = edition.spans, on.toordinal()

    def key(hit: Hit) -> tuple[int | bool, ...]:
        code, kind = spans.code[hit.span], spans.kind[hit.span]
        if hit.fit > 0 and not near:
            return hit.fit, 0, 0, 0, 0, 0, hit.rank  # in the order of rank already
        past = not spans.holds(hit.span, day, "law")
        size = spans.size(spans.area[hit.span]) if hit.fit == 0 else 0
        return hit.fit, past, -together(code, near), kind, code[:2] not in told, -size, hit.rank

    return sorted(hits, key=key)


def _code_of(edition: Edition, key: str, on: date) -> str:
    """The code of the area; empty for one that nobody knows, and for the country."""
    chosen = edition.spans.find(arabic_digits(key), on.toordinal(), "law") if key else None
    code = edition.spans.code[chosen.span] if chosen else ""
    return code if code.isdigit() else ""


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


def _within(edition: Edition, text: str, limit: int) -> list[Hit]:
    """Areas that the first words name, inside areas that every other word names; with a village's number the
    villages that bear it."""
    number, words = _read(text)
    for length in range(len(words), 0, -1):
        name, others = plain(" ".join(words[:length])), [plain(word) for word in words[length:]]
        hits = edition.names.find(name, _LOOKED_AT)
        if number:
            inside = (hit for hit in _numbered(edition, hits, number) if _lies_in(edition, hit, others))
        else:
            inside = (hit for hit in hits if _lies_in(edition, hit, others))
        found = list(islice(inside, limit))
        if found:
            return found
    return []


def _read(text: str) -> tuple[str, list[str]]:
    """The village's number in two digits, empty without one, and the other words."""
    written = arabic_digits(tidy(text))
    number = _NUMBER.search(written)
    words = [word for word in _NUMBER.sub(" ", written).split() if word not in _KINDS]
    return number[1].zfill(2) if number else "", words


def _numbered(edition: Edition, hits: list[Hit], number: str) -> Iterator[Hit]:
    """Villages of that number among the areas found, and in the tambons found."""
    spans = edition.spans
    for hit in hits:
        kind, code = KINDS[spans.kind[hit.span]], spans.code[hit.span]
        if kind == "village" and code.endswith(number):
            yield hit
        elif kind == "tambon" and code:
            yield from edition.names.find(f"{code}{number}", 1)


def _lies_in(edition: Edition, hit: Hit, others: list[str]) -> bool:
    spans = edition.spans
    chosen = spans.choose([hit.span], edition.on.toordinal(), "law")
    chain = spans.above(hit.span, chosen.ref, chosen.by) if chosen else []
    above = [plain(name) for span in chain for name in (spans.th[span], spans.en[span]) if name]
    return all(any(name.startswith(other) for name in above) for other in others)
