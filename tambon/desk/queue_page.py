"""An office's queue as a page: what waits, and all that was typed into it where that was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from tambon.accounts import queries as accounts
from tambon.desk import problems
from tambon.desk.asked import Asked, narrowed
from tambon.desk.who import DeskRequest, office_reach, read_count
from tambon.lib.problem import Problem
from tambon.verification import queries, queue_problems
from tambon.verification.queries import sampling
from tambon.verification.rules import MOST_ON_A_PAGE, CellRef
from tambon.verification.rules.views import QueuePage

PAGE = 20  # records, of two or three values each at most offices; where they have many, the cells bound it
FIELD = "own:"  # before a cell's name, the name of the field of the office's own value
WRONG = {
    problems.day_unreadable.code: "day",
    queue_problems.bad_day.code: "day",
    queue_problems.note_too_long.code: "note",
}  # the fields beside which a refusal is said

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a form of the queue was refused, and which of its own values cannot be read."""

    problem: Problem
    faults: Mapping[Key, Problem] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Again:
    """What was given for a cell that is shown again; ``changed``: its value is another one since."""

    text: str = ""
    fault: Problem | None = None
    changed: bool = False
    ticked: bool = False


def show(request: DeskRequest, office_id: int, refused: Refused | None = None) -> HttpResponse:
    """The values of the office that wait for its word, the oddest first; after a refusal with what was typed.

    Raises 403 for who does not confirm for the office.
    """
    within = office_reach(request.who, office_id)
    counts = queries.count_office_queue(office_id, on=request.today, within=within)
    asked = Asked.read(request.POST if refused else request.GET, counts)
    page = _page_of(request, office_id, asked, within)
    context = {
        "here": "queue",
        "office": accounts.office(office_id),
        "page": page,
        "after": "-".join(map(str, page.after)) if page.after else "",
        "asked": asked,
        "counts": asked.counted(counts),
        "wide": None if within is None else _wide(page, within),
        "outcome": _told(request, "done", "changed"),
        "waits": read_count(request.GET.get("waits", "")),
        "impossible": read_count(request.GET.get("impossible", "")),
        "entered": _told(request, "entered", "beside", "stale"),
        "handed": queries.handed_over(row.record_id for row in page.rows),
        "handed_to_us": queries.count_handed_to(office_id, on=request.today, within=within),
        "ticked": request.GET.get("tick") == "pass",
        "whole": within is None,
        "challenges": queries.count_of_office(office_id, on=request.today, within=within),
        **(_refused(request, page, refused) if refused else {}),
    }
    status = refused.problem.kind.status if refused else 200
    return render(request, "desk/queue.html", context, status=status)


def back(request: DeskRequest, office_id: int) -> HttpResponse:
    """To the queue with the same question: where a page that a refusal left is opened by its address."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("desk:queue", args=[office_id]) + (f"?{query}" if query else ""))


def _page_of(request: DeskRequest, office_id: int, asked: Asked, within: list[int] | None) -> QueuePage:
    """The page that was asked for, of all that waits or of a sample of this office."""
    inside, on = narrowed(within, asked, on=request.today), request.today
    if asked.sample:
        after = asked.cursor[1] if asked.cursor else 0
        ref, most = UUID(asked.sample), MOST_ON_A_PAGE
        return sampling.list_sample_queue(
            ref, office_id=office_id, on=on, limit=PAGE, most=most, after=after, within=inside
        )
    return queries.list_office_queue(
        office_id, on=on, limit=PAGE, most=MOST_ON_A_PAGE, after=asked.cursor, dataset=asked.dataset,
        within=inside,
    )  # fmt: skip


def _wide(page: QueuePage, within: list[int]) -> set[int]:
    """The records whose whole tambon the areas reach, so that the places around them are the person's too."""
    return {row.record_id for row in page.rows if any(above.id in within for above in row.above)}


def _refused(request: DeskRequest, page: QueuePage, refused: Refused) -> dict[str, Any]:
    """The refusal, and what was given: beside the cells of the page, and of those that are not on it."""
    typed, again = _typed(request.POST), {}
    ticked = set(request.POST.getlist("cell"))
    for row in page.rows:
        for cell in row.cells:
            key = (row.record_id, cell.variable.name)
            seen, text = typed.pop(key, (cell.ref, ""))
            changed = CellRef.read(seen) != CellRef.read(cell.ref)  # whatever the word on it was
            again[cell.ref] = Again(text, refused.faults.get(key), changed, cell.ref in ticked)
    wrong = WRONG.get(refused.problem.kind.code, "")
    given = {name: request.POST.get(name, "") for name in ("day", "note")}
    return {
        "problem": refused.problem,
        "faults": len(refused.faults),
        "wrong": wrong,
        "given": given,
        "open": bool(typed or refused.faults or wrong or any(given.values()) or _any_text(again)),
        "again": again,
        "gone": _gone(request, typed),
    }


def _typed(form: QueryDict) -> dict[Key, tuple[str, str]]:
    """{(record, variable): (the cell as it was seen, what was typed)}; what names no cell is left out."""
    found: dict[Key, tuple[str, str]] = {}
    for name, text in form.items():
        if name.startswith(FIELD) and str(text).strip():
            try:
                cell = CellRef.read(name.removeprefix(FIELD))
            except Problem:
                continue
            found[cell.record_id, cell.variable] = (str(cell), str(text))
    return found


def _any_text(again: Mapping[str, Again]) -> bool:
    return any(one.text for one in again.values())


def _gone(request: DeskRequest, typed: Mapping[Key, tuple[str, str]]) -> list[tuple[Any, str]]:
    """(the cell, what was typed) of values that are not on the page any more: somebody gave their word."""
    cells = {CellRef.read(seen): text for seen, text in typed.values()}
    known = queries.list_chosen(request.who, cells, on=request.today)
    return [(one, cells[one.cell]) for one in known]


def _told(request: DeskRequest, *names: str) -> dict[str, int] | None:
    """What came of the form that was sent before, as the address tells it."""
    known = {name: read_count(request.GET.get(name, "")) for name in names}
    found = {name: count for name, count in known.items() if count is not None}
    return found if len(found) == len(names) else None
