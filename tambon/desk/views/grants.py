"""The auditor's page: who had which grant on which day, why and by whom; and what it allowed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.queries.history import grants_on
from tambon.accounts.rules import ROLES, VERBS, Role, Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.desk.grant_rows import GrantRow, grant_rows
from tambon.desk.posted import read_day_of
from tambon.desk.who import DeskRequest, signed_in
from tambon.formats import csv_bytes
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits
from tambon.pages import language

MOST, MOST_IN_FILE = 200, 20_000
COLUMNS = (
    "day", "username", "role", "area_code", "office", "agency", "from", "last_day", "basis", "journal_entry",
    "given_at", "given_by",
)  # fmt: skip


@require_safe
@signed_in
def grants(request: DeskRequest) -> HttpResponse:
    """Grants in force on a day: of a person, over a place, of a role; ``?csv=1`` the same as a file."""
    demand(request.who, Verb.SEE_GRANTS, Thing())
    context: dict[str, Any] = {
        "here": "grants",
        "day": request.today,
        "roles": [(one.value, ROLES[one].name_th, ROLES[one].name_en) for one in Role],
        "verbs": [(one.value, *VERBS[one]) for one in Verb],
        "asked": {name: request.GET.get(name, "")[:60] for name in ("person", "area", "role", "verb")},
        "most": MOST,
    }
    try:
        day = context["day"] = read_day_of(request.GET, "day", default=request.today)
        asked = _asked(request, day)
        as_file = request.GET.get("csv") == "1"
        found, total = grants_on(day, **asked, limit=MOST_IN_FILE if as_file else MOST)
        rows = grant_rows(found, on=day)
        if as_file:
            return _file(rows, day)
        context |= {"rows": rows, "total": total, "explained": _explain(request, asked, day)}
    except Problem as problem:
        context["problem"] = problem.say(language.of(request))
        return render(request, "desk/people/grants.html", context, status=problem.kind.status)
    return render(request, "desk/people/grants.html", context)


def _asked(request: DeskRequest, day: Any) -> dict[str, Any]:
    """What narrows the list; an unknown person or area is refused by name."""
    asked: dict[str, Any] = {"person_id": None, "area_id": None, "role": None}
    if username := request.GET.get("person", "").strip():
        person = accounts.find_person(username[:100])
        if person is None:
            from tambon.accounts import problems

            raise problems.unknown_person(person=username[:60])
        asked["person_id"] = person.id
    if code := arabic_digits(request.GET.get("area", "").strip()):
        asked["area_id"] = areas.get_place(code[:20], on=day).id
    if (role := request.GET.get("role", "")) in set(Role):
        asked["role"] = Role(role)
    return asked


def _explain(request: DeskRequest, asked: dict[str, Any], day: Any) -> dict[str, Any] | None:
    """What the one question said that day of the person, the verb and the area, with its reason.

    Asked without an area of who may do it in some area only, the answer is that an area is needed.
    """
    verb = request.GET.get("verb", "")
    if verb not in set(Verb) or asked["person_id"] is None:
        return None
    person = accounts.who(asked["person_id"], on=day)
    area = asked["area_id"]
    thing = Thing(areas.reached_from([area], on=day)[area]) if area is not None else Thing()
    decision = may(person, Verb(verb), thing)
    return {
        "allowed": decision.allowed,
        "somewhere": not decision.allowed and area is None and person.has(Verb(verb)),
        "reason": (decision.reason_th, decision.reason_en),
        "verb": VERBS[Verb(verb)],
    }


def _file(rows: list[GrantRow], day: Any) -> HttpResponse:
    lines = [
        (
            day.isoformat(), row.person.username, row.held.role.value, row.area.code if row.area else "",
            row.office.code if row.office else "", row.agency[1] if row.agency else "", row.held.since or "",
            row.last or "", row.held.basis, row.told[0].entry if row.told else "",
            row.told[0].at.isoformat() if row.told else "", row.told[0].by if row.told else "",
        )
        for row in rows
    ]  # fmt: skip
    response = HttpResponse(csv_bytes(COLUMNS, lines, for_spreadsheet=True), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="grants-{day.isoformat()}.csv"'
    return response
