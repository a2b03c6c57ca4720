"""Codes that a list no longer has, loaded with what is known of them: older codes, and areas that ended."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction

from tambon.areas.actions.editions import edition_of, one_load_at_a_time
from tambon.areas.actions.rows import Heir, under
from tambon.areas.actions.writing import (
    Happened,
    brought_by,
    copy,
    known_ids,
    next_ids,
    record_changes,
    refresh_lineage,
)
from tambon.areas.models import Edition
from tambon.areas.queries.lookup import ids_by_code
from tambon.areas.rules import ChangeKind, Hierarchy, ListSource, Scheme
from tambon.areas.rules.abolished import Abolished, Sorted, sort_out
from tambon.areas.rules.codes import parent_code, pcode
from tambon.areas.rules.identity import public_id
from tambon.journal import actions as journal
from tambon.periods.ranges import daterange

_ADMINISTRATIVE = str(Hierarchy.ADMINISTRATIVE)
# A row whose beginning nobody knew begins on the day of the change; the row before it is written beside it.
_BEGIN = """
    UPDATE {table} SET during = daterange(%(law)s, upper(during)), listed = daterange(%(list)s, upper(listed))
    WHERE {column} = %(area)s AND lower_inf(during) AND lower_inf(listed) AND ({only})
      AND (upper_inf(during) OR upper(during) > %(law)s) AND (upper_inf(listed) OR upper(listed) > %(list)s)
"""

_BESIDE = """
    SELECT parent_id, array_agg(child_id) FROM areas_membership
    WHERE hierarchy = 'administrative' AND during @> %(today)s AND parent_id IN (
        SELECT parent_id FROM areas_membership
        WHERE hierarchy = 'administrative' AND during @> %(today)s AND child_id = ANY(%(moved)s))
    GROUP BY parent_id ORDER BY parent_id
