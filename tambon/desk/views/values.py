"""What is held about the villages of one's area: for a village head, a local government and officers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.areas.rules import LEVELS, AreaView, Hierarchy, Kind
from tambon.desk.who import DeskRequest, signed_in
from tambon.dictionary import queries as dictionary
from tambon.verification import queries
from tambon.verification.rules.views import QueueRow


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The person's areas; who has one only is led to it. Raises 403 for who has none."""
    mine = list(areas.views(request.who.areas_for(Verb.SEE_CELLS), on=request.today).values())
    if not mine:  # an office's values are in its queue
        demand(request.who, Verb.SEE_CELLS, Thing())
    if len(mine) == 1:
        return redirect("desk:values-area", code=mine[0].code)
    return render(request, "desk/values.html", {"here": "values", "places": mine})


@require_safe
@signed_in
def area(request: DeskRequest, code: str) -> HttpResponse:
    """A village with all that is held about it, or the areas one level down. Raises 403, 404."""
    place = areas.get_place(code, on=request.today)
    demand(request.who, Verb.SEE_CELLS, Thing(areas.reached_from([place.id], on=request.today)[place.id]))
    context: dict[str, Any] = {"here": "values", "place": place, "above": _above(request, place)}
    if place.kind is Kind.VILLAGE:
        context["records"] = [
            (dictionary.get_dataset(row.dataset).spec.title, row, _counted(row))
            for row in queries.list_values(place.id, on=request.today)
        ]
    else:
        context["places"] = _below(request, place)
    return render(request, "desk/values.html", context)


def _below(request: DeskRequest, place: AreaView) -> list[AreaView]:
    """One level down; of a local government, which stands in no level, its villages."""
    if place.kind not in LEVELS:
        local = Hierarchy.LOCAL_GOVERNMENT
        return areas.list_under(place.id, on=request.today, kind=Kind.VILLAGE, hierarchy=local)
    below = LEVELS[LEVELS.index(place.kind) + 1]
    return areas.list_under(place.id, on=request.today, kind=below)


def _above(request: DeskRequest, place: AreaView) -> list[AreaView]:
    """The areas above that the person may open too, the highest first."""
    mine = set(request.who.areas_for(Verb.SEE_CELLS))
    line = areas.list_ancestors(place.id, on=request.today)
    reached = areas.reached_from([one.id for one in line], on=request.today)
    everywhere = request.who.everywhere(Verb.SEE_CELLS)
    return [one for one in line if one.id != place.id and (everywhere or mine & set(reached[one.id]))]


def _counted(row: QueueRow) -> dict[str, int]:
    """How many of the record's values stand verified, and how many in all."""
    held = [cell for cell in row.cells if cell.value is not None]
    return {"all": len(held), "verified": sum(cell.cell.grade.value == "verified" for cell in held)}
