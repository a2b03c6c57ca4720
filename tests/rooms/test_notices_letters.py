"""Letters: who may be written to, what is kept, and what is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from printed import letters_of, lines_of, pages_of
from records_world import AT, BY, TODAY, World, collect, make_world

from tambon.accounts.models import Office
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.notices import actions, queries
from tambon.notices.models import Digest, Letter
from tambon.notices.rules import Channel, Letterhead, Wait, WaitKind, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEAD = Letterhead(
    "ที่ว่าการอำเภอเมืองแม่ฮ่องสอน", "ถนนสิงหนาทบำรุง\nอำเภอเมืองแม่ฮ่องสอน มส 58000", "กลุ่มงานบริหารงานปกครอง",
    "นายสมมุติ ใจดี", "นายอำเภอเมืองแม่ฮ่องสอน", "0 5361 1234",
)  # fmt: skip
DESK = "https://tambon.example.test/desk/"


@pytest.fixture
def world() -> World:
    """Values of two villages wait for the waterworks and for a local government."""
    world = make_world()
    collect(world)
    collect(world, "58010202", minutes=1)
    Office.objects.filter(pk=world.office["pwa"]).update(
        name_th="การประปาส่วนภูมิภาคสาขาแม่ฮ่องสอน", addressee="ผู้จัดการการประปาส่วนภูมิภาคสาขาแม่ฮ่องสอน"
    )
    return world


def write(world: World, number: str = "มส 0118/123", *, office: str = "pwa", days: int = 0) -> int:
    return actions.make_letter(
        office_id=world.office[office], from_area=world.area["5801"], number=number, head=HEAD, by="person:7",
        at=AT + timedelta(days=days),
    )  # fmt: skip


def refused(world: World, number: str = "มส 0118/124", **how: object) -> str:
    with pytest.raises(Problem) as caught:
        write(world, number, **how)  # type: ignore[arg-type]
    return caught.value.kind.code


def test_a_letter_keeps_what_waits_and_who_signs_and_is_journaled_without_names(world: World) -> None:
    letter_id = write(world, "มส ๐๑๑๘/๑๒๓")
    (letter,) = queries.get_letters([letter_id])
    assert (letter.number, letter.day, letter.head) == ("มส 0118/123", TODAY, HEAD)
    assert letter.area_th == "อำเภอเมืองแม่ฮ่องสอน" and letter.refers_to is None
    assert [(w.kind, w.count, w.places) for w in letter.waits] == [(WaitKind.TO_CONFIRM, 2, 2)]
    (entry,) = Entry.objects.filter(kind="notices.letter_made")
    body = {"office": world.office["pwa"], "area": world.area["5801"], "values": 2}
    assert (entry.subject, entry.body) == (f"digest:{letter_id}", body)


def test_offices_of_the_area_with_something_waiting_are_listed_with_their_last_letter(world: World) -> None:
    waiters = {w.office_id: w for w in queries.list_waiters(world.area["5801"], on=TODAY)}
    assert waiters.keys() == {world.office["pwa"], world.office["lao"]}
    pwa = waiters[world.office["pwa"]]
    assert (pwa.cells, pwa.last, pwa.may_get_one(TODAY), pwa.oldest) == (2, None, True, TODAY)
    letter_id = write(world)
    after = queries.list_waiters(world.area["5801"], on=TODAY)
    again = next(w for w in after if w.office_id == world.office["pwa"])
    assert (again.last, again.may_get_one(TODAY), again.latest_id) == (TODAY, False, letter_id)
    assert queries.list_waiters(world.area["580103"], on=TODAY) == []


def test_letters_go_out_as_often_as_the_office_chose_and_never_twice_a_day(world: World) -> None:
    write(world)
    assert refused(world) == "409-letter-too-soon"
    write(world, "มส 0118/124", days=1)
    wish = {"office_id": world.office["pwa"], "channel": Channel.LETTER, "by": BY, "at": AT}
    actions.set_wish(**wish, every_days=30)
    assert refused(world, "มส 0118/125", days=20) == "409-letter-too-soon"
    write(world, "มส 0118/125", days=31)
    actions.set_wish(**wish, every_days=0)
    assert refused(world, "มส 0118/126", days=300) == "409-letter-not-wished"


def test_a_number_stands_on_one_letter_and_nothing_is_left_of_a_refused_one(world: World) -> None:
    write(world)
    assert refused(world, "มส ๐๑๑๘/๑๒๓", office="lao") == "409-letter-number-taken"
    assert refused(world, "ไม่มีเลข", office="lao") == "422-letter-number"
    assert refused(world, office="dopa") == "409-letter-nothing-waits"
    assert (Digest.objects.count(), Letter.objects.count()) == (1, 1)


def test_letters_to_all_count_their_numbers_up_and_leave_out_who_had_one(world: World) -> None:
    given = {"from_area": world.area["58"], "head": HEAD, "by": BY, "at": AT}
    ids = actions.make_letters(first_number="มส 0017/9", **given)
    assert [letter.number for letter in queries.get_letters(ids)] == ["มส 0017/9", "มส 0017/10"]
    assert actions.make_letters(first_number="มส 0017/11", **given) == []
    content = queries.letters_pdf(ids, desk=DESK)
    assert pages_of(content) == 4


def test_letters_to_all_are_all_or_none(world: World) -> None:
    write(world, "มส 0118/10", days=-1)
    given = {"from_area": world.area["58"], "head": HEAD, "by": BY, "at": AT}
    with pytest.raises(Problem) as caught:
        actions.make_letters(first_number="มส 0118/9", **given)
    assert caught.value.kind.code == "409-letter-number-taken"
    assert Letter.objects.count() == 1


def test_a_printed_letter_has_the_parts_of_the_official_form_in_thai_digits(world: World) -> None:
    content = queries.letters_pdf([write(world)], desk=DESK)
    text = letters_of(content)
    order = [
        "ที่มส๐๑๑๘/๑๒๓", "ที่ว่าการอำเภอเมืองแม่ฮ่องสอน", "มส๕๘๐๐๐", "๒๒พฤศจิกายน๒๕๖๙", "เรื่องขอความอนุเคราะห์",
        "เรียนผู้จัดการการประปาส่วนภูมิภาคสาขาแม่ฮ่องสอน", "สิ่งที่ส่งมาด้วยบัญชีข้อมูล", "ด้วยที่ว่าการอำเภอ", "จำนวน๒ค่า",
        "จึงเรียนมาเพื่อโปรดทราบและพิจารณา", "ขอแสดงความนับถือ", "(นายสมมุติใจดี)", "นายอำเภอเมืองแม่ฮ่องสอน",
        "กลุ่มงานบริหารงานปกครอง", "โทร.๐๕๓๖๑๑๒๓๔",
    ]  # fmt: skip
    at = -1
    for part in order:
        found = text.find(part, at + 1)
        assert found > at, f"{part} is missing or out of its place"
        at = found
    enclosure = "".join(lines_of(content)).split("บัญชีข้อมูลที่รอการยืนยัน")[-1]
    assert "๒" in enclosure and not any(
        digit in letters_of(content).replace(DESK, "") for digit in "0123456789"
    )
    assert "ข้อมูลสังเคราะห์" in text and "อ้างถึง" not in text


def test_an_address_on_the_network_is_printed_as_it_is_typed_in(world: World) -> None:
    """``http://๑๒๗.๐.๐.๑`` leads nowhere."""
    address = "http://127.0.0.1:8251/desk/"
    text = letters_of(queries.letters_pdf([write(world)], desk=address))
    assert address in text and "๒๒พฤศจิกายน๒๕๖๙" in text


