"""A worker answers one returned value at the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.desk.who import DeskRequest, signed_in
from tambon.dictionary.rules.absence import ABSENCE_REASONS, Reason, absent
from tambon.dictionary.rules.spec import Column, VariableSpec, VariableType
from tambon.dictionary.rules.values import read_day, read_rows, read_value
from tambon.fieldkit.rules.returned import reason_words, say_value
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits, tidy
from tambon.pages import language
from tambon.verification import actions, problems, queries
from tambon.verification.rules.returning import ReturnView

MORE_ROWS, MOST_ROWS = 3, 40


@require_http_methods(["GET", "POST"])
@signed_in
def answer(request: DeskRequest, return_id: int) -> HttpResponse:
    """The short form of one returned value, and its answer."""
    found = queries.get_open_return(return_id, on=request.today)
    reached = areas.reached_from([found.area.id], on=request.today)[found.area.id]
    demand(request.who, Verb.COLLECT, Thing(reached))
    if request.method == "GET":
        return _page(request, found)
    try:
        value, day = _value(request, found.variable), _day(request)
        actions.answer_return(
            request.who, return_id, value=value, visited_on=day, on=request.today, at=request.at
        )
    except Problem as problem:
        return _page(request, found, problem)
    return redirect(f"{reverse('desk:work')}?saved=returned")


def _value(request: DeskRequest, variable: VariableSpec) -> Any:
    """The value that was given or the reason why there is none: one of the two."""
    try:
        value = _read(request, variable)
    except Problem as problem:
        raise problems.bad_answer(reason_th=problem.say("th"), reason_en=problem.say("en")) from problem
    why = request.POST.get("absent", "")
    if (value is None) is not (why in ABSENCE_REASONS):
        raise problems.answer_needed()
    return absent(Reason(why)) if value is None else value


def _read(request: DeskRequest, variable: VariableSpec) -> Any:
    if variable.type is not VariableType.ROWS:
        return read_value(variable, " ".join(request.POST.getlist("value")))
    rows = [
        {column.name: " ".join(request.POST.getlist(_cell(n, column))) for column in variable.columns}
        for n in range(MOST_ROWS)
    ]
    return read_rows(variable, rows)


def _day(request: DeskRequest) -> date:
    try:
        return read_day(arabic_digits(tidy(request.POST.get("day", "")))[:40])
    except ValueError:
        raise problems.bad_visit() from None


def _page(request: DeskRequest, found: ReturnView, problem: Problem | None = None) -> HttpResponse:
    lang = language.of(request)
    context = {
        "here": "work",
        "found": found,
        "late": found.late(request.today),
        "reason": reason_words(found.reason),
        "office": accounts.office_names([found.office_id]).get(found.office_id, ("", "")),
        "former": say_value(found.variable, found.value, lang),
        "fields": _fields(request, found),
        "rows": _rows(request, found) if found.variable.type is VariableType.ROWS else (),
        "absences": [(one.code, one.th, one.en) for one in ABSENCE_REASONS.values()],
        "why": request.POST.get("absent", ""),
        "day": request.POST.get("day", "") or request.today.isoformat(),
        "first": thai_day(found.made_at),
        "problem": problem,
    }
    return render(
        request, "desk/returns/answer.html", context, status=problem.kind.status if problem else 200
    )


def _fields(request: DeskRequest, found: ReturnView) -> list[dict[str, Any]]:
    if found.variable.type is VariableType.ROWS:
        return []
    return [_field(found.variable, "value", request.POST.getlist("value"))]


def _rows(request: DeskRequest, found: ReturnView) -> list[list[dict[str, Any]]]:
    """As many empty rows as were answered before, and some more."""
    before = len(found.value) if isinstance(found.value, list) else 0
    return [
        [
            _field(column, _cell(n, column), request.POST.getlist(_cell(n, column)))
            for column in found.variable.columns
        ]
        for n in range(min(before + MORE_ROWS, MOST_ROWS))
    ]


def _cell(number: int, column: Column) -> str:
    return f"row-{number}-{column.name}"


def _field(question: VariableSpec | Column, name: str, given: list[str]) -> dict[str, Any]:
    """One input: several choices, one of few, or a line of text."""
    choices: list[tuple[str, str, str]] = []
    if question.type == VariableType.BOOLEAN:
        choices = [("yes", "ใช่ / มี", "Yes"), ("no", "ไม่ใช่ / ไม่มี", "No")]
    elif question.type in (VariableType.CODE, VariableType.CODES):
        choices = [(item.code, item.th, item.en) for item in question.codes]
    return {
        "name": name,
        "question": question,
        "choices": choices,
        "several": question.type == VariableType.CODES,
        "number": question.type in (VariableType.INTEGER, VariableType.DECIMAL),
        "given": given,
        "text": " ".join(given),
    }
