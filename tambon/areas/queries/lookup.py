"""Which area is it: by code, by id, by public id, on a given day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tambon.areas import problems
from tambon.areas.queries.sql import VIEW_COLUMNS, VIEW_TABLES, rows, view
from tambon.areas.rules import OWN_SCHEME, AreaView, By, Kind, Scheme

_BY_CODE = f"""
    SELECT {VIEW_COLUMNS} FROM {VIEW_TABLES}
    WHERE a.id = (SELECT area_id FROM areas_areacode
                  WHERE code = %(code)s AND scheme = %(scheme)s AND during @> %(on)s::date)
"""
_BY_PUBLIC_ID = f"SELECT {VIEW_COLUMNS} FROM {VIEW_TABLES} WHERE a.public_id = %(public_id)s"
_BY_IDS = f"SELECT {VIEW_COLUMNS} FROM {VIEW_TABLES} WHERE a.id = ANY(%(ids)s)"
_IDS_BY_CODE = """
    SELECT c.code, c.area_id FROM areas_areacode c JOIN areas_area a ON a.id = c.area_id
    WHERE c.code = ANY(%(codes)s) AND c.scheme = %(scheme)s AND c.during @> %(on)s::date
      AND (%(kind)s::text IS NULL OR a.kind = %(kind)s::text)
"""


def find_area(code: str, *, on: date, scheme: Scheme = Scheme.DOPA, by: By = By.LAW) -> AreaView | None:
    """The area that bears the code on that day; None when none does."""
    found = rows(_BY_CODE, {"code": code, "scheme": str(scheme), "on": on}, by)
    return view(found[0]) if found else None


def get_area(code: str, *, on: date, scheme: Scheme = Scheme.DOPA, by: By = By.LAW) -> AreaView:
    """As `find_area`. Raises the problem ``404-area-unknown``."""
    area = find_area(code, on=on, scheme=scheme, by=by)
    if area is None:
        raise problems.unknown_area(code=code, on=on.isoformat())
    return area


def find_by_public_id(public_id: str, *, on: date, by: By = By.LAW) -> AreaView | None:
    """The area with this stable id as it is on that day; None when it does not stand then."""
    found = rows(_BY_PUBLIC_ID, {"public_id": public_id, "on": on}, by)
    return view(found[0]) if found else None


def views(ids: Iterable[int], *, on: date, by: By = By.LAW) -> dict[int, AreaView]:
    """The areas by id; one that does not stand on that day is left out."""
    found = rows(_BY_IDS, {"ids": list(ids), "on": on}, by)
    return {row[0]: view(row) for row in found}


def ids_by_code(
    codes: Iterable[str], *, on: date, kind: Kind | None = None, scheme: Scheme = Scheme.DOPA
) -> dict[str, int]:
    """Area ids by the codes they bear on that day; an unknown code, or one of another kind, is left out."""
    parameters = {
        "codes": list(codes),
        "on": on,
        "kind": None if kind is None else str(kind),
        "scheme": str(scheme),
    }
    return {code: area for code, area in rows(_IDS_BY_CODE, parameters)}


def places_by_code(codes: Iterable[str], *, on: date) -> dict[str, int]:
    """Area ids by codes as people write them, of any kind of area: an administrative code goes first.

    Where grants and territories are given, a local government or a community is named by its own code.
    """
    wanted = set(codes)
    found: dict[str, int] = {}
    for scheme in dict.fromkeys((Scheme.DOPA, *OWN_SCHEME.values())):
        found |= ids_by_code(wanted - set(found), on=on, scheme=scheme)
    return found


def find_place(code: str, *, on: date) -> AreaView | None:
    """One area as in `places_by_code`; None when none bears the code that day."""
    found = places_by_code([code], on=on)
    return views(found.values(), on=on).get(found[code]) if found else None


def get_place(code: str, *, on: date) -> AreaView:
    """As `find_place`. Raises the problem ``404-area-unknown``."""
    place = find_place(code, on=on)
    if place is None:
        raise problems.unknown_area(code=code, on=on.isoformat())
    return place
