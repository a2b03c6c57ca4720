"""Villages for demonstrations and measurements, plainly not real."""

from __future__ import annotations

from collections.abc import Iterable

MOST_VILLAGES = 99  # two digits of a DOPA code


def synthetic_villages(tambon_codes: Iterable[str], total: int) -> list[dict[str, str]]:
    """``total`` villages spread as evenly as can be over the tambons, numbered 01, 02, … in each.

    The same tambons and total give the same rows: dicts of ``code``, ``name_th``, ``name_en``, ordered by
    code. Raises ValueError when a tambon would need more than 99.
    """
    tambons = sorted(set(tambon_codes))
    if not 0 <= total <= MOST_VILLAGES * len(tambons):
        raise ValueError(f"{total} villages do not fit in {len(tambons)} tambons")
    each, more = divmod(total, len(tambons)) if tambons else (0, 0)
    return [
        _village(tambon, number)
        for place, tambon in enumerate(tambons)
        for number in range(1, each + (place < more) + 1)
    ]


def _village(tambon: str, number: int) -> dict[str, str]:
    return {
        "code": f"{tambon}{number:02d}",
        "name_th": f"บ้านตัวอย่าง {number} (สังเคราะห์)",
        "name_en": f"Example village {number} (synthetic)",
    }
