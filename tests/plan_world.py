"""A small Mae Hong Son with a programme of twelve months and the inferred plan's text.

TH ─ 58 ─┬─ 5801 ─┬─ 580101
         │        └─ 580102  58010201 58010202
         └─ 5802 ─── 580201  58020101
   └ 10 ─── 1001 ─── 100101  10010101      left out by the programme
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tambon.areas import actions as area_actions
from tambon.areas import queries as areas
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.lists import Listed
from tambon.dictionary import actions as dictionary
from tambon.plan import actions

STANDARD = Path(__file__).parents[1] / "tambon" / "standard"
PROGRAMME_TEXT = (STANDARD / "programmes" / "tambon-smart-team.yml").read_text("utf-8")
THEMES = (
    "population", "infrastructure", "water", "economy", "health", "education",
    "community", "environment", "risk", "welfare",
)  # fmt: skip
PLAN_TEXT = (STANDARD / "plans" / "inferred.yml").read_text("utf-8")
CODE = "tambon-smart-team"
BY = "person:1"
LISTED = date(2020, 9, 1)
AT = datetime(2020, 10, 5, 3, tzinfo=UTC)
TODAY = date(2020, 10, 5)
LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "10", "กรุงเทพมหานคร", "Bangkok"),
    Listed(Kind.DISTRICT, "1001", "พระนคร", "Phra Nakhon"),
    Listed(Kind.TAMBON, "100101", "พระบรมมหาราชวัง", "Phra Borom Maha Ratchawang"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.TAMBON, "580101", "จองคำ", "Chong Kham"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
    Listed(Kind.TAMBON, "580201", "ขุนยวม", "Khun Yuam"),
]
VILLAGES = ("58010201", "58010202", "58020101", "10010101")


def make_country() -> None:
    of = ListSource("list", LISTED, "CC0-1.0", "us", synthetic=True)
    area_actions.load_list(LIST, of=of, by="system", at=AT)
    load_villages(*VILLAGES)
    dictionary.load_standard(by="system", at=AT)


def load_villages(*codes: str, day: date = LISTED) -> None:
    rows = [{"code": code, "name_th": f"บ้าน {code}", "name_en": ""} for code in codes]
    area_actions.load_villages(
        rows, source="v", day=day, licence="CC0-1.0", credit="us", synthetic=True, by="system", at=AT
    )


def area(code: str, on: date = TODAY) -> int:
    return areas.get_area(code, on=on).id


def make_programme() -> None:
    """The country and the programme of the standard text."""
    make_country()
    actions.load_programme(PROGRAMME_TEXT, by=BY, at=AT)


def load(text: str = PLAN_TEXT, at: datetime = AT) -> int:
    return actions.load_plan(programme=CODE, text=text, by=BY, at=at).number


def approve(number: int, at: datetime = AT, **terms: bool) -> actions.ApprovedPlan:
    return actions.approve_plan(programme=CODE, number=number, by=BY, at=at, **terms)


def small_plan(
    *, since: str = "{ month: 3 }", until: str = "{ month: 4 }", dataset: str = "water",
    period: str = "fiscal_year", due: str = "last",
) -> str:  # fmt: skip
    """A plan of one round with one task, in month 4."""
    return f"""code: small
version: "1"
about: {{ th: แผนทดสอบ, en: A plan for tests }}
rounds:
  - code: first
    name: {{ th: รอบ, en: Round }}
    from: {since}
    to: {until}
    datasets: {{ {dataset}: {period} }}
tasks:
  - code: collect
    month: 4
    title: {{ th: เก็บข้อมูล, en: Collect }}
    deliverable: {{ dataset: {dataset}, round: first }}
    due: {due}
    weight: 100
"""
