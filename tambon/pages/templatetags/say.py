"""Tags and filters of every door's pages: two languages, Buddhist years, numbers, grades, built files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tambon.lib import days
from tambon.pages import assets, words

register = template.Library()
_NUMBERED = re.compile(r"\[(?:(?P<by>\w+):)?(?P<one>[^\[\]|:]*)\|(?P<many>[^\[\]|]*)\]")


@register.simple_tag(takes_context=True)
def say(context: Context, thai: Any, english: str | None = None, **details: Any) -> Any:
    """The Thai or the English text, in the page's language.

    ``{% say "พบ {n} แห่ง" "Found {n} places" n=count %}`` fills escaped details in;
    ``"{n} [value|values]"`` chooses by the first detail, ``"[places:village|villages]"`` by the one it names.
    ``{% say area %}`` says a thing with name_th and name_en (or label_…, title_…, or a pair).
    """
    lang = str(context.get("lang", "th"))
    if english is None:
        return words.said(thai, lang)
    chosen = thai if lang == "th" else _chosen(english, details)
    return format_html(chosen, **details) if details else chosen


def _chosen(english: str, details: Mapping[str, Any]) -> str:
    """The English text with each ``[one|many]`` chosen by its count."""
    if "|" not in english or not details:
        return english

    def one(found: re.Match[str]) -> str:
        count = details[found["by"]] if found["by"] else next(iter(details.values()))
        return found["one"] if str(count) == "1" else found["many"]

    return _NUMBERED.sub(one, english)


@register.filter
def said(thing: Any, lang: str) -> str:
    """``{{ area|said:lang }}``: the thing's name in the language, or in the other where it has none."""
    return words.said(thing, lang)


@register.filter
def day(value: date | datetime | str | None, lang: str) -> str:
    """``{{ visited_on|day:lang }}``: a day in words, Buddhist years in Thai; an instant's day in Bangkok."""
    moment = words.as_time(value)
    if moment is None:
        return ""
    return days.say_day(days.thai_day(moment) if isinstance(moment, datetime) else moment, lang)


@register.filter
def moment(value: datetime | str | None, lang: str) -> str:
    """``{{ at|moment:lang }}``: a day and a Bangkok clock time in words."""
    at = words.as_time(value)
    if at is None:
        return ""
    return days.say_moment(at, lang) if isinstance(at, datetime) else days.say_day(at, lang)


@register.filter
def clock(value: datetime, lang: str) -> str:
    """``{{ at|clock:lang }}``: the Bangkok clock time alone, where the day stands above it."""
    return days.say_clock(value, lang)


@register.filter
def period(value: str | None, lang: str) -> str:
    """``{{ "2026-11"|period:lang }}``: พฤศจิกายน 2569, November 2026."""
    return days.say_period(value, lang) if value else ""


@register.filter
def number(value: Any) -> str:
    """``1234567.5`` as ``1,234,567.5``; at most two decimals; what is no number as it is."""
    return words.say_number(value)


@register.filter
def share(part: float | None, whole: float | None) -> str:
    """``{{ verified|share:expected }}``: a whole per cent; 100% only when nothing is missing."""
    return words.say_share(part, whole)


@register.filter
def size(count: int | None) -> str:
    """Bytes as people read them: ``1.4 MB`` (powers of 1000)."""
    return words.say_size(count or 0)


@register.filter
def item(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """``{{ row|item:column }}``: the mapping's value under the key, ``None`` without one."""
    return mapping.get(key) if mapping else None


@register.simple_tag(takes_context=True)
def grade(context: Context, name: str | None) -> SafeString:
    """A grade as shape, colour and words; nothing reported yet without a name."""
    known = words.GRADES.get(name or "absent", words.GRADES["absent"])
    return format_html(
        '<span class="grade grade-{}"><svg aria-hidden="true" viewBox="0 0 16 16">{}</svg>{}</span>',
        known.name,
        known.shape,
        known.th if context.get("lang", "th") == "th" else known.en,
    )


@register.simple_tag(takes_context=True)
def switch_language(context: Context, lang: str) -> str:
    """The address of this very page in the other language."""
    request = context["request"]
    query = request.GET.copy()
    query["lang"] = lang
    return f"{request.path}?{query.urlencode()}"


@register.simple_block_tag(takes_context=True, end_name="endkept")
def kept(context: Context, content: SafeString, name: str) -> SafeString:
    """``{% kept "shared_title" %}…{% endkept %}``: says it, and keeps it for ``{{ shared_title }}``."""
    context[name] = content
    return content


@register.simple_tag(takes_context=True)
def shared_address(context: Context) -> str:
    """This page's path with its query, in the language that it is read in: what is shared is what is seen,
    without the place that its reader looked at last."""
    query = context["request"].GET.copy()
    query.pop("near", None)
    query["lang"] = str(context.get("lang", "th"))
    return f"{context['request'].path}?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def here_with(context: Context, **changes: Any) -> str:
    """This page's address with parts of its query changed; a change to nothing leaves that part out."""
    query: QueryDict = context["request"].GET.copy()
    query.pop("lang", None)
    for key, value in changes.items():
        if value in (None, ""):
            query.pop(key, None)
        else:
            query[key] = str(value)
    return "?" + query.urlencode()


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file: ``{% asset "tambon.css" %}``."""
    return assets.url(name)
