"""What the pages of progress show: figures with their bars, and where each can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse

from tambon.accounts.rules import Thing, Verb, may
from tambon.areas.rules import AreaView, Kind
from tambon.desk.who import DeskRequest
from tambon.verification.rules.completeness import Completeness

_PARTS = ("verified", "checked", "only_reported", "disputed")


@dataclass(frozen=True)
class Slice:
    """One coloured part of a bar, in per cent from its left end."""

    name: str
    start: str
    width: str


@dataclass(frozen=True)
class Row:
    """One line of a table: an area, an office or a person. ``links`` lead from a figure to its mending."""

    name: tuple[str, str]
    figures: Completeness
    href: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    days: int | None = None  # the office's median

    @property
    def bar(self) -> list[Slice]:
        """What is verified, checked, only reported and disputed, of what is expected; the rest is missing."""
        slices, start = [], 0.0
        whole = max(self.figures.expected, self.figures.reported)
        for name in _PARTS:
            width = 100 * getattr(self.figures, name) / whole if whole else 0.0
            if width > 0:
                slices.append(Slice(name.removeprefix("only_"), f"{start:.3f}%", f"{width:.3f}%"))
            start += width
        return slices


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Those to whom there is most to say first: what waits, what is missing, the name."""
    return sorted(rows, key=lambda one: (-one.figures.waiting, -one.figures.missing, one.name))


def links_of(request: DeskRequest, area: AreaView, line: tuple[int, ...]) -> dict[str, str]:
    """{figure: the page on which the person can mend it there}; what they may not open is left out."""

    def allowed(verb: Verb) -> bool:
        return may(request.who, verb, Thing(line)).allowed

    found: dict[str, str] = {}
    values = _address("values-area", area.code) if allowed(Verb.SEE_CELLS) else ""
    workers = area.kind in (Kind.DISTRICT, Kind.TAMBON) and allowed(Verb.SEE_WORKFORCE)
    found["missing"] = _address("workers", area.code) if workers else values
    found["returned"] = _first_of("returns-area", "values-area", area.code) if values else ""
    found["only_reported"] = _first_of("findings-area", "values-area", area.code) if values else ""
    found["disputed"] = found["returned"]
    letters = area.kind in (Kind.PROVINCE, Kind.DISTRICT) and allowed(Verb.SEND_LETTERS)
    found["waiting"] = _address("letters-area", area.code) if letters else values
    found["silent"] = found["waiting"]
    found["unowned"] = _address("offices-nobody") if allowed(Verb.SEE_PEOPLE) else ""
    return {name: address for name, address in found.items() if address}


def links_of_office(office_id: int, *, works_there: bool) -> dict[str, str]:
    """As `links_of`, for an office's own people: its queue, and what the rules ask about its values."""
    if not works_there:
        return {}
    queue = _address("queue", office_id)
    found = {"waiting": queue, "silent": queue, "only_reported": _address("findings-office", office_id)}
    found["returned"] = found["disputed"] = _address("returns", office_id)
    return {name: address for name, address in found.items() if address}


def _first_of(*names: Any) -> str:
    *tried, argument = names
    return next((address for name in tried if (address := _address(name, argument))), "")


def _address(name: str, *arguments: Any) -> str:
    """The desk's page of that name; empty where this desk has none."""
    try:
        return reverse(f"desk:{name}", args=arguments)
    except NoReverseMatch:
        return ""
