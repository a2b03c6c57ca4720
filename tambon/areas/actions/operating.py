"""One operation becomes rows: looked up on its legal day, checked, written under an edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import singledispatchmethod

from tambon.areas import problems
from tambon.areas.actions.rows import Heir, Scribe
from tambon.areas.actions.standing import find_end
from tambon.areas.actions.writing import Happened, record_changes
from tambon.areas.queries.lookup import find_area
from tambon.areas.queries.tree import list_ancestors, list_children
from tambon.areas.rules import CHANGE_OF, OWN_SCHEME, AreaView, ChangeKind, Hierarchy, Kind
from tambon.areas.rules.children import new_codes
from tambon.areas.rules.codes import CODE_LENGTHS, demand_code, right_above
from tambon.areas.rules.operations import (
    Abolish,
    Create,
    Merge,
    Move,
    Operation,
    Part,
    Recode,
    Rename,
    Split,
    demand_sound,
)  # fmt: skip


@dataclass(slots=True)
class Operator:
    """Carries out operations one by one; ``touched`` are the areas whose lines must be drawn again."""

    scribe: Scribe
    touched: list[int] = field(default_factory=list)
    taken_along: dict[int, ChangeKind] = field(default_factory=dict)

    def carry_out(self, operation: Operation) -> None:
        """Raises a Problem that says what is wrong; the caller's transaction keeps nothing then."""
        demand_sound(operation)
        self.taken_along.clear()
        heirs = self._do(operation)
        self.scribe.note(CHANGE_OF[type(operation)], heirs)
        self._note_taken_along({heir.predecessor for heir in heirs})
        self.touched += {one for heir in heirs for one in (heir.predecessor, heir.successor) if one}

    def _note_taken_along(self, told: set[int | None]) -> None:
        """What lay below and got another code or parent goes on as the same area: a change of its own."""
        happened = [
            Happened(kind, self.scribe.when, (Heir(area, area, Decimal(1)),))
            for area, kind in self.taken_along.items()
            if area not in told
        ]
        if happened:
            record_changes(happened, self.scribe.edition)

    @singledispatchmethod
    def _do(self, operation: Operation) -> list[Heir]:
        raise TypeError(operation)

    @_do.register
    def _(self, operation: Create) -> list[Heir]:
        parent = self._standing(operation.parent)
        area = self._begin(operation.kind, Part(operation.code, operation.name_th, operation.name_en), parent)
        return [Heir(None, area)]

    @_do.register
    def _(self, operation: Abolish) -> list[Heir]:
        area = self._standing(operation.code)
        self._demand_childless(area)
        self.scribe.end([area.id])
        return [Heir(area.id, None)]

    @_do.register
    def _(self, operation: Rename) -> list[Heir]:
        area = self._standing(operation.code)
        _demand_name(operation.code, operation.name_th, operation.name_en)
        if (area.name_th, area.name_en) == (operation.name_th, operation.name_en):
            raise problems.same_name(code=area.code)
        self.scribe.rename(area.id, operation.name_th, operation.name_en)
        return [Heir(area.id, area.id)]

    @_do.register
    def _(self, operation: Recode) -> list[Heir]:
        area = self._standing(operation.code)
        self._recode(area, operation.to, self._parent(area))
        return [Heir(area.id, area.id)]

    @_do.register
    def _(self, operation: Move) -> list[Heir]:
        area, parent = self._standing(operation.code), self._standing(operation.parent)
        if not right_above(parent.kind, area.kind):
            raise problems.parent_of_kind(parent=parent.code, code=area.code)
        if self._parent(area).id == parent.id:
            raise problems.nothing_changes()
        self._adopt({area.code: area}, parent, {area.code: operation.to} if operation.to else {})
        return [Heir(area.id, area.id)]

    @_do.register
    def _(self, operation: Split) -> list[Heir]:
        area = self._standing(operation.code)
        parent, children = self._parent(area), self._children(area)
        going_on = next((part for part in operation.into if part.code == area.code), None)
        self._demand_children(area, operation.into, children, all_of_them=going_on is None)
        heirs = []
        for part in operation.into:
            if part is going_on:
                heirs.append(Heir(area.id, area.id, part.share))
                continue
            new = self._new_view(area.kind, part, parent)
            heirs.append(Heir(area.id, new.id, part.share))
            self._give(part, new, children)
        if going_on is None:
            self.scribe.end([area.id])
        return heirs

    @_do.register
    def _(self, operation: Merge) -> list[Heir]:
        areas = [self._standing(code) for code in operation.codes]
        if len({area.kind for area in areas}) > 1:
            raise problems.kinds_differ(codes=", ".join(operation.codes))
        goes_on = next((area for area in areas if area.code == operation.into.code), None)
        target = goes_on or self._new_view(areas[0].kind, operation.into, self._parent(areas[0]))
        given = dict(operation.into.children)
        for area in areas:
            if area is not goes_on:
                self._adopt(self._children(area), target, given)
        self.scribe.end([area.id for area in areas if area is not goes_on])
        named = operation.into.name_th, operation.into.name_en
        if goes_on and named[0] and named != (goes_on.name_th, goes_on.name_en):
            _demand_name(goes_on.code, *named)
            self.scribe.rename(goes_on.id, *named)
        return [Heir(area.id, target.id, Decimal(1)) for area in areas]

    def _standing(self, code: str) -> AreaView:
        """The area that bears the code, whoever gave it: DOPA's codes first."""
        on = self.scribe.when.law
        found = (find_area(code, on=on, scheme=scheme) for scheme in dict.fromkeys(OWN_SCHEME.values()))
        area = next((one for one in found if one is not None), None)
        if area is None:
            raise problems.not_standing(code=code, on=on.isoformat())
        ended = find_end(area.id)
        if ended is not None:
            raise problems.change_before_area(code=code, day=ended.isoformat())
        return area

    def _parent(self, area: AreaView) -> AreaView:
        line = list_ancestors(area.id, on=self.scribe.when.law)
        if not line:
            raise problems.parent_of_kind(parent="-", code=area.code)
        return line[-1]

    def _children(self, area: AreaView) -> dict[str, AreaView]:
        on = self.scribe.when.law
        return {one.code: one for one in list_children(area.id, on=on, hierarchy=Hierarchy.ADMINISTRATIVE)}

    def _begin(self, kind: Kind, part: Part, parent: AreaView) -> int:
        demand_code(kind, part.code, parent)
        _demand_name(part.code, part.name_th, part.name_en)
        self._demand_free(kind, part.code)
        area = self.scribe.begin(kind, part.code, (part.name_th, part.name_en), parent.id)
        self.touched.append(area)
        return area

    def _new_view(self, kind: Kind, part: Part, parent: AreaView) -> AreaView:
        area = self._begin(kind, part, parent)
        return AreaView(area, "", kind, part.code, part.name_th, part.name_en, parent.synthetic)

    def _give(self, part: Part, parent: AreaView, children: dict[str, AreaView]) -> None:
        chosen = [children[code] for code, _ in part.children]
        self._adopt({one.code: one for one in chosen}, parent, dict(part.children))

    def _adopt(self, children: dict[str, AreaView], parent: AreaView, given: dict[str, str]) -> None:
        below = {code: one for code, one in children.items() if one.kind in CODE_LENGTHS}
        for one in children.values():
            if one.code not in below:
                self._place(one, parent, "")
        for code, to in new_codes(below, parent.code, given, list(self._children(parent))).items():
            self._place(below[code], parent, to)

    def _place(self, area: AreaView, parent: AreaView, to: str) -> None:
        if to and to != area.code:
            self._recode(area, to, parent)
        self.scribe.move(area.id, parent.id)
        self.taken_along[area.id] = ChangeKind.MOVED
        self.touched.append(area.id)

    def _recode(self, area: AreaView, to: str, parent: AreaView) -> None:
        demand_code(area.kind, to, parent)
        self._demand_free(area.kind, to)
        self.scribe.recode(area.id, area.kind, to)
        self.taken_along[area.id] = ChangeKind.RECODED
        self.touched.append(area.id)
        below = {code: one for code, one in self._children(area).items() if one.kind in CODE_LENGTHS}
        bearer = AreaView(area.id, "", area.kind, to, "", "", area.synthetic)
        for code, new in new_codes(below, to, {}, []).items():
            self._recode(below[code], new, bearer)

    def _demand_free(self, kind: Kind, code: str) -> None:
        bearer = find_area(code, on=self.scribe.when.law, scheme=OWN_SCHEME[kind])
        if bearer is not None:
            raise problems.code_in_use(code=code, name=bearer.full_th)

    def _demand_childless(self, area: AreaView) -> None:
        remain = self._children(area)
        if remain:
            raise problems.children_remain(code=area.code, number=len(remain))

    @staticmethod
    def _demand_children(
        area: AreaView, into: Sequence[Part], children: Iterable[str], *, all_of_them: bool
    ) -> None:
        given = {child for part in into for child, _ in part.children}
        foreign, left = sorted(given - set(children)), sorted(set(children) - given)
        if foreign:
            raise problems.child_foreign(child=", ".join(foreign), code=area.code)
        if left and all_of_them:
            raise problems.child_left(children=", ".join(left))


def _demand_name(code: str, th: str, en: str) -> None:
    if not th.strip() or not (th + en).isprintable():
        raise problems.new_name_missing(code=code)
