"""The few ways in which the registry's rows change. Only the last row of an area's history is ever altered.

Every alteration is remembered by the database under the edition that `under` names; without one it refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from tambon.areas import problems
from tambon.areas.models import Area, AreaCode, AreaName, Change, Edition, Membership, Succession
from tambon.areas.rules import OWN_SCHEME, Basis, ChangeKind, Hierarchy, Kind, Scheme
from tambon.areas.rules.codes import pcode
from tambon.areas.rules.identity import public_id
from tambon.areas.rules.operations import When
from tambon.periods.ranges import daterange

NAMES, CODES, MEMBERSHIPS = "areas_areaname", "areas_areacode", "areas_membership"
_OPEN = "upper_inf(during) AND upper_inf(listed)"
_LATE = f"""
    SELECT greatest(lower(during), lower(listed)) FROM {{table}}
    WHERE {{column}} = ANY(%(ids)s) AND {_OPEN} AND {{only}}
      AND (lower(during) > %(law)s OR lower(listed) > %(list)s) LIMIT 1
"""
_TAKE_AWAY = f"""
    DELETE FROM {{table}} WHERE {{column}} = ANY(%(ids)s) AND {_OPEN} AND {{only}}
      AND lower(during) = %(law)s AND lower(listed) = %(list)s
"""
_CLOSE = f"""
    UPDATE {{table}}
    SET during = daterange(lower(during), %(law)s), listed = daterange(lower(listed), %(list)s)
    WHERE {{column}} = ANY(%(ids)s) AND {_OPEN} AND {{only}}
"""


@dataclass(frozen=True, slots=True)
class Heir:
    """One part of a change: what became (``successor``) of what (``predecessor``), and how much of it."""

    predecessor: int | None
    successor: int | None
    share: Decimal | None = None


@contextmanager
def under(edition: Edition) -> Iterator[None]:
    """Alterations inside the block belong to the edition."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tambon.edition', %s, true)", [str(edition.pk)])
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("SELECT set_config('tambon.edition', '', true)")


def close(
    table: str, column: str, ids: Sequence[int], *, law: date, listed: date, only: str = "TRUE"
) -> None:
    """Ends the open rows of these areas on the days; one that began on just those is taken away.

    Raises ``409-area-change-order`` when a row began later.
    """
    given: dict[str, Any] = {"ids": list(ids), "law": law, "list": listed}
    words = {"table": table, "column": column, "only": only}
    with connection.cursor() as cursor:
        cursor.execute(_LATE.format(**words), given)
        late = cursor.fetchone()
        if late is not None:
            raise problems.change_before_area(code=_codes_of(ids), day=late[0].isoformat())
        cursor.execute(_TAKE_AWAY.format(**words), given)
        cursor.execute(_CLOSE.format(**words), given)


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes the rows of one change under one edition."""

    edition: Edition
    when: When

    @property
    def _periods(self) -> dict[str, str]:
        return {"during": daterange(self.when.law), "listed": daterange(self.when.listed)}

    def begin(self, kind: Kind, code: str, names: tuple[str, str], parent: int) -> int:
        """A new area from the day on; its id."""
        scheme = OWN_SCHEME[kind]
        identity = public_id(kind, scheme, code, since=self.when.law, synthetic=self.edition.synthetic)
        area, _ = Area.objects.update_or_create(
            public_id=identity,  # an edition that was undone left it behind
            defaults={"kind": str(kind), "synthetic": self.edition.synthetic, "edition": self.edition},
        )
        AreaName.objects.create(area=area, th=names[0], en=names[1], edition=self.edition, **self._periods)
        self._give_code(area.pk, kind, code)
        self._give_parent(area.pk, parent)
        return area.pk

    def end(self, ids: Sequence[int]) -> None:
        """Ends areas; what still lies under them loses its parent with them."""
        for table, column in (
            (NAMES, "area_id"), (CODES, "area_id"), (MEMBERSHIPS, "child_id"), (MEMBERSHIPS, "parent_id"),
        ):  # fmt: skip
            self._close(table, column, ids)

    def rename(self, area: int, th: str, en: str) -> None:
        self._close(NAMES, "area_id", [area])
        AreaName.objects.create(area_id=area, th=th, en=en, edition=self.edition, **self._periods)

    def recode(self, area: int, kind: Kind, code: str) -> None:
        """Another code of the kind's own scheme, and the P-code that follows from it."""
        self._close(CODES, "area_id", [area], only=f"scheme IN ('{OWN_SCHEME[kind]}', '{Scheme.PCODE}')")
        self._give_code(area, kind, code)

    def move(self, area: int, parent: int, hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE) -> None:
        self._close(MEMBERSHIPS, "child_id", [area], only=f"hierarchy = '{hierarchy}'")
        self._give_parent(area, parent, hierarchy)

    def note(self, kind: ChangeKind, heirs: Iterable[Heir]) -> int:
        """Writes down what happened; the change's id."""
        change = Change.objects.create(
            kind=str(kind),
            legal_day=self.when.legal_day,
            list_day=self.when.list_day,
            source=self.when.source,
            basis=str(self.when.basis),
            edition=self.edition,
        )
        Succession.objects.bulk_create(
            Succession(
                change=change, predecessor_id=one.predecessor, successor_id=one.successor, share=one.share
            )
            for one in heirs
        )
        return change.pk

    def _close(self, table: str, column: str, ids: Sequence[int], only: str = "TRUE") -> None:
        close(table, column, ids, law=self.when.law, listed=self.when.listed, only=only)

    def _give_code(self, area: int, kind: Kind, code: str) -> None:
        given = {OWN_SCHEME[kind]: code}
        international = pcode(kind, code)
        if international:
            given[Scheme.PCODE] = international
        AreaCode.objects.bulk_create(
            AreaCode(area_id=area, scheme=str(scheme), code=one, edition=self.edition, **self._periods)
            for scheme, one in given.items()
        )

    def _give_parent(self, area: int, parent: int, hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE) -> None:
        Membership.objects.create(
            child_id=area, parent_id=parent, hierarchy=str(hierarchy), edition=self.edition, **self._periods
        )


def change_of_list(day: date, source: str) -> When:
    """A change that a list shows: the list's day is known, the law's is not."""
    return When(legal_day=None, list_day=day, source=source, basis=Basis.LIST)


def _codes_of(ids: Sequence[int]) -> str:
    found = AreaCode.objects.filter(area_id__in=ids, scheme=str(Scheme.DOPA)).values_list("code", flat=True)
    return ", ".join(sorted(set(found))[:5]) or "?"
