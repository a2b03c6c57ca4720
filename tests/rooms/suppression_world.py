"""Releases of one family, each protected knowing those before, and the attacker who has all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from suppression_attack import Attack, Sum, foreknown, stands

from tambon.releases.rules.suppression import Figure, Kind, Member, Seen, judge, relate, suppress


def figure(*values: int) -> Figure:
    made = Figure()
    for value in values:
        made.add(value)
    return made


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
                small = (member.rule.least, member.rule.threshold - 1)
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
