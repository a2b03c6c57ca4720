"""The demonstration's workers send their forms, through the same intake as any phone's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tambon.accounts import queries as who_is
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.cli.demonstration import answers, people, phone
from tambon.cli.demonstration.spec import Demonstration
from tambon.forms import queries as forms
from tambon.forms.queries import PublishedForm
from tambon.submissions import actions as submissions

EVERY = 13  # one village in so many was not visited yet


@dataclass(frozen=True)
class Visit:
    """One worker in one village on one day."""

    person_id: int
    village: AreaView
    day: date


def visits(demo: Demonstration, today: date) -> Iterator[Visit]:
    """Who was where: all villages but those left for whoever tries the system, and a few not reached yet."""
    for worker in demo.workers:
        person = who_is.find_person(worker.username)
        codes = [c for c in people.tambon_codes(demo, worker, today) if c not in demo.unanswered]
        if person is None:
            continue
        for code in codes:
            tambon = areas.get_area(code, on=today)
            for village in areas.list_under(tambon.id, on=today, kind=Kind.VILLAGE):
                if int(village.code) % EVERY:
                    yield Visit(person.id, village, today - timedelta(days=1 + int(village.code) % 20))


def send_all(demo: Demonstration, *, today: date, at: datetime) -> int:
    """Sends one form of each dataset for each visit; how many were new comes back."""
    sent = 0
    published = [form for form in forms.list_published() if form.datasets]
    for visit in visits(demo, today):
        for form in published:
            receipt = submissions.receive(xml=filled(form, visit), person_id=visit.person_id, at=at)
            sent += receipt.state == "new"
    return sent


def filled(form: PublishedForm, visit: Visit) -> bytes:
    """The form as the worker filled it in that village."""
    said = {form.mapping.area: visit.village.code, form.mapping.visited_on: visit.day.isoformat()}
    known = answers.village(visit.village.code)
    for dataset, variables in form.mapping.variables.items():
        for variable, path in variables.items():
            if variable in known.get(dataset, {}):
                said[path] = known[dataset][variable]
    return phone.fill(form.xml, said, name=phone.instance_id(form.form_id, visit.village.code))
