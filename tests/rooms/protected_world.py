"""Releases with variables of class aggregate, from freeze folders alone, and somebody who reads their files.

The reader takes every figure from the published CSV files. What is given to him beyond that is only how
things hang together: which villages answered, whose answers changed, and why a cell is hidden.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from release_world import area, head, variable
from suppression_attack import Attack, Sum, foreknown, stands

from tambon.catalogue.integrity import read_manifest
from tambon.releases import freezes
from tambon.releases.building import build
from tambon.releases.earlier import copy_earlier, keep_told
from tambon.releases.freezes import FrozenCell
from tambon.releases.rules.protected import number
from tambon.releases.rules.shape import Dataset
from tambon.releases.rules.suppression import Figure, Kind, Rule, judge
from tambon.store import building

FEW = {"aggregation": "sum", "publish_from": "tambon", "threshold": 10}
TAMBONS = {"580101": 4, "580102": 5, "580201": 4, "580202": 3, "500101": 5, "500102": 4}
Answers = Mapping[str, Mapping[str, int]]  # village's code: {variable: figure}


def welfare(*, zeros_safe: bool = False, limits: list[dict[str, Any]] | None = None) -> Dataset:
    """A count and its share of an open one, parts of an open total and of a hidden one, one of districts."""
    few = {**FEW, "zeros_safe": zeros_safe}
    return Dataset("welfare", 1, "สวัสดิการ", "Welfare", "village", ["2026"], [
        variable("households", "integer", aggregation="sum"),
        variable("poor", "integer", "aggregate", **few),
        variable("poor_share", "decimal", "aggregate", aggregation="share", numerator="poor",
                 denominator="households", scale=100, publish_from="tambon"),
        variable("children", "integer", aggregation="sum", total_of=["schooled", "unschooled"]),
        variable("schooled", "integer", "aggregate", **few),
        variable("unschooled", "integer", "aggregate", **few),
        variable("sick", "integer", "aggregate", **few, total_of=["dengue", "secret"]),
        variable("dengue", "integer", "aggregate", **few),
        variable("secret", "integer", "official", aggregation="sum"),
        variable("killed", "integer", "aggregate", **{**few, "publish_from": "district"}),
    ], limits=limits or [])  # fmt: skip


def at_most(lesser: str, greater: str) -> dict[str, Any]:
    """The rule that no row has more of one than of another."""
    return {"terms": {lesser: "1", greater: "-1"}, "most": "0"}


def answers(tambons: dict[str, int] = TAMBONS, seed: int = 1) -> dict[str, dict[str, int]]:
    """Made by chance; in 580101 hardly anybody is poor, in 500102 hardly a child out of school."""
    chance, found = random.Random(seed), {}
    for code in (f"{tambon}{n:02}" for tambon in tambons for n in range(1, tambons[tambon] + 1)):
        schooled, out = chance.randint(10, 60), chance.randint(4, 20)
        dengue, secret = chance.randint(4, 30), chance.randint(4, 30)
        found[code] = {
            "households": chance.randint(60, 200), "poor": chance.randint(5, 30), "schooled": schooled,
            "unschooled": out, "children": schooled + out, "dengue": dengue, "secret": secret,
            "sick": dengue + secret, "killed": chance.randint(0, 3),
        }  # fmt: skip
        if code.startswith("580101"):
            found[code]["poor"] = chance.randint(0, 2)
        if code.startswith("500102"):
            found[code] |= {"unschooled": 1, "children": schooled + 1}
    return found


def tree(tambons: Mapping[str, int]) -> list[dict[str, Any]]:
    """The country, and so many villages in each tambon; their codes say where they lie."""
    codes = sorted({code[:n] for code in tambons for n in (2, 4, 6)}, key=lambda code: (len(code), code))
    kinds = {2: "province", 4: "district", 6: "tambon"}
    made = [area("country", "TH", "ประเทศไทย", "Thailand", "")]
    made += [area(kinds[len(c)], c, f"พื้นที่ {c}", f"Area {c}", c[:-2] or "TH") for c in codes]
    villages = [(c, n) for c in tambons for n in range(1, tambons[c] + 1)]
    return made + [area("village", f"{c}{n:02}", f"บ้าน {n}", f"Ban {n}", c) for c, n in villages]


def moved(areas: list[dict[str, Any]], village: str, to: str) -> list[dict[str, Any]]:
    """The tree after a village went to another tambon: it keeps its id and gets a code there."""
    place = {"tambon_code": to, "district_code": to[:4], "province_code": to[:2], "parent_code": to}
    return [{**a, **place, "area_code": f"{to}9{village}"} if a["area_code"] == village else a for a in areas]


@dataclass
class House:
    """Where freezes and releases lie."""

    folder: Path
    dataset: Dataset
    releases: list[Path] = field(default_factory=list)
    _trees: list[list[dict[str, Any]]] = field(default_factory=list)
    _answers: list[dict[str, Mapping[str, int]]] = field(default_factory=list)  # by area_id

    def publish(self, areas: list[dict[str, Any]], answers: Answers, *, forget: bool = False) -> Path:
        """Freezes, builds and keeps what was told; ``forget`` makes it as if nothing had been before."""
        version = f"2026.{len(self.releases) + 1}"
        frozen, release = self.folder / "freezes" / version, self.folder / "releases" / version
        by_id = {f"a-{code}": figures for code, figures in answers.items()}
        before = {} if forget else {each.name: self.folder / "freezes" / each.name for each in self.releases}
        with building(frozen) as draft:
            draft.mkdir(parents=True)
            freezes.write_areas(draft, areas)
            freezes.write_cells(draft, self.dataset, ((v, "2026", True, _cells(f)) for v, f in by_id.items()))
            made = head(version, True, [self.dataset])
            earlier = copy_earlier(draft, [self.dataset], before)
            freezes.write_head(draft, type(made)(**{**made.__dict__, "earlier": earlier}))
        build(frozen, release)
        keep_told(frozen, release)
        self.releases.append(release)
        self._trees.append(areas)
        self._answers.append(by_id)
        return release

    def hidden(self, number: int = -1) -> dict[str, int]:
        counts: dict[str, int] = read_manifest(self.releases[number])[0]["datasets"]["welfare"]["hidden"]
        return counts

    def reader(self, *, first: int | None = None) -> Reader:
        """Somebody who has all releases, or the first so many."""
        tight = sum(self.hidden(number)["tight"] for number in range(len(self.releases)))
        found = Reader(self.dataset, uses_d=not tight)
        for release, areas, answers in list(zip(self.releases, self._trees, self._answers, strict=True))[
            :first
        ]:
            found.read(release, areas, answers)
        return found

    def broken(self) -> list[str]:
        """The hidden cells that can be reckoned, or are bounded closer than the rule allows, and were not
        so from the releases before the one that hides them."""
        reader, found = self.reader(), []
        for cell in reader.broken():
            since = next(
                n for n, each in enumerate(self.releases) if each.name == reader.hidden[cell].release
            )
            if not since or self.reader(first=since).keeps(cell, reader.hidden[cell]):
                found.append(str(reader.hidden[cell]))
        return found


def table(release: Path, level: str, dataset: str = "welfare") -> dict[str, dict[str, str]]:
    with (release / "data" / dataset / f"{level}.csv").open(encoding="utf-8", newline="") as file:
        return {row["area_code"]: row for row in csv.DictReader(file)}


@dataclass(frozen=True)
class Hidden:
    """What a hidden cell is: why, under which rule, and where it was first hidden."""

    kind: Kind
    rule: Rule
    release: str
    cell: str

    def __str__(self) -> str:
        return f"{self.release} {self.cell} {self.kind}"


@dataclass
class Reader:
    """Reads releases into what an `Attack` can solve; ``hidden`` are the sums that nobody may get out."""

    dataset: Dataset
    uses_d: bool = True  # how little a hidden figure can be, by why it is hidden (D: the threshold)
    attack: Attack = field(default_factory=Attack)
    hidden: dict[Sum, Hidden] = field(default_factory=dict)

    def read(self, release: Path, areas: Iterable[Mapping[str, Any]], answers: Mapping[str, Any]) -> None:
        levels = [level for level in self.dataset.levels if level != self.dataset.level]
        place = {a["area_id"]: a for a in areas}
        for level in levels:
            for code, row in table(release, level, self.dataset.name).items():
                below = [v for v in answers if level == "country" or place[v][f"{level}_code"] == code]
                for v in self.dataset.variables:
                    if f"{v.name}_conf" in row:
                        self._cell(v.name, row, {each: answers[each] for each in below}, release.name)
        own = table(release, self.dataset.level, self.dataset.name)
        for code, row in own.items():
            village = next(a for a in place.values() if a["area_code"] == code)["area_id"]
            if village in answers:
                self._village(village, row, answers[village])
                self._rules(village, answers[village])

    def _cell(self, name: str, row: Mapping[str, str], below: Mapping[str, Any], release: str) -> None:
        asked, conf = self.dataset.get(name), row[f"{name}_conf"]
        said = {v: answers for v, answers in below.items() if all(i in answers for i in asked.inputs)}
        if not said:
            assert conf == "F" and not row[name]
            return
        if asked.derived:
            self._share(name, row, said)
            return
        unknowns = frozenset(unknown(name, v, answers) for v, answers in said.items())
        if conf == "F":
            self.attack.shown[unknowns] = int(row[name])
            return
        assert (row[name], row[f"{name}_status"]) == ("", "Q"), (name, row)
        figure = Figure()
        for answers in said.values():
            figure.add(answers[name])
        rule = Rule(asked.threshold, asked.zeros_safe)
        kind = judge(figure, rule)
        self.hidden.setdefault(unknowns, Hidden(kind, rule, release, f"{name} {row['area_code']} {conf}"))
        least = rule.threshold if conf == "D" and self.uses_d else 0
        small = (rule.least if self.uses_d else 0, rule.threshold - 1)
        self.attack.between[unknowns] = small if kind is Kind.SMALL else (least, None)

    def _share(self, name: str, row: Mapping[str, str], said: Mapping[str, Any]) -> None:
        """With an open denominator a share that is shown is a sum of its numerator."""
        asked = self.dataset.get(name)
        bottom = sum(answers[asked.denominator] for answers in said.values())
        if row[f"{name}_conf"] == "F" and bottom:
            top = frozenset(unknown(asked.numerator, v, answers) for v, answers in said.items())
            self.attack.shown[top] = round(float(row[name]) * bottom / asked.scale)

    def _village(self, village: str, row: Mapping[str, str], answers: Mapping[str, int]) -> None:
        for v in self.dataset.variables:
            if row.get(v.name):
                one = unknown(v.name, village, answers)
                self.attack.shown[frozenset([one])] = number(row[v.name])
            names = [v.name, *v.total_of]
            if v.total_of and all(name in answers for name in names):
                total, *parts = (unknown(name, village, answers) for name in names)
                self.attack.adds_up.append((total, frozenset(parts)))

    def _rules(self, village: str, answers: Mapping[str, int]) -> None:
        """What the dictionary says of every row; he knows of the rows that do not keep to it."""
        rules = [
            ({n: float(Fraction(x)) for n, x in limit["terms"].items()}, float(Fraction(limit["most"])))
            for limit in self.dataset.limits
        ]
        for v in self.dataset.variables:
            rules += [({v.name: -1.0}, -v.minimum)] if v.minimum is not None else []
            rules += [({v.name: 1.0}, v.maximum)] if v.maximum is not None else []
        for terms, most in rules:
            if all(n in answers for n in terms) and sum(x * answers[n] for n, x in terms.items()) <= most:
                named = {unknown(n, village, answers): x for n, x in terms.items()}
                self.attack.limits.append((named, most))

    def broken(self) -> list[Sum]:
        """The hidden cells that can be reckoned, or are bounded closer than the rule allows."""
        solved = set(self.attack.solved(self.hidden))
        return [
            cell for cell, said in self.hidden.items()
            if not self._stands(cell, said)
            or (cell in solved and not foreknown(said.kind, said.rule, self._before(cell)))
        ]  # fmt: skip

    def keeps(self, cell: Sum, said: Hidden) -> bool:
        """Whether this reader, who may not have seen the cell, gets it neither out nor too closely."""
        return not self.attack.solved([cell]) and self._stands(cell, said)

    def _stands(self, cell: Sum, said: Hidden) -> bool:
        return stands(said.kind, said.rule, self.attack.bounds(cell), self._before(cell))

    def _before(self, cell: Sum) -> tuple[float, float]:
        opened = {v.name for v in self.dataset.variables if v.protection == "free"}
        names = [name for one in self.attack.shown for name in one if name.split("/")[0] in opened]
        return self.attack.beforehand(names).bounds(cell)


def unknown(name: str, village: str, answers: Mapping[str, int]) -> str:
    """One for each different figure of a village: he knows which were not corrected."""
    return f"{name}/{village}/{answers[name]}"


def _cells(figures: Mapping[str, int]) -> dict[str, FrozenCell]:
    return {
        name: FrozenCell(value=value, grade="reported", origin="field") for name, value in figures.items()
    }
