"""One submission: read it, correct just what is wrong, see what would count, settle it, or redact it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.desk.answer_rows import answer_rows
from tambon.desk.photo_rows import file_rows
from tambon.desk.posted import read_one_of
from tambon.desk.views.overview import demand_any, scope
from tambon.desk.views.submissions import submissions_address
from tambon.desk.who import DeskRequest, signed_in
from tambon.dictionary import queries as dictionary
from tambon.forms.rules.answers import AREA, DAY
from tambon.lib.days import thai_day
from tambon.lib.problem import CATALOGUE, Problem
from tambon.pages import language
from tambon.records import actions as records
from tambon.records import queries
from tambon.submissions import actions as submissions
from tambon.submissions import queries as kept
from tambon.submissions.rules import Outcome, Why

WHY = (
    (Why.TRIAL, "แบบทดลอง ไม่ใช่ข้อมูลจริง", "A trial, no real answers"),
    (Why.TWICE, "ส่งซ้ำกับแบบอื่น", "Sent twice"),
    (Why.ELSEWHERE, "ไม่ใช่พื้นที่หรืองานของผู้ส่ง", "Not the sender's place or work"),
    (Why.UNCLEAR, "ถามแล้วยังไม่ได้คำตอบที่แน่ใจ", "Asked, and still nothing is sure"),
)
REASONS = (
    ("citizen_id", "มีเลขประจำตัวประชาชน", "A citizen ID stands in it"),
    ("contact", "มีเบอร์โทรศัพท์หรืออีเมล", "A telephone number or e-mail address stands in it"),
    ("name", "มีชื่อหรือเรื่องของบุคคล", "A person's name or affairs stand in it"),
    ("asked", "เจ้าของข้อมูลขอให้ลบ", "The person concerned asked for it"),
)
YES_NO = [("yes", "ใช่", "Yes"), ("no", "ไม่ใช่", "No")]
LONGEST = 2000


@require_http_methods(["GET", "POST"])
@signed_in
def submission(request: DeskRequest, ref: UUID) -> HttpResponse:
    """The submission's page, and what an officer does there. Raises 403 outside the officer's area."""
    demand_any(request, Verb.SETTLE_QUARANTINE)
    look = queries.look(ref)
    _demand_scope(request, look, Verb.SETTLE_QUARANTINE)
    if request.method == "GET":
        return _page(request, look)
    try:
        return _act(request, look)
    except Problem as problem:
        return _page(request, queries.look(ref), typed=_corrections(request, look), problem=problem)


def _act(request: DeskRequest, look: queries.Look) -> HttpResponse:
    ref, by, at = look.submission.ref, request.who.actor, request.at
    act = request.POST.get("act", "")
    if act == "redact":
        return _redact(request, look)
    if act == "set_aside":
        why = read_one_of(request.POST, "why", Why)
        submissions.settle(ref=ref, outcome=Outcome.SET_ASIDE, by=by, at=at, why=why)
        return redirect(f"{reverse('desk:quarantine')}?settled=1")
    corrections = _corrections(request, look)
    if act == "again":
        submissions.mend(ref=ref, corrections=corrections, by=by, at=at)
        return redirect(f"{reverse('desk:quarantine')}?settled=1")
    return _page(request, queries.look(ref, corrections), before=look, typed=corrections)


def _redact(request: DeskRequest, look: queries.Look) -> HttpResponse:
    """Blots the ticked answers; a reason that the page does not offer is none."""
    _demand_scope(request, look, Verb.REDACT)
    ref, reason = look.submission.ref, request.POST.get("reason", "")
    reason = reason if reason in {code for code, *_ in REASONS} else ""
    fields = request.POST.getlist("blot")
    records.redact_submission(ref=ref, fields=fields, reason=reason, by=request.who.actor, at=request.at)
    return redirect(f"{reverse('desk:submission', args=[ref])}?redacted=1")


def _corrections(request: DeskRequest, look: queries.Look) -> dict[str, str]:
    """What was typed, for the answers that the page asks for; an untouched one is as it was."""
    asked = [one.field for one in look.doubtful] + ([] if look.told else [AREA, DAY])
    found = {}
    for field in asked:
        text = request.POST.get(f"say:{field}", "").strip()[:LONGEST]
        if text or request.POST.get(f"none:{field}"):
            found[field] = text
    return found


def _page(
    request: DeskRequest,
    look: queries.Look,
    *,
    before: queries.Look | None = None,
    typed: dict[str, str] | None = None,
    problem: Problem | None = None,
) -> HttpResponse:
    one, lang = look.submission, language.of(request)
    waiting = kept.find_quarantined(one.ref)
    kind = CATALOGUE.get(waiting.code) if waiting else None
    files, same = file_rows(request, one, scope(request))
    context = {
        "here": "quarantine",
        "look": look,
        "one": one,
        "sender": accounts.names({one.person_id})[one.person_id],
        "waiting": waiting,
        "back": submissions_address(one.form_id) if request.who.has(Verb.SEE_CELLS) else None,
        "sentence": Problem(kind, waiting.details).say(lang) if kind and waiting else "",
        "refusal": look.refusal.say(lang) if look.refusal else "",
        "asks": [_asked(answer, typed or {}, lang) for answer in (before or look).doubtful],
        "villages": [] if look.told else _villages(look),
        "typed": typed or {},
        "preview": typed is not None and problem is None,
        "claims": _claims(look, request),
        "why": WHY,
        "reasons": REASONS,
        "may_redact": scope(request, Verb.REDACT)(one.person_id, one.received_at),
        "answers": answer_rows(request, look),
        "newer": kept.list_edits(one.instance_id),
        "older": kept.find_ref(one.deprecates),
        "file_rows": files,
        "same_photos": same,
        "problem": problem.say(lang) if problem else "",
        "redacted": "redacted" in request.GET,
    }
    return render(request, "desk/submission.html", context, status=problem.kind.status if problem else 200)


def _asked(one: queries.Said, typed: dict[str, str], lang: str) -> dict[str, Any]:
    asks = one.asks
    choices = [(item.code, item.th, item.en) for item in asks.codes] if asks and asks.type == "code" else []
    return {
        "said": one,
        "choices": YES_NO if asks and asks.type == "boolean" else choices,
        "typed": typed.get(one.field, one.corrected or ""),
        "none": typed.get(one.field) == "",
        "sentence": one.doubt.say(lang) if one.doubt else "",
        "least": asks.minimum if asks else None,
        "most": asks.maximum if asks else None,
        "unit": asks.unit if asks else None,
    }


def _villages(look: queries.Look) -> list[AreaView]:
    """The villages in which the sender collects on the day of the visit, or of the receipt."""
    day = look.day or thai_day(look.submission.received_at)
    try:
        own = accounts.who(look.submission.person_id, on=day).areas_for(Verb.COLLECT)
    except Problem:  # nobody any more, or a closed account
        return []
    return areas.list_under_any(own, on=day, kind=Kind.VILLAGE)


def _claims(look: queries.Look, request: DeskRequest) -> list[dict[str, Any]]:
    places = areas.views({claim.area_id for claim in look.claims}, on=request.today)
    found = []
    for claim in look.claims:
        spec = dictionary.get_dataset(claim.dataset).spec
        values = [(spec.by_name[name], value) for name, value in claim.values.items()]
        place = places.get(claim.area_id)
        found.append({"title": spec.title, "place": place, "values": values, "day": claim.observed_on})
    return found


def _demand_scope(request: DeskRequest, look: queries.Look, verb: Verb) -> None:
    if not scope(request, verb)(look.submission.person_id, look.submission.received_at):
        demand(request.who, verb, Thing())
