"""How the desk shows what stands beside a value."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from tambon.desk.choices import choices_of
from tambon.dictionary.rules.spec import VariableSpec, VariableType
from tambon.pages import words
from tambon.verification.rules.beside import FEWEST_AROUND, Spread
from tambon.verification.rules.handing import HandReason

register = template.Library()


@register.simple_tag(takes_context=True)
def spread(context: Context, around: Spread | None, record_id: int) -> str:
    """The neighbours' numbers in few words: the middle one, from the least to the most.

    ``wide`` of the page: the records whose neighbours' single values the person may see, None for all. Beside
    others a spread of one or two places would tell them.
    """
    wide = context.get("wide")
    alone = wide is not None and record_id not in wide
    if around is None or (alone and around.places < FEWEST_AROUND):
        return "–"
    least, middle, most = (words.say_number(n) for n in (around.least, around.middle, around.most))
    texts = ("กลาง {m} ({l}–{h})", "median {m} ({l}–{h})")
    return words.said(texts, str(context.get("lang", "th"))).format(m=middle, l=least, h=most)


@register.simple_tag(takes_context=True)
def hand_reason(context: Context, code: str) -> str:
    """Why a cell was handed over, in words."""
    known = code in set(HandReason)
    return words.said(HandReason(code).words, str(context.get("lang", "th"))) if known else code


@register.filter
def choices(variable: VariableSpec) -> list[tuple[str, str, str]]:
    """What can be chosen for the variable."""
    return choices_of(variable)


@register.filter
def typed(variable: VariableSpec) -> bool:
    """Whether a value of it fits one field: rows do not."""
    return variable.type is not VariableType.ROWS


@register.filter
def map_link(place: tuple[float, float, Any]) -> str:
    """The place as other programs on the reader's machine open it (RFC 5870)."""
    return f"geo:{place[0]},{place[1]}"
