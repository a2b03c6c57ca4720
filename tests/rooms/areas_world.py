"""A small registry to change. The tree on every day before a change:

TH ─ 58 ─ 5801 ─ 580101 ─ 58010101 58010102 58010103
        │      └ 580102 ─ 58010201
        └ 5802 ─ 580201
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from tambon.areas import actions
from tambon.areas.rules import Kind, ListSource, When
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.operations import Operation

AT = datetime(2026, 11, 22, tzinfo=UTC)
DAY = date(2026, 10, 23)
LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.TAMBON, "580101", "จองคำ", "Chong Kham"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
    Listed(Kind.TAMBON, "580201", "ขุนยวม", "Khun Yuam"),
]
VILLAGES = [
    {"code": code, "name_th": f"บ้านสมมติ {code[-2:]}", "name_en": ""}
    for code in ("58010101", "58010102", "58010103", "58010201")
]


def make_world() -> None:
    """Loads the tree above, its first lists."""
    actions.load_list(LIST, of=ListSource("list", DAY, "CC0-1.0", "us"), by="system", at=AT)
    actions.load_villages(
        VILLAGES,
        source="villages",
        day=DAY,
        licence="CC0-1.0",
        credit="us",
        synthetic=True,
        by="system",
        at=AT,
    )


def on(legal: date, listed: date | None = None) -> When:
    """A change in force on the one day, in the list on the other (the same day without)."""
    return When(legal, listed or legal, "notice")


def do(*operations: Operation, when: When, note: str = "") -> int:
    """Applies operations at once; the edition's id."""
    return actions.apply_operations([(one, when) for one in operations], note=note, by="person:1", at=AT)
