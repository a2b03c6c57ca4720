"""Small counts stay hidden: the rules by example, then against an attacker in worlds made by chance."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from suppression_world import Table, World, figure, spread, tree

from tambon.releases.rules.suppression import (
    Kind,
    Limit,
    Member,
    Rule,
    Seen,
    complementary,
    judge,
    relate,
    suppress,
)

RULE = Rule(threshold=10)


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


def test_where_all_are_counted_the_total_does_not_tell_each_village() -> None:
    """As many as there are households: each village's count would be its households."""
    paths = tree(4, 4, 4, 4)
    whole = {v: 4 + number for number, v in enumerate(paths)}
    part = {v: x if paths[v][0] == "t1" else x // 2 for v, x in whole.items()}
    world = World(_family("under", RULE), [])
    table = world.publish(paths, {"all": whole, "a": part})
    assert table["a", "t1"] == "N" and table["a", "TH"] == "F"
    attack, hidden = world.attack()
    assert attack.solved(frozenset([f"a/{v}/{part[v]}"]) for v in paths) == []
    (cell,) = (one for one, (_, said) in hidden.items() if said[2] == "t1")
    low, high = attack.bounds(cell)
    assert high - low >= RULE.threshold - 1


def test_who_sees_noughts_knows_of_a_small_one_that_somebody_is_there() -> None:
    """Ten people in four hidden tambons: at most seven in each, if the district said ten."""
    paths = tree(1, 1, 1, 1, 1, 3, districts=1)
    values = dict(zip(paths, (2, 2, 3, 3, 0, 0, 0, 0), strict=True))
    world = World([Member("sick", Rule(10, zeros_safe=True))], [])
    assert statuses(world.publish(paths, {"sick": values}), "sick")["t4"] == "F"
    world.assert_safe()


def test_a_village_has_no_use_for_the_room_that_a_rule_leaves_another() -> None:
    """Where x allows five of each, it is nothing that y allows a hundred of both together."""
    paths = tree(4, 4, 4, 4)
    odd = {v for number, v in enumerate(paths) if number % 2}
    rules = (at_most("a", of="x"), at_most("b", of="x"), at_most("a", "b", of="y"))
    values = {
        "x": {v: 5 if v in odd else 20 for v in paths},
        "y": {v: 100 if v in odd else 20 for v in paths},
        "a": {v: 1 if path[0] == "t0" else 5 for v, path in paths.items()},
        "b": {v: 5 if v in odd else 18 if path[0] == "t0" else 15 for v, path in paths.items()},
    }
    opened = [Member(name, RULE, is_open=True) for name in ("x", "y")]
    world = World([*opened, Member("a", RULE, limits=rules), Member("b", RULE)], [])
    world.publish(paths, values)
    world.assert_safe()


def test_of_two_rules_for_the_same_sum_each_village_keeps_to_the_closer_one() -> None:
    """At least x and at least y together: in every village one of them asks for twenty."""
    paths = tree(4, 4, 4, 4)
    odd = {v for number, v in enumerate(paths) if number % 2}
    rules = tuple(Limit(((more, 1), ("a", -1), ("b", -1)), 0) for more in ("x", "y"))
    values = {
        "x": {v: 20 if v in odd else 2 for v in paths},
        "y": {v: 2 if v in odd else 20 for v in paths},
        "a": {v: 1 if path[0] == "t0" else 5 for v, path in paths.items()},
        "b": {v: 19 if path[0] == "t0" else 15 for v, path in paths.items()},
    }
    opened = [Member(name, RULE, is_open=True) for name in ("x", "y")]
    world = World([*opened, Member("a", RULE, limits=rules), Member("b", RULE)], [])
    world.publish(paths, values)
    world.assert_safe()


def test_a_country_of_noughts_is_looked_at_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once for each of its areas: nobody would wait for it."""
    looked: list[int] = []
    real = complementary.unmet

    def unmet(*told: Any, **more: Any) -> list[int]:
        looked.append(1)
        return real(*told, **more)

    monkeypatch.setattr(complementary, "unmet", unmet)
    paths = tree(*[4] * 60, districts=1)
    family = [Member("all", RULE, parts=("a", "b")), Member("a", RULE), Member("b", RULE)]
    none = {member.name: dict.fromkeys(paths, 0) for member in family}
    World(family, []).publish(paths, none)
    assert len(looked) < 10


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
