"""An office's own values: of one cell on its page, of several at once from the queue."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from tambon.desk.asked import Asked
from tambon.desk.posted import read_day_of
from tambon.desk.who import DeskRequest, office_reach, read_count, signed_in
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import VariableSpec
from tambon.dictionary.rules.values import read_value
from tambon.lib.problem import Problem
from tambon.records import queries as held
from tambon.records.rules import Outcome
from tambon.verification import actions, problems, queries, queue_problems
from tambon.verification.actions import OwnValue
from tambon.verification.rules import MOST_AT_ONCE, CellRef
from tambon.verification.rules.views import CellStory

FIELD = "own:"  # before a cell's name, the name of its field


@require_POST
@signed_in
def enter(request: DeskRequest, office_id: int) -> HttpResponse:
    """Enters what was typed beside the values of the page; nothing of it when one cannot be read."""
    within = office_reach(request.who, office_id)
    answers = actions.enter(
        request.who,
        _read_all(request),
        observed_on=_day(request),
        note=request.POST.get("note", ""),
        on=request.today,
        at=request.at,
    )
    done = [answer for answer in answers if answer.outcome is Outcome.DONE]
    told = {
        "entered": str(sum(answer.held for answer in done)),
        "beside": str(sum(not answer.held for answer in done)),
        "stale": str(len(answers) - len(done)),
    }
    asked = Asked.read(request.POST, queries.count_office_queue(office_id, on=request.today, within=within))
    return redirect(f"{reverse('desk:queue', args=[office_id])}?{urlencode(asked.query | told)}")


def enter_one(request: DeskRequest, story: CellStory, seen: CellRef) -> Outcome:
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
    return answer.outcome


def read_own(variable: VariableSpec, text: str) -> Any:
    """The value that was typed, None for none; raises 422 with the reason why it cannot be read."""
    try:
        return read_value(variable, text)
    except Problem as problem:
        raise problems.bad_proposal(reason_th=problem.say("th"), reason_en=problem.say("en")) from problem


def said_before(request: DeskRequest) -> dict[str, int] | None:
    """What came of values that were entered, as the queue tells it after."""
    told = {name: read_count(request.GET.get(name, "")) for name in ("entered", "beside", "stale")}
    known = {name: count for name, count in told.items() if count is not None}
    return known if len(known) == len(told) else None


def _read_all(request: DeskRequest) -> list[OwnValue]:
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
        values.append(OwnValue(cell, read_own(variable, text)))
    return [one for one in values if one.value is not None]


def _day(request: DeskRequest) -> date:
    return read_day_of(request.POST, "day", default=request.today)
