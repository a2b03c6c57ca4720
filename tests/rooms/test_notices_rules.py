"""When the next digest may go out, what it says, and the numbers and words of letters."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.accounts.rules import Role
from tambon.lib.problem import Problem
from tambon.notices.rules import (
    CHOICES,
    LONGEST_WISH,
    MOST_TRIES,
    TRY_AFTER,
    Channel,
    MessageKind,
    MessageView,
    Wait,
    WaitKind,
    default_for_office,
    default_for_person,
    in_order,
    is_behind,
    is_due,
    link,
    next_due,
    next_try,
    number_after,
    read_head,
    read_number,
    read_wait,
    read_wish,
    sentence,
    summed,
    tell,
    write_mail,
)

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
THAI = re.compile("[ก-๛]")
waits = st.builds(
    Wait,
    kind=st.sampled_from(WaitKind),
    count=st.integers(1, 10**6),
    of=st.integers(0, 10**6),
    places=st.integers(0, 75_000),
    dataset=st.sampled_from(["", "water", "population"]),
    day=st.one_of(st.none(), DAYS),
    where=st.integers(0, 10**9),
)


@given(st.integers(0, LONGEST_WISH), st.lists(DAYS, unique=True, max_size=60))
def test_nobody_is_told_more_often_than_they_chose(every_days: int, asked: list[date]) -> None:
    """Whatever days the maker runs on, two digests are at least the wish apart, and never two a day."""
    last: date | None = None
    made: list[date] = []
    for on in sorted(asked):
        if is_due(last, every_days, on=on):
            made.append(on)
            last = on
    assert all((b - a).days >= max(1, every_days) for a, b in pairwise(made))
    assert made == [] if every_days == 0 else bool(made) == bool(asked)


@given(st.integers(1, LONGEST_WISH), DAYS)
def test_a_maker_that_runs_daily_tells_as_often_as_they_chose(every_days: int, start: date) -> None:
    last, made = None, []
    for step in range(200):
        on = start + timedelta(days=step)
        if is_due(last, every_days, on=on):
            made.append(on)
            last = on
    assert {(b - a).days for a, b in pairwise(made)} == {every_days}


@given(st.integers(-5, 200), st.one_of(st.none(), DAYS), DAYS, st.integers(0, 100))
def test_what_is_due_stays_due(every_days: int, last: date | None, on: date, later: int) -> None:
    if is_due(last, every_days, on=on):
        assert is_due(last, every_days, on=on + timedelta(days=later))
    assert next_due(on, every_days) is None or next_due(on, every_days) > on


def test_defaults_daily_at_the_desk_weekly_by_mail_never_by_letter() -> None:
    assert default_for_person([Role.WORKER], Channel.DESK) == 1
    assert default_for_person([Role.DISTRICT], Channel.EMAIL) == 7
    assert default_for_person([Role.LOCAL_GOVERNMENT], Channel.DESK) == 7
    assert default_for_person([Role.LOCAL_GOVERNMENT, Role.VERIFIER], Channel.DESK) == 1
    assert default_for_person([], Channel.DESK) == 0
    assert all(default_for_person([role], Channel.LETTER) == 0 for role in Role)
    assert (default_for_office(Channel.EMAIL), default_for_office(Channel.LETTER)) == (7, 0)


@pytest.mark.parametrize("text", ["", "2", "-1", "93", "๗", "07", "daily"])
def test_a_wish_is_one_of_the_choices(text: str) -> None:
    assert [read_wish(str(days)) for days in CHOICES] == list(CHOICES)
    with pytest.raises(Problem) as caught:
        read_wish(text)
    assert caught.value.kind.code == "422-wish"


@given(waits)
def test_what_waits_is_kept_as_it_was(wait: Wait) -> None:
    assert read_wait(wait.as_dict()) == wait


@given(st.lists(waits, max_size=20))
def test_a_digest_tells_each_thing_once_in_the_order_of_kinds(given_waits: list[Wait]) -> None:
    told = in_order([*given_waits, Wait(WaitKind.TASKS_DUE, 0)])
    assert sorted(map(repr, told)) == sorted(map(repr, given_waits))
    places = [list(WaitKind).index(wait.kind) for wait in told]
    assert places == sorted(places)


@given(st.lists(waits, max_size=20))
def test_a_sum_loses_nothing(given_waits: list[Wait]) -> None:
    found = summed(given_waits)
    assert sum(wait.count for wait in found) == sum(wait.count for wait in given_waits)
    assert len({(wait.kind, wait.dataset) for wait in found}) == len(found)


@pytest.mark.parametrize("kind", WaitKind)
@pytest.mark.parametrize("count", [1, 2])
def test_every_kind_has_a_whole_sentence_in_both_languages_and_a_page(kind: WaitKind, count: int) -> None:
    wait = Wait(kind, count, 9, 4, "water", date(2026, 11, 22), 7)
    th, en = sentence(wait, ("น้ำ", "Water"))
    assert THAI.search(th) and not THAI.search(en)
    assert not re.search(r"[{}\[\]|]", th + en)
    assert link(wait).startswith("/desk/")
    if "2569" in th:
        assert "2026" in en


@pytest.mark.parametrize("kind", MessageKind)
def test_every_happening_has_a_sentence(kind: MessageKind) -> None:
    details = {"areas": [1, 2], "count": 7, "day": "2026-11-22", "code": "tst"}
    message = MessageView(1, kind, details, datetime(2026, 11, 22, tzinfo=UTC), True)
    th, en = tell(message, [("บ้านหนึ่ง", "One"), ("บ้านสอง", "Two")], ("โครงการ", "Programme"))
    assert THAI.search(th) and not THAI.search(en)
    assert not re.search(r"[{}\[\]|]", th + en)


def test_many_villages_are_counted_and_a_few_named() -> None:
    areas = [(f"บ้าน {n}", f"Ban {n}") for n in range(9)]
    message = MessageView(
        1, MessageKind.VILLAGES_GIVEN, {"count": 9}, datetime(2026, 11, 22, tzinfo=UTC), True
    )
    th, en = tell(message, areas)
    assert "และอีก 4 แห่ง" in th and en.endswith("and 4 more")
    alone = MessageView(1, MessageKind.VILLAGES_GIVEN, {"count": 1}, message.at, True)
    assert tell(alone, areas[:1])[1] == "You were given 1 village: Ban 0"


def test_a_district_is_behind_when_clearly_less_is_reported_than_days_are_over() -> None:
    opens, closes = date(2026, 11, 1), date(2026, 12, 1)
    assert not is_behind(0, 10, opens, closes, on=date(2026, 11, 3))
    assert is_behind(2, 10, opens, closes, on=date(2026, 11, 15))
    assert not is_behind(4, 10, opens, closes, on=date(2026, 11, 15))
    assert not is_behind(10, 10, opens, closes, on=date(2026, 11, 30))


@given(st.integers(0, MOST_TRIES + 3))
def test_mail_is_tried_ever_later_and_then_given_up(tries: int) -> None:
    made = datetime(2026, 11, 22, tzinfo=UTC)
    due = next_try(made, tries)
    assert (due is None) == (tries >= MOST_TRIES)
    if due is not None and tries:
        assert due > made + TRY_AFTER[tries - 1]


def test_a_mail_says_what_waits_in_thai_and_then_in_english_with_one_link_and_the_way_out() -> None:
    said = [sentence(Wait(WaitKind.QUARANTINED, 3)), ("<b>น้ำ</b>", "<b>water</b>")]
    address = {"desk": "https://t.example/desk/notices", "wishes": "https://t.example/desk/notices/wishes"}
    mail = write_mail(said, on=date(2026, 11, 22), **address, synthetic=True)
    assert mail.plain.index("22 พฤศจิกายน 2569") < mail.plain.index("22 November 2026")
    assert "3 answers were set aside" in mail.plain
    assert "Synthetic data" in mail.plain and mail.subject.startswith("[ข้อมูลสังเคราะห์")
    assert set(re.findall(r'href="([^"]+)"', mail.html)) == set(address.values())
    assert "<b>" not in mail.html and "&lt;b&gt;" in mail.html
    assert "<img" not in mail.html and "src=" not in mail.html


def test_numbers_of_letters_count_up_and_keep_their_stem() -> None:
    assert read_number(" มส ๐๑๑๘/๑๒๓ ") == "มส 0118/123"
    assert number_after("มส 0118/123", 0) == "มส 0118/123"
    assert number_after("มส 0118/099", 2) == "มส 0118/101"
    assert number_after("มส 0118.2/ว 9", 1) == "มส 0118.2/ว 10"
    for wrong in ("", "มส 0118/", "x" * 40 + "1"):
        with pytest.raises(Problem) as caught:
            read_number(wrong)
        assert caught.value.kind.code == "422-letter-number"


@given(st.integers(0, 10**6), st.integers(0, 500), st.integers(0, 500))
def test_counting_on_from_a_number_adds_up(start: int, a: int, b: int) -> None:
    number = f"มส 0118/{start}"
    assert number_after(number_after(number, a), b) == number_after(number, a + b)


def test_a_letterhead_needs_all_but_the_telephone() -> None:
    given_head = {
        "sender": " ที่ว่าการอำเภอ ", "address": "ถนน ก\n\n จังหวัด ข ", "unit": "กลุ่มงาน", "signer": "นาย ก",
        "position": "นายอำเภอ",
    }  # fmt: skip
    head = read_head(given_head)
    assert (head.sender, head.address, head.telephone) == ("ที่ว่าการอำเภอ", "ถนน ก\nจังหวัด ข", "")
    with pytest.raises(Problem) as caught:
        read_head({**given_head, "signer": " "})
    assert caught.value.kind.code == "422-letter-incomplete" and "signer" in caught.value.say("en")
    with pytest.raises(Problem) as caught:
        read_head({**given_head, "unit": "ก" * 121})
    assert caught.value.kind.code == "422-letter-field-long"
