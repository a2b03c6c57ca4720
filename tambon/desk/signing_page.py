"""What the page of an area's sign-off shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, may
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.desk.who import DeskRequest
from tambon.dictionary import queries as dictionary
from tambon.lib.days import thai_day
from tambon.records import queries as records
from tambon.verification.queries import signing as queries
from tambon.verification.rules.signing import (
    Left,
    Level,
    Signed,
    Standing,
    Stop,
    as_signer,
    days_late,
    state_of,
)

SHOWN = 20
Link = tuple[str, str, str]  # an address, and what it leads to in Thai and in English


@dataclass(frozen=True)
class Scene:
    """One dataset's period in one area, as somebody looks at it."""

    request: DeskRequest
    dataset: str
    period: str
    place: AreaView
    level: Level

    @cached_property
    def children(self) -> list[AreaView]:
        return queries.children(self.place, on=self.request.today)

    @cached_property
    def standings(self) -> dict[int, Standing]:
        ids = [self.place.id, *(one.id for one in self.children)]
        return queries.standings(self.dataset, self.period, ids, on=self.request.today)

    @cached_property
    def in_force(self) -> dict[int, Signed]:
        return queries.find_signed(self.dataset, self.period, self.standings)

    @cached_property
    def links(self) -> dict[str, list[Link]]:
        """{stop or left: its first cells}."""
        on = self.request.today
        found = queries.list_open_cells(self.dataset, self.period, self.place.id, on=on, limit=SHOWN)
        lines = areas.ancestor_ids({cell.area_id for cells in found.values() for cell in cells}, on=on)
        known = areas.views({area for line in lines.values() for area in line}, on=on)
        labels = {one.name: one.label for one in dictionary.get_dataset(self.dataset).spec.variables}
        links: dict[str, list[Link]] = {}
        for what, cells in found.items():
            for cell in cells:
                place_th, place_en = _named(cell.area_id, lines.get(cell.area_id, ()), known)
                label = labels.get(cell.variable)
                th = f"{label.th if label else cell.variable} · {place_th}"
                en = f"{label.en if label else cell.variable} · {place_en}"
                address = reverse("desk:cell", args=[cell.record_id, cell.variable])
                links.setdefault(what, []).append((address, th, en))
        return links

    def shown(self) -> dict[str, Any]:
        """All that the page says."""
        on, standing, signed = self.request.today, self.standing, self.in_force.get(self.place.id)
        history = queries.list_signings(self.dataset, self.period, self.place.id)
        due = signed.due if signed else queries.due_of(self.dataset, self.period, self.place, on=on)
        return {
            "title": dictionary.get_dataset(self.dataset).spec.title,
            "dataset": self.dataset,
            "period": self.period,
            "place": self.place,
            "above": self._above(),
            "level": self.level.words,
            "standing": standing,
            "state": state_of(standing, signed).value,
            "signed": signed,
            "due": due,
            "open_until": self._open_until(),
            "late": days_late(due, thai_day(signed.at) if signed else on),
            "may_sign": self._may_sign(),
            "held_above": bool(signed and queries.signed_above(signed, on=on)),
            "stops": [] if signed else self._stops(),
            "left": [(one.value, *one.words, count) for one, count in standing.left.items()],
            "left_cells": self._left_cells(),
            "below": self._below(),
            "waiting": records.count_late(self.dataset, period=self.period, area_id=self.place.id, on=on),
            "history": [(one, _left_words(one)) for one in history],
            "names": _names(history),
        }

    @property
    def standing(self) -> Standing:
        return self.standings[self.place.id]

    def _open_until(self) -> date | None:
        """The last day on which answers can still be collected; None when that is over."""
        rounds = queries.rounds_of_area(self.dataset, self.period, self.place.id, on=self.request.today)
        last = queries.last_day(rounds)
        return last if last and self.request.today <= last else None

    def _may_sign(self) -> bool:
        reached = areas.reached_from([self.place.id], on=self.request.today)[self.place.id]
        return may(as_signer(self.request.who, self.level), Verb.SIGN_OFF, Thing(reached)).allowed

    def _stops(self) -> list[dict[str, Any]]:
        """Each stop in words, with its count and its first links."""
        found = []
        for one, count in self.standing.stops.items():
            links = self._links_of(one)
            more = len(links) < count
            found.append({"words": one.words, "count": count, "links": links, "more": more})
        return found

    def _links_of(self, stop: Stop) -> list[Link]:
        if stop is Stop.BELOW:
            unsigned = [one for one in self.children if self._waits(one)]
            return [
                (
                    reverse("desk:signing-area", args=[self.dataset, self.period, one.code]),
                    one.name_th,
                    one.name_en,
                )
                for one in unsigned[:SHOWN]
            ]
        if stop is Stop.QUARANTINED:
            on, area = self.request.today, self.place.id
            refs = queries.quarantined(self.dataset, self.period, [area], on=on).get(area, [])
            return [
                (reverse("desk:submission", args=[ref]), f"แบบที่กักไว้ {n}", f"Form set aside {n}")
                for n, ref in enumerate(refs[:SHOWN], 1)
            ]
        return self.links.get(stop.value, [])

    def _waits(self, child: AreaView) -> bool:
        return child.id not in self.in_force and self.standings[child.id].concerned

    def _left_cells(self) -> list[tuple[tuple[str, str], list[Link]]]:
        """The first cells of what may be left open and can be named one by one."""
        named = [one for one in (Left.ASKS, Left.CHALLENGES) if one in self.standing.left]
        return [(one.words, self.links.get(one.value, [])) for one in named]

    def _below(self) -> list[dict[str, Any]]:
        rows = []
        for child in self.children:
            standing, signed = self.standings[child.id], self.in_force.get(child.id)
            state, stops = state_of(standing, signed).value, sum(standing.stops.values())
            rows.append(
                {"area": child, "standing": standing, "signed": signed, "state": state, "stops": stops}
            )
        return [row for row in rows if row["state"] != "nothing"]

    def _above(self) -> list[AreaView]:
        """The areas above that the person may open too, the highest first."""
        on, who = self.request.today, self.request.who
        line = areas.list_ancestors(self.place.id, on=on)
        reached = areas.reached_from([one.id for one in line], on=on)
        return [one for one in line if may(who, Verb.SEE_PROGRESS, Thing(reached[one.id])).allowed]


def _left_words(signed: Signed) -> list[tuple[str, str, int]]:
    return [(*one.words, count) for one, count in signed.left_open.items()]


def _names(history: list[Signed]) -> dict[str, tuple[str, str]]:
    """{actor: Thai and English name}."""
    actors = {actor for one in history for actor in (one.by, one.unlocked_by)}
    ids = {int(actor.removeprefix("person:")) for actor in actors if actor.startswith("person:")}
    return {f"person:{id_}": names for id_, names in accounts.names(ids).items()}


def _named(area_id: int, line: Iterable[int], known: Mapping[int, AreaView]) -> tuple[str, str]:
    """A village with its code and its tambon: many have the same name."""
    where = known.get(area_id)
    if where is None:
        return str(area_id), str(area_id)
    tambon = next((known[one] for one in line if one in known and known[one].kind is Kind.TAMBON), None)
    th, en = f"{where.name_th} {where.code}", f"{where.name_en} {where.code}"
    if tambon is None or tambon.id == area_id:
        return th, en
    return f"{th} · {tambon.full_th}", f"{en} · {tambon.full_en}"
