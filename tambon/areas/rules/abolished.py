"""Codes that a list no longer has: what may be said of them, and no more. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tambon.areas.rules.kinds import Basis, Kind
from tambon.areas.rules.operations import When


@dataclass(frozen=True, slots=True)
class Abolished:
    """A code that left the list on ``ended``. ``in_force``: the legal day of its notice, if any."""

    kind: Kind
    code: str
    name_th: str
    name_en: str
    ended: date
    successors: tuple[str, ...] = ()
    basis: Basis = Basis.LIST  # notice: a Gazette notice names the successors; name: they bear the same name
    in_force: date | None = None
    source: str = ""

    @property
    def when(self) -> When:
        return When(self.in_force, self.ended, self.source, self.basis)


@dataclass(frozen=True, slots=True)
class Sorted:
    """``older``: the same area under the code it bore before; ``gone``: areas of their own that ended."""

    older: tuple[Abolished, ...]
    gone: tuple[Abolished, ...]


def sort_out(abolished: Iterable[Abolished]) -> Sorted:
    """Tells older codes of areas that go on from areas that ended, larger kinds first.

    A notice with one successor, which no other notice names, is a recoding: identity goes on. A notice with
    several is a split. The same name alone, or no successor, proves nothing: the area ended.
    """
    ordered = sorted(abolished, key=lambda one: (len(one.code), one.code))
    named = Counter(code for one in ordered if one.basis is Basis.NOTICE for code in one.successors)
    older = tuple(one for one in ordered if _goes_on(one, named))
    return Sorted(older, tuple(one for one in ordered if one not in set(older)))


def _goes_on(one: Abolished, named: Counter[str]) -> bool:
    return one.basis is Basis.NOTICE and len(one.successors) == 1 and named[one.successors[0]] == 1
