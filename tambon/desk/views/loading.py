"""Accounts by file: looked at first, then loaded, and the rows that were refused as a file."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts import actions, queries
from tambon.accounts.rules import Verb
from tambon.desk import problems
from tambon.desk.loading_template import accounts_template
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, signed_in
from tambon.formats import refused_csv
from tambon.lib.problem import Problem
from tambon.pages import language

SHOWN = 50  # refused rows on the page; the file has all
MOST_BYTES = 5_000_000
MOST_CARRIED = 1_300_000  # carried in the page as base64, which Django takes up to 2 MB of
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@signed_in
def load(request: DeskRequest) -> HttpResponse:
    """GET: the form. POST: what the file would bring, what it brought, or its refused rows as CSV."""
    demand_any(request, Verb.GRANT)
    if request.method == "GET":
        return _page(request, {})
    try:
        content = _content(request)
        if request.POST.get("doing") == "load":
            report = actions.load_accounts(content, who=request.who, by=request.who.actor, at=request.at)
            return _page(request, _told(report, content) | {"loaded": True})
        report = queries.check_accounts(content, who=request.who, on=request.today)
    except Problem as problem:
        said = {"problem": problem.say(language.of(request))}
        return _page(request, said, status=problem.kind.status)
    if request.POST.get("doing") == "refused":
        response = HttpResponse(refused_csv(report.refused), "text/csv; charset=utf-8")
        response["Content-Disposition"] = "attachment; filename=refused.csv"
        return response
    return _page(request, _told(report, content))


@require_safe
@signed_in
def template(request: DeskRequest) -> HttpResponse:
    """The workbook to fill in."""
    demand_any(request, Verb.GRANT)
    response = HttpResponse(accounts_template(language.of(request)), _XLSX)
    response["Content-Disposition"] = "attachment; filename=tambon-accounts.xlsx"
    return response


def _content(request: DeskRequest) -> bytes:
    """The file that was chosen, or the one that the page carries since it was looked at."""
    chosen = request.FILES.get("file")
    if chosen is not None:
        if chosen.size is None or chosen.size > MOST_BYTES:
            raise problems.file_too_large(megabytes=MOST_BYTES // 1_000_000)
        return bytes(chosen.read())
    try:
        content = b64decode(request.POST.get("content", ""), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not content:
        raise problems.file_missing()
    return content


def _told(report: queries.AccountsReport, content: bytes) -> dict[str, Any]:
    carried = b64encode(content).decode() if len(content) <= MOST_CARRIED else ""
    return {
        "report": report,
        "refused": report.refused[:SHOWN],
        "more": max(0, len(report.refused) - SHOWN),
        "carried": carried,
    }


def _page(request: DeskRequest, said: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "desk/people_load.html", {"here": "people", **said}, status=status)
