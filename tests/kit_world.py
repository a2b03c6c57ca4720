"""What a phone may be given: two tambons, four villages, the standard questionnaires, one open round.

TH ─ 58 ─ 5801 ─┬─ 580102  58010201 58010202   Malee's
                └─ 580103  58010301 58010302   Somchai's; the round does not come here
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.areas import actions as areas
from tambon.areas.queries import ids_by_code
from tambon.areas.rules import Kind
from tambon.areas.rules.lists import Listed, ListSource
from tambon.dictionary import actions as dictionary
from tambon.forms import actions as forms
from tambon.plan import actions as plan

BY = "system"
AT = datetime(2026, 1, 2, 5, tzinfo=UTC)
OPENS, CLOSES = date(2026, 1, 1), date(2099, 1, 1)
FREE_FORM = """| survey | | | |
| | type | name | label |
| | text | note | Note |
| settings | | | |
| | form_id | form_title | version |
| | free_form | Free | 1 |
"""
_COUNTRY = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.TAMBON, "580103", "ผาบ่อง", "Pha Bong"),
]
_TERMS = {"source": "test", "day": OPENS, "licence": "CC0-1.0", "credit": "test", "synthetic": True}


@dataclass(frozen=True)
class Kit:
    area: dict[str, int]
    malee: int
    somchai: int
    token: str  # of Malee's phone


def make_kit() -> Kit:
    areas.load_list(_COUNTRY, of=ListSource(**_TERMS), by=BY, at=AT)
    load_villages("58010201", "58010202", "58010301", "58010302")
    area = ids_by_code(["TH", "58", "5801", "580102", "580103"], on=OPENS)
    accounts.found("demonstration", by=BY, at=AT)
    malee = _worker("malee", "th", area["580102"])
    somchai = _worker("somchai", "en", area["580103"])
    dictionary.load_standard(by=BY, at=AT)
    forms.publish_standard(by=BY, at=AT)
    plan.make_programme(code="p", name_th="ก", name_en="P", since=OPENS, until=CLOSES, by=BY, at=AT)
    plan.make_round(
        programme="p", code="r", name_th="ร", name_en="R", area_id=area["580102"], opens=OPENS,
        closes=CLOSES, datasets={"water": "2026"}, by=BY, at=AT,
    )  # fmt: skip
    token = accounts.issue_phone_token(person_id=malee, label="phone", by=BY, at=AT)
    return Kit(area, malee, somchai, token)


def load_villages(*codes: str, day: date = OPENS) -> None:
    rows = [
        {"code": code, "name_th": f"บ้านตัวอย่าง {int(code[6:])}", "name_en": f"Example {int(code[6:])}"}
        for code in codes
    ]
    areas.load_villages(rows, **{**_TERMS, "day": day}, by=BY, at=AT)


def _worker(username: str, lang: str, area_id: int) -> int:
    person = accounts.add_person(username=username, name_th=username, lang=lang, by=BY, at=AT)
    accounts.grant(NewGrant(person, Role.WORKER, OPENS, CLOSES, area_id), by=BY, at=AT)
    return person
