"""The first changes of each sort, in a line each, for the person who decides about a list."""

from __future__ import annotations

from itertools import islice

from tambon.areas.rules.lists import Changes, likely_heirs

MOST = 5


def first_examples(changes: Changes, most: int = MOST) -> dict[str, tuple[str, ...]]:
    """Lines by ``new``, ``renamed``, ``moved``, ``ended`` and ``heirs`` (perhaps the same area, going by the
    name alone); a sort without any is left out."""
    lines = {
        "new": (f"{one.area.code} {one.area.name_th}" for one in changes.added),
        "renamed": (
            f"{known.code} {known.name_th} → {area.name_th}"
            for known, area in (*changes.renamed, *changes.corrected)
        ),
        "moved": (
            f"{known.code} {area.name_th}: {_code(known.under) or '-'} → {_code(area.under)}"
            for known, area in (*changes.moved, *changes.replaced)
        ),
        "ended": (f"{one.code} {one.name_th}" for one in changes.ended),
        "heirs": (f"{_code(old)} → {_code(new)}" for old, new in sorted(likely_heirs(changes).items())),
    }
    shown = {sort: tuple(islice(some, most)) for sort, some in lines.items()}
    return {sort: some for sort, some in shown.items() if some}


def _code(key: str) -> str:
    return key.rpartition(":")[2]
