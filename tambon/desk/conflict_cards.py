"""Two contents under one id: who sent each, about which village, and what differs, answer by answer."""

from __future__ import annotations

from typing import Any

from tambon.accounts import queries as accounts
from tambon.desk.who import DeskRequest
from tambon.desk.wording import Worded, Wording
from tambon.forms import queries as forms
from tambon.forms.rules.layout import Column
from tambon.forms.rules.leaves import texts_in_order
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.submissions import queries as kept
from tambon.submissions.queries.layouts import get_layout

MOST = 60  # differences that a card shows
Answers = dict[tuple[str, tuple[tuple[str, int], ...]], str]


def conflict_cards(request: DeskRequest, pairs: list[kept.ConflictView]) -> list[dict[str, Any]]:
    """What ``desk/_conflict.html`` shows of each pair."""
    names = accounts.names({who for pair in pairs for who in (pair.person_id, pair.first_person_id)})
    return [_card(request, pair, names) for pair in pairs]


def _card(request: DeskRequest, pair: kept.ConflictView, names: dict[int, tuple[str, str]]) -> dict[str, Any]:
    layout = get_layout(pair.form_id)
    repeats = [table.repeat for table in layout.tables[1:]]
    first, second = (_answers(xml, repeats) for xml in (pair.first_xml, pair.xml))
    version = kept.get_submission(pair.submission_ref).form_version
    wording = Wording(layout, [version], lang=language.of(request), on=request.today)
    columns = {one.path: one for table in layout.tables for one in table.columns}
    differing = [key for key in first | second if first.get(key, "") != second.get(key, "")]
    known = forms.find_version(pair.form_id, version)
    area = known.mapping.area if known else ""
    villages = [text for (path, _), text in (first | second).items() if area and path == area]
    return {
        "pair": pair,
        "first_sender": names.get(pair.first_person_id, ("–", "–")),
        "sender": names.get(pair.person_id, ("–", "–")),
        "village": wording(area, villages[0]) if villages else None,
        "whole": bool(first and second),
        "differs": [_line(key, first, second, columns, wording) for key in differing[:MOST]],
        "more": max(0, len(differing) - MOST),
        "first": _readable(pair.first_xml),
        "second": _readable(pair.xml),
    }


def _answers(xml: bytes, repeats: list[str]) -> Answers:
    """Nothing for what is longer than a page shows, or no XML."""
    if len(xml) >= kept.SHOWN:
        return {}
    try:
        return {(one.path, one.rows): one.text for one in texts_in_order(xml, set(), repeats)}
    except Problem:
        return {}


def _line(
    key: tuple[str, tuple[tuple[str, int], ...]],
    first: Answers, second: Answers, columns: dict[str, Column], wording: Wording,
) -> dict[str, Any]:  # fmt: skip
    path, rows = key
    column = columns.get(path)
    label = (column.label_th or path, column.label_en or column.label_th or path) if column else (path, path)
    shown: list[Worded] = [wording(path, one.get(key, "")) for one in (first, second)]
    return {"label": label, "row": " › ".join(str(n) for _, n in rows), "first": shown[0], "second": shown[1]}


def _readable(beginning: bytes) -> str:
    return beginning.decode("utf-8", "replace") + ("…" if len(beginning) == kept.SHOWN else "")
