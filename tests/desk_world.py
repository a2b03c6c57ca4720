"""The small world of records with people at the desk, each with a password, all made through actions.

somying   verifier of the waterworks            malai     verifier of the local government of 580102
wichai    district officer of 5801              prasert   district officer of 5802, where nothing happens
kanya     central office                        anan      auditor
malee     the worker of 580102                  boonmi    a person without any role
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker
from records_world import BY, World, make_world

from tambon.accounts import actions as accounts
from tambon.accounts.queries import get_user
from tambon.accounts.rules import NewGrant, Role
from tambon.areas import actions as areas
from tambon.areas.queries import ids_by_code
from tambon.areas.rules import Kind
from tambon.areas.rules.lists import Listed, ListSource
from tambon.records.rules import RecordView, word_of

PASSWORD = "ข้าวเหนียวมะม่วงสามถ้วย"
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # what makes passwords safe makes tests slow
MADE = datetime(2026, 11, 1, tzinfo=UTC)
SINCE = date(2026, 10, 1)


@dataclass(frozen=True)
class Desk:
    world: World
    people: dict[str, int]
    grants: dict[str, int]

    def browser(self, username: str | None = None) -> Client:
        """A browser that checks CSRF as real ones are checked, signed in when a name is given."""
        client = Client(enforce_csrf_checks=True)
        if username:
            client.force_login(get_user(self.people[username]))
        return client

    def queue(self, office: str = "pwa") -> str:
        return f"/desk/queue/{self.world.office[office]}"


def make_desk() -> Desk:
    world = make_world()
    _other_district()
    area = {**world.area, **ids_by_code(["5802"], on=date(2026, 11, 22))}
    roles = {
        "somying": (Role.VERIFIER, None, "pwa"),
        "malai": (Role.VERIFIER, None, "lao"),
        "wichai": (Role.DISTRICT, "5801", None),
        "prasert": (Role.DISTRICT, "5802", None),
        "kanya": (Role.CENTRAL, "TH", None),
        "anan": (Role.AUDITOR, "TH", None),
    }
    people, grants = {"malee": world.worker}, {}
    for name, (role, place, office) in roles.items():
        people[name] = accounts.add_person(username=name, name_th=f"คุณ{name}", by=BY, at=MADE)
        new = NewGrant(
            people[name], role, SINCE,
            area_id=area[place] if place else None, office_id=world.office[office] if office else None,
        )  # fmt: skip
        grants[name] = accounts.grant(new, by=BY, at=MADE)
    people["boonmi"] = accounts.add_person(username="boonmi", name_th="บุญมี", by=BY, at=MADE)
    for person in people.values():
        accounts.set_demonstration_password(person, password=PASSWORD, by=BY, at=MADE)
    return Desk(world, people, grants)


@contextmanager
def kept_desk(blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """The desk made once for all tests of a file: what a test changes is rolled back to here. See `fresh`."""
    with override_settings(PASSWORD_HASHERS=FAST), blocker.unblock(), transaction.atomic():
        yield make_desk()
        transaction.set_rollback(True)


def fresh(kept: Desk) -> Desk:
    """The same desk for one test, which may note more people of its own in it."""
    return replace(kept, people=dict(kept.people), grants=dict(kept.grants))


def _other_district() -> None:
    terms = ListSource("test", date(2026, 1, 2), "CC0", "test", synthetic=True)
    rows = [
        Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
        Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
        Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
        Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
        Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
        Listed(Kind.TAMBON, "580103", "ผาบ่อง", "Pha Bong"),
        Listed(Kind.TAMBON, "580201", "ขุนยวม", "Khun Yuam"),
    ]
    areas.load_list(rows, of=terms, by=BY, at=MADE + timedelta(minutes=1))


def token(client: Client, page: str) -> str:
    """The page's own CSRF token."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(page).content.decode())
    assert found, f"{page} has no form"
    return found[1]


def post(client: Client, address: str, fields: dict[str, object], *, page: str | None = None):  # type: ignore[no-untyped-def]
    """Posts as a browser does that has the page open."""
    return client.post(address, {"csrfmiddlewaretoken": token(client, page or address), **fields})


def ref(record: RecordView, variable: str = "piped_households") -> str:
    """The cell as a page of an office's queue names it: with the owner's word that stands on it."""
    cell = record.cells[variable]
    return f"{record.id}:{variable}:{cell.claim_id}:{word_of(cell.grade)}"
