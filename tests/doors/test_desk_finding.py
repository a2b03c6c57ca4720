"""A receipt finds its submission, for who may see it; two contents under one id are compared in words."""

from __future__ import annotations

import pytest
from desk_world import Desk, make_desk
from records_world import AT, xml

from tambon.records import actions as records
from tambon.submissions import actions
from tambon.submissions.rules import Receipt, State

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def two(desk: Desk) -> tuple[Receipt, Receipt]:
    said = xml(households=120, piped=90)
    first = actions.receive(xml=said, person_id=desk.world.worker, at=AT)
    other = actions.receive(xml=said.replace(b">90<", b">91<"), person_id=desk.world.worker, at=AT)
    assert other.state is State.CONFLICT
    records.process_inbox(at=AT)
    return first, other


def test_a_receipt_finds_the_submission_on_both_pages_and_no_part_of_one_does(desk: Desk) -> None:
    first, other = two(desk)
    wichai, page = desk.browser("wichai"), f"/desk/quarantine/{first.ref}"
    for address in ("/desk/submissions", "/desk/quarantine"):
        for text in (first.hash, other.hash, other.hash.upper(), str(first.ref)):
            assert f'href="{page}"' in wichai.get(address, {"find": text}).content.decode(), (address, text)
        shown = wichai.get(address, {"find": first.hash[:40]}).content.decode()
        assert page not in shown and "ไม่พบในพื้นที่ของคุณ" in shown
        assert wichai.get(address, {"find": "\0"}).status_code == 200


def test_who_does_not_see_it_finds_nothing(desk: Desk) -> None:
    first, _ = two(desk)
    for who in ("prasert", "malee", "somying", "anan", "boonmi"):
        for address in ("/desk/submissions", "/desk/quarantine"):
            shown = desk.browser(who).get(address, {"find": first.hash}).content.decode()
            assert str(first.ref) not in shown, (who, address)


def test_a_conflict_says_who_where_and_what_differs(desk: Desk) -> None:
    _, other = two(desk)
    shown = desk.browser("wichai").get("/desk/quarantine", {"find": other.hash}).content.decode()
    card = shown[shown.index("คำถามที่ต่างกัน") :]
    assert ">90<" in card and ">91<" in card and ">120<" not in card.split("<details>")[0]
    assert '<span class="fine">58010201</span>' in shown
