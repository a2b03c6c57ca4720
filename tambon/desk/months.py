"""Months in addresses and on pages: 2026-12 in an address, ธันวาคม 2569 on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.desk.field_words import Calendar, calendar, kinds_counted
from tambon.fieldkit import queries as fieldkit
from tambon.fieldkit.rules import MonthReport
from tambon.workforce.rules.states import ABSENCE_REASONS, AbsenceReason
from tambon.workforce.rules.views import ContractView


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month; its text is the SDMX period that `say_period` reads."""

    first: date

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def before(self) -> Month:
        return Month((self.first - timedelta(days=1)).replace(day=1))

    @property
    def after(self) -> Month:
        return Month((self.first + timedelta(days=32)).replace(day=1))


class MonthInAddress:
    """How a month stands in an address."""

    regex = "[12][0-9]{3}-(?:0[1-9]|1[0-2])"

    @staticmethod
    def to_python(value: str) -> Month:
        return Month(date(int(value[:4]), int(value[5:]), 1))

    @staticmethod
    def to_url(value: Month) -> str:
        return str(value)


def months_of(contract: ContractView, *, today: date) -> list[Month]:
    """The contract's months up to today's, the latest first."""
    last = min(today, (contract.until or date.max) - timedelta(days=1))
    found, month = [], Month(last.replace(day=1))
    while last >= contract.since and month.after.first > contract.since:
        found.append(month)
        month = month.before
    return found


def month_page(contract: ContractView, month: Month, *, on: date) -> dict[str, Any]:
    """What the template of one contract's month asks for."""
    report = fieldkit.month_report(contract.id, month.first, on=on)
    entries = [day.entry for day in report.days if day.entry]
    shown = areas.views({contract.tambon_id, *report.who.villages, *report.villages}, on=on)
    return {
        "report": report,
        "month": month,
        "contract": contract,
        "person": accounts.names([contract.person_id])[contract.person_id],
        "tambon": shown.get(contract.tambon_id),
        "calendar": _calendar(report),
        "kinds": kinds_counted(entries),
        "days": [
            {"day": one, "villages": [shown[v] for v in one.villages if v in shown]}
            for one in report.days
            if one.entry or one.villages or one.sent or one.away
        ],
        "away": [
            {
                "one": one,
                "last": one.until - timedelta(days=1),
                "reason": ABSENCE_REASONS[AbsenceReason(one.reason)],
            }
            for one in report.away
        ],
        "months": months_of(contract, today=on),
        "is_whole": on >= month.after.first,
    }


def _calendar(report: MonthReport) -> Calendar:
    entries = [day.entry for day in report.days if day.entry]
    who = report.who
    return calendar(report.month, entries, since=who.since, until=who.until, today=report.on)
