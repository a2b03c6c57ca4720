"""Offices and their territories from a file, set by set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from tambon.accounts.actions.copying import copy, next_ids, wait_for_other_loads
from tambon.accounts.actions.offices import add_agency
from tambon.accounts.models import Agency
from tambon.accounts.queries.loading_offices import OfficesReport, judge_office_file
from tambon.accounts.rules.office_judging import JudgedOffices, NewOffice
from tambon.accounts.rules.office_rows import KEPT
from tambon.journal.actions import record, record_many
from tambon.journal.rules import NewEntry
from tambon.lib.days import thai_day
from tambon.periods.ranges import daterange

Progress = Callable[[str], None]
_AMEND = f"""
UPDATE accounts_office office SET {", ".join(f"{name} = given.{name}" for name in KEPT)}
FROM unnest(%s::bigint[], {", ".join(["%s::text[]"] * len(KEPT))}) AS given (id, {", ".join(KEPT)})
WHERE office.id = given.id
"""


@transaction.atomic
def load_offices(
    source: bytes | Path, *, by: str, at: datetime, progress: Progress | None = None
) -> OfficesReport:
    """Loads a file of offices (XLSX, CSV …; columns in `rules.office_rows`): each row stands or is refused.

    Territories are added, never ended: a row that would take an area from another office of its agency is
    refused with that office's name. The same file again changes nothing. Raises
    ``422-accounts-file-columns`` and the problems of the whole file.
    """
    tell = progress or (lambda line: None)
    wait_for_other_loads("offices")
    report, judged = judge_office_file(source, on=thai_day(at))
    tell(f"อ่านแล้ว · read: {report.rows:,}, {len(report.refused):,} ปฏิเสธ · refused")
    if not judged.accepted:
        return report
    agencies = _agencies(judged, by=by, at=at)
    offices = _make([one for one in judged.accepted if one.known is None], agencies, by=by, at=at)
    offices |= {one.row.office: one.known.id for one in judged.accepted if one.known}
    _amend([one for one in judged.accepted if one.changed], by=by, at=at)
    tell(f"สำนักงาน · offices: {report.offices:,} ใหม่ · new, {report.changed:,} แก้ไข · changed")
    _charge([one for one in judged.accepted if one.areas], offices, agencies, by=by, at=at)
    tell(f"พื้นที่รับผิดชอบ · areas: {report.areas:,}")
    body = {
        "sha256": report.sha256, "rows": report.rows, "offices": report.offices, "changed": report.changed,
        "areas": report.areas, "refused": len(report.refused),
    }  # fmt: skip
    record("offices.loaded", subject="deployment:1", by=by, at=at, body=body)
    return report


def _agencies(judged: JudgedOffices, *, by: str, at: datetime) -> dict[str, int]:
    """{code: id} of the agencies of all rows; those that were not there are made."""
    codes = {one.row.agency for one in judged.accepted}
    known = dict(Agency.objects.filter(code__in=codes).values_list("code", "pk"))
    for code, row in judged.new_agencies.items():
        if code not in known:
            name_en = row.agency_en or row.agency_th
            known[code] = add_agency(code=code, name_th=row.agency_th, name_en=name_en, by=by, at=at)
    return known


def _make(new: Sequence[NewOffice], agencies: dict[str, int], *, by: str, at: datetime) -> dict[str, int]:
    """{code: id} of the new offices."""
    ids = next_ids("accounts_office", len(new))
    made = list(zip(ids, new, strict=True))
    copy(
        "accounts_office",
        ("id", "agency_id", "code", *KEPT),
        ((pk, agencies[one.row.agency], one.row.office, *one.texts) for pk, one in made),
    )
    record_many([
        NewEntry("office.added", f"office:{pk}", by, at, {"agency": one.row.agency, "code": one.row.office})
        for pk, one in made
    ])  # fmt: skip
    return {one.row.office: pk for pk, one in made}


def _amend(changed: Sequence[NewOffice], *, by: str, at: datetime) -> None:
    known = [(one.known.id, one) for one in changed if one.known]
    if not known:
        return
    columns: list[list[Any]] = [[pk for pk, _ in known]]
    columns += [list(texts) for texts in zip(*(one.texts for _, one in known), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_AMEND, columns)
    record_many([
        NewEntry("office.changed", f"office:{pk}", by, at, {"fields": list(one.changed)}) for pk, one in known
    ])  # fmt: skip


def _charge(
    having: Sequence[NewOffice], offices: dict[str, int], agencies: dict[str, int], *, by: str, at: datetime
) -> None:
    copy(
        "accounts_territory",
        ("office_id", "agency_id", "area_id", "during"),
        (
            (offices[one.row.office], agencies[one.row.agency], area, daterange(one.row.since, one.row.until))
            for one in having
            for area in one.areas
        ),
    )
    record_many([
        NewEntry("territory.added", f"office:{offices[one.row.office]}", by, at, {
            "areas": sorted(one.areas),
            "since": one.row.since.isoformat(),
            "until": one.row.until.isoformat() if one.row.until else None,
        })
        for one in having
    ])  # fmt: skip
