"""Certificates on paper: A4, in Thai with English beneath, one a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tambon.formats import printing
from tambon.lib.days import thai_day
from tambon.lib.text import thai_digits
from tambon.workforce.rules.certificates import CertificateView, say_days_en, say_days_th

TEMPLATE = Path(__file__).parent.parent / "print" / "certificate.typ"


def certificates_pdf(found: Sequence[CertificateView], *, address: str, synthetic: bool) -> bytes:
    """The certificates as one PDF. ``address`` is where a number is verified, such as
    ``https://…/desk/certificates/``; ``synthetic`` marks each page as a sample of a demonstration.
    """
    return printing.pdf(TEMPLATE, paper_of(found, address=address, synthetic=synthetic))


def paper_of(found: Sequence[CertificateView], *, address: str, synthetic: bool) -> dict[str, Any]:
    """What the template is given."""
    numbers = ", ".join(one.number for one in found[:3])
    return {
        "title": f"ประกาศนียบัตร {numbers}",
        "synthetic": synthetic,
        "certificates": [_page(one, address) for one in found],
    }


def _page(one: CertificateView, address: str) -> dict[str, Any]:
    issued = thai_day(one.issued_at)
    return {
        "number": one.number,
        "number_th": thai_digits(one.number),
        "name_th": one.name_th,
        "name_en": one.name_en,
        "course_th": one.course_th,
        "course_en": one.course_en,
        "programme_th": one.programme_th,
        "place": thai_digits(one.place),
        "hours": one.hours,
        "hours_th": thai_digits(one.hours),
        "days_th": say_days_th(one.since, one.last),
        "days_en": say_days_en(one.since, one.last),
        "issued_th": say_days_th(issued, issued),
        "issued_en": say_days_en(issued, issued),
        "address": f"{address}{one.number}",
    }
