"""What part of a queue an officer asked for, as it stands in the page's address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict

from tambon.areas import queries as areas
from tambon.lib.text import arabic_digits
from tambon.verification.rules.views import Choice, QueueCounts


@dataclass(frozen=True)
class Asked:
    """A dataset, a district, a place by its code, a sample, a cursor; what is no choice is not asked."""

    dataset: str | None
    district: str | None
    district_id: int | None
    after: str
    place: str = ""
    sample: str = ""

    @classmethod
    def read(cls, query: QueryDict, counts: QueueCounts) -> Asked:
        """From an address or a posted form."""
        dataset, district = query.get("dataset", ""), query.get("district", "")
        district_id = counts.district_id(district)
        after = query.get("after", "")
        place = arabic_digits(query.get("place", "").strip())
        return cls(
            dataset=dataset if dataset in counts.titles else None,
            district=district if district_id is not None else None,
            district_id=district_id,
            after=after if _cursor(after) else "",
            place=place if _number(place, digits=8) else "",
            sample=_ref(query.get("sample", "")),
        )

    @property
    def cursor(self) -> tuple[int, int] | None:
        """Where the page starts."""
        return _cursor(self.after)

    @property
    def narrowed(self) -> bool:
        return bool(self.dataset or self.district or self.place or self.sample)

    @property
    def query(self) -> dict[str, str]:
        """The same question for another address."""
        known = {
            "dataset": self.dataset, "district": self.district, "place": self.place, "after": self.after,
            "sample": self.sample,
        }  # fmt: skip
        return {name: text for name, text in known.items() if text}

    def counted(self, counts: QueueCounts) -> dict[str, Any]:
        """How much waits in all and in what was asked, and the choices where there is more than one."""
        cells, places = counts.total(self.dataset, self.district_id)
        return {
            "all": counts.total()[0],
            "cells": cells,
            "places": places,
            "datasets": _worth(counts.datasets(self.district_id)),
            "districts": _worth(counts.districts(self.dataset)),
        }


def narrowed(within: list[int] | None, asked: Asked, *, on: date) -> list[int] | None:
    """The part of the areas that was asked for, by district or by a place's code; none for no such place."""
    if not asked.place:
        return _in_district(within, asked.district_id, on=on)
    place = areas.find_area(asked.place, on=on)
    return _in_district(within, place.id, on=on) if place else []


def _in_district(within: list[int] | None, district_id: int | None, *, on: date) -> list[int] | None:
    """The part of the areas that lies in the district."""
    if district_id is None:
        return within
    if within is None:
        return [district_id]
    lines = areas.reached_from([*within, district_id], on=on)
    inside = [area for area in within if district_id in lines.get(area, ())]
    return inside or [district_id for area in within if area in lines.get(district_id, ())]


def _worth(choices: list[Choice]) -> list[Choice]:
    return choices if len(choices) > 1 else []


def _cursor(text: str) -> tuple[int, int] | None:
    oddness, _, record = text.partition("-")
    is_one = _number(oddness, digits=9) and _number(record, digits=18)  # what the columns hold
    return (int(oddness), int(record)) if is_one else None


def _ref(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _number(text: str, *, digits: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= digits
