"""Which areas of today's rows lay in an area on another day, by the published registry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tambon.catalogue.registry import problems as registry_problems
from tambon.catalogue.registry.days import read_by, read_day
from tambon.catalogue.registry.shapes import By
from tambon.public import problems
from tambon.public.published import registry


@dataclass(frozen=True)
class Then:
    """An area as it lay on a day: the public ids of all that lay in it, itself too."""

    edition: str
    on: date
    by: By
    area: dict[str, Any]
    ids: tuple[str, ...]
    is_complete: bool  # whether every area of the rows' level was known that day

    def told(self) -> dict[str, Any]:
        """How the rows were chosen, for the answer."""
        return {
            "edition": self.edition,
            "on": self.on.isoformat(),
            "by": self.by,
            **self.area,
            "areas": len(self.ids),
            "known_completely": self.is_complete,
            "meaning_th": "แถวปัจจุบันของพื้นที่ที่อยู่ในพื้นที่นี้ ณ วันนั้น พื้นที่ที่ยกเลิกไปแล้วไม่มีแถว",
            "meaning_en": "rows of today's areas that lay in this area on that day; "
            "an area that was abolished since has no row",
        }


def find_then(area: str | None, on: str | None, by: str | None, level: str) -> Then | None:
    """The area as rows of ``level`` lay in it; None where no day is asked for.

    Raises 400-day-without-area, 400-day-before-known, 404-area-not-standing, 404-area-not-registered, and
    404-areas-not-published where there is no registry.
    """
    if on is None and by is None:
        return None
    if area is None or on is None:
        raise problems.day_without_area()
    day, calendar = read_day(on), read_by(by) if by is not None else "law"
    edition = registry().edition()
    page = registry().area(area, day, calendar, version=edition.version)
    if page is None:
        raise registry_problems.area_unknown(area=area[:50])
    if not page["standing"]:
        raise problems.area_not_standing(area=area[:50], on=day)
    known = edition.known_since.get(level)
    if known is not None and day < known:
        raise problems.day_before_known(on=day, since=known)
    named = {"area_id": page["area_id"], "area_code": page["area_code"]}
    named |= {"name_th": page["name_th"], "name_en": page["name_en"]}
    ids = registry().lying_in(page["area_id"], day, calendar, version=edition.version)
    return Then(edition.version, day, calendar, named, tuple(ids), known is not None)
