"""Taking submissions away: nobody's elsewhere, journaled, and not so many at once that phones wait."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from desk_world import Desk, make_desk
from records_world import AT, send, xml

from tambon.desk.views import submissions
from tambon.host.home import Home
from tambon.journal import queries as journal
from tambon.records import actions

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ZIP = "/desk/submissions/water.zip"


@pytest.fixture
def desk(db: None, home: Home) -> Desk:
    desk = make_desk()
    send(desk.world, xml(households=120, remark="=HYPERLINK(1)"))
    actions.process_inbox(at=AT)
    submissions.turns = submissions.Turns()
    return desk


def main_table(answer: Any) -> str:
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as made:
        return made.read("water.csv").decode()


def exports() -> list[str]:
    """Who took something, in order."""
    return [entry.by for entry in journal.list_entries(kind="submissions.exported")]


def test_a_neighbour_takes_nothing_and_an_office_may_not_ask(desk: Desk) -> None:
    assert "malee" in main_table(desk.browser("wichai").get(ZIP))
    prasert = desk.browser("prasert")
    for query in ("", "?area=5801", "?area=580102", "?sender=malee"):
        assert "malee" not in main_table(prasert.get(ZIP + query)), query
        seen = prasert.get(f"/desk/submissions/water{query}").content.decode()
        assert "<tbody>" not in seen, query
    for who in ("somying", "malee", "anan", "boonmi"):
        for ending in ("", ".zip", ".xlsx", ".ndjson"):
            assert desk.browser(who).get(f"/desk/submissions/water{ending}").status_code == 403, (who, ending)
    assert set(exports()) == {f"person:{desk.people[one]}" for one in ("wichai", "prasert")}


def test_who_takes_two_waits_for_one_of_them_and_others_do_not(desk: Desk) -> None:
    wichai = desk.browser("wichai")
    first, second = wichai.get(ZIP), wichai.get("/desk/submissions/water.ndjson")
    before = exports()
    refused = wichai.get(ZIP)
    assert refused.status_code == 429 and "ดาวน์โหลด" in refused.content.decode()
    assert exports() == before
    assert "malee" in main_table(desk.browser("kanya").get(ZIP))
    assert b"".join(second) and "malee" in main_table(first)
    assert "malee" in main_table(wichai.get(ZIP))
    cut_off = wichai.get(ZIP)._iterator
    next(cut_off)
    cut_off.close()  # as the server does when the browser is gone
    assert wichai.get(ZIP).status_code == 200 and wichai.get(ZIP).status_code == 200
