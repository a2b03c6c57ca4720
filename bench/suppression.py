"""How long hiding small counts takes in a country: one variable, every level, several periods.

    python bench/suppression.py --villages 75000 --periods 12

Villages are spread over 7,436 tambons, 928 districts and 77 provinces (fewer villages, fewer of each);
figures are made by chance, few in one tambon of ten. ``--parts`` makes them one of two parts of an open
total, ``--releases 2`` protects beside an earlier release that lacks one village of a thousand. Prints one
line of JSON: seconds a period, and what was hidden.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Sequence

from tambon.releases.rules.suppression import Member, Rule, Seen, relate, suppress

Paths = dict[str, tuple[str, ...]]
Values = dict[str, dict[str, int]]
TAMBONS, DISTRICTS, PROVINCES, VILLAGES = 7_436, 928, 77, 75_000


def country(villages: int) -> Paths:
    part = villages / VILLAGES
    tambons = max(1, round(TAMBONS * part))
    districts, provinces = max(1, round(DISTRICTS * part)), max(1, round(PROVINCES * part))
    paths: Paths = {}
    for number in range(villages):
        tambon = number * tambons // villages
        district = tambon * districts // tambons
        province = district * provinces // districts
        paths[f"v{number:05}"] = (f"t{tambon}", f"d{district}", f"p{province}", "TH")
    return paths


def figures(paths: Paths, seed: int) -> dict[str, int]:
    chance = random.Random(seed)
    few = {tambon for tambon in sorted({path[0] for path in paths.values()}) if chance.random() < 0.1}
    return {v: chance.randint(0, 1 if path[0] in few else 12) for v, path in paths.items()}


def told(paths: Paths, values: Values, family: Sequence[Member]) -> Seen:
    """The release as the public has it."""
    system = relate(family, [Seen(paths, values)])
    pattern = suppress(system)
    hidden = pattern.primary | pattern.secondary
    shown = frozenset(cell for cell, n in system.cells.items() if n not in hidden)
    return Seen(paths, values, shown)


def run(villages: int, periods: int, *, parts: bool, releases: int) -> dict[str, object]:
    paths, taken, primary, secondary = country(villages), [], 0, 0
    family = [Member("poor", Rule())]
    if parts:
        family += [Member("other", Rule()), Member("all", Rule(), is_open=True, parts=("poor", "other"))]
    for period in range(periods):
        values = {"poor": figures(paths, period), "other": figures(paths, period + 1_000)}
        values["all"] = {v: values["poor"][v] + values["other"][v] for v in paths}
        before = {
            name: {v: x for v, x in each.items() if not v.endswith("777")} for name, each in values.items()
        }
        earlier = [told(paths, before, family)] if releases > 1 else []
        began = time.perf_counter()
        pattern = suppress(relate(family, [*earlier, Seen(paths, values)]))
        taken.append(time.perf_counter() - began)
        primary, secondary = primary + len(pattern.primary), secondary + len(pattern.secondary)
    return {
        "villages": villages, "periods": periods, "parts": parts, "releases": releases,
        "median_s": round(statistics.median(taken), 3),
        "sum_s": round(sum(taken), 3), "primary": primary, "secondary": secondary,
    }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--villages", type=int, default=VILLAGES)
    parser.add_argument("--periods", type=int, default=12)
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--releases", type=int, default=1, choices=(1, 2))
    asked = parser.parse_args()
    print(json.dumps(run(asked.villages, asked.periods, parts=asked.parts, releases=asked.releases)))
