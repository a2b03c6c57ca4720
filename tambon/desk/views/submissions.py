"""What was sent: forms with counts, a form's submissions a page at a time, and as files to take away."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.blobs.place import kept
from tambon.desk.finding import found_by
from tambon.desk.taking import Turns
from tambon.desk.views.overview import scope
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.desk.wording import Wording
from tambon.forms.rules.layout import Column, Layout
from tambon.forms.rules.rows import Reader
from tambon.forms.rules.told import named
from tambon.lib.text import arabic_digits
from tambon.pages import language
from tambon.records.queries.submitted import visible_to, within
from tambon.submissions import problems
from tambon.submissions.actions import open_shown
from tambon.submissions.actions.exporting import CONTENT_TYPES, Format, export
from tambon.submissions.out.rows import read_one
from tambon.submissions.queries.layouts import find_versions, get_layout
from tambon.submissions.queries.tables import Sent, Where, count, count_forms, page
from tambon.submissions.rules import Stage

turns = Turns()
PAGE = 100
MOST_COLUMNS = 6  # of a page; the others stand under each row
STATES = {
    Stage.INBOX: ("รอประมวลผล", "Not read yet"),
    Stage.CLAIMED: ("อ่านแล้ว", "Read"),
    Stage.QUARANTINED: ("กักไว้", "Waits for a decision"),
    Stage.SET_ASIDE: ("เก็บไว้เฉย ๆ", "Kept, not counted"),
}


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The forms of which the person may see something. Raises 403 for who sees no area's values."""
    _demand(request)
    found = [
        {
            "form_id": one.form_id, "form": find_versions(one.form_id), "count": one.count,
            "newest": one.newest, "url": submissions_address(one.form_id),
        }
        for one in count_forms(visible_to(request.who, on=request.today))
    ]  # fmt: skip
    context = {"here": "submissions", "forms": found, **found_by(request, scope(request))}
    return render(request, "desk/submissions/index.html", context)


@require_safe
@signed_in
def form(request: DeskRequest, form_id: str) -> HttpResponse:
    """A page of a form's submissions, filtered. Raises 403, 404 where nothing of the form is the person's."""
    _demand(request)
    where, asked = _asked(request, form_id)
    layout, before = get_layout(form_id), read_count(request.GET.get("before", ""))
    rows = page(where, limit=PAGE + 1, before=before)
    known = find_versions(form_id)
    if not rows and not asked and before is None and known is None:
        raise problems.unknown_form_sent(form=form_id[:60])
    context: dict[str, Any] = {
        "here": "submissions",
        "form": known,
        "form_id": form_id,
        "count": count(where)[0],
        "asked": asked,
        "query": urlencode(asked),
        "states": STATES.items(),
        "next": rows[PAGE - 1].id if len(rows) > PAGE else None,
        "before": before,
        **_shown(layout, rows[:PAGE], request),
        "opened": _opened(request, rows[:PAGE]),
    }
    return render(request, "desk/submissions/form.html", context)


@require_safe
@signed_in
def taken(request: DeskRequest, form_id: str, kind: str) -> HttpResponseBase:
    """A form's submissions, filtered, as a file that is sent while it is made; journaled. Raises 403, and 429
    for who takes several already.
    """
    _demand(request)
    where, _ = _asked(request, form_id)
    wanted = Format(kind)
    opened = open_shown(kept(settings.HOME.blobs), settings.HOME.photos)  # pictures without what they say
    turn = turns.take(request.who.person_id)
    try:
        made = export(where, kind=wanted, open_blob=opened, by=request.who.actor, at=request.at)
    except BaseException:
        turn.close()
        raise
    turn.parts = made.parts
    response = StreamingHttpResponse(turn, content_type=CONTENT_TYPES[wanted])
    name = re.sub(r"[^\w.-]", "_", form_id, flags=re.ASCII)
    response["Content-Disposition"] = f'attachment; filename="{name}-{request.today}.{wanted}"'
    return response


def _opened(request: DeskRequest, rows: list[Sent]) -> set[int]:
    """The submissions whose own page, with photos, the person may open."""
    if not request.who.has(Verb.SETTLE_QUARANTINE):
        return set()
    within_scope = scope(request)
    return {one.id for one in rows if within_scope(one.person_id, one.received_at)}


def _demand(request: DeskRequest) -> None:
    if not request.who.areas_for(Verb.SEE_CELLS):  # an office's values are in its queue
        demand(request.who, Verb.SEE_CELLS, Thing())


def _asked(request: DeskRequest, form_id: str) -> tuple[Where, dict[str, str]]:
    """Which submissions are asked for, of those that the person sees; and the filters as told."""
    said = {name: request.GET.get(name, "").strip() for name in ("area", "sender", "state", "version")}
    since, last = _day(request.GET.get("since", "")), _day(request.GET.get("last", ""))
    state = Stage(said["state"]) if said["state"] in set(Stage) else None
    also = visible_to(request.who, on=request.today)
    area = arabic_digits(said["area"])
    if area:
        also = (*also, within([areas.get_place(area, on=request.today).id], on=request.today))
    where = Where(form_id, since, last, said["sender"], state, said["version"], also, area)
    return where, where.said


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(arabic_digits(text.strip()))
    except ValueError:
        return None


def _shown(layout: Layout, rows: list[Sent], request: DeskRequest) -> dict[str, Any]:
    """The rows as a page shows them: some columns that hold something, all answers under each row."""
    reader, lang = Reader(layout), language.of(request)
    wording = Wording(layout, {one.version for one in rows}, lang=lang, on=request.today)
    read = [read_one(reader, layout, one) for one in rows]
    columns = layout.tables[0].columns
    used = [place for place in range(len(columns)) if any(one.cells[place] for one in read)]
    first = used[:MOST_COLUMNS]
    shown = []
    for sent, answers in zip(rows, read, strict=True):
        repeats: dict[str, int] = {}
        for row in answers.rows:
            name = layout.tables[row.table].repeat
            repeats[name] = repeats.get(name, 0) + 1
        told = {p: (_label(columns[p], lang), wording(columns[p].path, answers.cells[p])) for p in used}
        other = [(name, wording(name, text)) for name, text in answers.other.items()]
        shown.append(
            {
                "sent": sent,
                "state": STATES[Stage(sent.state)],
                "cells": [told[p] for p in first],
                "more": [*(told[p] for p in used if answers.cells[p]), *other],
                "repeats": repeats.items(),
            }
        )
    return {"columns": [_label(columns[p], lang) for p in first], "rows": shown}


def _label(column: Column, lang: str) -> str:
    said = (column.label_th, column.label_en) if lang == "th" else (column.label_en, column.label_th)
    return named(said[0] or said[1] or column.heading)


def submissions_address(form_id: str) -> str | None:
    """The form's page; None for a name that no address holds, which a phone may send."""
    try:
        return reverse("desk:submissions-form", kwargs={"form_id": form_id})
    except NoReverseMatch:
        return None
