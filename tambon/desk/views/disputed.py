"""What an office said is wrong and nobody has settled: its disputed values that are not with a worker."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.accounts import queries as accounts
from tambon.desk.who import DeskRequest, office_reach, read_count, signed_in
from tambon.verification import queries


@require_safe
@signed_in
def office(request: DeskRequest, office_id: int) -> HttpResponse:
    """The office's disputed values, in the part of its territory that is the person's. Raises 403."""
    within = office_reach(request.who, office_id)
    after = read_count(request.GET.get("after", "")) or 0
    context = {
        "here": "queue",
        "office": accounts.office(office_id),
        "page": queries.list_disputed(office_id, on=request.today, within=within, after=after),
    }
    return render(request, "desk/disputed.html", context)
