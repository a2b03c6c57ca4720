"""An office's queue as a spreadsheet: taken out, looked at when it comes back, then done row by row."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts import queries as accounts
from tambon.desk import problems
from tambon.desk.asked import Asked, narrowed
from tambon.desk.sheet_columns import sheet_xlsx
from tambon.desk.who import DeskRequest, office_reach, signed_in
from tambon.formats import Refusal, refused_csv
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.verification import actions, queries
from tambon.verification.rules.sheets import MOST_CELLS, key_of

SHOWN = 50  # refused rows on the page; the file has all
MOST_BYTES = 5_000_000
MOST_CARRIED = 1_300_000  # carried in the page as base64, which Django takes up to 2 MB of
SALT = "refused rows of a sheet"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAKING = BoundedSemaphore(2)


@require_safe
@signed_in
def taken(request: DeskRequest, office_id: int) -> HttpResponse:
    """The workbook with what waits for the office, narrowed as the queue is."""
    within = office_reach(request.who, office_id)
    asked = Asked.read(request.GET, queries.count_office_queue(office_id, on=request.today, within=within))
    with _MAKING:
        rows = queries.sheet_rows(
            office_id,
            on=request.today,
            key=_key(),
            dataset=asked.dataset,
            within=narrowed(within, asked, on=request.today),
        )
        content = sheet_xlsx(rows)
    if request.method != "HEAD":
        actions.note_sheet_taken(request.who, office_id, cells=len(rows), at=request.at)
    response = HttpResponse(content, content_type=_XLSX)
    name = accounts.office(office_id).code
    response["Content-Disposition"] = f'attachment; filename="{name}-{request.today.isoformat()}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
@signed_in
def back(request: DeskRequest, office_id: int) -> HttpResponse:
    """GET: both ways. POST: what a file asks for, what was done of it, or its refused rows as CSV."""
    office_reach(request.who, office_id)
    if request.method == "GET":
        return _page(request, office_id, {})
    try:
        if request.POST.get("doing") == "refused":
            return _refused(request)
        content = _content(request)
        if request.POST.get("doing") == "apply":
            done = actions.apply_sheet(
                content,
                who=request.who,
                office_id=office_id,
                on=request.today,
                at=request.at,
                key=_key(),
            )
            return _page(request, office_id, _told(done, b"") | {"applied": True})
        report = queries.check_sheet(
            content, who=request.who, office_id=office_id, on=request.today, key=_key()
        )
        return _page(request, office_id, _told(report, content))
    except Problem as problem:
        said = {"problem": problem.say(language.of(request))}
        return _page(request, office_id, said, status=problem.kind.status)


def _key() -> bytes:
    return key_of(settings.SECRET_KEY)


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


def _told(report: queries.SheetReport, content: bytes) -> dict[str, Any]:
    rows = [[one.row, one.code, one.reason_th, one.reason_en, one.raw] for one in report.refused]
    sealed = signing.dumps(rows, salt=SALT, compress=True) if rows else ""
    return {
        "report": report,
        "refused": report.refused[:SHOWN],
        "more": max(0, len(report.refused) - SHOWN),
        "sealed": sealed if len(sealed) <= MOST_CARRIED else "",
        "carried": b64encode(content).decode() if 0 < len(content) <= MOST_CARRIED else "",
    }


def _refused(request: DeskRequest) -> HttpResponse:
    """The refused rows that the page carries, as a file: once it was done, reading it again says others."""
    try:
        rows = signing.loads(request.POST.get("refused", ""), salt=SALT)
    except signing.BadSignature:
        raise problems.file_missing() from None
    response = HttpResponse(refused_csv(Refusal(*row) for row in rows), "text/csv; charset=utf-8")
    response["Content-Disposition"] = "attachment; filename=refused.csv"
    return response


def _page(request: DeskRequest, office_id: int, said: dict[str, Any], status: int = 200) -> HttpResponse:
    within = office_reach(request.who, office_id)
    counts = queries.count_office_queue(office_id, on=request.today, within=within)
    asked = Asked.read(request.GET, counts)
    context = {
        "here": "queue",
        "office": accounts.office(office_id),
        "asked": asked,
        "cells": counts.total(asked.dataset, asked.district_id)[0],
        "most": MOST_CELLS,
        **said,
    }
    return render(request, "desk/sheet_of_office.html", context, status=status)
