"""Who may be told something on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter

from tambon.accounts.models import Office
from tambon.accounts.rules import Role
from tambon.notices.queries.sql import rows
from tambon.notices.rules import Held, Recipient


def list_people(*, on: date, ids: Iterable[int] | None = None) -> list[Recipient]:
    """Everybody with an open account and a role that day, or those of the ids, by id. One statement."""
    found = rows("people", {"on": on, "people": None if ids is None else list(ids)})
    return [_recipient(person_id, list(lines)) for person_id, lines in groupby(found, key=itemgetter(0))]


def list_office_ids() -> list[int]:
    """All offices, by id."""
    return list(Office.objects.order_by("pk").values_list("pk", flat=True))


def office_emails() -> dict[int, str]:
    """{office id: the unit's address} of the offices that have one."""
    return dict(Office.objects.exclude(email="").values_list("pk", "email"))


def offices_of_agencies(agency_ids: Iterable[int]) -> dict[int, list[int]]:
    """{agency id: its offices' ids}."""
    found: dict[int, list[int]] = {}
    for agency, office in Office.objects.filter(agency_id__in=list(agency_ids)).values_list(
        "agency_id", "pk"
    ):
        found.setdefault(agency, []).append(office)
    return found


def _recipient(
    person_id: int, lines: list[tuple[int, str, str, int | None, int | None, int | None]]
) -> Recipient:
    held = tuple(Held(Role(role), area, office, agency) for _, _, role, area, office, agency in lines)
    return Recipient(person_id, lines[0][1], held)
