"""Small counts stay hidden: the rules by example, then against an attacker in worlds made by chance."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from suppression_attack import Attack, Sum, foreknown, stands

from tambon.releases.rules.suppression import Figure, Kind, Limit, Member, Rule, Seen, judge, relate, suppress

RULE = Rule(threshold=10)


def figure(*values: int) -> Figure:
    made = Figure()
    for value in values:
        made.add(value)
    return made


@pytest.mark.parametrize(
    ("values", "zeros_safe", "kind"),
    [
        ((0, 0, 0), False, Kind.SMALL),
        ((0, 0, 0), True, Kind.SAFE),
        ((3, 3, 3), False, Kind.SMALL),
        ((1, 0, 0), True, Kind.SMALL),
        ((4, 3, 3), False, Kind.SAFE),
        ((40, 30), False, Kind.FEW),
        ((40,), False, Kind.FEW),
        ((100, 60, 9), False, Kind.FEW),
        ((100, 60, 10), False, Kind.SAFE),
    ],
)
def test_which_figures_are_about_too_few(values: tuple[int, ...], zeros_safe: bool, kind: Kind) -> None:
    assert judge(figure(*values), Rule(10, zeros_safe)) is kind


Table = dict[tuple[str, str], str]  # (variable, area): F, N or D


@dataclass
class World:
    """Releases one after the other, each protected knowing those before."""

    family: list[Member]
    seen: list[Seen]
    tables: list[Table] = field(default_factory=list)
    given: set[tuple[int, str, str]] = field(default_factory=set)
    tight: set[tuple[int, str, str]] = field(default_factory=set)

    def publish(self, paths: dict[str, tuple[str, ...]], values: dict[str, dict[str, int]]) -> Table:
        system = relate(self.family, [*self.seen, Seen(paths, values)])
        pattern = suppress(system)
        self.given |= {cell for cell, number in system.everywhere.items() if number in pattern.given}
        self.tight |= {cell for cell, number in system.everywhere.items() if number in pattern.tight}
        assert not pattern.given or self.family[0].is_open, "only what is open anyway gives a figure away"
        table = {}
        for cell, number in system.cells.items():
            if system.unknowns[number].publishable:
                hidden = "N" if number in pattern.primary else "D" if number in pattern.secondary else "F"
                table[cell] = hidden
        shown = frozenset(cell for cell, status in table.items() if status == "F")
        self.seen.append(Seen(paths, values, shown))
        self.tables.append(table)
        return table

    def attack(self) -> tuple[Attack, dict[Sum, tuple[Kind, tuple[int, str, str]]]]:
        """The attacker before all tables, and the hidden cells."""
        attack, hidden = Attack(), {}
        for release, (one, table) in enumerate(zip(self.seen, self.tables, strict=True)):
            for (name, area), status in table.items():
                if (release, name, area) in self.given:
                    continue
                cell = self._sum(one, name, area)
                member = next(m for m in self.family if m.name == name)
                total = sum(one.values[name][v] for v in one.values[name] if area in one.paths.get(v, ()))
                kind = judge(self._figure(one, name, area), member.rule)
                if status == "F":
                    attack.shown[cell] = total
                    continue
                hidden[cell] = (kind, (release, name, area))
                small = (0, member.rule.threshold - 1)
                attack.between[cell] = small if kind is Kind.SMALL else (member.rule.threshold, None)
            self._add_open(attack, one)
            self._add_parts(attack, one)
            self._add_rules(attack, one)
        return attack, hidden

    def _figure(self, one: Seen, name: str, area: str) -> Figure:
        return figure(*(x for v, x in one.values[name].items() if area in one.paths.get(v, ())))

    def _sum(self, one: Seen, name: str, area: str) -> Sum:
        return frozenset(
            f"{name}/{v}/{one.values[name][v]}" for v in one.values[name] if area in one.paths.get(v, ())
        )

    def _add_open(self, attack: Attack, one: Seen) -> None:
        for member in self.family:
            for v, x in one.values[member.name].items() if member.is_open else ():
                if v in one.paths:
                    attack.shown[frozenset([f"{member.name}/{v}/{x}"])] = x

    def _add_parts(self, attack: Attack, one: Seen) -> None:
        for member in self.family:
            for v in one.paths:
                names = [n for n in (member.name, *member.parts) if v in one.values[n]]
                if member.parts and len(names) == 1 + len(member.parts):
                    total, *parts = (f"{n}/{v}/{one.values[n][v]}" for n in names)
                    attack.adds_up.append((total, frozenset(parts)))

    def _add_rules(self, attack: Attack, one: Seen) -> None:
        for limit in {limit for member in self.family for limit in member.limits}:
            for v in one.paths:
                if all(v in one.values[n] for n in limit.named()):
                    terms = {f"{n}/{v}/{one.values[n][v]}": float(times) for n, times in limit.terms}
                    attack.limits.append((terms, float(limit.most)))

    def assert_safe(self) -> None:
        attack, hidden = self.attack()
        opened = {m.name for m in self.family if m.is_open}
        before = attack.beforehand(n for one in attack.shown for n in one if n.split("/")[0] in opened)
        known = {cell: before.bounds(cell) for cell in hidden}
        rules = {member.name: member.rule for member in self.family}
        for cell in attack.solved(hidden):
            kind, said = hidden[cell]
            assert foreknown(kind, rules[said[1]], known[cell]), (said, known[cell])
        for cell, (kind, said) in hidden.items():
            loose = said in self.tight
            now = attack.bounds(cell, strict=not loose)
            assert stands(kind, rules[said[1]], now, known[cell]), (said, now, known[cell])


def tree(*tambons: int, districts: int = 2) -> dict[str, tuple[str, ...]]:
    """Villages of so many in each tambon: v0, v1 …; tambons t0 … in turn in districts d0 …, all in TH."""
    paths, number = {}, 0
    for tambon, villages in enumerate(tambons):
        for _ in range(villages):
            paths[f"v{number:03}"] = (f"t{tambon}", f"d{tambon % districts}", "TH")
            number += 1
    return paths


def spread(paths: dict[str, tuple[str, ...]], totals: dict[str, list[int]]) -> dict[str, int]:
    left = {tambon: list(values) for tambon, values in totals.items()}
    return {village: left[path[0]].pop(0) for village, path in paths.items()}


def statuses(table: Table, name: str) -> dict[str, str]:
    return {area: status for (variable, area), status in table.items() if variable == name}


def test_a_small_tambon_takes_its_smallest_sufficient_neighbour_with_it() -> None:
    paths = tree(3, 3, 3, 3, 3, 3)
    sizes = {"t0": 1, "t2": 30, "t4": 20, "t1": 40, "t3": 50, "t5": 60}
    values = spread(paths, {t: [n, n, n] for t, n in sizes.items()})
    table = World([Member("sick", RULE)], []).publish(paths, {"sick": values})
    assert statuses(table, "sick") == {
        "t0": "N", "t4": "D", "t2": "F", "t1": "F", "t3": "F", "t5": "F", "d0": "F", "d1": "F", "TH": "F",
    }  # fmt: skip


def test_where_all_is_nought_nothing_is_told_unless_noughts_are_safe() -> None:
    paths = tree(3, 3)
    none = {"sick": dict.fromkeys(paths, 0)}
    assert set(World([Member("sick", RULE)], []).publish(paths, none).values()) == {"N"}
    safe = World([Member("sick", Rule(10, zeros_safe=True))], []).publish(paths, none)
    assert set(safe.values()) == {"F"}


def test_a_village_that_comes_later_cannot_be_subtracted() -> None:
    paths = tree(4, 4, 4, 4)
    values = dict.fromkeys(paths, 20)
    world = World([Member("sick", RULE)], [])
    first = world.publish(paths, {"sick": {v: x for v, x in values.items() if v != "v003"}})
    assert set(first.values()) == {"F"}
    second = world.publish(paths, {"sick": values})
    assert {area for area, status in statuses(second, "sick").items() if status != "F"} == {"t0", "d0", "TH"}
    world.assert_safe()


def test_a_village_that_moved_cannot_be_reckoned_from_the_trees_of_then_and_now() -> None:
    paths = tree(5, 5, 5, 5)
    values = {"sick": dict.fromkeys(paths, 20)}
    world = World([Member("sick", RULE)], [])
    world.publish(paths, values)
    moved = {**paths, "v000": paths["v006"]}
    table = statuses(world.publish(moved, values), "sick")
    assert (table["t0"], table["t1"], table["TH"]) != ("F", "F", "F") and table["t2"] == table["t3"] == "F"
    world.assert_safe()


def test_a_part_cannot_be_reckoned_from_the_total_and_the_other_parts() -> None:
    paths = tree(4, 4, 4, 4)
    sick = Member("sick", RULE, parts=("old", "young"))
    world = World([sick, Member("old", RULE), Member("young", RULE)], [])
    young = dict.fromkeys(paths, 20) | {"v000": 1, "v001": 1, "v002": 1, "v003": 0}
    old = dict.fromkeys(paths, 30)
    table = world.publish(paths, {"old": old, "young": young, "sick": {v: old[v] + young[v] for v in paths}})
    assert table["young", "t0"] == "N" and "D" in (table["old", "t0"], table["sick", "t0"])
    world.assert_safe()


def at_most(*lesser: str, of: str) -> Limit:
    return Limit((*((name, 1) for name in lesser), (of, -1)), 0)


def _family(kind: str, rule: Rule) -> list[Member]:
    """One count alone; two that add up to a hidden or an open one; one under an open one; one under a hidden
    one that is under an open one; two that are together at most an open one."""
    if kind == "alone":
        return [Member("a", rule)]
    parts = ("a", "b") if kind in ("parts", "open") else ()
    limits = {
        "under": [at_most("a", of="all")], "both": [at_most("a", of="b"), at_most("b", of="all")],
        "together": [at_most("a", "b", of="all")],
    }.get(kind, [])  # fmt: skip
    made = [
        Member("all", rule, is_open=kind != "parts", parts=parts),
        Member("a", rule, limits=tuple(limits)),
    ]
    return made if kind == "under" else [*made, Member("b", rule)]


def test_what_is_open_bounds_a_part_of_a_part_too() -> None:
    """The rules stand in an order in which the first tells something only after the second."""
    paths = tree(3, 3, 3, 3)
    whole = dict.fromkeys(paths, 90) | {"v000": 2, "v001": 2, "v002": 2}
    part = {v: x // 2 for v, x in whole.items()}
    world = World(_family("both", RULE), [])
    system = relate(world.family, [Seen(paths, {"all": whole, "b": whole, "a": part})])
    pattern = suppress(system)
    cell = system.cells["a", "t0"]
    assert system.unknowns[cell].ceiling == 6 and cell in pattern.bounded and not pattern.given
    world.publish(paths, {"all": whole, "b": whole, "a": part})
    world.assert_safe()


def test_where_a_rule_alone_tells_too_much_the_cells_it_measures_by_are_hidden_and_no_others() -> None:
    """In bed at least as many as lack a carer and are not homebound: no sibling of t0 could hide that."""
    paths = tree(*[3] * 12)
    rule = Limit((("alone", 1), ("home", -1), ("bed", -1)), 0)
    family = [Member("home", RULE), Member("bed", RULE), Member("alone", RULE, limits=(rule,))]
    home, alone = dict.fromkeys(paths, 20), dict.fromkeys(paths, 15)
    bed = dict.fromkeys(paths, 18) | {"v000": 3, "v001": 3, "v002": 2}
    alone |= {"v000": 22, "v001": 22, "v002": 21}
    world = World(family, [])
    table = world.publish(paths, {"home": home, "bed": bed, "alone": alone})
    assert table["bed", "t0"] == "N" and "D" in (table["home", "t0"], table["alone", "t0"])
    hidden = sorted(cell for cell, status in table.items() if status != "F")
    assert len(hidden) == 5 and {area for _, area in hidden} <= {"t0", "t2", "t4"}, hidden
    world.assert_safe()


@st.composite
def worlds(draw: st.DrawFn) -> World:
    provinces = draw(st.integers(1, 2))
    tambons = draw(st.integers(2, 6))
    paths = {}
    for number in range(draw(st.integers(tambons, 16))):
        tambon = draw(st.integers(0, tambons - 1))
        province = tambon % provinces
        paths[f"v{number:02}"] = (f"t{tambon}", f"d{tambon % 3 * 2 + province}", f"p{province}", "TH")
    rule = Rule(draw(st.sampled_from([3, 10])), draw(st.booleans()))
    kind = draw(st.sampled_from(["alone", "parts", "open", "under", "both", "together"]))
    family = _family(kind, rule)
    world = World(family, [])
    figures = st.one_of(st.none(), st.integers(0, 4), st.integers(0, 60))
    more = st.integers(0, 2)
    answers = {v: (draw(figures), draw(figures)) for v in sorted(paths)}
    for _ in range(draw(st.integers(1, 3))):
        values: dict[str, dict[str, int]] = {member.name: {} for member in family}
        for v, (a, b) in answers.items():
            found = {"a": a, "b": b, "all": None if a is None or b is None else a + b}
            if kind in ("under", "both"):
                found["b"] = None if a is None else a + draw(more)
                found["all"] = None if a is None else (found["b"] or a) + draw(more)
            elif kind == "together" and found["all"] is not None:
                found["all"] += draw(more)
            for name, held in values.items():
                if (value := found[name]) is not None:
                    held[v] = value
        world.publish(dict(paths), values)
        for v in draw(st.lists(st.sampled_from(sorted(paths)), max_size=3)):
            if draw(st.booleans()):
                answers[v] = (draw(figures), draw(figures))
            else:
                paths[v] = paths[draw(st.sampled_from(sorted(paths)))]
    return world


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_no_attacker_gets_a_hidden_figure_out_of_all_releases_together(world: World) -> None:
    world.assert_safe()
