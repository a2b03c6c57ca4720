"""A programme with posts and people under contract, in two districts of a synthetic Mae Hong Son.

58 ─┬─ 5801 ─┬─ 580102  malee (post 1), somchai (post 2)    wichai   district officer
    │        └─ 580103  nok (until 1 December)              anong    provincial officer of 58
    └─ 5802 ─── 580201  ploy                                prasert  district officer
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tambon.accounts import actions as accounts
from tambon.accounts.queries import who
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.areas import actions as areas
from tambon.areas.queries import ids_by_code
from tambon.areas.rules import Kind
from tambon.areas.rules.lists import Listed, ListSource
from tambon.lib.thai_id import check_digit
from tambon.plan import actions as plan
from tambon.plan.models import Programme
from tambon.workforce.models import Contract, Post

BY = "person:1"
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
SINCE, UNTIL, TODAY = date(2026, 10, 1), date(2027, 10, 1), date(2026, 11, 22)
LEFT = date(2026, 12, 1)  # nok's last contract's end
_LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.TAMBON, "580103", "ผาบ่อง", "Pha Bong"),
    Listed(Kind.TAMBON, "580201", "ขุนยวม", "Khun Yuam"),
]


@dataclass(frozen=True)
class Workforce:
    area: dict[str, int]
    person: dict[str, int]
    contract: dict[str, int]

    def who(self, name: str, *, on: date = TODAY) -> Who:
        return who(self.person[name], on=on)


def citizen_id(number: int) -> str:
    """A synthetic ID of its own for each number; its first digit is 0, which no card of a citizen has."""
    first = f"0{number:011d}"
    return first + check_digit(first)


def make_workforce() -> Workforce:
    areas.load_list(_LIST, of=ListSource("test", SINCE, "CC0-1.0", "test", synthetic=True), by=BY, at=AT)
    area = ids_by_code([one.code for one in _LIST], on=TODAY)
    accounts.found("demonstration", by=BY, at=AT)
    plan.make_programme(code="tst", name_th="ก", name_en="T", since=SINCE, until=UNTIL, by=BY, at=AT)
    person = {name: _person(name) for name in ("malee", "somchai", "nok", "ploy")}
    contract = {
        "malee": _contract(person["malee"], area["580102"], 1),
        "somchai": _contract(person["somchai"], area["580102"], 2),
        "nok": _contract(person["nok"], area["580103"], 1, until=LEFT),
        "ploy": _contract(person["ploy"], area["580201"], 1),
    }
    officers = {"wichai": (Role.DISTRICT, "5801"), "prasert": (Role.DISTRICT, "5802")}
    for name, (role, place) in {**officers, "anong": (Role.PROVINCE, "58")}.items():
        person[name] = _person(name)
        accounts.grant(NewGrant(person[name], role, SINCE, None, area[place]), by=BY, at=AT)
    for name in contract:
        accounts.grant(NewGrant(person[name], Role.WORKER, SINCE, UNTIL, area["580102"]), by=BY, at=AT)
    return Workforce(area, person, contract)


def hire_many(count: int, *, tambon_id: int) -> list[int]:
    """So many people under contract, each in a post of their own; their ids come back."""
    people = [_person(f"worker{number}") for number in range(count)]
    _hire(people, tambon_id)
    return people


def _hire(people: Iterable[int], tambon_id: int) -> None:
    for number, person in enumerate(people, start=100):
        _contract(person, tambon_id, number)


def _person(name: str) -> int:
    return accounts.add_person(username=name, name_th=f"คุณ{name}", name_en=name.title(), by=BY, at=AT)


def _contract(person: int, tambon: int, number: int, *, until: date = UNTIL) -> int:
    programme = Programme.objects.get(code="tst")
    post = Post.objects.create(programme=programme, tambon_id=tambon, number=number, during=(SINCE, UNTIL))
    return Contract.objects.create(post=post, person_id=person, during=(SINCE, until)).pk
