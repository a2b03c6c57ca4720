"""What an edition will hold, reckoned before anything is written: the same registry, the same contents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tambon.areas.rules.published import EditionRow
from tambon.releases.registry.rules import schema
from tambon.releases.registry.rules.changes import change_rows
from tambon.releases.registry.rules.histories import (
    Registry,
    Row,
    Standing,
    area_rows,
    code_rows,
    counts,
    known_since,
    membership_rows,
    standing,
)
from tambon.releases.registry.rules.old_codes import crosswalk_rows
from tambon.releases.registry.rules.package import FORMAT, About, Source
from tambon.releases.registry.rules.schema import Table
from tambon.releases.registry.rules.shapes import Drawn, drawn_of, place_rows
from tambon.releases.registry.rules.tiles import bounds

Tables = list[tuple[Table, list[Row]]]


@dataclass(frozen=True)
class Contents:
    """The tables, the boundaries of the day and what there is to say; ``inputs`` is the sum over it all."""

    on: date
    tables: Tables
    drawn: list[Drawn]
    standing: dict[int, Standing]
    sources: tuple[Source, ...]
    known_since: dict[str, str | None]
    synthetic: bool
    inputs: str

    def about(self, *, version: str, frozen_at: datetime, public_url: str) -> About:
        """The head of the edition under this name."""
        return About(
            version=version,
            frozen_at=frozen_at.isoformat(timespec="seconds"),
            on=self.on.isoformat(),
            synthetic=self.synthetic,
            public_url=public_url,
            inputs=self.inputs,
            known_since=self.known_since,
            counts=counts(self.standing.values()),
            bounds=bounds(one.wkb for one in self.drawn),
            sources=self.sources,
        )


def contents_of(registry: Registry, on: date) -> Contents:
    """Reckons every table but the neighbours, which cost time and follow from the boundaries."""
    today = standing(registry, on)
    drawn = drawn_of(registry, today, on)
    sources = _sources(registry.editions, drawn)
    tables: Tables = [
        (schema.AREAS, list(area_rows(registry))),
        (schema.CODES, code_rows(registry)),
        (schema.MEMBERSHIPS, membership_rows(registry)),
        (schema.CHANGES, change_rows(registry)),
        (schema.CROSSWALK, crosswalk_rows(registry, today, on)),
        (schema.SOURCES, [one.row for one in sources]),
    ]
    if drawn:
        credited = {one.id: (_name(one), one.licence, one.credit) for one in registry.editions}
        tables.append((schema.PLACES, place_rows(drawn, credited)))
    return Contents(
        on=on,
        tables=tables,
        drawn=drawn,
        standing=today,
        sources=sources,
        known_since=known_since(registry.editions),
        synthetic=any(row[-1] for row in tables[0][1]),
        inputs=_sum(tables, today.values(), drawn),
    )


def _sources(editions: Iterable[EditionRow], drawn: list[Drawn]) -> tuple[Source, ...]:
    """The lists that were not taken back, the oldest first."""
    drew = {one.boundary.edition for one in drawn}
    return tuple(
        Source(
            name=_name(one),
            source=one.source,
            day=one.day.isoformat(),
            licence=one.licence,
            credit=one.credit,
            kinds=one.kinds,
            synthetic=one.synthetic,
            lists=one.lists,
            draws=one.id in drew,
        )
        for one in editions
        if not one.undone
    )


def _name(edition: EditionRow) -> str:
    return f"{edition.source} {edition.day.isoformat()}"


def _sum(tables: Tables, today: Iterable[Standing], drawn: list[Drawn]) -> str:
    """SHA-256 over the rows in their order, over who stands on the day, and over the shapes."""
    total = hashlib.sha256(FORMAT.encode())
    for table, rows in tables:
        total.update(f"\n{table.name} {table.names}\n".encode())
        for line in sorted(map(repr, rows)):
            total.update(line.encode())
    for area_id in sorted(one.area_id for one in today):
        total.update(area_id.encode())
    for one in drawn:
        total.update(one.area.area_id.encode() + one.wkb)
    return total.hexdigest()
