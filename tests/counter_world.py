"""The desk's small world with a published release: 90 of 120 households of 58010201 have piped water.

kanya of the centre moderates. A reader comes by the link that the portal shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from desk_world import BY, Desk, make_desk
from django.test import Client
from records_world import AT, collect

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Who
from tambon.lib.days import thai_day
from tambon.records.rules import RecordView
from tambon.releases import actions as releases
from tambon.verification.rules import CellRef

VARIABLE = "piped_households"


@dataclass(frozen=True)
class Counter:
    desk: Desk
    release: str

    def who(self, name: str) -> Who:
        return accounts.who(self.desk.people[name], on=thai_day(AT))

    @property
    def record(self) -> RecordView:
        return self.desk.world.record()

    def ref(self, variable: str = VARIABLE) -> CellRef:
        return CellRef(self.record.id, variable, self.record.cells[variable].claim_id)

    def address(self, **other: str) -> str:
        asked = {
            "release": self.release, "dataset": "water", "area": "58010201", "variable": VARIABLE,
            "period": "2026", **other,
        }  # fmt: skip
        return f"/counter/challenge?{urlencode(asked)}"


def make_counter() -> Counter:
    """Needs a home of its own."""
    desk = make_desk()
    collect(desk.world)
    return Counter(desk, releases.release_round("r1", by=BY, at=AT).version)


def form_of(client: Client, address: str, **more: object) -> str:
    """The token of the page's first form."""
    page = client.get(address, **more).content.decode()
    found = re.search(r'name="form" value="([^"]+)"', page)
    assert found, page[:2000]
    return found[1]


def encoded(fields: dict[str, object]) -> dict[str, object]:
    """The arguments of a post as a browser's form makes it."""
    return {"data": urlencode(fields, doseq=True), "content_type": "application/x-www-form-urlencoded"}
