"""Which columns of a table name a place, and what a row of it says. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields

from tambon.areas import problems
from tambon.areas.rules.matching.places import Written

# The first is our name of the column; the others are headings that are taken for it when nobody names one.
HEADINGS: dict[str, tuple[str, ...]] = {
    "text": ("text", "place", "address", "สถานที่", "ที่อยู่", "พื้นที่"),
    "village": ("village", "village_name", "หมู่บ้าน", "ชื่อหมู่บ้าน", "บ้าน", "ชื่อบ้าน"),
    "moo": ("moo", "mu", "village_number", "หมู่ที่", "หมู่", "ม."),
    "tambon": ("tambon", "subdistrict", "sub_district", "ตำบล", "ชื่อตำบล", "แขวง", "ตำบล/แขวง"),
    "amphoe": ("amphoe", "district", "อำเภอ", "ชื่ออำเภอ", "เขต", "อำเภอ/เขต"),
    "province": ("province", "changwat", "จังหวัด", "ชื่อจังหวัด"),
}
NAMES = tuple(field.name for field in fields(Written))


def read_choice(text: str) -> dict[str, str]:
    """``tambon=ชื่อตำบล,amphoe=ชื่ออำเภอ`` as our column to their heading. Raises ``422-match-columns-form``."""
    chosen: dict[str, str] = {}
    for part in text.split(","):
        name, _, heading = (word.strip() for word in part.partition("="))
        if name not in NAMES or not heading or name in chosen:
            raise problems.match_columns_form(part=part.strip() or "''", names=", ".join(NAMES))
        chosen[name] = heading
    return chosen


def known_headings() -> list[str]:
    """Every heading that is taken for one of our columns."""
    return [heading for headings in HEADINGS.values() for heading in headings]


def reader(columns: Sequence[str]) -> Callable[[Mapping[str, str]], Written]:
    """Reads a row by the headings of its table, the first known one for each of our columns.

    Raises ``422-match-columns-missing`` when there is none.
    """
    places = {
        name: next((heading for heading in headings if heading in columns), None)
        for name, headings in HEADINGS.items()
    }
    found = {name: heading for name, heading in places.items() if heading is not None}
    if not found:
        raise problems.match_columns_missing(found=", ".join(filter(None, columns)))
    return lambda cells: Written(**{name: cells.get(heading, "") for name, heading in found.items()})
