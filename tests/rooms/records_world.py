"""A small world for records: two tambons, six villages, three agencies, one worker, a round, a short form.

country ─ 58 ─ 5801 ─┬─ 580102  58010201 58010202 58010203   the worker's; local government responsible
                     └─ 580103  58010301 58010302 58010303   nobody's; no local government
pwa: office over 5801 · dopa: office over the country · lao: office over 580102
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.areas import actions as areas
from tambon.areas.queries import ids_by_code
from tambon.areas.rules import Kind
from tambon.areas.rules.lists import Listed, ListSource
from tambon.dictionary import actions as dictionary
from tambon.forms.models import Form, FormVersion
from tambon.plan import actions as plan
from tambon.records import actions, queries
from tambon.records.rules import Checked, ClaimKind, GivenVerdict, NewClaim, RecordView
from tambon.submissions import actions as submissions

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
TODAY = date(2026, 11, 22)
BY = "system"
MAPPING = {
    "area": "village",
    "visited_on": "day",
    "variables": {
        "water": {
            "households": "households", "piped_households": "piped", "pwa_customers": "customers",
            "main_drinking_source": "drinking", "months_short": "months",
        }
    },
}  # fmt: skip
COUNTRY = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.TAMBON, "580103", "ผาบ่อง", "Pha Bong"),
]
VILLAGES = [f"5801{tambon}{number:02}" for tambon in ("02", "03") for number in (1, 2, 3)]


@dataclass(frozen=True)
class World:
    area: dict[str, int]
    agency: dict[str, int]
    office: dict[str, int]
    worker: int

    def record(self, code: str = "58010201") -> RecordView:
        found = queries.find_record("water", area_id=self.area[code], period="2026")
        assert found is not None
        return found


def make_world() -> World:
    """Everything through actions, but for the form: its conversion is the forms' own affair."""
    terms = {"source": "test", "day": date(2026, 1, 1), "licence": "CC0", "credit": "test"}
    areas.load_list(COUNTRY, of=ListSource(**terms, synthetic=True), by=BY, at=AT)
    rows = [{"code": code, "name_th": f"บ้าน {code[-2:]}"} for code in VILLAGES]
    areas.load_villages(rows, **terms, synthetic=True, by=BY, at=AT)
    area = ids_by_code(["TH", "58", "5801", "580102", "580103", *VILLAGES], on=TODAY)
    accounts.found("demonstration", by=BY, at=AT)
    agency, office = {}, {}
    for code, place in (("pwa", "5801"), ("dopa", "TH"), ("lao", "580102")):
        agency[code] = accounts.add_agency(code=code, name_th=code, name_en=code, by=BY, at=AT)
        office[code] = accounts.add_office(
            agency=code, code=f"{code}-1", name_th=code, name_en=code, by=BY, at=AT
        )
        accounts.set_territory(
            office_id=office[code], area_ids=[area[place]], since=date(2026, 1, 1), by=BY, at=AT
        )
    worker = accounts.add_person(username="malee", name_th="มาลี", by=BY, at=AT)
    terms_of_work = NewGrant(worker, Role.WORKER, date(2026, 10, 1), date(2027, 10, 1), area["580102"])
    accounts.grant(terms_of_work, by=BY, at=AT)
    dictionary.load_standard(by=BY, at=AT)
    _make_round(area["58"])
    _make_form()
    return World(area, agency, office, worker)


def _make_round(area_id: int) -> None:
    plan.make_programme(
        code="p", name_th="โครงการ", name_en="Programme", since=date(2026, 1, 1), until=date(2027, 1, 1),
        by=BY, at=AT,
    )  # fmt: skip
    plan.make_round(
        programme="p", code="r1", name_th="รอบ", name_en="Round", area_id=area_id, opens=date(2026, 11, 1),
        closes=date(2026, 12, 1), datasets={"water": "2026"}, by=BY, at=AT,
    )  # fmt: skip


def _make_form() -> None:
    form = Form.objects.create(form_id="water", title_th="น้ำ", title_en="Water")
    FormVersion.objects.create(
        form=form,
        version="1",
        source="-",
        sha256="-",
        xml="-",
        md5=uuid4().hex,
        mapping=MAPPING,
        published_at=AT,
    )


def xml(
    village: str = "58010201", day: str = "2026-11-20", *, version: str = "1", **answers: object
) -> bytes:
    """A filled form; without answers it says that 90 of 120 households have piped water."""
    said = answers or {"households": 120, "piped": 90}
    fields = "".join(f"<{name}>{value}</{name}>" for name, value in said.items())
    return (
        f'<data id="water" version="{version}"><village>{village}</village><day>{day}</day>{fields}'
        f"<meta><instanceID>uuid:{uuid4()}</instanceID></meta></data>"
    ).encode()


def send(world: World, content: bytes, *, at: datetime = AT, person: int | None = None) -> None:
    submissions.receive(xml=content, person_id=person or world.worker, at=at)


def collect(world: World, village: str = "58010201", *, minutes: int = 0, **answers: object) -> RecordView:
    """A filled form sent and processed; the record that it made."""
    at = AT + timedelta(minutes=minutes)
    send(world, xml(village, **answers), at=at)
    actions.process_inbox(at=at)
    return world.record(village)


def register(world: World, *, agency: str = "pwa", village: str = "58010201", **values: object) -> NewClaim:
    return NewClaim(
        ClaimKind.REGISTER, "water", world.area[village], "2026", values, TODAY, f"feed:{agency}",
        agency_id=world.agency[agency],
    )  # fmt: skip


def check(*records: RecordView, at: datetime = AT, **weights: int) -> list[int]:
    """As if the automatic rules had run and found these weights."""
    return actions.apply_findings([Checked(r.id, r.version, weights) for r in records], at=at)


def judge(
    record: RecordView, variable: str, *, dispute: bool = False, proposed: object = None
) -> GivenVerdict:
    kind = ClaimKind.DISPUTE if dispute else ClaimKind.CONFIRMATION
    claim_id = record.cells[variable].claim_id
    return GivenVerdict(record.id, variable, claim_id, kind, "not_plausible" if dispute else "", proposed)