"""


@dataclass(slots=True)
class AbolishedReport:
    """How many codes became older codes, how many areas that ended; ``unplaced`` found none."""

    older: int = 0
    gone: int = 0
    unplaced: list[str] = field(default_factory=list)
    already: bool = False


@transaction.atomic
def load_abolished(
    abolished: Sequence[Abolished], *, of: ListSource, by: str, at: datetime
) -> AbolishedReport:
    """Adds the codes to the registry as one edition that tells no kind completely; again: nothing."""
    sha256 = hashlib.sha256(
        "\n".join(map(repr, sorted(abolished, key=lambda a: a.code))).encode()
    ).hexdigest()
    with one_load_at_a_time():
        if Edition.objects.filter(source=of.source, sha256=sha256).exists():
            return AbolishedReport(already=True)
        edition = edition_of(of, sha256, [])
        edition.loaded_at = at
        edition.save()
        loading = _Loading(edition, of.day, sort_out(abolished))
        with under(edition):
            report = loading.load()
        refresh_lineage(loading.touched)
        body = {"source": of.source, "older": report.older, "gone": report.gone}
        journal.record(
            "areas.abolished_loaded", subject=f"areas-edition:{edition.pk}", by=by, at=at, body=body
        )
    return report


class _Loading:
    def __init__(self, edition: Edition, today: date, parts: Sorted) -> None:
        self.edition = edition
        self.today = today
        self.parts = parts
        self.touched: list[int] = []
        self.happened: list[Happened] = []
        self.moved: dict[int, Abolished] = {}
        codes = {
            code for one in (*parts.older, *parts.gone) for code in (*one.successors, parent_code(one.code))
        }
        self.areas = ids_by_code(codes, on=today)  # with what is loaded here added as it comes
        self.report = AbolishedReport()

    def load(self) -> AbolishedReport:
        """Larger kinds before smaller, older codes first: each finds its parent by the code of its time."""
        for length in (2, 4, 6):
            for one in self.parts.older:
                if len(one.code) == length:
                    self._older(one)
            self._gone([one for one in self.parts.gone if len(one.code) == length])
        self._found_parents()
        record_changes(self.happened, self.edition)
        return self.report

    def _found_parents(self) -> None:
        """An area whose every child came to it by one notice began with it: it held nothing before."""
        for parent, children in _children_beside(list(self.moved), self.today).items():
            notices = {self.moved[child].when if child in self.moved else None for child in children}
            if len(notices) == 1 and None not in notices:
                first = self.moved[children[0]]
                self._founded(parent, first)
                self.happened.append(Happened(ChangeKind.CREATED, first.when, (Heir(None, parent),)))

    def _older(self, one: Abolished) -> None:
        area = self.areas.get(one.successors[0])
        if area is None:
            self.report.unplaced.append(one.code)
            return
        self.report.older += 1
        self.areas[one.code] = area
        self.touched.append(area)
        codes = {str(Scheme.DOPA): one.code, str(Scheme.PCODE): pcode(one.kind, one.code)}
        for scheme, code in codes.items():
            if self._begin("areas_areacode", "area_id", area, one, "scheme = %(scheme)s", scheme=scheme):
                self._before("areas_areacode", one, area_id=area, scheme=scheme, code=code)
        if self._begin("areas_areaname", "area_id", area, one, "th <> %(th)s", th=one.name_th):
            self._before("areas_areaname", one, area_id=area, th=one.name_th, en=one.name_en)
        moved = self._earlier_parent(one, area)
        if moved:
            self.moved[area] = one
        kind = ChangeKind.MOVED if moved else ChangeKind.RECODED
        self.happened.append(Happened(kind, one.when, (Heir(area, area, Decimal(1)),)))

    def _earlier_parent(self, one: Abolished, area: int) -> bool:
        parent = self.areas.get(parent_code(one.code))
        if parent is None:
            return False
        only = "hierarchy = 'administrative' AND parent_id <> %(parent)s"
        moved = self._begin("areas_membership", "child_id", area, one, only, parent=parent)
        if moved:
            self._before("areas_membership", one, child_id=area, parent_id=parent, hierarchy=_ADMINISTRATIVE)
        return moved

    def _begin(
        self, table: str, column: str, area: int, one: Abolished, only: str = "TRUE", **given: object
    ) -> bool:
        """Gives rows without a beginning the day of the change; whether there was one."""
        words: dict[str, object] = {"area": area, "law": one.when.law, "list": one.when.listed, **given}
        with connection.cursor() as cursor:
            cursor.execute(_BEGIN.format(table=table, column=column, only=only), words)  # type: ignore[arg-type]
            return bool(cursor.rowcount > 0)

    def _before(self, table: str, one: Abolished, **values: object) -> None:
        row = {
            **values,
            "during": daterange(until=one.when.law),
            "listed": daterange(until=one.when.listed),
            "edition_id": self.edition.pk,
        }
        copy(table, list(row), [list(row.values())])

    def _gone(self, gone: Sequence[Abolished]) -> None:
        left = known_ids([_identity(one) for one in gone])
        fresh = iter(next_ids("areas_area", len(gone) - len(left)))
        ids = {one.code: left.get(_identity(one)) or next(fresh) for one in gone}
        brought_by(left.values(), self.edition)
        self.areas.update(ids)
        self.touched += ids.values()
        self.report.gone += len(gone)
        _write_areas([one for one in gone if _identity(one) not in left], ids, self.edition)
        _write_gone(gone, ids, self.areas, self.edition)
        for one in gone:
            heirs = [self.areas[code] for code in one.successors if code in self.areas]
            split = len(heirs) > 1
            for heir in heirs if split else []:
                self._founded(heir, one)
            parts = tuple(Heir(ids[one.code], heir) for heir in heirs) or (Heir(ids[one.code], None),)
            kind = ChangeKind.SPLIT if split else ChangeKind.ABOLISHED
            self.happened.append(Happened(kind, one.when, parts))

    def _founded(self, area: int, one: Abolished) -> None:
        """What a split by notice led to began with it."""
        self.touched.append(area)
        self._begin("areas_areaname", "area_id", area, one)
        self._begin("areas_areacode", "area_id", area, one)
        self._begin("areas_membership", "child_id", area, one)


def _children_beside(moved: Sequence[int], today: date) -> dict[int, list[int]]:
    """{parent: all its children of today} for the parents of the areas that moved."""
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, {"moved": list(moved), "today": today})
        return dict(cursor.fetchall())


def _write_areas(gone: Sequence[Abolished], ids: dict[str, int], edition: Edition) -> None:
    copy(
        "areas_area",
        ("id", "public_id", "kind", "synthetic", "edition_id"),
        ((ids[one.code], _identity(one), str(one.kind), False, edition.pk) for one in gone),
    )


def _write_gone(
    gone: Sequence[Abolished], ids: dict[str, int], areas: dict[str, int], edition: Edition
) -> None:
    period = {
        one.code: (daterange(until=one.when.law), daterange(until=one.when.listed), edition.pk)
        for one in gone
    }
    copy(
        "areas_areaname",
        ("area_id", "th", "en", "during", "listed", "edition_id"),
        ((ids[one.code], one.name_th, one.name_en, *period[one.code]) for one in gone),
    )
    copy(
        "areas_areacode",
        ("area_id", "scheme", "code", "during", "listed", "edition_id"),
        (
            (ids[one.code], str(scheme), code, *period[one.code])
            for one in gone
            for scheme, code in ((Scheme.DOPA, one.code), (Scheme.PCODE, pcode(one.kind, one.code)))
        ),
    )
    copy(
        "areas_membership",
        ("child_id", "parent_id", "hierarchy", "during", "listed", "edition_id"),
        (
            (ids[one.code], areas[parent_code(one.code)], _ADMINISTRATIVE, *period[one.code])
            for one in gone
            if parent_code(one.code) in areas
        ),
    )


def _identity(one: Abolished) -> str:
    """Told from a later bearer of the code by the day on which it left the list."""
    return public_id(one.kind, Scheme.DOPA, f"{one.code}-{one.ended.isoformat()}")
