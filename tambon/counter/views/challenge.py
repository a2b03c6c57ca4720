"""What is wrong with a published value, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import OfficeView
from tambon.areas import queries as areas
from tambon.counter import problems
from tambon.counter.guard import CounterRequest, counter, form_token, read_token
from tambon.counter.published import Published, find_published
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import VariableSpec, VariableType
from tambon.dictionary.rules.values import read_value
from tambon.dictionary.saying import say_value
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.lib.text import speakable
from tambon.pages import language
from tambon.pages.addresses import address_of
from tambon.releases import queries as releases
from tambon.verification import problems as verdict_problems
from tambon.verification import queries
from tambon.verification.actions import challenging
from tambon.verification.rules.challenging import MOST_SAID, Asked, ChallengeView, demand_impersonal

PURPOSE = "challenge"
GIVEN = ("said", "proposed")
MOST_PROPOSED = 200


@require_safe
@counter
def index(request: CounterRequest) -> HttpResponseBase:
    """Where somebody types the code of a challenge."""
    code = request.GET.get("code", "").strip()[:60].replace("/", "")
    if code:
        return redirect("counter:told", code)
    return render(request, "counter/index.html", {"synthetic": accounts.is_demonstration()})


@require_http_methods(["GET", "HEAD", "POST"])
@counter
def ask(request: CounterRequest) -> HttpResponseBase:
    """The form about one published value; sent, it leads to the page that its code opens."""
    found = find_published(request.GET.dict())
    area = areas.find_by_public_id(found.area["area_id"], on=request.today)
    spec = _spec(found)
    if area is None or spec is None:
        raise problems.not_published()
    if request.method != "POST":
        return _page(request, found, spec)
    try:
        asked = _asked(request, found, spec, area.id)
        code = challenging.challenge(asked, address=address_of(request), at=request.at)
    except Problem as problem:
        return _page(request, found, spec, problem)
    return redirect("counter:told", code)


@require_safe
@counter
def told(request: CounterRequest, code: str) -> HttpResponse:
    """What became of a challenge, for whoever has its code; raises 404."""
    view = queries.find_by_code(code, on=request.today)
    lang = language.of(request)
    say = {}
    if view.variable is not None:
        say = {"published": say_value(view.variable, view.published, lang)}
        if view.proposed is not None:
            say["proposed"] = say_value(view.variable, view.proposed, lang)
    context = {
        "view": view,
        "code": _grouped(code),
        "find_at": f"{settings.TAMBON_URL}{reverse('counter:index')}",
        "say": say,
        "office": _office(view, on=request.today),
        "synthetic": accounts.is_demonstration(),
    }
    return render(request, "counter/told.html", context)


def _grouped(code: str) -> str:
    """The code in groups of five letters, however it was typed."""
    plain = "".join(code.split()).replace("-", "").lower()
    return "-".join(plain[i : i + 5] for i in range(0, len(plain), 5))


def _office(view: ChallengeView, *, on: date) -> OfficeView | None:
    """Who answered, as far as it is published: no office of one person is named."""
    if view.answered_at is None:
        return None
    return releases.told_office(view.office_id, thai_day(view.answered_at), on=on)


def _asked(request: CounterRequest, found: Published, spec: VariableSpec, area_id: int) -> Asked:
    ref = read_token(request.POST.get("form", ""), PURPOSE, found.subject)
    return Asked(
        ref=ref,
        release=found.release,
        dataset=found.dataset["name"],
        period=found.period,
        area_id=area_id,
        variable=found.variable["name"],
        published=found.value,
        said=request.POST.get("said", ""),
        proposed=_proposed(spec, request.POST.get("proposed", "")),
        lang=language.of(request),
    )


def _proposed(spec: VariableSpec, text: str) -> Any:
    written = demand_impersonal(speakable(text.replace("\0", ""))[:MOST_PROPOSED])
    try:
        return read_value(spec, written)
    except Problem as problem:
        raise verdict_problems.bad_proposal(
            reason_th=problem.say("th"), reason_en=problem.say("en")
        ) from problem


def _spec(found: Published) -> VariableSpec | None:
    """The variable as the dictionary has it today; None where it is asked no more."""
    try:
        spec = dictionary.get_dataset(found.dataset["name"]).spec
    except Problem:
        return None
    return next((one for one in spec.asked if one.name == found.variable["name"]), None)


def choices(variable: VariableSpec) -> list[tuple[str, str, str]]:
    """What can be proposed, where it is one of few: (what is sent, Thai, English)."""
    if variable.type is VariableType.BOOLEAN:
        return [("yes", "ใช่", "Yes"), ("no", "ไม่ใช่", "No")]
    if variable.type is VariableType.CODE:
        return [(item.code, item.th, item.en) for item in variable.codes]
    return []


def _page(
    request: CounterRequest, found: Published, spec: VariableSpec, problem: Problem | None = None
) -> HttpResponse:
    lang = language.of(request)
    context = {
        "found": found,
        "spec": spec,
        "area": found.area,
        "value": say_value(spec, found.value, lang),
        "choices": choices(spec),
        "form": form_token(PURPOSE, found.subject),
        "address": f"{request.path}?{urlencode(request.GET.dict())}",
        "given": {name: speakable(request.POST.get(name, ""))[: 2 * MOST_SAID] for name in GIVEN},
        "most": MOST_SAID,
        "problem": problem.say(lang) if problem else None,
        "synthetic": accounts.is_demonstration(),
    }
    status = problem.kind.status if problem else 200
    return render(request, "counter/challenge.html", context, status=status)
