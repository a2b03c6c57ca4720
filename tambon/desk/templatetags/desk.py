"""How the desk shows values, origins, kinds of claims and reasons."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from tambon.dictionary.rules.absence import ABSENCE_REASONS
from tambon.dictionary.rules.spec import VariableSpec
from tambon.pages import words
from tambon.records.rules import ClaimKind, Figure, Origin, absence
from tambon.verification.rules import Reason

register = template.Library()

KINDS = {
    ClaimKind.FIELD: ("ภาคสนามรายงาน", "Reported from the field"),
    ClaimKind.REGISTER: ("ทะเบียนของหน่วยงาน", "From the agency's register"),
    ClaimKind.ENTRY: ("ค่าของสำนักงานเจ้าของข้อมูล", "The owner office's own value"),
    ClaimKind.CONFIRMATION: ("ยืนยัน", "Confirmed"),
    ClaimKind.DISPUTE: ("โต้แย้ง", "Disputed"),
    ClaimKind.CHALLENGE: ("ประชาชนทักท้วง", "Challenged by the public"),
}
ORIGINS = {
    Origin.FIELD: ("เก็บจากพื้นที่", "Collected in the field"),
    Origin.REGISTER: ("จากทะเบียนของหน่วยงานเจ้าของข้อมูล", "From the owner's register"),
    Origin.OFFICE: ("จากสำนักงานเจ้าของข้อมูล", "From the owner's office"),
}
YES_NO = {True: ("ใช่", "Yes"), False: ("ไม่ใช่", "No")}


@register.simple_tag(takes_context=True)
def value(context: Context, held: Any, variable: VariableSpec) -> str:
    """A value in words: numbers with commas, codes by their labels, a reason in place of an absent value."""
    held = held.value if isinstance(held, Figure) else held
    lang = str(context.get("lang", "th"))
    if held is None:
        return "–"
    reason = absence(held)
    if reason is not None:
        known = ABSENCE_REASONS[reason]
        return known.th if lang == "th" else known.en
    labels = {item.code: item.say(lang) for item in variable.codes}
    if isinstance(held, bool):
        return words.said(YES_NO[held], lang)
    if isinstance(held, list):
        return ", ".join(labels.get(str(one), str(one)) for one in held)
    return labels.get(str(held)) or words.say_number(held)


@register.simple_tag(takes_context=True)
def origin(context: Context, where: Origin) -> str:
    """Where a value came from, in words."""
    return words.said(ORIGINS[where], str(context.get("lang", "th")))


@register.simple_tag(takes_context=True)
def claim_kind(context: Context, kind: ClaimKind) -> str:
    """What sort of statement a claim is, in words."""
    return words.said(KINDS[kind], str(context.get("lang", "th")))


@register.simple_tag(takes_context=True)
def reason(context: Context, code: str) -> str:
    """A coded reason in words."""
    return words.said(Reason(code).words, str(context.get("lang", "th"))) if code else ""
