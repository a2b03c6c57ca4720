"""An edition's answers about areas, as plain dicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tambon.catalogue.registry.edition import Edition
from tambon.catalogue.registry.shapes import (
    KINDS,
    By,
    End,
    Former,
    Found,
    History,
    RegistryArea,
    RegistryPage,
    Succeeded,
    Version,
)
from tambon.catalogue.registry.spans import CALENDARS, NONE, Chosen


def page_of(edition: Edition, chosen: Chosen, on: date, by: By) -> RegistryPage:
    """The chosen version with everything around it."""
    spans, span = edition.spans, chosen.span
    chain = spans.above(span, chosen.ref, chosen.by)
    below = spans.below(span, chosen.ref, chosen.by)
    kinds = Counter(KINDS[spans.kind[each]] for each in below)
    known = edition.known_since.get(KINDS[spans.kind[span]])
    return {
        **area_of(edition, span, chain, standing=chosen.standing),
        "edition": edition.version,
        "on": on,
        "by": by,
        "dated_by": chosen.by,
        "ancestors": chain_of(edition, chain, on, by),
        "children_count": len(below),
        "children_kinds": dict(kinds),
        "local_government": _government(edition, chosen, on, by),
        "codes": edition.codes.of(spans.area[span]),
        "predecessors": _came_from(edition, chosen),
        "successors": became(edition, chosen),
        "known_since": known,
        "known_completely": known is not None and known <= on,
    }


def children_of(edition: Edition, chosen: Chosen, on: date, by: By) -> list[RegistryArea]:
    """The versions right below the chosen one, by kind and code."""
    spans = edition.spans
    chain = [*spans.above(chosen.span, chosen.ref, chosen.by), chosen.span]
    below = spans.below(chosen.span, chosen.ref, chosen.by)
    governed = KINDS[spans.kind[chosen.span]] == "local_government"
    return [
        area_of(
            edition,
            each,
            spans.above(each, chosen.ref, chosen.by) if governed else chain,
            standing=spans.holds(each, on.toordinal(), by),
        )
        for each in below
    ]


def area_of(edition: Edition, span: int, chain: Sequence[int], *, standing: bool) -> RegistryArea:
    """One version; ``chain`` are those above it, country first."""
    spans = edition.spans
    codes = {spans.kind[each]: spans.code[each] for each in (*chain, span)}
    since, until = spans.days(span)
    return {
        "area_id": spans.ids[spans.area[span]],
        "kind": KINDS[spans.kind[span]],
        "area_code": spans.code[span],
        "name_th": spans.th[span],
        "name_en": spans.en[span],
        "parent_code": spans.code[chain[-1]] if chain else "",
        "province_code": codes.get(1, ""),
        "district_code": codes.get(2, ""),
        "tambon_code": codes.get(3, ""),
        "synthetic": bool(spans.synthetic[span]),
        "standing": standing,
        "since": since,
        "until": until,
    }


def chain_of(edition: Edition, chain: Sequence[int], on: date, by: By) -> list[RegistryArea]:
    """Ancestors, country first."""
    day = on.toordinal()
    return [
        area_of(edition, span, chain[:at], standing=edition.spans.holds(span, day, by))
        for at, span in enumerate(chain)
    ]


def found_of(edition: Edition, span: int, on: date) -> Found:
    """The area of a version that a search met, as it is on the day; by law."""
    spans = edition.spans
    chosen = spans.choose(spans.of(spans.area[span]), on.toordinal(), "law")
    if chosen is None:
        raise ValueError("a version always has an area")
    chain = spans.above(chosen.span, chosen.ref, chosen.by)
    return {
        **area_of(edition, chosen.span, chain, standing=chosen.standing),
        "ancestors": chain_of(edition, chain, on, "law"),
        "children_count": len(spans.below(chosen.span, chosen.ref, chosen.by)),
        "former": _former(edition, span, chosen.span),
        "successors": [] if chosen.standing else became(edition, chosen),
    }


def history_of(edition: Edition, chosen: Chosen, on: date, by: By) -> History:
    """Every version and every change of the area."""
    spans = edition.spans
    area = spans.area[chosen.span]
    rows = sorted(spans.of(area), key=lambda span: (spans.since[span], spans.until[span], spans.by[span]))
    return {
        "area": page_of(edition, chosen, on, by),
        "versions": [_version(edition, span) for span in rows],
        "changes": edition.changes.lines(spans.ids[area]),
    }


def became(edition: Edition, chosen: Chosen) -> list[Succeeded]:
    """What became of the chosen version."""
    spans, span = edition.spans, chosen.span
    area_id = spans.ids[spans.area[span]]
    return edition.changes.successors(area_id, spans.code[span], chosen.ref, chosen.by)


def _came_from(edition: Edition, chosen: Chosen) -> list[Succeeded]:
    spans, span = edition.spans, chosen.span
    area_id = spans.ids[spans.area[span]]
    return edition.changes.predecessors(area_id, spans.code[span], chosen.ref, chosen.by)


def _government(edition: Edition, chosen: Chosen, on: date, by: By) -> RegistryArea | None:
    spans = edition.spans
    government = spans.government[chosen.span]
    if government == NONE:
        return None
    found = spans.choose(spans.of(government), chosen.ref, chosen.by)
    if found is None:
        return None
    chain = spans.above(found.span, chosen.ref, chosen.by)
    return area_of(edition, found.span, chain, standing=spans.holds(found.span, on.toordinal(), by))


def _former(edition: Edition, met: int, shown: int) -> Former | None:
    """The version that a search met, where the area now has another name or code."""
    spans = edition.spans
    same = all(values[met] == values[shown] for values in (spans.code, spans.th, spans.en))
    if same:
        return None
    since, until = spans.days(met)
    return {
        "area_code": spans.code[met],
        "name_th": spans.th[met],
        "name_en": spans.en[met],
        "since": since,
        "until": until,
    }


def _version(edition: Edition, span: int) -> Version:
    spans = edition.spans
    since, until = spans.days(span)
    return {
        "area_code": spans.code[span],
        "name_th": spans.th[span],
        "name_en": spans.en[span],
        "parent": _parent(edition, span),
        "by": CALENDARS[spans.by[span]],
        "since": since,
        "until": until,
    }


def _parent(edition: Edition, span: int) -> End | None:
    """The area above as it was on the version's first day."""
    spans = edition.spans
    parent = spans.parent[span]
    by: By = "list" if CALENDARS[spans.by[span]] == "list" else "law"
    day = max(spans.since[span], 1)
    found = spans.choose(spans.of(parent), day, by) if parent != NONE else None
    if found is None:
        return None
    return {
        "area_id": spans.ids[parent],
        "kind": KINDS[spans.kind[found.span]],
        "area_code": spans.code[found.span],
        "name_th": spans.th[found.span],
        "name_en": spans.en[found.span],
        "now": edition.code_today(spans.ids[parent]),
    }
