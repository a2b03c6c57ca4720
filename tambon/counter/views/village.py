"""A village's values before its head, and the head's word on each."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
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
from tambon.verification.rules.challenging import demand_impersonal
from tambon.verification.rules.heads import MOST_REMARK, Given, HeadLinkView, Speaker, Word
from tambon.verification.rules.views import QueueRow

PURPOSE = "village"
MOST_PROPOSED = 200
MOST_BODY = 1_600_000  # bytes: 240 values with the longest remark on each, each Thai letter sent as nine
FIELDS = ("word", "value", "remark")

Key = tuple[int, str]


@require_http_methods(["GET", "HEAD", "POST"])
@partial(counter, most_body=MOST_BODY)
def village(request: CounterRequest, token: str) -> HttpResponseBase:
    """The values that may be read out, and what the head says of each. Raises 404 and 410 for the link."""
    link = queries.find_link(token, on=request.today, at=request.at)
    come = Come()
    if request.method == "POST":
        try:
            come.given = _give(request, token, link, come.faults)
        except Problem as refused:
            come.problem = refused
    return _page(request, link, come)


@dataclass
class Come:
    """What came of the words that were sent: kept, or refused and beside which values."""

    given: Given | None = None
    problem: Problem | None = None
    faults: dict[Key, Problem] = field(default_factory=dict)

    @property
    def changed(self) -> set[Key]:
        """The values that had changed, on which nothing was kept."""
        return {(cell.record_id, cell.variable) for cell in self.given.changed} if self.given else set()


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent of one value as it was seen."""

    cell: CellRef
    fields: dict[str, str]


def _give(request: CounterRequest, token: str, link: HeadLinkView, faults: dict[Key, Problem]) -> Given:
    form = read_token(request.POST.get("form", ""), PURPOSE, [str(link.ref)])
    words = _words(request, faults)
    return heads.give_words(token, words, form=str(form), on=request.today, at=request.at)


def _words(request: CounterRequest, faults: dict[Key, Problem]) -> list[Word]:
    """The values on which something was said; those that were left alone are no words. Raises 422 for what
    cannot be taken, after ``faults`` has each of them.
    """
    found = []
    for text in request.POST.getlist("cell"):
        said = request.POST.get(f"word-{text}", "")
        if said in ("yes", "no"):
            cell = CellRef.read(text)
            try:
                found.append(_word(request, cell, text, agrees=said == "yes"))
            except Problem as problem:
                faults[cell.record_id, cell.variable] = problem
    if faults:
        raise next(iter(faults.values()))
    return found


def _word(request: CounterRequest, cell: CellRef, text: str, *, agrees: bool) -> Word:
    if agrees:
        return Word(cell, agrees)
    remark = _plain(request, f"remark-{text}")[:MOST_REMARK]
    return Word(cell, agrees, _proposed(cell, _plain(request, f"value-{text}")), demand_impersonal(remark))


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


def _page(request: CounterRequest, link: HeadLinkView, come: Come) -> HttpResponse:
    lang = language.of(request)
    rows = queries.list_for_head(link.area_id, on=request.today)
    said = queries.said_of(held.views({row.record_id for row in rows}).values())
    sent = _sent(request)
    context = {
        "link": link,
        "form": form_token(PURPOSE, [str(link.ref)]),
        "parts": [_part(row, said, sent, come, lang) for row in rows],
        "given": come.given,
        "problem": come.problem.say(lang) if come.problem else None,
        "most": MOST_REMARK,
        "synthetic": accounts.is_demonstration(),
    }
    status = come.problem.kind.status if come.problem else 200
    return render(request, "counter/village.html", context, status=status)


def _sent(request: CounterRequest) -> dict[Key, Sent]:
    """{(record, variable): what was sent of it}, whatever its value was when the page was opened."""
    found: dict[Key, Sent] = {}
    for text in request.POST.getlist("cell"):
        try:
            cell = CellRef.read(text)
        except Problem:
            continue
        fields = {name: speakable(request.POST.get(f"{name}-{text}", "")) for name in FIELDS}
        found[cell.record_id, cell.variable] = Sent(cell, fields)
    return found


def _part(row: QueueRow, said: Any, sent: dict[Key, Sent], come: Come, lang: str) -> dict[str, Any]:
    """One dataset: its values in plain words, and what the head has said or just wrote."""
    cells = []
    for cell in row.cells:
        key = (row.record_id, cell.variable.name)
        words = [one for one in said.get(key, ()) if one.speaker is Speaker.HEAD]
        fault, mine = come.faults.get(key), sent.get(key)
        other = mine is not None and mine.cell != CellRef.read(cell.ref)
        changed = key in come.changed or (come.problem is not None and other)
        cells.append(
            {
                "ref": cell.ref,
                "variable": cell.variable,
                "value": say_value(cell.variable, cell.value, lang),
                "unit": None if isinstance(cell.value, dict) else cell.variable.unit,
                "choices": choices(cell.variable),
                "before": words[0].words if words else None,
                "changed": changed,
                "fault": fault.say(lang) if fault else None,
                "given": _kept(mine.fields if mine else {}, come, changed=changed),
            }
        )
    return {"title": dictionary.get_dataset(row.dataset).spec.title, "row": row, "cells": cells}


def _kept(sent: dict[str, str], come: Come, *, changed: bool) -> dict[str, Any]:
    """What was sent of a value and counts for nothing yet, so that it stands there again: all of it after a
    refusal; else what was written of a value that changed, or without a word. The word itself is asked for
    anew where the value is another one.
    """
    written = bool(sent.get("value", "").strip() or sent.get("remark", "").strip())
    if come.problem and not changed:
        return {**sent, "written": written}
    if changed or sent.get("word", "") not in ("yes", "no"):
        return {**sent, "word": "", "written": written, "unsaid": written and not changed}
    return {}
