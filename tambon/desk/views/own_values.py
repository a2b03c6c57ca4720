"""An office's own values: of one cell on its page, of several at once from the queue."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from tambon.desk import queue_page
from tambon.desk.asked import Asked
from tambon.desk.posted import read_day_of
from tambon.desk.queue_page import FIELD, Key, Refused
from tambon.desk.who import DeskRequest, office_reach, signed_in
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import VariableSpec
from tambon.dictionary.rules.values import read_value
from tambon.lib.problem import Problem
from tambon.records import queries as held
from tambon.records.rules import Entered, Outcome
from tambon.verification import actions, problems, queries, queue_problems
from tambon.verification.actions import OwnValue
from tambon.verification.rules import MOST_AT_ONCE, CellRef
from tambon.verification.rules.views import CellStory


@require_http_methods(["GET", "POST"])
@signed_in
def enter(request: DeskRequest, office_id: int) -> HttpResponse:
    """Enters what was typed beside the values of the page; nothing of it when one cannot be read, and then
    the queue again with all that was typed.
    """
    within = office_reach(request.who, office_id)
    if request.method == "GET":
        return queue_page.back(request, office_id)
    faults: dict[Key, Problem] = {}
    try:
        answers = actions.enter(
            request.who,
            _read_all(request, faults),
            observed_on=_day(request),
            note=request.POST.get("note", ""),
            on=request.today,
            at=request.at,
        )
    except Problem as problem:
        return queue_page.show(request, office_id, Refused(problem, faults))
    done = [answer for answer in answers if answer.outcome is Outcome.DONE]
    waits = sum(answer.waits for answer in done)
    told = {
        "entered": str(sum(answer.held for answer in done)),
        "beside": str(sum(not answer.held for answer in done) - waits),
        "stale": str(len(answers) - len(done)),
    }
    if waits:
        told["waits"] = str(waits)
    asked = Asked.read(request.POST, queries.count_office_queue(office_id, on=request.today, within=within))
    return redirect(f"{reverse('desk:queue', args=[office_id])}?{urlencode(asked.query | told)}")


def enter_one(request: DeskRequest, story: CellStory, seen: CellRef) -> Entered:
    """Enters the value of a cell's own page. Raises 422 for one that is missing or cannot be read."""
    value = read_own(story.cell.variable, request.POST.get("own", ""))
    if value is None:
        raise queue_problems.nothing_entered()
    (answer,) = actions.enter(
        request.who,
        [OwnValue(seen, value)],
        observed_on=_day(request),
        note=request.POST.get("note", ""),
        on=request.today,
        at=request.at,
    )
    return answer


def read_own(variable: VariableSpec, text: str) -> Any:
    """The value that was typed, None for none; raises 422 with the reason why it cannot be read."""
    try:
        return read_value(variable, text)
    except Problem as problem:
        raise problems.bad_proposal(reason_th=problem.say("th"), reason_en=problem.say("en")) from problem


def _read_all(request: DeskRequest, faults: dict[Key, Problem]) -> list[OwnValue]:
    """What was typed. Raises 422 for what cannot be read, after ``faults`` has each of them."""
    typed = [
        (CellRef.read(name.removeprefix(FIELD)), str(text))
        for name, text in request.POST.items()
        if name.startswith(FIELD) and str(text).strip()
    ]
    if len(typed) > MOST_AT_ONCE:
        raise problems.too_many_cells(most=MOST_AT_ONCE)
    records = held.views({cell.record_id for cell, _ in typed})
    specs = dictionary.specs_of(record.dataset for record in records.values())
    values = []
    for cell, text in typed:
        record = records.get(cell.record_id)
        variable = specs[record.dataset].by_name.get(cell.variable) if record else None
        if variable is None:
            raise problems.unknown_record()
        try:
            values.append(OwnValue(cell, read_own(variable, text)))
        except Problem as problem:
            faults[cell.record_id, cell.variable] = problem
    if faults:
        raise next(iter(faults.values()))
    return [one for one in values if one.value is not None]


def _day(request: DeskRequest) -> date:
    return read_day_of(request.POST, "day", default=request.today)
