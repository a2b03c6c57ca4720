"""Days as Thailand counts them: the Bangkok day of an instant, and Buddhist years at the edges."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")  # no daylight saving since 1920
BUDDHIST_OFFSET = 543

MONTHS_TH = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def thai_day(at: datetime) -> date:
    """The calendar day in Bangkok of the aware instant ``at`` (06:30 there is still yesterday in UTC)."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(BANGKOK).date()


def day_before(until: date | None) -> date | None:
    """The last day of a span that ends before ``until``; none where it has no end."""
    return until - timedelta(days=1) if until else None


def say_day(day: date, lang: str) -> str:
    """``22 พฤศจิกายน 2569`` in Thai, ``22 November 2026`` in English."""
    if lang == "th":
        return f"{day.day} {MONTHS_TH[day.month - 1]} {day.year + BUDDHIST_OFFSET}"
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def say_moment(at: datetime, lang: str) -> str:
    """A day and a Bangkok clock time: ``22 พฤศจิกายน 2569 06:30 น.``."""
    return f"{say_day(thai_day(at), lang)} {say_clock(at, lang)}"


def say_clock(at: datetime, lang: str) -> str:
    """A Bangkok clock time: ``06:30 น.``."""
    return f"{at.astimezone(BANGKOK):%H:%M}{' น.' if lang == 'th' else ''}"


def say_period(period: str, lang: str) -> str:
    """An SDMX period in words: ``2026-11`` is พฤศจิกายน 2569, ``2026`` พ.ศ. 2569; others stay as they are."""
    year, _, month = period.partition("-")
    if not year.isdigit() or (month and not month.isdigit()):
        return period
    number = int(year) + (BUDDHIST_OFFSET if lang == "th" else 0)
    if not month:
        return f"พ.ศ. {number}" if lang == "th" else str(number)
    return f"{(MONTHS_TH if lang == 'th' else MONTHS_EN)[int(month) - 1]} {number}"
