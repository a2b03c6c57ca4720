"""A value's story without a database: reasons that fit the rule, sentences, order, days of the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verification_specs import SPECS

from tambon.dictionary.rules.history import Change, changes
from tambon.dictionary.rules.spec import Band, Resolution, VariableSpec
from tambon.records.rules import (
    ORIGINS,
    Because,
    ClaimKind,
    Grade,
    Heard,
    HistoryRow,
    Offer,
    Origin,
    Within,
    resolve,
)
from tambon.records.rules.resolution import Rule, age
from tambon.verification.rules import events as told
from tambon.verification.rules.holding import Holding, Ruled, end_of
from tambon.verification.rules.signing import Level
from tambon.verification.rules.story import tell
from tambon.verification.rules.story_words import Words
from tambon.verification.rules.why import RULES, band_words, rule_words, why_words

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
DAY = date(2026, 11, 20)
PWA = ("การประปา", "the waterworks")
GRADES = {grade.value: (f"ระดับ-{grade.value}", f"grade-{grade.value}") for grade in Grade}
WORDS = Words(lambda value: (f"{value} ครัวเรือน", f"{value} households"), GRADES)
BANDS = Within(Band(absolute=2))
EVERY: tuple[Rule, ...] = (
    Resolution.NEWEST, Resolution.OWNER, Resolution.FIELD, Resolution.PERSON, BANDS,
)  # fmt: skip


def offer(number: int, kind: ClaimKind, value: object, *, day: int = 0, owned: bool = False) -> Offer:
    made = AT + timedelta(minutes=number)
    return Offer(number, f"ref-{number}", kind, DAY + timedelta(days=day), made, owned, value)


def heard(offers: list[Offer]) -> Heard:
    found = Heard()
    for one in offers:
        found.hear(one)
    return found


offers_of_a_cell = st.lists(
    st.tuples(st.sampled_from(sorted(ORIGINS)), st.integers(0, 6), st.integers(-2, 2), st.booleans()),
    min_size=1,
    max_size=6,
).map(
    lambda rows: [offer(n, kind, value, day=day, owned=own) for n, (kind, value, day, own) in enumerate(rows)]
)


@given(offers_of_a_cell, st.sampled_from(EVERY))
def test_the_reason_that_is_told_is_true_of_what_won(offers: list[Offer], rule: Rule) -> None:
    held = resolve(offers, rule)
    assert held is not None
    winner = held.winner
    why = heard(offers).because(winner, rule)
    newest = max(offers, key=age)
    owners = [one for one in offers if one.owned and one.kind is not ClaimKind.FIELD]
    match why:
        case Because.ONLY:
            assert len(offers) == 1
        case Because.NEWEST:
            assert winner is newest
        case Because.OWNER:
            assert winner is max(owners, key=age)
        case Because.OWNER_SILENT:
            assert not owners and winner is newest
        case Because.FIELD:
            assert winner is max((one for one in offers if one.kind is ClaimKind.FIELD), key=age)
        case Because.FIELD_SILENT:
            assert not any(one.kind is ClaimKind.FIELD for one in offers) and winner is newest
        case Because.SAME:
            assert all(one.value == winner.value for one in heard(offers).newest.values())
        case Because.WITHIN:
            words = [one.value for one in heard(offers).newest.values()]
            assert max(words) - min(words) <= 2
        case Because.DECIDED:
            assert winner.owned and winner.kind is ClaimKind.ENTRY
        case Because.UNDECIDED:
            assert len({one.value for one in heard(offers).newest.values()}) > 1


@given(offers_of_a_cell, st.sampled_from(EVERY), st.randoms())
def test_the_reason_does_not_hang_on_the_order_in_which_claims_came(offers, rule, dice) -> None:  # type: ignore[no-untyped-def]
    held = resolve(offers, rule)
    mixed = list(offers)
    dice.shuffle(mixed)
    assert held is not None
    assert heard(mixed).because(held.winner, rule) is heard(offers).because(held.winner, rule)


def test_every_rule_and_every_reason_has_words() -> None:
    assert set(RULES) == set(Resolution)
    for because in Because:
        for who in (None, PWA):
            th, en = why_words(because, who=who, day=DAY, band=Band(absolute=2, per_cent=5))
            assert th.startswith("เพราะ") and en.startswith("because") and "{" not in th + en


@pytest.mark.parametrize(
    ("band", "said"),
    [
        (None, ("0", "0")),
        (Band(absolute=2), ("2", "2")),
        (Band(per_cent=5), ("ร้อยละ 5", "5 per cent")),
        (
            Band(absolute=2, per_cent=2.5),
            ("2 หรือร้อยละ 2.5 แล้วแต่อย่างใดกว้างกว่า", "2 or 2.5 per cent, whichever is wider"),
        ),
    ],
)
def test_a_band_in_words(band: Band | None, said: tuple[str, str]) -> None:
    assert band_words(band) == said


def said(number: int, value: object, *, minutes: int) -> told.Said:
    at = AT + timedelta(minutes=minutes)
    return told.Said(at=at, claim_id=number, how=told.How.FIELD, who=None, value=value, observed_on=DAY)


def held(
    number: int, value: object, *, minutes: int, grade: Grade = Grade.CHECKED, moved: bool = True
) -> told.Held:
    at, why = AT + timedelta(minutes=minutes), ("เพราะ…", "because…")
    return told.Held(
        at=at, value=value, grade=grade, origin=Origin.FIELD, claim_id=number, moved=moved,
        why=why if moved else None,
    )  # fmt: skip


def test_what_is_held_stands_in_the_line_of_what_it_follows_from_and_the_newest_comes_first() -> None:
    verdict = told.Judged(at=AT + timedelta(minutes=9), office=PWA, confirms=True, value=90)
    happened = [
        said(1, 90, minutes=0),
        held(1, 90, minutes=1),
        verdict,
        held(1, 90, minutes=9, grade=Grade.VERIFIED, moved=False),
    ]
    stories = {
        tuple((line.words, line.then) for line in tell(order, WORDS)) for order in permutations(happened)
    }
    assert len(stories) == 1
    newest, oldest = stories.pop()
    assert newest[1] == (("ระดับของค่าเป็น “ระดับ-verified”", "The value's grade is now “grade-verified”"),)
    assert oldest[1] == (
        (
            "ค่าที่ถือเป็น 90 ครัวเรือน (ระดับ-checked) เพราะ…",
            "What is held is 90 households (grade-checked) because…",
        ),
    )


def test_a_late_answer_that_counts_weeks_later_has_a_line_of_its_own_when_the_lock_is_lifted() -> None:
    weeks = 60 * 24 * 20
    lifted = told.Unlocked(at=AT + timedelta(minutes=weeks), level=Level.TAMBON, area=None, reason="ผิด")
    lines = tell([said(1, 95, minutes=0), lifted, held(1, 95, minutes=weeks)], WORDS)
    assert [(line.kind, len(line.then)) for line in lines] == [("unlocked", 1), ("said", 0)]
    alone = tell([said(1, 95, minutes=0), held(1, 95, minutes=weeks)], WORDS)
    assert [line.kind for line in alone] == ["held", "said"]


def spec_of(**changed: object) -> VariableSpec:
    return (
        SPECS["water"]
        .by_name["piped_households"]
        .model_copy(update={"resolution": Resolution.NEWEST, **changed})
    )


def row(number: int, value: object, since: int, until: int | None) -> HistoryRow:
    ends = None if until is None else AT + timedelta(days=until)
    return HistoryRow(value, Grade.CHECKED, Origin.FIELD, number, AT + timedelta(days=since), ends)


def holding(rule: Resolution = Resolution.NEWEST) -> Holding:
    spec = spec_of(resolution=rule)
    offers = [offer(1, ClaimKind.FIELD, 90), offer(2000, ClaimKind.FIELD, 95, day=1)]
    past = [row(1, 90, 0, 2), row(2000, 95, 2, None)]
    return Holding(past, offers, ruled=[Ruled(1, AT - timedelta(days=9), spec)])


def test_a_day_of_the_past_tells_what_stood_at_its_end_and_before_all_nothing() -> None:
    known = holding()
    assert known.at(end_of(date(2026, 11, 21))) is None
    first, second = known.at(end_of(date(2026, 11, 22))), known.at(end_of(date(2026, 11, 24)))
    assert first and second and (first.value, second.value) == (90, 95)
    assert first.why == ("เพราะเป็นคำตอบเดียวที่มี", "because it is the only answer there is")
    assert second.why and "21 พฤศจิกายน 2569" in second.why[0]


def test_the_reason_names_the_rule_of_its_time() -> None:
    known = holding()
    later = Ruled(2, AT + timedelta(days=3), spec_of(resolution=Resolution.FIELD))
    known = replace(known, ruled=[*known.ruled, later])
    before, after = known.at(AT + timedelta(days=2)), known.at(AT + timedelta(days=4))
    assert before and before.why and before.why[0].startswith("เพราะหลักฐานใหม่ที่สุดชนะ")
    assert after and after.why and after.why[0].startswith("เพราะสิ่งที่เห็นในหมู่บ้านชนะ")


def test_the_end_of_a_day_is_bangkoks() -> None:
    assert end_of(date(2026, 11, 22)) < datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert end_of(date(2026, 11, 22)) + timedelta(microseconds=1) == datetime(2026, 11, 22, 17, tzinfo=UTC)


def test_what_a_version_changed_is_named() -> None:
    one, other = spec_of(), spec_of(resolution=Resolution.OWNER, owner=("dopa", "pwa"))
    assert changes(one, one) == ()
    assert changes(one, other) == (Change.RESOLUTION, Change.OWNER)
    assert (changes(None, one), changes(one, None)) == ((Change.ADDED,), (Change.REMOVED,))
    assert all(change.words for change in Change)
    assert rule_words(other)[0].startswith("ค่าจากทะเบียน")


def test_at_one_moment_the_answer_to_a_return_stands_after_what_was_sent_back() -> None:
    first = said(1, 280, minutes=0)
    again = told.Said(
        at=AT, claim_id=2, how=told.How.RETURN_DESK, who=None, value=279, observed_on=DAY, remark="นับใหม่"
    )
    sent = told.SentBack(at=AT, office=PWA, reason="other", note="", due=DAY)
    for order in permutations((first, again, sent)):
        lines = tell(order, WORDS)
        assert [line.event for line in lines] == [again, sent, first]
        assert [line.note for line in lines] == ["นับใหม่", "", ""]


def test_what_cannot_be_true_is_not_told_as_a_question() -> None:
    words = {
        severity: tell([told.Asked(at=AT, asks=("ก", "a"), severity=severity)], WORDS)[0].words
        for severity in ("asks", "blocks")
    }
    assert words["asks"] == ("กฎตรวจอัตโนมัติสงสัย: ก", "An automatic rule asked: a")
    assert words["blocks"][1] == "An automatic rule found that it cannot be true: a"


def test_what_waited_is_held_from_the_lift_however_soon_after_it_was_said() -> None:
    lift = AT + timedelta(minutes=1)
    said = told.Said(at=AT, claim_id=1, how=told.How.OFFICE, who=PWA, value=95, observed_on=DAY, waited=True)
    held = told.Held(at=lift, value=95, grade=Grade.REPORTED, origin=Origin.OFFICE, claim_id=1, moved=True)
    opened = told.Unlocked(at=lift, level=Level.TAMBON, area=None, reason="แก้ค่า")
    newest, oldest = tell([held, said, opened], WORDS)
    assert newest.kind == "unlocked" and "95" in newest.then[0][0]
    assert oldest.then == () and "it waited until that was lifted" in oldest.en


def test_a_return_tells_its_own_dispute_once_and_why() -> None:
    back = told.SentBack(at=AT, office=PWA, reason="not_plausible", note="", due=DAY)
    own = told.Judged(at=AT, office=PWA, confirms=False, value=90, reason="not_plausible")
    before = told.Judged(
        at=AT - timedelta(seconds=20), office=PWA, confirms=False, value=90, reason="not_plausible"
    )
    held = told.Held(at=AT, value=90, grade=Grade.DISPUTED, origin=Origin.FIELD, claim_id=1, moved=False)
    lines = tell([own, back, before, held], WORDS)
    assert [line.kind for line in lines] == ["returned", "judged"]
    assert lines[0].en.endswith("It is not plausible") and "grade-disputed" in lines[0].then[0][1]
