"""The queue's form: how much stands on a page and in one form, and that a refusal loses nothing typed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from desk_world import BY, FAST, MADE, Desk, fresh, post, ref
from pytest_django import Settings
from records_world import collect

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.config import settings as ours
from tambon.desk import queue_page
from tambon.records.models import Claim
from tambon.verification.rules import MOST_AT_ONCE, MOST_ON_A_PAGE, count_whole

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def read(answer) -> str:  # type: ignore[no-untyped-def]
    return str(answer.content.decode())


def shown(page: str) -> list[str]:
    return re.findall(r'name="cell" value="([^"]+)"', page)


def test_a_whole_page_can_be_chosen_and_fits_one_form() -> None:
    most_of_one = 39 * queue_page.PAGE
    assert MOST_ON_A_PAGE <= MOST_AT_ONCE < most_of_one
    assert 2 * MOST_ON_A_PAGE + 20 < ours.DATA_UPLOAD_MAX_NUMBER_FIELDS
    page = [39] * queue_page.PAGE
    assert sum(page[: count_whole(page, most=MOST_ON_A_PAGE)]) == 7 * 39
    assert [count_whole(page, most=most) for most in (1, 39, 77, 78, None)] == [1, 1, 1, 2, 20]
    assert (count_whole([], most=5), count_whole([0, 9, 1], most=5)) == (0, 1)


def test_a_form_of_many_fields_reaches_its_view(desk: Desk) -> None:
    record = collect(desk.world)
    cells = [f"{record.id}:v{number}:1" for number in range(520)]
    fields = {"cell": cells, **{f"own:{one}": "" for one in cells}}
    answer = post(desk.browser("somying"), f"{desk.queue()}/confirm", fields, page=desk.queue())
    assert answer.status_code == 422 and "500" in read(answer)


def test_pages_bounded_by_cells_have_no_gap_and_repeat_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [collect(desk.world, f"5801020{n}", households=120, piped=90, customers=70) for n in (1, 2, 3)]
    monkeypatch.setattr(queue_page, "MOST_ON_A_PAGE", 5)
    officer, pages, address = desk.browser("somying"), [], desk.queue()
    while address:
        page = read(officer.get(address))
        pages.append(shown(page))
        found = re.search(r'href="([^"]+after=\d+-\d+)"', page)
        address = found[1] if found else ""
    every = [ref(one, name) for one in records for name in ("piped_households", "pwa_customers")]
    assert [len(page) for page in pages] == [4, 2]
    assert sorted(one for page in pages for one in page) == sorted(every)


def test_one_unreadable_value_loses_nothing_that_was_typed(desk: Desk) -> None:
    one, two = collect(desk.world), collect(desk.world, "58010202")
    officer, before = desk.browser("somying"), Claim.objects.count()
    fields = {
        f"own:{ref(one)}": "8765", f"own:{ref(two)}": "มากมาย", "note": "หนังสือที่ 4321", "day": "1 ม.ค. 2569",
        "cell": [ref(one)], "district": "5801",
    }  # fmt: skip
    answer = post(officer, f"{desk.queue()}/enter?district=5801", fields, page=desk.queue())
    page = read(answer)
    assert (answer.status_code, Claim.objects.count()) == (422, before)
    assert f'name="own:{ref(one)}" maxlength="200" size="8" autocomplete="off" value="8765"' in page
    assert f'value="มากมาย" aria-describedby="why-{ref(two)}" aria-invalid="true"' in page
    assert page.count('aria-invalid="true"') == 1 and f'id="why-{ref(two)}"' in page
    assert 'value="หนังสือที่ 4321"' in page and 'value="1 ม.ค. 2569"' in page
    assert f'value="{ref(one)}" data-select checked' in page and page.count(" data-select checked") == 1
    assert '<option value="5801" selected>' in page or 'name="district" value="5801"' in page
    again = officer.get(f"{desk.queue()}/enter?district=5801&lang=en")
    assert again["Location"] == f"{desk.queue()}?district=5801&lang=en"


@pytest.mark.parametrize(
    ("fields", "beside"),
    [({"day": "เมื่อวานซืน"}, "day"), ({"day": "1 ม.ค. 2600"}, "day"), ({"note": "ก" * 201}, "note")],
)
def test_a_bad_day_and_a_long_note_are_said_beside_their_fields(
    desk: Desk, fields: dict[str, str], beside: str
) -> None:
    record, officer = collect(desk.world), desk.browser("somying")
    given = {f"own:{ref(record)}": "77", "note": "ทะเบียน", **fields}
    answer = post(officer, f"{desk.queue()}/enter", given, page=desk.queue())
    page = read(answer)
    assert answer.status_code == 422 and f'id="own-{beside}-why"' in page
    assert 'value="77"' in page and f'value="{given["note"]}"' in page
    assert f'value="{given.get("day", "")}"' in page and '<details class="own-bar" open>' in page


def test_who_sent_a_value_keeps_what_was_typed_of_the_others(desk: Desk) -> None:
    one, two = collect(desk.world), collect(desk.world, "58010202")
    new = NewGrant(desk.world.worker, Role.VERIFIER, date(2026, 10, 1), office_id=desk.world.office["pwa"])
    accounts.grant(new, by=BY, at=MADE)
    worker = desk.browser("malee")
    fields = {f"own:{ref(one)}": "77", f"own:{ref(two)}": "78", "note": "เล่ม 2"}
    entered = post(worker, f"{desk.queue()}/enter", fields, page=desk.queue())
    assert entered.status_code == 403 and 'value="77"' in read(entered) and 'value="เล่ม 2"' in read(entered)
    confirmed = post(worker, f"{desk.queue()}/confirm", {**fields, "cell": [ref(one)]}, page=desk.queue())
    assert confirmed.status_code == 403 and 'value="78"' in read(confirmed)


def test_what_changed_or_went_meanwhile_keeps_what_was_typed_of_it(desk: Desk) -> None:
    one, two, three = (collect(desk.world, f"5801020{n}") for n in (1, 2, 3))
    officer = desk.browser("somying")
    collect(desk.world, "58010202", minutes=5, households=120, piped=95)
    post(officer, f"{desk.queue()}/confirm", {"cell": [ref(three)]}, page=desk.queue())
    fields = {
        f"own:{ref(one)}": "มาก",
        f"own:{ref(two)}": "70",
        f"own:{ref(three)}": "71",
        "cell": [ref(two)],
    }
    page = read(post(officer, f"{desk.queue()}/enter", fields, page=desk.queue()))
    fresh = ref(desk.world.record("58010202"))
    assert f'name="own:{fresh}" maxlength="200" size="8" autocomplete="off" value="70"' in page
    assert "เปลี่ยนไปหลังจากคุณเปิดหน้า" in page.partition(f'id="why-{fresh}"')[2][:400]
    assert " data-select checked" not in page, "nobody confirms a value that they have not seen"
    assert "<strong>71</strong>" in page.partition('id="problem"')[2]
