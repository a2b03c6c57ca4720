"""The manual of all checks, for everybody who signs in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.desk.who import DeskRequest, signed_in
from tambon.dictionary import queries as dictionary
from tambon.verification.rules import manual
from tambon.verification.rules.across import LEADS, RULES


@require_safe
@signed_in
def checks(request: DeskRequest) -> HttpResponse:
    """Every rule by dataset, as the dictionary stands today, and the rules across rows."""
    chapters = manual.chapters(loaded.spec for loaded in dictionary.list_datasets())
    across = [(rule, manual.SEVERITIES[rule.severity]) for rule in RULES]
    context = {"here": "checks", "chapters": chapters, "across": across, "leads": LEADS}
    return render(request, "desk/findings/checks.html", context)
