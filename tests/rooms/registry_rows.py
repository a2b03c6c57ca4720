"""A small registry in plain rows, for editions of the areas that need no database. The world:

TH ─ 43 Nong Khai ─ 4303 ─ 430301            Bueng Kan left on 2011-03-23 by law, 2011-03-31 in the list:
   └ 38 Bueng Kan ─ 3801 ─ 380101            the same areas under new codes, in a new province
   └ 10 Bangkok ─ 1047 ─ 104701, which became 104702 and 104703 (law 2017-07-26, list 2022-04-22)
   └ 58 Mae Hong Son ─ 5801 ─ 580101 · 580102 ─ 58010201 · 58010202 (synthetic)
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import shapely

from tambon.areas.rules.published import (
    AreaRow,
    BoundaryRow,
    ChangeRow,
    CodeRow,
    EditionRow,
    MembershipRow,
    NameRow,
    Period,
    Periods,
)
from tambon.catalogue.integrity import read_manifest
from tambon.releases.registry.announcing import announce
from tambon.releases.registry.building import build
from tambon.releases.registry.contents import contents_of
from tambon.releases.registry.rules.histories import Registry
from tambon.store import building

ON = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
LEFT, LEFT_LIST = date(2011, 3, 23), date(2011, 3, 31)
SPLIT, SPLIT_LIST = date(2017, 7, 26), date(2022, 4, 22)
EVER = Periods(Period(None, None), Period(None, None))
DRAWN_BY = "CC-BY-IGO", "OCHA / Royal Thai Survey Department"


def until(law: date, listed: date) -> Periods:
    return Periods(Period(None, law), Period(None, listed))


def since(law: date, listed: date) -> Periods:
    return Periods(Period(law, None), Period(listed, None))


class World:
    """Fills a `Registry`; areas are called by their first code."""

    def __init__(self) -> None:
        self.registry = Registry()
        self.registry.editions = [
            EditionRow(1, "geothai", date(2026, 10, 23), "aa", "CC-BY-4.0", "GeoThai", False,
                       ("country", "province", "district", "tambon"), True, False),
            EditionRow(2, "villages", date(2026, 11, 1), "bb", "CC0-1.0", "Tambon", True, ("village",),
                       True, False),
        ]  # fmt: skip
        self.numbers: dict[str, int] = {}

    def area(
        self,
        kind: str,
        code: str,
        name: str,
        parent: str = "",
        during: Periods = EVER,
        *,
        synthetic: bool = False,
    ) -> None:
        number = len(self.numbers) + 1
        self.numbers[code] = number
        reg = self.registry
        reg.areas[number] = AreaRow(number, f"th-{code.lower():0>12}", kind, synthetic)
        reg.names[number].append(NameRow(number, f"ไทย{name}", name, during))
        reg.codes[number].append(CodeRow(number, "dopa", code, during))
        if parent:
            reg.parents[number].append(MembershipRow(number, self.numbers[parent], "administrative", during))

    def recode(self, code: str, to: str, parent: str) -> None:
        number, ended, begun = self.numbers[code], until(LEFT, LEFT_LIST), since(LEFT, LEFT_LIST)
        codes, parents = self.registry.codes[number], self.registry.parents[number]
        codes[:] = [codes[0]._replace(periods=ended), CodeRow(number, "dopa", to, begun)]
        parents[:] = [parents[0]._replace(periods=ended)]
        parents.append(MembershipRow(number, self.numbers[parent], "administrative", begun))
        self.numbers[to] = number
        self.change("moved", LEFT, LEFT_LIST, [(code, code, 1.0)])

    def change(self, kind: str, law: date, listed: date, parts: list[tuple[str, str, float | None]]) -> None:
        number = 1 + len({row.change for row in self.registry.changes})
        self.registry.changes += [
            ChangeRow(number, kind, law, listed, "ราชกิจจานุเบกษา", "notice", self.numbers[one],
                      self.numbers[other], share)
            for one, other, share in parts
        ]  # fmt: skip

    def draw(self, code: str, shape: shapely.Geometry, edition: int = 3) -> None:
        inside, is_point = shapely.point_on_surface(shape), shape.geom_type == "Point"
        self.registry.boundaries.append(
            BoundaryRow(self.numbers[code], edition, is_point, inside.x, inside.y,
                        None if is_point else 12.5, f"TH{code}", shapely.to_wkb(shape), EVER)
        )  # fmt: skip


def world(*, drawn: bool = True) -> Registry:
    made = World()
    made.area("country", "TH", "Thailand")
    for code, name in (("10", "Bangkok"), ("43", "Nong Khai"), ("58", "Mae Hong Son")):
        made.area("province", code, name, "TH")
    made.area("province", "38", "Bueng Kan", "TH", since(LEFT, LEFT_LIST))
    made.area("district", "4303", "Bueng Kan", "43")
    made.area("tambon", "430301", "Bueng Kan", "4303")
    made.recode("4303", "3801", "38")
    made.recode("430301", "380101", "3801")
    made.area("district", "1047", "Bang Na", "10")
    made.area("tambon", "104701", "Bang Na", "1047", until(SPLIT, SPLIT_LIST))
    made.area("tambon", "104702", "Bang Na Nuea", "1047", since(SPLIT, SPLIT_LIST))
    made.area("tambon", "104703", "Bang Na Tai", "1047", since(SPLIT, SPLIT_LIST))
    made.change("split", SPLIT, SPLIT_LIST, [("104701", "104702", None), ("104701", "104703", None)])
    made.area("district", "5801", "Mueang", "58")
    made.area("tambon", "580101", "Chong Kham", "5801")
    made.area("tambon", "580102", "Huai Pong", "5801")
    for number in (1, 2):
        made.area("village", f"5801020{number}", f"Village {number}", "580102", synthetic=True)
    if drawn:
        _draw(made)
    return made.registry


def _draw(made: World) -> None:
    """Provinces side by side; the two tambons of 5801 share a border, and a village lies in the second."""
    made.registry.editions.append(
        EditionRow(3, "boundaries", date(2019, 11, 6), "cc", *DRAWN_BY, False, (), False, False)
    )
    for place, code in enumerate(("10", "38", "43", "58")):
        made.draw(code, shapely.box(98 + place, 15, 99 + place, 17))
    made.draw("5801", shapely.box(101, 15, 102, 17))
    made.draw("580101", shapely.box(101, 15, 102, 16))
    made.draw("580102", shapely.box(101, 16, 102, 17))
    made.draw("58010201", shapely.Point(101.5, 16.5))


def make_edition(folder: Path, registry: Registry, *, version: str = "2026-11-22.1", on: date = ON) -> Path:
    """Builds and announces an edition under ``folder`` (the catalogue's ``areas``) with files alone."""
    contents = contents_of(registry, on)
    about = contents.about(version=version, frozen_at=AT, public_url="http://127.0.0.1:8000")
    with building(folder / version) as draft:
        build(contents, about, draft, progress=lambda line: None)
    total = read_manifest(folder / version)[1]
    announce(folder, version, manifest_sha256=total, published_at=AT.isoformat(timespec="seconds"))
    return folder / version
