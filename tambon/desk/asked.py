"""What part of a queue an officer asked for, as it stands in the page's address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict

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
