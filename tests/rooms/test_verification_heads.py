"""A village head's word: by a signed link or before a worker; told apart, and lifting no grade."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from desk_world import FAST, Desk, make_desk
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from records_world import AT, MAPPING, TODAY, check, collect, judge, send, xml

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Who
from tambon.dictionary.rules.spec import Resolution
from tambon.forms.models import FormVersion
from tambon.journal.models import Entry
from tambon.journal.queries import verify
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.records.models import Claim
from tambon.records.queries import JOURNAL_CHECKERS, check_records, list_claims
from tambon.records.rules import VERDICTS, ClaimKind, Grade, Known, RecordView, derive
from tambon.verification import queries
from tambon.verification.actions import heads
from tambon.verification.models import HeadLink
from tambon.verification.rules import CellRef
from tambon.verification.rules.heads import Speaker, Word, speaker_of, words_of

PIPED = "piped_households"


def code_of(call) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.kind.code


# -- no rule of grades reads it


def claim(number: int, kind: ClaimKind, about: int | None = None) -> Known:
    names = {"x": f"r{about}"} if about is not None else {}
    values = {"x": number % 3} if kind is not ClaimKind.WITNESS else {"x": 1}
    at = AT + timedelta(minutes=number)
    return Known(number, f"r{number}", kind, values, names, TODAY, at, None, 1)


HEARD = (ClaimKind.WITNESS, ClaimKind.CHALLENGE)
kinds = st.sampled_from([kind for kind in ClaimKind if kind not in HEARD])
heard = st.tuples(st.sampled_from(HEARD), st.integers(0, 7))


@given(
    st.lists(kinds, min_size=1, max_size=8),
    st.lists(heard, max_size=8),
    st.sampled_from([rule for rule in Resolution if rule is not Resolution.OWNER_WITHIN]),  # needs a band
)
def test_words_and_challenges_never_move_a_value_or_a_grade(
    said: list[ClaimKind], words: list[tuple[ClaimKind, int]], rule: Resolution
) -> None:
    plain = [claim(n, kind, 0 if kind in VERDICTS else None) for n, kind in enumerate(said)]
    spoken = [claim(100 + n, kind, about) for n, (kind, about) in enumerate(words)]
    rules, owned = {"x": rule}, lambda claim, variable: True
    alone, before, after = (
        derive(claims, rules, owned=owned, held={}, at=AT)
        for claims in (plain, spoken + plain, plain + spoken)
    )
    assert alone == before == after


@pytest.mark.parametrize(
    ("kind", "by", "evidence", "speaker"),
    [
        (ClaimKind.WITNESS, "headlink:1", "headlink:1:x:0", Speaker.HEAD),
        (ClaimKind.WITNESS, "person:1", "witness:agrees:submission:1", Speaker.WORKER),
        (ClaimKind.CHALLENGE, "person:1", "witness:objects:submission:1", Speaker.WORKER),
        (ClaimKind.CHALLENGE, "headlink:1", "headlink:1:x:0", Speaker.HEAD),
        (ClaimKind.CHALLENGE, "challenge:1", "challenge:1", Speaker.READER),
        (ClaimKind.FIELD, "person:1", "submission:1", None),
    ],
)
def test_who_speaks_is_told_apart(kind: ClaimKind, by: str, evidence: str, speaker: Speaker | None) -> None:
    assert speaker_of(kind, by, evidence) is speaker


# -- by a link


@pytest.fixture
def desk(db: None, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    desk = make_desk()
    check(collect(desk.world))
    return desk


def who(desk: Desk, name: str = "wichai") -> Who:
    return accounts.who(desk.people[name], on=TODAY)


def link(desk: Desk, code: str = "58010201", *, days: int = 30) -> str:
    return heads.make_link(who(desk), code, days=days, on=TODAY, at=AT)[1]


def ref(desk: Desk, variable: str = PIPED, village: str = "58010201") -> CellRef:
    record = desk.world.record(village)
    return CellRef(record.id, variable, record.cells[variable].claim_id)


def give(token: str, *words: Word, form: str | None = None, at: datetime = AT):  # type: ignore[no-untyped-def]
    return heads.give_words(token, words, form=form or str(uuid4()), on=TODAY, at=at)


@pytest.mark.slow
def test_a_head_agrees_with_one_value_and_objects_to_another(desk: Desk) -> None:
    before = desk.world.record()
    token = link(desk)
    households = Word(ref(desk, "households"), agrees=False, proposed=118, remark="ย้ายออกสองหลัง")
    done = give(token, Word(ref(desk), agrees=True), households)
    assert (done.done, done.changed, done.again) == (2, (), False)
    after = desk.world.record()
    assert (after.values, after.cells, after.version) == (before.values, before.cells, before.version)
    story = queries.get_story(before.id, "households", on=TODAY)
    told = [words_of(c) for c in story.claims if words_of(c)]
    assert told == [("ผู้ใหญ่บ้านทักท้วง", "The village head objects")]
    assert (story.cell.said[0].proposed, story.cell.said[0].remark) == (118, "ย้ายออกสองหลัง")
    assert queries.get_story(before.id, PIPED, on=TODAY).cell.said[0].kind is ClaimKind.WITNESS
    assert list(check_records()) == []
    said = str(list(Entry.objects.filter(kind__startswith="headlink").values_list("body", flat=True)))
    assert "ย้ายออก" not in said and token not in said
    assert queries.list_links(None, on=TODAY, at=AT)[0].words == 2


@pytest.mark.slow
def test_a_verified_value_stays_verified_when_the_head_objects(desk: Desk) -> None:
    record = desk.world.record()
    records.give_verdicts([judge(record, PIPED)], office=desk.world.office["pwa"], by="person:1", at=AT)
    give(link(desk), Word(ref(desk), agrees=False, proposed=1))
    assert desk.world.record().cells[PIPED].grade is Grade.VERIFIED


@pytest.mark.slow
def test_a_value_that_changed_since_is_shown_and_not_kept(desk: Desk) -> None:
    token, seen = link(desk), ref(desk)
    other = ref(desk, "households")
    collect(desk.world, minutes=5, households=120, piped=95)
    done = give(token, Word(seen, agrees=True), Word(other, agrees=True))
    assert done.done == 0 and set(done.changed) == {seen, other}
    assert not Claim.objects.filter(kind="witness").exists()


@pytest.mark.slow
def test_the_same_form_again_says_nothing_new(desk: Desk) -> None:
    token, word = link(desk), Word(ref(desk), agrees=True)
    assert give(token, word, form="one").done == 1
    again = give(token, word, form="one")
    assert (again.done, again.again) == (0, True)
    assert give(token, word, form="two").done == 1
    assert Claim.objects.filter(kind="witness").count() == 2


@pytest.mark.slow
def test_another_word_with_the_same_form_is_kept_and_counted_as_it_is(desk: Desk) -> None:
    token, value, other = link(desk), ref(desk), ref(desk, "households")
    assert give(token, Word(value, agrees=False, remark="ย้ายออก"), form="one").done == 1
    again = [Word(value, agrees=False, remark="ย้ายออก"), Word(other, agrees=True)]
    assert give(token, *again, form="one").done == 1  # the first was said before
    better = Word(value, agrees=False, proposed=80, remark="นับใหม่แล้ว")
    assert give(token, better, form="one").done == 1
    assert Claim.objects.filter(kind="challenge").count() == 2


@pytest.mark.slow
def test_links_that_are_forged_over_or_ended_are_refused(desk: Desk) -> None:
    token, word = link(desk, days=7), Word(ref(desk), agrees=True)
    changed = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    for forged in ("", "abc", changed, token + "x", "\0:\0", token.split(":")[0]):
        assert code_of(lambda forged=forged: give(forged, word)) == "404-head-link-unknown"
    assert code_of(lambda: give(token, word, at=AT + timedelta(days=7))) == "410-head-link-expired"
    made = HeadLink.objects.get()
    assert token.encode() not in bytes(made.secret_hash)
    assert code_of(lambda: heads.end_link(who(desk, "prasert"), made.ref, on=TODAY, at=AT)).startswith("403")
    heads.end_link(who(desk), made.ref, on=TODAY, at=AT)
    assert code_of(lambda: give(token, word)) == "410-head-link-ended"
    assert queries.list_links(None, on=TODAY, at=AT) == []


@pytest.mark.slow
def test_a_link_reaches_its_own_village_and_free_values_alone(desk: Desk) -> None:
    collect(desk.world, "58010202", minutes=1)
    token = link(desk)
    foreign = Word(ref(desk, village="58010202"), agrees=True)
    assert code_of(lambda: give(token, foreign)) == "404-record-unknown"
    nothing = Word(CellRef(10**9, PIPED, 1), agrees=True)
    assert code_of(lambda: give(token, nothing)) == "404-record-unknown"
    personal = Word(ref(desk), agrees=False, remark="ถามลุงที่ 0812345678")
    assert code_of(lambda: give(token, personal)) == "422-counter-personal"
    assert code_of(lambda: give(token)) == "422-head-no-word"


@pytest.mark.slow
def test_only_officers_of_the_village_give_links(desk: Desk) -> None:
    for name in ("prasert", "kanya", "somying", "malee", "anan"):
        make = lambda name=name: heads.make_link(who(desk, name), "58010201", days=7, on=TODAY, at=AT)  # noqa: E731
        assert code_of(make).startswith("403"), name
    for code in ("580102", "99999999", "", "TH"):
        make = lambda code=code: heads.make_link(who(desk), code, days=7, on=TODAY, at=AT)  # noqa: E731
        assert code_of(make) == "422-head-link-village"


@pytest.mark.slow
def test_a_link_has_a_days_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "MOST_CLAIMS_A_DAY", 3)
    token, word = link(desk), Word(ref(desk), agrees=True)
    for _ in range(3):
        give(token, word)
    assert code_of(lambda: give(token, word)) == "429-head-words"
    give(token, word, at=AT + timedelta(days=1, minutes=1))


# -- before a worker


@pytest.fixture
def asking(desk: Desk) -> Desk:
    """The form asks for the head's word too."""
    row = FormVersion.objects.get(version="1")
    FormVersion.objects.filter(pk=row.pk).update(retired_at=AT)
    row.pk, row.version, row.md5 = None, "with the head", "0" * 32
    row.mapping = {**MAPPING, "head_word": "head", "head_remark": "remark"}
    row.save()
    return desk


