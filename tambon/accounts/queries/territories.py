"""Offices in full: how they are reached, who is in them, where they are responsible, and where nobody is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from tambon.accounts import problems
from tambon.accounts.models import Grant, Office, Territory
from tambon.accounts.queries.grants import HELD, held_grant
from tambon.accounts.rules import HeldGrant
from tambon.areas.rules import Kind

_LIST = """
SELECT office.id, office.code, office.name_th, office.name_en, agency.id, agency.code, agency.name_th,
       agency.name_en,
       (SELECT count(DISTINCT person_id) FROM accounts_grant
        WHERE office_id = office.id AND during @> %(on)s::date),
       (SELECT count(*) FROM accounts_territory WHERE office_id = office.id AND during @> %(on)s::date),
       (SELECT count(DISTINCT line.descendant_id) FROM accounts_territory held
        JOIN areas_lineage line ON line.ancestor_id = held.area_id AND line.during @> %(on)s::date
        WHERE held.office_id = office.id AND held.during @> %(on)s::date AND line.kind = 'village'),
       count(*) OVER ()
FROM accounts_office office JOIN accounts_agency agency ON agency.id = office.agency_id
WHERE (%(agency)s::bigint IS NULL OR agency.id = %(agency)s)
  AND (office.code LIKE %(text)s OR office.name_th ILIKE %(text)s OR office.name_en ILIKE %(text)s)
ORDER BY agency.code, office.code LIMIT %(limit)s OFFSET %(skip)s
"""
# The places of one kind under an area for which no office of these agencies is responsible, by district.
_OPEN = """
SELECT place.descendant_id, district.ancestor_id
FROM areas_lineage place
LEFT JOIN areas_lineage district ON district.descendant_id = place.descendant_id
     AND district.hierarchy = 'administrative' AND district.during @> %(on)s::date
     AND EXISTS (SELECT FROM areas_area WHERE id = district.ancestor_id AND kind = 'district')
WHERE place.ancestor_id = %(under)s AND place.kind = %(kind)s AND place.during @> %(on)s::date
  AND place.hierarchy = 'administrative'
  AND NOT EXISTS (
    SELECT FROM areas_lineage line
    JOIN accounts_territory held ON held.area_id = line.ancestor_id AND held.during @> %(on)s::date
    JOIN accounts_agency agency ON agency.id = held.agency_id
    WHERE line.descendant_id = place.descendant_id AND line.during @> %(on)s::date
      AND agency.code = ANY(%(agencies)s))
"""


@dataclass(frozen=True)
class OfficeLine:
    """An office in a list: its agency, its people, its territories, and the villages in them."""

    id: int
    code: str
    name_th: str
    name_en: str
    agency_id: int
    agency_code: str
    agency_th: str
    agency_en: str
    people: int
    territories: int
    villages: int


@dataclass(frozen=True)
class Contact:
    """How an office is written to: the unit's own address, the position that letters are for, the post."""

    email: str
    addressee: str
    address: str


@dataclass(frozen=True)
class HeldArea:
    """An area for which an office is responsible in ``[since, until)``."""

    area_id: int
    since: date | None
    until: date | None


def list_office_lines(
    *, on: date, agency_id: int | None = None, text: str = "", limit: int = 50, skip: int = 0
) -> tuple[list[OfficeLine], int]:
    """A page of offices by agency and code, and how many there are in all. One statement."""
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\0", "\ufffd")
    asked = {"on": on, "agency": agency_id, "text": f"%{plain}%", "limit": limit, "skip": skip}
    with connection.cursor() as cursor:
        cursor.execute(_LIST, asked)
        rows = cursor.fetchall()
    return [OfficeLine(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


def contact_of(office_id: int) -> Contact:
    """Raises 404 when there is no such office."""
    row = Office.objects.filter(pk=office_id).values_list("email", "addressee", "address").first()
    if row is None:
        raise problems.unknown_office(office=office_id)
    return Contact(*row)


def members_of(office_id: int, *, on: date) -> list[HeldGrant]:
    """The grants for this office, and for its whole agency, of that day and later."""
    agency = Office.objects.filter(pk=office_id).values("agency_id")
    rows = Grant.objects.filter(Q(office_id=office_id) | Q(agency_id__in=agency), during__isempty=False)
    rows = rows.filter(Q(during__endswith__isnull=True) | Q(during__endswith__gt=on))
    return [held_grant(row) for row in rows.order_by("person__username", "pk").values(*HELD)]


def territories_of(office_id: int) -> list[HeldArea]:
    """Every area that the office ever was or will be responsible for, the newest first."""
    rows = Territory.objects.filter(office_id=office_id, during__isempty=False)
    found = rows.order_by("-during", "area_id").values_list("area_id", "during")
    return [HeldArea(area, during.lower, during.upper) for area, during in found]


def list_unowned(
    agencies: Iterable[str], *, under: int, on: date, kind: Kind = Kind.VILLAGE
) -> dict[int, int]:
    """{place: its district, 0 where it has none}: where no office of these agencies is responsible that day.

    ``agencies`` are the codes of a variable's owners; what comes back has no owner. One statement.
    """
    asked: dict[str, Any] = {"on": on, "under": under, "kind": kind.value, "agencies": list(agencies)}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, asked)
        return {place: district or 0 for place, district in cursor.fetchall()}
