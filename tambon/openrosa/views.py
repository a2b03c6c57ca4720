"""One function for each address: ask a room, answer."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from tambon.blobs import kept as kept_blobs
from tambon.fieldkit import queries as fieldkit
from tambon.fieldkit.rules import KeptFile, KitForm
from tambon.lib.days import thai_day
from tambon.openrosa import answers, lists, problems
from tambon.openrosa.delivery import read_delivery
from tambon.submissions import actions as submissions
from tambon.submissions.rules import Part, Receipt, State, read_envelope

# Many threads wait for slow phones, few read and store what has come: more would only take turns, and each
# holds the tree of a form in memory.
_STORING = BoundedSemaphore(4)
_STATUS = {State.NEW: 201, State.SAME: 202}
_SAID = {
    State.NEW: ("ได้รับแล้ว เลขใบรับ {hash}", "Received. Receipt {hash}"),
    State.SAME: ("เคยได้รับแล้ว ไม่ซ้ำ เลขใบรับ {hash}", "Received before, kept once. Receipt {hash}"),
}


@dataclass(frozen=True)
class Caller:
    """Whose phone asks, in which language, under which address of its own, and when."""

    person_id: int
    lang: str
    base: str
    at: datetime


def welcome(request: HttpRequest, caller: Caller) -> HttpResponse:
    """For somebody who opens the address in a browser."""
    text = (
        "ที่อยู่นี้ใช้ในแอป ODK Collect: ใส่เป็น URL ของเซิร์ฟเวอร์ แล้วรับแบบสอบถาม อย่าส่งต่อให้ผู้อื่น\n"
        "This address is for ODK Collect: set it as the server URL, then get forms. Do not pass it on.\n"
    )
    return answers.answer(200, text, "text/plain; charset=utf-8")


def form_list(request: HttpRequest, caller: Caller) -> HttpResponse:
    wanted = request.GET.get("formID")
    forms = [form for form in _kit(caller) if wanted in (None, "", form.form_id)]
    return answers.content(request, lists.form_list(caller.base, forms, caller.lang))


def form_xml(request: HttpRequest, caller: Caller) -> HttpResponse:
    return answers.content(request, _form(request, caller).xml)


def manifest(request: HttpRequest, caller: Caller) -> HttpResponse:
    return answers.content(request, lists.manifest(caller.base, _form(request, caller)))


def media(request: HttpRequest, caller: Caller) -> HttpResponseBase:
    form, name = _form(request, caller), request.GET.get("name", "")
    for file in form.files:
        if file.name != name:
            continue
        if isinstance(file, KeptFile):
            return answers.kept(request, file, kept_blobs(settings.HOME.blobs))
        return answers.content(request, file.content, file.content_type)
    raise problems.no_such_file(name=name[:60])


def submission(request: HttpRequest, caller: Caller) -> HttpResponse:
    """HEAD: what may be sent. POST: takes one form with its files."""
    if request.method == "HEAD":
        return answers.answer(204)
    return _acknowledge(_take_in(request, caller), caller.lang)


def _take_in(request: HttpRequest, caller: Caller) -> Receipt:
    with ExitStack() as drafts:
        delivery = read_delivery(request.META, kept_blobs(settings.HOME.blobs), drafts)
        with _STORING:
            parts: list[Part] = []
            if delivery.drafts:
                read_envelope(delivery.xml)  # before any file gets its name: nothing is half-stored
                parts = delivery.keep()
            receipt = _receive(delivery.xml, parts, caller)
            if parts and receipt.state is not State.NEW:
                home = settings.HOME
                submissions.drop_unwanted(parts, blobs=kept_blobs(home.blobs), cache=home.photos)
            return receipt


def _receive(xml: bytes, parts: Sequence[Part], caller: Caller) -> Receipt:
    """Twice if it must be: after a restart of the database every thread still holds a dead connection."""
    try:
        return submissions.receive(xml=xml, attachments=parts, person_id=caller.person_id, at=caller.at)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return submissions.receive(xml=xml, attachments=parts, person_id=caller.person_id, at=caller.at)


def _acknowledge(receipt: Receipt, lang: str) -> HttpResponse:
    if receipt.state is State.CONFLICT:
        response = answers.refusal(problems.conflicting(receipt=receipt.hash), lang)
    else:
        th, en = _SAID[receipt.state]
        text = (th if lang == "th" else en).format(hash=receipt.hash)
        response = answers.message(_STATUS[receipt.state], text, "submit_success", lang)
    response.headers["X-Tambon-Receipt"] = receipt.hash
    return response


def _kit(caller: Caller) -> list[KitForm]:
    return fieldkit.forms_for(caller.person_id, thai_day(caller.at))


def _form(request: HttpRequest, caller: Caller) -> KitForm:
    form_id, version = request.GET.get("formId", ""), request.GET.get("version", "")
    for form in _kit(caller):
        if form.form_id == form_id and form.version == version:
            return form
    raise problems.no_such_form()
