"""Agencies, their offices, and where each is responsible."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tambon.accounts import problems, queries
from tambon.accounts.actions.copying import wait_for_other_loads
from tambon.accounts.models import Agency, Office, Territory
from tambon.accounts.rules import cells
from tambon.accounts.rules.views import OfficeTexts
from tambon.areas.models import Area
from tambon.areas.rules import Scheme
from tambon.journal.actions import record
from tambon.lib.days import day_before

_WRITTEN = [one.value for one in Scheme if one is not Scheme.PCODE]  # the codes by which people name areas


@transaction.atomic
def add_agency(*, code: str, name_th: str, name_en: str, by: str, at: datetime) -> int:
    """An agency, or a kind of office such as the local governments; the id comes back. Raises 409 for a code
    in use.
    """
    wait_for_other_loads("offices")
    try:
        with transaction.atomic():
            row = Agency.objects.create(code=code, name_th=name_th, name_en=name_en)
    except IntegrityError as error:
        raise problems.code_taken(code=code) from error
    record("agency.added", subject=f"agency:{row.pk}", by=by, at=at, body={"code": code})
    return row.pk


@transaction.atomic
def add_office(*, agency: str, code: str, name_th: str, name_en: str, by: str, at: datetime) -> int:
    """An office of the agency with that code; the id comes back. Raises 404 and 409 as one would expect."""
    wait_for_other_loads("offices")
    agency_id = queries.find_agency_id(agency)
    if agency_id is None:
        raise problems.unknown_agency(agency=agency)
    try:
        with transaction.atomic():
            row = Office.objects.create(agency_id=agency_id, code=code, name_th=name_th, name_en=name_en)
    except IntegrityError as error:
        raise problems.code_taken(code=code) from error
    record("office.added", subject=f"office:{row.pk}", by=by, at=at, body={"agency": agency, "code": code})
    return row.pk


@transaction.atomic
def change_office(office_id: int, to: OfficeTexts, *, by: str, at: datetime) -> None:
    """Another name or another way to write to the office; the same again changes nothing."""
    name = cells.name(to.name_th, needed=True)
    texts = {
        "name_th": name,
        "name_en": cells.name(to.name_en, needed=False) or name,
        "email": cells.email(to.email),
        "addressee": cells.name(to.addressee, needed=False, most=cells.MOST_TEXT),
        "address": cells.name(to.address, needed=False, most=cells.MOST_TEXT),
    }
    queries.office(office_id)
    if Office.objects.filter(pk=office_id).exclude(**texts).update(**texts):
        record("office.changed", subject=f"office:{office_id}", by=by, at=at)


@transaction.atomic
def set_territory(
    *, office_id: int, area_ids: Iterable[int], since: date, until: date | None = None, by: str, at: datetime
) -> None:
    """From ``since`` on the office is responsible for exactly these areas and everything below them.

    Areas that it keeps stay as they are; others end the day before ``since``. Raises 409 when another office
    of the same agency holds one of them on any of those days, and 404 for an unknown office or area.
    """
    if until is not None and until <= since:
        raise problems.days_out_of_order(since=since, last=day_before(until))
    wait_for_other_loads("offices")
    office = Office.objects.select_for_update().filter(pk=office_id).first()
    if office is None:
        raise problems.unknown_office(office=office_id)
    wanted = set(area_ids)
    _demand_areas(wanted)
    period = DateRange(since, until)
    kept = _end_others(office, wanted, period)
    rows = [
        Territory(office=office, agency_id=office.agency_id, area_id=area_id, during=period)
        for area_id in sorted(wanted - kept)
    ]
    try:
        with transaction.atomic():
            Territory.objects.bulk_create(rows, batch_size=2_000)
    except IntegrityError as error:
        raise problems.territory_overlaps(areas=_taken(office, wanted - kept, period)) from error
    body = {
        "areas": sorted(wanted),
        "since": since.isoformat(),
        "until": until.isoformat() if until else None,
    }
    record("territory.set", subject=f"office:{office_id}", by=by, at=at, body=body)


@transaction.atomic
def hand_area(*, area_id: int, office_id: int, since: date, by: str, at: datetime) -> None:
    """From ``since`` on the office answers for this one area, in place of any other office of its agency.

    What it and the others hold besides stays as it is: of nested territories the nearest wins. What was
    planned for the area from a later day on still comes. The same again changes nothing. Raises 404 for an
    unknown office or area.
    """
    wait_for_other_loads("offices")
    office = Office.objects.select_for_update().filter(pk=office_id).first()
    if office is None:
        raise problems.unknown_office(office=office_id)
    _demand_areas({area_id})
    rows = Territory.objects.select_for_update().filter(agency_id=office.agency_id, area_id=area_id)
    held = list(rows.filter(during__contains=since))
    if any(row.office_id == office_id for row in held):
        return
    for row in held:
        if row.during.lower == since:
            row.delete()
        else:
            row.during = DateRange(row.during.lower, since)
            row.save(update_fields=["during"])
    later = rows.filter(during__startswith__gt=since).order_by("during").first()
    until = later.during.lower if later else None
    Territory.objects.create(
        office=office, agency_id=office.agency_id, area_id=area_id, during=DateRange(since, until)
    )
    body = {"area": area_id, "since": since.isoformat(), "from": sorted(row.office_id for row in held)}
    record("territory.handed", subject=f"office:{office_id}", by=by, at=at, body=body)


def _end_others(office: Office, wanted: set[int], period: DateRange) -> set[int]:
    """Ends or removes what the office held beyond; the areas that already have exactly this end come back."""
    kept: set[int] = set()
    held = Territory.objects.filter(office=office, during__endswith__isnull=True) | Territory.objects.filter(
        office=office, during__endswith__gt=period.lower
    )
    for row in held.select_for_update():
        begun = row.during.lower < period.lower
        if row.area_id in wanted and row.during.lower <= period.lower and row.during.upper == period.upper:
            kept.add(row.area_id)
        elif begun:
            row.during = DateRange(row.during.lower, period.lower)
            row.save(update_fields=["during"])
        else:
            row.delete()
    return kept


def _demand_areas(area_ids: set[int]) -> None:
    known = set(Area.objects.filter(pk__in=area_ids).values_list("pk", flat=True))
    unknown = sorted(area_ids - known)
    if unknown:
        raise problems.unknown_area(area=", ".join(map(str, unknown[:10])))


def _taken(office: Office, area_ids: set[int], period: DateRange) -> str:
    """The areas that others hold, each by its code and with whom, as the officer must find them."""
    rows = Territory.objects.filter(
        agency_id=office.agency_id, area_id__in=area_ids, during__overlap=period
    ).exclude(office=office)
    coded = rows.filter(area__codes__scheme__in=_WRITTEN, area__codes__during__overlap=period)
    told = coded.order_by("area__codes__code").values_list("area__codes__code", "office__name_th").distinct()
    return ", ".join(f"{code} ({name})" for code, name in told[:10])
