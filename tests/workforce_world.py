"""A small world for the workforce: a programme of a year, two tambons, eight villages, people without a post.

TH ─ 58 ─┬─ 5801 ─┬─ 580102  58010201 … 58010205   posts 1 and 2
         │        └─ 580103  58010301 … 58010303   posts 1 and 2
         └─ 5802 ─── 580201  no village yet; the programme leaves the district out
wichai    district officer of 5801      prasert   district officer of 5802
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tambon.accounts import actions as accounts
from tambon.accounts.models import Grant
from tambon.accounts.rules import NewGrant, Role
from tambon.areas import actions as areas
from tambon.areas.queries import ids_by_code
from tambon.areas.rules import Kind
from tambon.areas.rules.lists import Listed, ListSource
from tambon.plan import actions as plan
from tambon.plan.models import Programme
from tambon.workforce import actions
from tambon.workforce.models import Post

BY = "system"
SINCE, UNTIL = date(2026, 10, 1), date(2027, 10, 1)
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
TODAY = date(2026, 11, 22)
VILLAGES = [*(f"580102{n:02}" for n in range(1, 6)), *(f"580103{n:02}" for n in range(1, 4))]
PEOPLE = ("malee", "somchai", "kaew", "dao", "fah")
_TERMS = {"source": "test", "day": date(2026, 1, 1), "licence": "CC0-1.0", "credit": "test"}
_COUNTRY = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.TAMBON, "580103", "ผาบ่อง", "Pha Bong"),
    Listed(Kind.TAMBON, "580201", "ขุนยวม", "Khun Yuam"),
]


@dataclass(frozen=True)
class World:
    area: dict[str, int]
    people: dict[str, int]

    def post(self, tambon: str, number: int) -> int:
        return Post.objects.get(tambon_id=self.area[tambon], number=number).pk

    def hired(self, name: str, tambon: str, number: int, since: date = SINCE, **more: object) -> int:
        """A contract through the action, entered on the world's day; its id."""
        return actions.make_contract(
            post_id=self.post(tambon, number), person_id=self.people[name], since=since, by=BY, at=AT, **more
        )

    def shared(self, tambon: str = "580102", on: date = SINCE) -> actions.Shared:
        return actions.share_evenly(programme="p", tambon_id=self.area[tambon], on=on, by=BY, at=AT)

    def villages(self, *codes: str) -> list[int]:
        return [self.area[code] for code in codes]

    def having(self, code: str, on: date = TODAY) -> str | None:
        """Whose the village is that day by the grants in force: a name, or None. Never two."""
        found = Grant.objects.filter(
            area_id=self.area[code], basis="workforce", during__contains=on, role=Role.WORKER.value
        ).values_list("person_id", flat=True)
        names = [name for name, person in self.people.items() if person in found]
        assert len(names) == len(found) <= 1
        return names[0] if names else None


def make_world() -> World:
    areas.load_list(_COUNTRY, of=ListSource(**_TERMS, synthetic=True), by=BY, at=AT)
    add_villages(*VILLAGES)
    area = ids_by_code(["TH", "58", "5801", "5802", "580102", "580103", "580201", *VILLAGES], on=TODAY)
    accounts.found("demonstration", by=BY, at=AT)
    people = {
        name: accounts.add_person(username=name, name_th=f"คุณ{name}", name_en=name.title(), by=BY, at=AT)
        for name in (*PEOPLE, "wichai", "prasert")
    }
    for name, place in (("wichai", "5801"), ("prasert", "5802")):
        accounts.grant(NewGrant(people[name], Role.DISTRICT, SINCE, area_id=area[place]), by=BY, at=AT)
    plan.make_programme(
        code="p", name_th="โครงการ", name_en="Programme", since=SINCE, until=UNTIL, by=BY, at=AT
    )
    programme = Programme.objects.get(code="p")
    programme.area_id = area["58"]
    programme.save()
    programme.without.set([area["5802"]])
    actions.make_posts(programme="p", on=TODAY, by=BY, at=AT)
    return World(area, people)


def add_villages(*codes: str, day: date = date(2026, 1, 1)) -> None:
    rows = [{"code": code, "name_th": f"บ้านตัวอย่าง {int(code[6:])}"} for code in codes]
    areas.load_villages(rows, **{**_TERMS, "day": day}, synthetic=True, by=BY, at=AT)
