"""Somebody in a real home with one country, before any grant."""

from __future__ import annotations

from datetime import date, datetime

from tambon.accounts import actions as accounts
from tambon.areas import actions as areas
from tambon.areas.queries import ids_by_code
from tambon.areas.rules import Kind
from tambon.areas.rules.lists import Listed, ListSource


def make_person(lang: str = "th", *, at: datetime, kind: str = "real") -> tuple[int, int]:
    """Malee's id and the country's."""
    country = [Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand")]
    of = ListSource("test", date(2026, 1, 1), "CC0-1.0", "test", synthetic=True)
    areas.load_list(country, of=of, by="system", at=at)
    accounts.found(kind, by="system", at=at)
    person = accounts.add_person(username="malee", name_th="มาลี", lang=lang, by="system", at=at)
    return person, ids_by_code(["TH"], on=date(2026, 1, 1))["TH"]
