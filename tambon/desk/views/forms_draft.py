"""One draft of a questionnaire: faults by row, files, questions and their variables, publishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tambon.accounts.rules import Verb, demand, may
from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.desk import problems
from tambon.desk.form_words import mapping_rows, meta_options, preview
from tambon.desk.views.forms import area_choices, area_of, posted_file, thing_of
from tambon.desk.who import DeskRequest, signed_in
from tambon.dictionary.queries import list_datasets
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms import actions, queries
from tambon.forms.queries import DraftView, Standing
from tambon.forms.rules.difference import difference
from tambon.forms.rules.drafts import DraftState
from tambon.forms.rules.needs import MOST_FILE_BYTES
from tambon.lib.problem import Problem
from tambon.pages import language

_AGAIN_SECONDS = "3"
_NAMED = "v:"  # before a variable's name in the posted form


@require_http_methods(["GET", "POST"])
@signed_in
def draft(request: DeskRequest, ref: UUID) -> HttpResponse:
    """GET: where the draft stands. POST: a file, a mapping, publishing or discarding; refused here too."""
    found = queries.get_draft(ref)
    demand(request.who, Verb.EDIT_FORMS, thing_of(request, found.area_id))
    if request.method == "GET":
        return _page(request, found)
    doing = DOING.get(request.POST.get("doing", ""))
    if doing is None:
        raise problems.choice_unreadable()
    try:
        return redirect(doing(request, found))
    except Problem as problem:
        return _page(request, queries.get_draft(ref), problem)


def _file(request: DeskRequest, found: DraftView) -> str:
    content, filename = posted_file(request, MOST_FILE_BYTES)
    name = request.POST.get("name") or filename
    actions.add_file(found.ref, name, content, by=request.who.actor, at=request.at)
    return f"{reverse('desk:form-draft', args=[found.ref])}?done=file#files"


def _map(request: DeskRequest, found: DraftView) -> str:
    """The variables of one dataset are said anew; those of others stay as they were."""
    dataset = request.POST.get("dataset", "")
    kept = {
        name: question
        for name, question in found.mapping.get("variables", {}).items()
        if name.partition(".")[0] != dataset
    }
    said = {
        name.removeprefix(_NAMED): question
        for name, question in request.POST.items()
        if name.startswith(f"{_NAMED}{dataset}.") and isinstance(question, str) and question
    }
    mapping: dict[str, Any] = {name: request.POST.get(name, "") for name in ("area", "visited_on")}
    mapping = {name: question for name, question in mapping.items() if question}
    if kept or said:
        mapping["variables"] = {**kept, **said}
    actions.map_questions(found.ref, mapping, by=request.who.actor, at=request.at)
    query = f"?done=mapped&dataset={quote(dataset)}#mapping"
    return reverse("desk:form-draft", args=[found.ref]) + query


def _area(request: DeskRequest, found: DraftView) -> str:
    area_id = area_of(request)
    actions.move_draft(found.ref, area_id=area_id, by=request.who.actor, at=request.at)
    return f"{reverse('desk:form-draft', args=[found.ref])}?done=area"


def _publish(request: DeskRequest, found: DraftView) -> str:
    done = actions.publish_draft(found.ref, by=request.who.actor, at=request.at)
    told = "published" if done.new else "same"
    return f"{reverse('desk:form', args=[done.form_id])}?done={told}"


def _discard(request: DeskRequest, found: DraftView) -> str:
    actions.discard(found.ref, by=request.who.actor, at=request.at)
    return f"{reverse('desk:forms')}?done=discarded"


DOING: dict[str, Callable[[DeskRequest, DraftView], str]] = {
    "area": _area,
    "file": _file,
    "map": _map,
    "publish": _publish,
    "discard": _discard,
}


def _page(request: DeskRequest, found: DraftView, problem: Problem | None = None) -> HttpResponse:
    place = areas.views([found.area_id], on=request.today) if found.area_id is not None else {}
    context = {
        "here": "forms",
        "draft": found,
        "area": place.get(found.area_id or 0),
        "faults": problem.details.get("all", [problem]) if problem else [],
        "done": request.GET.get("done", ""),
        **_shown(request, found),
    }
    status = problem.kind.status if problem else 200
    response = render(request, "desk/forms/draft.html", context, status=status)
    if found.state is DraftState.WAITING:
        response["Refresh"] = _AGAIN_SECONDS
    return response


def _shown(request: DeskRequest, found: DraftView) -> dict[str, Any]:
    """What a converted draft shows: its questions, its mapping, and how it differs from what phones have."""
    if found.shape is None:
        return {}
    lang, specs = language.of(request), {one.spec.name: one.spec for one in list_datasets()}
    spec = _chosen(request, found, specs)
    mapping = dict(found.mapping)
    if request.method == "POST" and request.POST.get("doing") == "map":  # what was chosen stands there again
        mapping = {**mapping, **{name: request.POST.get(name, "") for name in ("area", "visited_on")}}
        said = {n.removeprefix(_NAMED): q for n, q in request.POST.items() if n.startswith(_NAMED)}
        mapping["variables"] = {**mapping.get("variables", {}), **said}
    standing = queries.standing_of(found.ref)
    version = standing.version if standing else ""
    before = queries.shape_of(found.form_id, version) if version else None
    return {
        "shown": preview(found.shape, lang),
        "count": len([node for node in found.shape.questions if node.shown]),
        "datasets": list(specs.values()),
        "dataset": spec,
        "rows": mapping_rows(found.shape, spec, mapping, lang) if spec else [],
        "meta": meta_options(found.shape, lang),
        "mapping": mapping,
        "before": version,
        "difference": difference(before, found.shape) if before is not None else None,
        "standing": standing,
        "mapped": standing.mapping if standing else None,
        "same_area": _same_area(request, standing) if standing and standing.another_area else {},
    }


def _same_area(request: DeskRequest, standing: Standing) -> dict[str, Any]:
    """The area of the form in use and the choice of areas; nothing where the person may not publish there."""
    if not may(request.who, Verb.EDIT_FORMS, thing_of(request, standing.area_id)).allowed:
        return {}
    choices = area_choices(request, standing.area_id)
    country = next((one.id for one in choices if one.kind is Kind.COUNTRY), None)
    same = country if standing.area_id is None else standing.area_id
    return {"areas": choices, "used": next((one for one in choices if one.id == same), None)}


def _chosen(request: DeskRequest, found: DraftView, specs: dict[str, DatasetSpec]) -> DatasetSpec | None:
    """The dataset that the mapping's form is about: the one asked for, else one that is mapped already."""
    asked = request.POST.get("dataset") or request.GET.get("dataset", "")
    mapped = [name.partition(".")[0] for name in found.mapping.get("variables", {})]
    return next((specs[name] for name in (asked, *mapped) if name in specs), None)
