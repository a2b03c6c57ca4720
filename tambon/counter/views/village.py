"""A village's values before its head, and the head's word on each."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tambon.accounts import queries as accounts
from tambon.counter.guard import CounterRequest, counter, form_token, read_token
from tambon.counter.views.challenge import choices
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.values import read_value
from tambon.dictionary.saying import say_value
from tambon.lib.problem import Problem
from tambon.lib.text import speakable, tidy
from tambon.pages import language
from tambon.records import queries as held
from tambon.verification import problems as verdict_problems
from tambon.verification import queries
from tambon.verification.actions import heads
from tambon.verification.rules import CellRef
from tambon.verification.rules.heads import MOST_REMARK, Given, HeadLinkView, Speaker, Word
from tambon.verification.rules.views import QueueRow

PURPOSE = "village"
MOST_PROPOSED = 200


@require_http_methods(["GET", "HEAD", "POST"])
@counter
def village(request: CounterRequest, token: str) -> HttpResponseBase:
    """The values that may be read out, and what the head says of each. Raises 404 and 410 for the link."""
    link = queries.find_link(token, on=request.today, at=request.at)
    given, problem = None, None
    if request.method == "POST":
        try:
            given = _give(request, token, link)
        except Problem as refused:
            problem = refused
    return _page(request, link, given, problem)


def _give(request: CounterRequest, token: str, link: HeadLinkView) -> Given:
    form = read_token(request.POST.get("form", ""), PURPOSE, [str(link.ref)])
    return heads.give_words(token, _words(request), form=str(form), on=request.today, at=request.at)


def _words(request: CounterRequest) -> list[Word]:
    """The values on which something was said; those that were left alone are no words."""
    found = []
    for text in request.POST.getlist("cell"):
        said = request.POST.get(f"word-{text}", "")
        if said in ("yes", "no"):
            cell = CellRef.read(text)
            agrees = said == "yes"
            remark = "" if agrees else _plain(request, f"remark-{text}")[:MOST_REMARK]
            proposed = None if agrees else _proposed(cell, _plain(request, f"value-{text}"))
            found.append(Word(cell, agrees, proposed, remark))
    return found


def _plain(request: CounterRequest, name: str) -> str:
    return tidy(speakable(request.POST.get(name, "").replace("\0", "")))


def _proposed(cell: CellRef, text: str) -> Any:
    if not text:
        return None
    record = held.get_record(cell.record_id)
    variable = dictionary.get_dataset(record.dataset).spec.by_name.get(cell.variable)
    if variable is None:
        raise verdict_problems.unknown_record()
    try:
        return read_value(variable, text[:MOST_PROPOSED])
    except Problem as problem:
        raise verdict_problems.bad_proposal(
            reason_th=problem.say("th"), reason_en=problem.say("en")
        ) from problem


def _page(
    request: CounterRequest, link: HeadLinkView, given: Given | None, problem: Problem | None
) -> HttpResponse:
    lang = language.of(request)
    rows = queries.list_for_head(link.area_id, on=request.today)
    changed = {str((cell.record_id, cell.variable)) for cell in given.changed} if given else set()
    said = queries.said_of(held.views({row.record_id for row in rows}).values())
    context = {
        "link": link,
        "form": form_token(PURPOSE, [str(link.ref)]),
        "parts": [_part(request, row, said, changed, lang, kept=problem is not None) for row in rows],
        "given": given,
        "problem": problem.say(lang) if problem else None,
        "most": MOST_REMARK,
        "synthetic": accounts.is_demonstration(),
    }
    status = problem.kind.status if problem else 200
    return render(request, "counter/village.html", context, status=status)


def _part(
    request: CounterRequest, row: QueueRow, said: Any, changed: set[str], lang: str, *, kept: bool
) -> dict[str, Any]:
    """One dataset: its values in plain words, and what the head has said or just wrote."""
    cells = []
    for cell in row.cells:
        name = cell.variable.name
        words = [one for one in said.get((row.record_id, name), ()) if one.speaker is Speaker.HEAD]
        given = {
            field: speakable(request.POST.get(f"{field}-{cell.ref}", "")) if kept else ""
            for field in ("word", "value", "remark")
        }
        cells.append(
            {
                "ref": cell.ref,
                "variable": cell.variable,
                "value": say_value(cell.variable, cell.value, lang),
                "choices": choices(cell.variable),
                "before": words[0].words if words else None,
                "changed": str((row.record_id, name)) in changed,
                "given": given,
            }
        )
    return {"title": dictionary.get_dataset(row.dataset).spec.title, "row": row, "cells": cells}
