"""What a district officer sees of the workers: all at a glance, one as they see it, the month of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.areas.rules import LEVELS, AreaView, Kind
from tambon.desk.district_month import paper_of, sums
from tambon.desk.field_page import shown
from tambon.desk.field_words import calendar
from tambon.desk.months import Month, month_page, months_of
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, signed_in
from tambon.fieldkit import queries as fieldkit
from tambon.fieldkit.queries import WorkerDay
from tambon.fieldkit.rules import Line, Sort, ordered
from tambon.formats import printing
from tambon.pages import language
from tambon.workforce import problems
from tambon.workforce import queries as workforce
from tambon.workforce.queries.days import list_days
from tambon.workforce.rules.days import month_of

NARROW = (Kind.DISTRICT, Kind.TAMBON)  # where thirty workers are, not fourteen thousand
PAPER = Path(__file__).parents[1] / "paper" / "district_month.typ"
SORTS = {
    Sort.NEED: ("ต้องช่วยก่อน", "Most in need first"),
    Sort.SILENT: ("เงียบนานที่สุด", "Silent the longest"),
    Sort.PLACE: ("ตามตำบล", "By tambon"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the glance with its names."""

    line: Line
    tambon: AreaView | None
    person: tuple[str, str] | None
    stand_in: tuple[str, str] | None

    @property
    def percent(self) -> int:
        return round(100 * self.line.done / self.line.villages) if self.line.villages else 0

    @property
    def percent_begun(self) -> int:
        both = self.line.done + self.line.begun
        return round(100 * both / self.line.villages) if self.line.villages else 0


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The areas in which the person looks after workers; the only district of somebody who has just one."""
    demand_any(request, Verb.SEE_WORKFORCE)
    own = areas.views(request.who.areas_for(Verb.SEE_WORKFORCE), on=request.today)
    if len(own) == 1 and (only := next(iter(own.values()))).kind in NARROW:
        return redirect("desk:workers", only.code)
    return render(request, "desk/field/areas.html", {"here": "workers", "listed": list(own.values())})


@require_safe
@signed_in
def glance(request: DeskRequest, code: str) -> HttpResponse:
    """The workers of a district or a tambon, whoever needs help most first; above these, what lies below."""
    area = _area(request, code)
    if area.kind not in NARROW:
        below = LEVELS[LEVELS.index(area.kind) + 1]
        listed = areas.list_under(area.id, on=request.today, kind=below)
        return render(request, "desk/field/areas.html", {"here": "workers", "area": area, "listed": listed})
    found = fieldkit.glance(area.id, on=request.today)
    sort = next((one for one in Sort if one == request.GET.get("sort")), Sort.NEED)
    tambon = request.GET.get("tambon", "")
    rows = [_row(line, found) for line in ordered(found.lines, sort)]
    context = {
        "here": "workers",
        "area": area,
        "rows": [row for row in rows if not tambon or (row.tambon and row.tambon.code == tambon)],
        "totals": _totals(found.lines),
        "tambons": _tambons(rows),
        "tambon": tambon,
        "sorts": [(one.value, words) for one, words in SORTS.items()],
        "sort": sort.value,
        "without_post": [
            found.areas[v.village_id] for v in found.without_post if v.village_id in found.areas
        ],
        "month": Month(request.today.replace(day=1)),
        "on": request.today,
    }
    return render(request, "desk/field/glance.html", context)


@require_safe
@signed_in
def worker(request: DeskRequest, person_id: int) -> HttpResponse:
    """One worker's work as they see it, their days and months."""
    day = _worker_day(request, person_id)
    contract = day.contract
    since, until = month_of(request.today)
    entries = list_days([contract.id], since=since, until=until).get(contract.id, [])
    ends = contract.until or date.max
    context = {
        "here": "workers",
        "own": False,
        **shown(day),
        "calendar": calendar(since, entries, since=contract.since, until=ends, today=request.today),
        "notes": [entry for entry in reversed(entries) if entry.note],
        "months": months_of(contract, today=request.today),
        "may_reset": _may(request, Verb.RESET_ACCESS, contract.tambon_id),
        "may_see_personal": _may(request, Verb.SEE_PERSONAL, contract.tambon_id),
    }
    return render(request, "desk/field/person.html", context)


