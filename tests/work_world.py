"""The workforce's small world at work in its third month: villages shared, a round open, answers in.

580102  post 1 malee 01–03     post 2 somchai 04–05
580103  post 1 nobody 01–02    post 2 kaew 03
wichai is district officer of 5801, prasert of 5802. Tasks:

month 1  orientation (meeting, due the 20th)      month 3  water-late (water, the same round, due the last)
month 2  agencies (meeting, due the 20th)                  profile (report, due the 20th)
         water-first (water in every village, due the 25th; the round opens on the 1st)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from stopped import Clock, stop_the_desk
from workforce_world import BY, SINCE, World, make_world

from tambon.accounts import actions as accounts_actions
from tambon.accounts import queries as accounts
from tambon.cli.demonstration import answers, phone
from tambon.dictionary import actions as dictionary
from tambon.forms import actions as forms
from tambon.forms import queries as published
from tambon.forms.queries import PublishedForm
from tambon.plan import actions as plan
from tambon.records import actions as records
from tambon.records.queries import find_record
from tambon.records.rules import ClaimKind, GivenVerdict, Outcome
from tambon.submissions import actions as submissions
from tambon.workforce import actions as workforce

NOW = date(2026, 12, 10)
PLAN = """
code: small
version: "1"
inferred: true
about: {th: แผนสำหรับทดสอบ, en: A plan for tests}
rounds:
- code: first
  name: {th: รอบแรก, en: First round}
  from: {month: 2, day: 1}
  to: {month: 3, day: last}
  datasets: {water: year}
tasks:
- {code: orientation, month: 1, due: 20, weight: 100, title: {th: ปฐมนิเทศ, en: Orientation},
   deliverable: {meeting: {th: ประชุมปฐมนิเทศ, en: Orientation meeting}}}
- {code: agencies, month: 2, due: 20, weight: 40, title: {th: ประชุมหน่วยงาน, en: Agencies informed},
   deliverable: {meeting: {th: ประชุมหน่วยงาน, en: Meeting with agencies}}}
- {code: water-first, month: 2, due: 25, weight: 60, title: {th: เก็บข้อมูลน้ำ, en: Water},
   deliverable: {dataset: water, round: first}}
- {code: profile, month: 3, due: 20, weight: 30, title: {th: รายงานข้อมูลพื้นฐานตำบล, en: Area profile},
   deliverable: {report: {th: รายงานข้อมูลพื้นฐาน, en: Area profile}}}
- {code: water-late, month: 3, due: last, weight: 70, title: {th: เก็บข้อมูลน้ำให้ครบ, en: The rest of water},
   deliverable: {dataset: water, round: first}}
"""


def at(day: date, hour: int = 5) -> datetime:
    """A moment on that Thai day."""
    return datetime.combine(day, time(hour), tzinfo=UTC)


@dataclass(frozen=True)
class AtWork:
    world: World
    contract: dict[str, int]

    def person(self, name: str) -> int:
        return self.world.people[name]

    def area(self, code: str) -> int:
        return self.world.area[code]

    def browser(self, name: str) -> Client:
        """A browser that checks CSRF as real ones are checked."""
        client = Client(enforce_csrf_checks=True)
        client.force_login(accounts.get_user(self.person(name)))
        return client

    def collect(self, name: str, *codes: str, day: date) -> None:
        """The worker fills the water form in these villages that day, sends it, and it is processed."""
        (form,) = [one for one in published.list_published() if "water" in one.datasets]
        for code in codes:
            submissions.receive(xml=_filled(form, code, day), person_id=self.person(name), at=at(day))
        records.process_inbox(at=at(day))

    def dispute(self, code: str, variable: str, *, day: date) -> None:
        """The local government says that the value is out of date."""
        office = accounts.find_office("lao-1")
        if office is None:
            accounts_actions.add_agency(code="lao", name_th="อปท.", name_en="LAO", by=BY, at=at(SINCE))
            made = {
                "agency": "lao",
                "code": "lao-1",
                "name_th": "อบต.",
                "name_en": "LAO",
                "by": BY,
                "at": at(SINCE),
            }
            place = [self.area("5801")]
            accounts_actions.set_territory(
                office_id=accounts_actions.add_office(**made),
                area_ids=place,
                since=SINCE,
                by=BY,
                at=at(SINCE),
            )
            office = accounts.find_office("lao-1")
        record = find_record("water", area_id=self.area(code), period="2026")
        assert office is not None and record is not None
        claim = record.cells[variable].claim_id
        verdict = GivenVerdict(record.id, variable, claim, ClaimKind.DISPUTE, "out_of_date", None)
        (answer,) = records.give_verdicts([verdict], office=office.id, by=BY, at=at(day))
        assert answer.outcome is Outcome.DONE


def _filled(form: PublishedForm, code: str, day: date) -> bytes:
    said = {form.mapping.area: code, form.mapping.visited_on: day.isoformat()}
    known = answers.village(code)["water"]
    said |= {path: known[name] for name, path in form.mapping.variables["water"].items() if name in known}
    return phone.fill(form.xml, said, name=phone.instance_id(form.form_id, f"{code} {day}"))


def make_work() -> AtWork:
    world = make_world()
    dictionary.load_standard(by=BY, at=at(SINCE))
    forms.publish_standard(by=BY, at=at(SINCE))
    loaded = plan.load_plan(programme="p", text=PLAN, by=BY, at=at(SINCE))
    plan.approve_plan(programme="p", number=loaded.number, by=BY, at=at(SINCE))
    contract = {
        "malee": world.hired("malee", "580102", 1),
        "somchai": world.hired("somchai", "580102", 2),
        "kaew": world.hired("kaew", "580103", 2),
    }
    given = {
        ("580102", 1): ("58010201", "58010202", "58010203"),
        ("580102", 2): ("58010204", "58010205"),
        ("580103", 1): ("58010301", "58010302"),
        ("580103", 2): ("58010303",),
    }
    for (tambon, number), codes in given.items():
        workforce.give_villages(
            post_id=world.post(tambon, number),
            village_ids=world.villages(*codes),
            since=SINCE,
            by=BY,
            at=at(NOW),
        )
    return AtWork(world, contract)


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """It is the tenth of the third month at the desk; set ``stopped`` for another moment."""
    return stop_the_desk(monkeypatch, at(NOW))