def heard_by_worker(desk: Desk, **answers: object) -> RecordView:
    said = {"households": 120, "piped": 90, **answers}
    at = AT + timedelta(minutes=1)
    send(desk.world, xml("58010202", version="with the head", **said), at=at)
    records.process_inbox(at=at)
    return desk.world.record("58010202")


def told(desk: Desk) -> list[Claim]:
    return list(Claim.objects.filter(kind__in=["witness", "challenge"]).order_by("pk"))


@pytest.mark.slow
def test_the_head_agrees_before_the_worker(asking: Desk) -> None:
    plain = desk_cells(asking)
    record = heard_by_worker(asking, head="yes", remark="x")
    (word,) = told(asking)
    field = Claim.objects.get(pk=record.cells[PIPED].claim_id)
    assert (word.kind, word.about[PIPED], word.values) == ("witness", str(field.ref), field.values)
    assert word.evidence == f"witness:agrees:{field.evidence}" and word.by == field.by and word.reason == ""
    assert record.cells[PIPED].grade is Grade.REPORTED and plain == desk_cells(asking)
    story = queries.get_story(record.id, PIPED, on=TODAY)
    assert ("ผู้ใหญ่บ้านยืนยันว่าตรง มีผู้เก็บข้อมูลเป็นพยาน", "The village head says so too, witnessed by the worker") in [
        words_of(c) for c in story.claims
    ]
    assert [fault.code for fault in verify(JOURNAL_CHECKERS).faults] == []