@require_safe
@signed_in
def worker_month(request: DeskRequest, person_id: int, month: Month) -> HttpResponse:
    """One worker's month, by the contract that reaches into it."""
    since, until = month_of(month.first)
    contracts = workforce.list_contracts(person_id)
    mine = [one for one in contracts if one.since < until and (one.until is None or one.until > since)]
    if not mine:
        raise problems.unknown_contract()
    _demand(request, mine[0].tambon_id)
    context = {"here": "workers", "own": False, **month_page(mine[0], month, on=request.today)}
    return render(request, "desk/field/month.html", context)


@require_safe
@signed_in
def month(request: DeskRequest, code: str, month: Month) -> HttpResponse:
    """The month of every worker of a district, one line each."""
    area = _area(request, code)
    return render(
        request, "desk/field/district_month.html", {"here": "workers", **_month(request, area, month)}
    )


@require_safe
@signed_in
def month_pdf(request: DeskRequest, code: str, month: Month) -> HttpResponse:
    """The same as a sheet to sign."""
    area = _area(request, code)
    found = _month(request, area, month)
    data = paper_of(
        found["lines"], area=area, month=month, on=request.today, synthetic=accounts.is_demonstration(),
        lang=language.of(request),
    )  # fmt: skip
    response = HttpResponse(printing.pdf(PAPER, data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="workers-{area.code}-{month}.pdf"'
    return response


def _month(request: DeskRequest, area: AreaView, month: Month) -> dict[str, Any]:
    if area.kind not in NARROW:
        raise problems.unknown_contract()
    reports = fieldkit.month_reports(area.id, month.first, on=request.today)
    names = accounts.names({one.who.person for one in reports})
    tambons = areas.views({one.who.tambon_id for one in reports}, on=request.today)
    lines = [
        {"report": one, "person": names[one.who.person], "tambon": tambons.get(one.who.tambon_id)}
        for one in reports
    ]
    return {
        "area": area,
        "month": month,
        "lines": lines,
        "sums": sums(reports),
        "on": request.today,
        "is_whole": request.today >= month.after.first,
        "has_later": month.after.first <= request.today,
    }


def _area(request: DeskRequest, code: str) -> AreaView:
    area = areas.get_area(code, on=request.today)
    _demand(request, area.id)
    if area.kind not in LEVELS[:-1]:
        raise Http404  # posts are a tambon's: a village, or a local government, has none
    return area


def _demand(request: DeskRequest, area_id: int) -> None:
    reached = areas.reached_from([area_id], on=request.today)[area_id]
    demand(request.who, Verb.SEE_WORKFORCE, Thing(reached))


def _may(request: DeskRequest, verb: Verb, area_id: int) -> bool:
    reached = areas.reached_from([area_id], on=request.today)[area_id]
    return may(request.who, verb, Thing(reached)).allowed


def _worker_day(request: DeskRequest, person_id: int) -> WorkerDay:
    contract = fieldkit.choose_contract(workforce.list_contracts(person_id), on=request.today)
    if contract is None:
        raise problems.unknown_contract()
    _demand(request, contract.tambon_id)
    return fieldkit.work_of(contract, on=request.today)


def _row(line: Line, found: fieldkit.Glance) -> Row:
    filled = line.post.filled
    stand_in = filled.away.stand_in_person if filled and filled.away else None
    return Row(
        line,
        found.areas.get(line.post.tambon_id),
        found.names.get(filled.person) if filled else None,
        found.names.get(stand_in) if stand_in else None,
    )


def _totals(lines: list[Line]) -> dict[str, int]:
    return {
        "posts": len(lines),
        "filled": sum(line.post.filled is not None for line in lines),
        "vacant": sum(line.post.filled is None for line in lines),
        "away": sum(bool(line.post.filled and line.post.filled.away) for line in lines),
        "late": sum(line.late > 0 for line in lines),
        "returned": sum(line.returned for line in lines),
    }


def _tambons(rows: list[Row]) -> list[AreaView]:
    found = {row.tambon.code: row.tambon for row in rows if row.tambon}
    return [found[code] for code in sorted(found)]
