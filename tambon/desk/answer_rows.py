"""A submission's answers for its page, in words, each with what a person said beside it: what, who, when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tambon.accounts import queries as accounts
from tambon.accounts.rules import ROLES
from tambon.desk.who import DeskRequest
from tambon.desk.wording import Worded, Wording
from tambon.forms import queries as forms
from tambon.forms.rules.answers import AREA, DAY, META
from tambon.forms.rules.blotting import whole
from tambon.lib.days import thai_day
from tambon.pages import language
from tambon.records import queries
from tambon.records.queries.look import Label
from tambon.submissions import queries as kept
from tambon.submissions.queries.layouts import get_layout

KINDS = {
    "citizen_id": ("คล้ายเลขประจำตัวประชาชน", "looks like a citizen ID"),
    "phone": ("คล้ายเบอร์โทรศัพท์", "looks like a telephone number"),
    "email": ("คล้ายอีเมล", "looks like an e-mail address"),
}
PLACES = {AREA: Label("หมู่บ้าน", "Village"), DAY: Label("วันที่ลงพื้นที่", "Day of the visit")}
NOBODY = ("เจ้าหน้าที่", "An officer")


def answer_rows(request: DeskRequest, look: queries.Look) -> list[dict[str, Any]]:
    """What ``desk/_answers.html`` shows: every answer that says something, and corrections of what was left
    out; of a preview, those that are not kept yet too.
    """
    one, lang = look.submission, language.of(request)
    wording = Wording(get_layout(one.form_id), [one.form_version], lang=lang, on=request.today)
    beside = _corrections(look, wording)
    suspects = {whole(suspect.path): KINDS[suspect.kind] for suspect in look.suspects}
    rows = []
    for said in look.said:
        correction = beside.pop(said.path, None)
        if said.text.strip() or correction:
            shown = wording(whole(said.path), said.text)
            rows.append(_row(said.path, said.label, said.row, shown, correction))
            rows[-1] |= {"doubt": said.doubt, "suspect": suspects.get(whole(said.path))}
    left = [_row("", PLACES.get(path, Label(path, path)), None, Worded(""), c) for path, c in beside.items()]
    return [*rows, *left]


def _row(
    path: str, label: Label, row: Label | None, shown: Worded, correction: dict[str, Any] | None
) -> dict[str, Any]:
    return {"path": path, "label": label, "row": row, "shown": shown, "correction": correction}


def _corrections(look: queries.Look, wording: Wording) -> dict[str, dict[str, Any]]:
    """{path of the answer: what was said in its place}; area and day where the form asks for neither."""
    one = look.submission
    version = forms.find_version(one.form_id, one.form_version)
    mapping = version.mapping if version else None
    stand = {AREA: mapping.area or AREA, DAY: mapping.visited_on or DAY} if mapping else {}
    known = {said.field: said for said in kept.list_corrections(one.id)}
    found = {}
    for field, text in look.corrections.items():
        path = stand.get(field, field) if field in META else field.removeprefix("/")
        told = known.get(field)
        saved = told is not None and told.text == text
        found[path] = {
            "shown": _worded(field, path, text, wording),
            "by": _role(told.by, told.at) if told and saved else None,
            "at": told.at if told and saved else None,
        }
    return found


def _worded(field: str, path: str, text: str, wording: Wording) -> Worded:
    if field == AREA:
        return wording.village(text)
    if field == DAY:
        return Worded(wording.day(text) or text)
    return wording(whole(path), text)


def _role(by: str, at: datetime) -> tuple[str, str]:
    """In which role the person spoke on that day; no name stands beside an answer."""
    kind, _, number = by.partition(":")
    if kind != "person" or not number.isdecimal():
        return NOBODY
    roles = [ROLES[grant.role] for grant in accounts.list_grants(int(number), on=thai_day(at))]
    th, en = (" · ".join(getattr(one, name) for one in roles) for name in ("name_th", "name_en"))
    return (th, en) if roles else NOBODY
