"""The demonstration's workers send their forms, through the same intake as any phone's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.cli.demonstration import answers, phone
from tambon.cli.demonstration.spec import Demonstration
from tambon.forms import queries as forms
from tambon.forms.queries import PublishedForm
from tambon.submissions import actions as submissions
from tambon.workforce import queries as workforce
from tambon.workforce.rules.charge import Charge

EVERY = 13  # one village in so many was not visited yet
LEFT_OUT = 7  # in one village in so many a question was left out


@dataclass(frozen=True)
class Visit:
    """One worker in one village on one day."""

    person_id: int
    village: AreaView
    day: date


def visits(demo: Demonstration, today: date) -> Iterator[Visit]:
    """Who was where: all villages but those left for whoever tries the system, and a few not reached yet.

    Each visit is made by whoever had the village on that day; with a vacant post there was none.
    """
    province = areas.get_area(demo.province, on=today)
    villages = {v.id: v for v in areas.list_under(province.id, on=today, kind=Kind.VILLAGE)}
    had: dict[int, list[Charge]] = {}
    for charge in workforce.charges(villages):
        had.setdefault(charge.village, []).append(charge)
    for village in villages.values():
        day = today - timedelta(days=1 + int(village.code) % 20)
        worker = next((c.person for c in had.get(village.id, ()) if c.since <= day < c.until), None)
        if worker and village.code[:6] not in demo.unanswered and int(village.code) % EVERY:
            yield Visit(worker, village, day)


def send_all(demo: Demonstration, *, today: date, at: datetime) -> int:
    """Sends one form of each dataset with made-up answers for each visit; how many were new comes back."""
    sent = 0
    published = [form for form in forms.list_published() if set(form.datasets) & answers.DATASETS]
    for visit in visits(demo, today):
        for form in published:
            receipt = submissions.receive(xml=filled(form, visit), person_id=visit.person_id, at=at)
            sent += receipt.state == "new"
    return sent


def filled(form: PublishedForm, visit: Visit) -> bytes:
    """The form as the worker filled it in that village."""
    said = {form.mapping.area: visit.village.code, form.mapping.visited_on: visit.day.isoformat()}
    known = answers.village(visit.village.code)
    if int(visit.village.code) % LEFT_OUT:
        known["population"]["counted_on"] = visit.day.isoformat()
    for dataset, variables in form.mapping.variables.items():
        for variable, path in variables.items():
            if variable in known.get(dataset, {}):
                said[path] = known[dataset][variable]
    return phone.fill(form.xml, said, name=phone.instance_id(form.form_id, visit.village.code))
