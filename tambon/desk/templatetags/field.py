"""How the desk shows field work: villages by number and name, a month in words and as a strip of days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tambon.areas.rules import AreaView
from tambon.desk.field_words import DAY_CHOICES, kinds_counted, month_days
from tambon.lib import days
from tambon.pages import words
from tambon.workforce.rules.days import DayView
from tambon.workforce.rules.states import ABSENCE_REASONS, DAY_KINDS, AbsenceReason, DayKind

register = template.Library()
STEP, DOT = 4, 3  # of a strip: from day to day, and a dot's width


@register.simple_tag(takes_context=True)
def village_name(context: Context, area: AreaView) -> str:
    """A village by its number and name, as people call it."""
    return area.full_th if context.get("lang", "th") == "th" else area.full_en


@register.simple_tag(takes_context=True)
def period_of(context: Context, first: date) -> str:
    """The month in which the day lies, in words."""
    return days.say_period(f"{first:%Y-%m}", str(context.get("lang", "th")))


@register.simple_tag
def day_kinds() -> tuple[Any, ...]:
    """(code, words, sign) of every kind of day."""
    return DAY_CHOICES


@register.simple_tag(takes_context=True)
def month_strip(context: Context, entries: Iterable[DayView], on: date) -> SafeString:
    """The month up to that day as a row of dots, one a day: full by kind, hollow where nothing was written.

    What it shows stands in words beside it for those who cannot see it.
    """
    entries = list(entries)
    lang = str(context.get("lang", "th"))
    kinds = {entry.day: entry.kind.value for entry in entries}
    shown = [day for day in month_days(on.replace(day=1)) if day <= on]
    dots = format_html_join(
        "",
        '<rect class="day-{}" x="{}" y="1" width="{}" height="{}" rx="0.6"/>',
        ((kinds.get(day, "none"), (day.day - 1) * STEP, DOT, DOT + 2) for day in shown),
    )
    counted = [f"{words.said(pair, lang)} {number}" for pair, number in kinds_counted(entries)]
    text = ", ".join(counted) or words.said(("ยังไม่เขียน", "Nothing written"), lang)
    return format_html(
        '<svg class="strip" viewBox="0 0 {} 7" role="img" aria-label="{}">{}</svg>', 31 * STEP, text, dots
    )


@register.simple_tag(takes_context=True)
def ago(context: Context, day: date | None, on: date) -> str:
    """How long ago a day was, in words; that nothing was heard yet without one."""
    lang = str(context.get("lang", "th"))
    if day is None:
        return words.said(("ยังไม่เคยส่ง", "Never"), lang)
    gone = (on - day).days
    if gone <= 0:
        return words.said(("วันนี้", "Today"), lang)
    if gone == 1:
        return words.said(("เมื่อวาน", "Yesterday"), lang)
    return words.said(("{n} วันก่อน", "{n} days ago"), lang).format(n=gone)


@register.simple_tag(takes_context=True)
def kind_words(context: Context, kind: DayKind) -> str:
    """What a day was, in words."""
    return words.said(DAY_KINDS[kind], str(context.get("lang", "th")))


@register.simple_tag(takes_context=True)
def absence_words(context: Context, reason: str) -> str:
    """Why somebody was away, in words."""
    return words.said(ABSENCE_REASONS[AbsenceReason(reason)], str(context.get("lang", "th")))
