"""Questionnaires at the desk: those of an officer's areas, a form to upload one, and one form's versions."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts.rules import Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.desk import problems
from tambon.desk.form_words import preview
from tambon.desk.posted import read_id
from tambon.desk.views.overview import demand_any
from tambon.desk.views.training import below
from tambon.desk.who import DeskRequest, signed_in
from tambon.forms import actions, queries
from tambon.forms.queries import FormView
from tambon.lib.problem import Problem
from tambon.pages import language

MOST_BYTES = 16_000_000
CHANGES = ("retire",)


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The forms of the person's areas, above and below them, and the drafts that are theirs to finish."""
    demand_any(request, Verb.EDIT_FORMS)
    forms = queries.list_forms(request.who, on=request.today)
    listed = queries.list_drafts()
    lines = areas.reached_from({d.area_id for d in listed if d.area_id is not None}, on=request.today)
    drafts = [
        draft
        for draft in listed
        if may(request.who, Verb.EDIT_FORMS, Thing(lines.get(draft.area_id or 0, ()))).allowed
    ]
    used = {*(one.area_id for one in forms), *(one.area_id for one in drafts)}
    places = areas.views({area for area in used if area is not None}, on=request.today)
    context = {
        "here": "forms",
        "forms": [{"form": one, "area": places.get(one.area_id or 0)} for one in forms],
        "drafts": [{"draft": one, "area": places.get(one.area_id or 0)} for one in drafts],
        "done": request.GET.get("done", ""),
    }
    return render(request, "desk/forms/index.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: DeskRequest) -> HttpResponse:
    """A form to upload a workbook; it is converted behind the page that follows."""
    demand_any(request, Verb.EDIT_FORMS)
    if request.method == "GET":
        return _upload_page(request)
    try:
        area_id = area_of(request)
        content, filename = posted_file(request, MOST_BYTES)
        ref = actions.upload(content, filename=filename, area_id=area_id, by=request.who.actor, at=request.at)
    except Problem as problem:
        if problem.kind.status == 403:
            raise
        return _upload_page(request, problem)
    return redirect("desk:form-draft", ref)


@require_http_methods(["GET", "POST"])
@signed_in
def form(request: DeskRequest, form_id: str) -> HttpResponse:
    """One form: its versions, what one asks, what changed between two; POST takes it from phones."""
    demand_any(request, Verb.EDIT_FORMS)
    found = queries.get_form(form_id, request.who, on=request.today)
    if request.method == "POST":
        demand(request.who, Verb.EDIT_FORMS, thing_of(request, found.area_id))
        if request.POST.get("doing") not in CHANGES:
            raise problems.choice_unreadable()
        actions.retire(form_id, by=request.who.actor, at=request.at)
        return redirect(f"{reverse('desk:form', args=[form_id])}?done=retired")
    return render(request, "desk/forms/form.html", _context(request, found))


def thing_of(request: DeskRequest, area_id: int | None) -> Thing:
    """Where a form is given, for `may` and `demand`; the whole country without an area."""
    if area_id is None:
        return Thing()
    return Thing(areas.reached_from([area_id], on=request.today)[area_id])


def posted_file(request: DeskRequest, most: int) -> tuple[bytes, str]:
    """The content and the name of the file that was chosen. Raises ``422-desk-file`` or ``413-desk-file``."""
    chosen = request.FILES.get("file")
    if not isinstance(chosen, UploadedFile) or not chosen.size:
        raise problems.file_missing()
    if chosen.size > most:
        raise problems.file_too_large(megabytes=most // 1_000_000)
    return bytes(chosen.read()), chosen.name or "form.xlsx"


def area_of(request: DeskRequest) -> int | None:
    """The chosen area; a form over the country has none. Raises 403 where the person may not."""
    area_id = read_id(request.POST, "area")
    found = areas.views([area_id], on=request.today).get(area_id) if area_id is not None else None
    if found is None:
        raise problems.choice_unreadable()
    whole = found.kind is Kind.COUNTRY
    demand(request.who, Verb.EDIT_FORMS, thing_of(request, None if whole else found.id))
    return None if whole else found.id


def area_choices(request: DeskRequest, area_id: int | None = None) -> list[AreaView]:
    """The areas to choose from for a form, and this one."""
    own = list(request.who.areas_for(Verb.EDIT_FORMS))
    choices = below(own, on=request.today)
    if area_id is not None and area_id not in {one.id for one in choices}:
        choices += areas.views([area_id], on=request.today).values()
    return choices


def _upload_page(request: DeskRequest, problem: Problem | None = None) -> HttpResponse:
    chosen = read_id(request.GET, "area") if "area" in request.GET else None
    if chosen is not None and not may(request.who, Verb.EDIT_FORMS, thing_of(request, chosen)).allowed:
        chosen = None
    context = {
        "here": "forms",
        "areas": area_choices(request, chosen),
        "chosen": request.POST.get("area", str(chosen or "")),
        "problem": problem.say(language.of(request)) if problem else None,
    }
    return render(request, "desk/forms/new.html", context, status=problem.kind.status if problem else 200)


def _context(request: DeskRequest, found: FormView) -> dict[str, Any]:
    names = [one.version for one in found.versions]
    version = request.GET.get("version", names[0] if names else "")
    before = request.GET.get("from", names[1] if len(names) > 1 else "")
    shape = queries.shape_of(found.form_id, version)
    published = queries.find_version(found.form_id, version)
    place = areas.views([found.area_id], on=request.today) if found.area_id is not None else {}
    return {
        "here": "forms",
        "form": found,
        "area": place.get(found.area_id or 0),
        "version": version,
        "published": published,
        "shown": preview(shape, language.of(request)) if shape else (),
        "count": len([node for node in shape.questions if node.shown]) if shape else 0,
        "before": before,
        "links": [(one, urlencode({"version": one.version})) for one in found.versions],
        "difference": queries.difference_of(found.form_id, before, version) if before != version else None,
        "mapped": queries.mapping_difference_of(found.form_id, before, version),
        "done": request.GET.get("done", ""),
    }
