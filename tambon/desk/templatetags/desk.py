"""How the desk shows values, origins, kinds of claims and reasons."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tambon.dictionary.rules.spec import VariableSpec
from tambon.dictionary.saying import say_value
from tambon.lib.problem import Problem
from tambon.pages import words
from tambon.records.rules import ClaimKind, Figure, Origin
from tambon.verification.rules import Reason
from tambon.verification.rules.views import Agreement, QueueCell

register = template.Library()

KINDS = {
    ClaimKind.FIELD: ("ภาคสนามรายงาน", "Reported from the field"),
    ClaimKind.REGISTER: ("ทะเบียนของหน่วยงาน", "From the agency's register"),
    ClaimKind.ENTRY: ("ค่าของสำนักงานเจ้าของข้อมูล", "The owner office's own value"),
    ClaimKind.CONFIRMATION: ("ยืนยัน", "Confirmed"),
    ClaimKind.DISPUTE: ("โต้แย้ง", "Disputed"),
    ClaimKind.CHALLENGE: ("มีผู้ทักท้วง", "Challenged"),
    ClaimKind.WITNESS: ("ผู้ใหญ่บ้านรับทราบว่าตรง", "The village head says so too"),
}
ORIGINS = {
    Origin.FIELD: ("เก็บจากพื้นที่", "Collected in the field"),
    Origin.REGISTER: ("จากทะเบียนของหน่วยงานเจ้าของข้อมูล", "From the owner's register"),
    Origin.OFFICE: ("จากสำนักงานเจ้าของข้อมูล", "From the owner's office"),
}
AGREEMENTS = {Agreement.SAME: ("ตรงกัน", "Same"), Agreement.DIFFERS: ("ไม่ตรงกัน", "Different")}
GAPS = {True: ("ทะเบียนมากกว่า {n}", "Register {n} more"), False: ("ทะเบียนน้อยกว่า {n}", "Register {n} less")}


@register.simple_tag(takes_context=True)
def value(context: Context, held: Any, variable: VariableSpec) -> str:
    """A value in words: numbers with commas, codes by their labels, a reason in place of an absent value."""
    held = held.value if isinstance(held, Figure) else held
    return say_value(variable, held, str(context.get("lang", "th")))


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
    known = code in set(Reason)
    return words.said(Reason(code).words, str(context.get("lang", "th"))) if known else code


@register.simple_tag(takes_context=True)
def compared(context: Context, cell: QueueCell) -> SafeString:
    """How the field's figure and the agency's stand to each other, in words; nothing where one is alone."""
    if cell.agreement is Agreement.ALONE:
        return SafeString("")
    lang = str(context.get("lang", "th"))
    text = words.said(AGREEMENTS[cell.agreement], lang)
    if cell.agreement is Agreement.DIFFERS and cell.gap is not None:
        text = words.said(GAPS[cell.gap > 0], lang).format(n=words.say_number(abs(cell.gap)))
    return format_html('<span class="compared-{}">{}</span>', cell.agreement.value, text)


@register.simple_tag(takes_context=True)
def refusal(context: Context, problem: Problem) -> str:
    """A refusal's sentence in the page's language."""
    return problem.say(str(context.get("lang", "th")))
