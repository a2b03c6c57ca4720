"""Sheets with one-time links on paper, for people without e-mail: one a page, or four that are cut apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from tambon.accounts.rules.views import Sheet
from tambon.formats import printing, qr
from tambon.lib.days import say_day, thai_day

TEMPLATE = Path(__file__).parent / "sheets.typ"


def link_of(url: str, token: str) -> str:
    """The address of a one-time link under the home's own."""
    return f"{url}/desk/first/{token}"


def sheets_pdf(sheets: Sequence[Sheet], *, url: str, synthetic: bool, cut: bool = False) -> bytes:
    """The PDF, a page for each person or, to ``cut``, a quarter; raises ``413-print-too-large`` for too many.

    ``url`` is the home's address. A demonstration's sheets say that they are.
    """
    data = {"cut": cut, "synthetic": synthetic, "url": url, "sheets": [_card(sheet) for sheet in sheets]}
    images = {_picture(sheet): qr.svg(link_of(url, sheet.token)) for sheet in sheets}
    return printing.pdf(TEMPLATE, data, images=images)


def _card(sheet: Sheet) -> dict[str, Any]:
    last = thai_day(sheet.until - timedelta(seconds=1))
    return {
        "name_th": sheet.name_th, "name_en": sheet.name_en, "username": sheet.username,
        "until_th": say_day(last, "th"), "until_en": say_day(last, "en"), "code": _picture(sheet),
    }  # fmt: skip


def _picture(sheet: Sheet) -> str:
    return f"{sheet.person_id}.svg"
