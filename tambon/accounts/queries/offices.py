"""Agencies, their offices and territories, and which office owns what where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from tambon.accounts import problems
from tambon.accounts.models import Agency, Office, Territory
from tambon.accounts.rules import OfficeView, OwnersOfArea, OwnerSpan, Who

K = TypeVar("K")


_NEAREST = """
SELECT DISTINCT ON (line.descendant_id, agency.code) line.descendant_id, agency.code, territory.office_id
FROM areas_lineage line
JOIN accounts_territory territory ON territory.area_id = line.ancestor_id AND territory.during @> %(on)s::date
JOIN accounts_agency agency ON agency.id = territory.agency_id
WHERE line.descendant_id = ANY(%(areas)s) AND line.during @> %(on)s::date AND agency.code = ANY(%(agencies)s)
ORDER BY line.descendant_id, agency.code, line.depth, territory.office_id
"""


_BESIDE = """
SELECT DISTINCT territory.office_id
FROM accounts_territory territory
JOIN accounts_agency agency ON agency.id = territory.agency_id AND agency.code = ANY(%(agencies)s)
JOIN areas_lineage line ON line.during @> %(on)s::date
     AND ((line.descendant_id = territory.area_id AND line.ancestor_id = ANY(%(areas)s))
          OR (line.ancestor_id = territory.area_id AND line.descendant_id = ANY(%(areas)s)))
WHERE territory.during @> %(on)s::date
"""
_SPANS = """
SELECT agency.code, territory.office_id, line.depth,
       lower(line.during * territory.during), upper(line.during * territory.during)
FROM areas_lineage line
JOIN accounts_territory territory ON territory.area_id = line.ancestor_id AND territory.during && line.during
JOIN accounts_agency agency ON agency.id = territory.agency_id
WHERE line.descendant_id = %(area)s AND agency.code = ANY(%(agencies)s)
"""


def office(office_id: int) -> OfficeView:
    """Raises 404 when there is none."""
    found = _offices(Office.objects.filter(pk=office_id))
    if not found:
        raise problems.unknown_office(office=office_id)
    return found[0]


def find_office(code: str) -> OfficeView | None:
    return next(iter(_offices(Office.objects.filter(code=code))), None)


def offices_of(who: Who) -> list[OfficeView]:
    """The offices named in the person's grants, by code."""
    ids = {g.office_id for g in who.grants if g.office_id is not None}
    return _offices(Office.objects.filter(pk__in=ids))


def agency_ids(office_ids: Iterable[int | None]) -> dict[int | None, int]:
    """{office: its agency}, in one statement; what is no office is left out."""
    wanted = {office for office in office_ids if office is not None}
    return dict(Office.objects.filter(pk__in=wanted).values_list("pk", "agency_id")) if wanted else {}


def office_names(office_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """{office id: (Thai name, English name)}."""
    found = Office.objects.filter(pk__in=set(office_ids)).values_list("pk", "name_th", "name_en")
    return {pk: (th, en or th) for pk, th, en in found}


def list_offices() -> list[OfficeView]:
    """All offices by code."""
    return _offices(Office.objects.all())


def offices_beside(agencies: Iterable[str], area_ids: Iterable[int], *, on: date) -> list[OfficeView]:
    """The offices of these agencies that are responsible that day for any of the areas, for something in
    them, or for what they lie in; by code.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, {"on": on, "areas": list(area_ids), "agencies": sorted(set(agencies))})
        ids = [id_ for (id_,) in cursor.fetchall()]
    return _offices(Office.objects.filter(pk__in=ids))


def list_by_id(office_ids: Iterable[int]) -> dict[int, OfficeView]:
    """The offices with these ids; an unknown one is left out. One statement."""
    return {one.id: one for one in _offices(Office.objects.filter(pk__in=set(office_ids)))}


def find_agency_id(code: str) -> int | None:
    return Agency.objects.filter(code=code).values_list("pk", flat=True).first()


def list_agencies() -> list[tuple[int, str, str, str]]:
    """(id, code, Thai name, English name) by code."""
    return list(Agency.objects.order_by("code").values_list("pk", "code", "name_th", "name_en"))


def territory(office_id: int, *, on: date) -> list[int]:
    """The areas for which the office is responsible that day, without those below them."""
    rows = Territory.objects.filter(office_id=office_id, during__contains=on).order_by("area_id")
    return list(rows.values_list("area_id", flat=True))


def territories_mark(*, on: date) -> str:
    """A short text that is another one after any change of who is responsible where, up to that day."""
    begun = Territory.objects.filter(during__startswith__lte=on)
    over = Count("pk", filter=Q(during__endswith__lte=on))
    found = begun.aggregate(begun=Count("pk"), over=over, newest=Max("pk"))
    return f"{found['begun']}/{found['over']}/{found['newest'] or 0}"


def owner_offices(
    chains: Mapping[K, tuple[str, ...]], area_ids: Iterable[int], *, on: date
) -> dict[tuple[K, int], int | None]:
    """{(key, area id): office id}: for each chain of agency codes, the first agency with an office there
    that day.

    An office is there when its territory has the area or one above it, in any hierarchy; of nested
    territories the nearest wins. None where no office is responsible, which is to be shown and counted. One
    statement.
    """
    areas = list(dict.fromkeys(area_ids))
    agencies = sorted({code for chain in chains.values() for code in chain})
    if not areas or not agencies:
        return {(key, area): None for key in chains for area in areas}
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, {"on": on, "areas": areas, "agencies": agencies})
        nearest = {(area, agency): office_id for area, agency, office_id in cursor.fetchall()}
    return {
        (key, area): next((nearest[area, code] for code in chain if (area, code) in nearest), None)
        for key, chain in chains.items()
        for area in areas
    }


def owners_over_time(area_id: int, agencies: Iterable[str]) -> OwnersOfArea:
    """Which of these agencies' offices answered for the area on any day. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SPANS, {"area": area_id, "agencies": sorted(set(agencies))})
        return OwnersOfArea(OwnerSpan(*row) for row in cursor.fetchall())


def _offices(rows: QuerySet[Office]) -> list[OfficeView]:
    return [
        OfficeView(
            o.pk, o.code, o.name_th, o.name_en, o.agency.pk, o.agency.code, o.agency.name_th, o.agency.name_en
        )
        for o in rows.select_related("agency").order_by("code")
    ]