def test_a_second_letter_refers_to_the_first(world: World) -> None:
    write(world)
    second = write(world, "มส 0118/200", days=10)
    text = letters_of(queries.letters_pdf([second], desk=DESK))
    assert "อ้างถึงหนังสือที่ว่าการอำเภอเมืองแม่ฮ่องสอนที่มส๐๑๑๘/๑๒๓ลงวันที่๒๒พฤศจิกายน๒๕๖๙" in text
    assert "ตามหนังสือที่อ้างถึง" in text


def test_the_first_page_holds_the_letter_however_long_its_names_and_the_list_may_go_on(world: World) -> None:
    long = replace(
        HEAD, sender="ที่ทำการปกครองจังหวัดแม่ฮ่องสอน " * 3, address="\n".join(["ศาลากลางจังหวัด ชั้น 2"] * 6),
        position="ปลัดจังหวัดแม่ฮ่องสอน ปฏิบัติราชการแทน\nผู้ว่าราชการจังหวัดแม่ฮ่องสอน",
    )  # fmt: skip
    (letter,) = queries.get_letters([write(world)])
    waits = tuple(
        Wait(WaitKind.TO_CONFIRM, 1000 + n, places=n, dataset=f"d{n}", day=date(2026, 1, n + 1))
        for n in range(1, 25)
    )
    titles = {f"d{n}": (f"ชุดข้อมูลเรื่องยาวมากของหมู่บ้านและตำบลลำดับที่ {n}", "") for n in range(1, 25)}
    from tambon.formats.printing import pdf
    from tambon.notices.queries.sheets import TEMPLATE

    full = replace(
        letter, head=long, waits=waits, refers_to=("ที่ทำการปกครองจังหวัดแม่ฮ่องสอน", "มส 0017/1", TODAY)
    )
    data = {"title": "หนังสือ", "synthetic": False, "letters": [sheet(full, titles, desk=DESK)]}
    content = pdf(TEMPLATE, data)
    import pypdfium2

    first = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert "โทร.๐๕๓๖๑๑๒๓๔" in "".join(first.split())
    assert pages_of(content) <= 3
    assert "ข้อมูลสังเคราะห์" not in letters_of(content)


def test_an_unknown_letter_is_refused(world: World) -> None:
    for ids in ([999_999], [write(world), 999_999]):
        with pytest.raises(Problem) as caught:
            queries.letters_pdf(ids, desk=DESK)
        assert caught.value.kind.code == "404-letter-unknown"