def desk_cells(desk: Desk) -> object:
    return desk.world.record().cells


@pytest.mark.slow
@pytest.mark.parametrize(
    ("remark", "kept"), [("ประปามีแค่ 80", "ประปามีแค่ 80"), ("โทรถาม 0812345678", ""), ("", "")]
)
def test_the_head_objects_before_the_worker(asking: Desk, remark: str, kept: str) -> None:
    record = heard_by_worker(asking, head="objects", remark=remark)
    (word,) = told(asking)
    assert (word.kind, word.reason, word.values) == ("challenge", kept, {})
    assert set(word.about) == {"households", PIPED} and record.values[PIPED] == 90


@pytest.mark.slow
@pytest.mark.parametrize("said", ["not_asked", "", "ไม่ทราบ", "YES!"])
def test_a_head_who_was_not_asked_says_nothing(asking: Desk, said: str) -> None:
    heard_by_worker(asking, head=said)
    assert told(asking) == []


@pytest.mark.slow
def test_redaction_takes_the_words_with_it(asking: Desk) -> None:
    record = heard_by_worker(asking, head="objects", remark="นายสมชายว่าไม่ใช่")
    give(link(asking, "58010202"), Word(ref(asking, village="58010202"), agrees=True))
    evidence = Claim.objects.get(pk=record.cells[PIPED].claim_id).evidence
    submission = UUID(evidence.removeprefix("submission:"))
    records.redact_submission(ref=submission, fields=["remark"], reason="ชื่อคน", by="person:1", at=AT)
    assert [c.reason for c in told(asking)] == ["", ""]
    records.redact_submission(ref=submission, fields=["piped"], reason="ผิด", by="person:1", at=AT)
    assert all(PIPED not in c.values for c in list_claims(record.id))
