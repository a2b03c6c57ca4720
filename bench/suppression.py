"""How long hiding small counts takes in a country: one variable, every level, several periods.

    python bench/suppression.py --villages 75000 --periods 12

Villages are spread over 7,436 tambons, 928 districts and 77 provinces (fewer villages, fewer of each);
figures are made by chance, few in one tambon of ten. ``--parts`` makes them one of two parts of an open
total, ``--within`` two that are at most an open one, the first at most the second too (``--covered``: in most
villages nearly as many); ``--unruled`` leaves those rules out. ``--releases 2`` protects beside an earlier
release that lacks one village of a thousand. Prints one line of JSON: seconds a period, what was hidden, the
process's peak memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import time
from collections import Counter
from collections.abc import Sequence

from tambon.releases.rules.suppression import Limit, Member, Rule, Seen, relate, suppress

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


def kin(asked: argparse.Namespace) -> list[Member]:
    """The variables that are protected together."""
    if asked.parts:
        whole = Member("all", Rule(), is_open=True, parts=("poor", "other"))
        return [Member("poor", Rule()), Member("other", Rule()), whole]
    if asked.within:
        rules = [Limit(((less, 1), (more, -1)), 0) for less, more in (("poor", "other"), ("other", "all"))]
        limits = () if asked.unruled else tuple(rules)
        return [
            Member("poor", Rule(), limits=limits),
            Member("other", Rule()),
            Member("all", Rule(), is_open=True),
        ]
    return [Member("poor", Rule())]


def answers(paths: Paths, period: int, asked: argparse.Namespace) -> Values:
    poor, more = figures(paths, period), figures(paths, period + 1_000)
    if not asked.within:
        return {"poor": poor, "other": more, "all": {v: poor[v] + more[v] for v in paths}}
    chance = random.Random(period)
    most = 1 if asked.covered else 40
    other = {v: poor[v] + chance.randint(0, most) for v in paths}
    return {"poor": poor, "other": other, "all": {v: other[v] + chance.randint(0, most) for v in paths}}


def run(asked: argparse.Namespace) -> dict[str, object]:
    villages, periods, releases = asked.villages, asked.periods, asked.releases
    paths, taken, primary, secondary, marks = country(villages), [], 0, 0, Counter[str]()
    family = kin(asked)
    for period in range(periods):
        values = answers(paths, period, asked)
        before = {
            name: {v: x for v, x in each.items() if not v.endswith("777")} for name, each in values.items()
        }
        earlier = [told(paths, before, family)] if releases > 1 else []
        began = time.perf_counter()
        pattern = suppress(relate(family, [*earlier, Seen(paths, values)]))
        taken.append(time.perf_counter() - began)
        primary, secondary = primary + len(pattern.primary), secondary + len(pattern.secondary)
        marks.update(tight=len(pattern.tight), given=len(pattern.given), bounded=len(pattern.bounded))
    asked_for = [name for name in ("parts", "within", "covered", "unruled") if getattr(asked, name)]
    return {
        "villages": villages, "periods": periods, "asked": asked_for, "releases": releases,
        "median_s": round(statistics.median(taken), 3),
        "sum_s": round(sum(taken), 3), "primary": primary, "secondary": secondary, **marks,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--villages", type=int, default=VILLAGES)
    parser.add_argument("--periods", type=int, default=12)
    for name in ("parts", "within", "covered", "unruled"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--releases", type=int, default=1, choices=(1, 2))
    print(json.dumps(run(parser.parse_args())))
