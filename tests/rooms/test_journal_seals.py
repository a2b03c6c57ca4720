"""Sealing: nothing is lost behind a transaction that stays open, and whatever is tampered with is named."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction

from tambon.journal import actions, queries
from tambon.journal.models import Entry
from tambon.journal.rules import GENESIS, EntryView, Fault, leaf_hash, merkle_root
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def write(*subjects: str) -> list[bytes]:
    with transaction.atomic():
        return [actions.record("k", subject=s, by="system", at=AT, body={"s": s}) for s in subjects]


def tamper(sql: str) -> None:
    """As somebody with the owner's rights would: the triggers step aside."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)


def codes_and_places() -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in queries.verify({}).faults]


def other_session(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_seal_binds_its_header_the_seal_before_it_and_every_entry() -> None:
    hashes = write("a", "b", "c")
    first = actions.seal(at=AT)
    assert first is not None
    assert (first.entries, first.previous, first.from_xid) == (3, GENESIS, 0)
    assert first.root == merkle_root([first.header_leaf(), *hashes])
    write("d")
    second = actions.seal(at=AT)
    assert second is not None
    assert (second.previous, second.from_xid) == (first.root, first.to_xid)
    assert queries.last_seal() == second
    report = queries.verify({}, roots=[first.root])
    assert (report.holds, report.entries, report.seals, report.unsealed) == (True, 4, 2, 0)
    assert report.root == second.root


def test_with_nothing_new_nothing_is_sealed() -> None:
    assert actions.seal(at=AT) is None
    write("a")
    assert actions.seal(at=AT) is not None
    assert actions.seal(at=AT) is None
    assert queries.count_unsealed() == 0


def test_entries_behind_an_older_running_transaction_wait_and_are_not_lost() -> None:
    write("before")
    written, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            actions.record("k", subject="slow", by="system", at=AT)
            written.set()
            assert may_commit.wait(10)

    thread = other_session(slow)
    assert written.wait(10)
    write("later")  # commits first, with a higher transaction id than the one still open
    first = actions.seal(at=AT)
    assert first is not None and first.entries == 1
    assert queries.count_unsealed() == 1
    assert actions.seal(at=AT) is None
    may_commit.set()
    thread.join(10)
    second = actions.seal(at=AT)
    assert second is not None and second.entries == 2
    assert queries.verify({}).holds


def test_two_sealers_follow_one_another_and_writers_do_not_wait() -> None:
    write("a")
    sealed, may_end, second = threading.Event(), threading.Event(), []

    def first_sealer() -> None:
        with transaction.atomic():
            actions.seal(at=AT)
            sealed.set()
            assert may_end.wait(10)

    one = other_session(first_sealer)
    assert sealed.wait(10)
    two = other_session(lambda: second.append(actions.seal(at=AT)))
    write("b")  # comes through while both sealers hold or wait for the lock
    two.join(0.2)
    assert two.is_alive()
    may_end.set()
    one.join(10)
    two.join(10)
    actions.seal(at=AT)
    report = queries.verify({})
    assert (report.holds, report.entries, report.unsealed) == (True, 2, 0)


def test_a_rolled_back_entry_leaves_no_trace() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.record("k", subject="gone", by="system", at=AT)
        raise RuntimeError
    write("a")
    seal = actions.seal(at=AT)
    assert seal is not None and seal.entries == 1
    assert queries.verify({}).holds


def test_a_receipt_is_proven_by_a_few_hashes() -> None:
    hashes = write(*"abcdefg")
    with pytest.raises(Problem) as waiting:
        queries.get_proof(hashes[0])
    assert waiting.value.kind.status == 409
    write("h")
    actions.seal(at=AT)
    for receipt in hashes:
        proof = queries.get_proof(receipt)
        assert proof.holds()
        assert (proof.size, len(proof.path) <= 4) == (9, True)
    with pytest.raises(Problem) as unknown:
        queries.get_proof(leaf_hash(b"never given"))
    assert unknown.value.kind.status == 404


def test_a_changed_entry_is_named() -> None:
    write("a", "b")
    actions.seal(at=AT)
    changed = Entry.objects.get(subject="b").pk
    tamper(f"UPDATE journal_entry SET subject = 'c' WHERE id = {changed}")
    assert codes_and_places() == [("entry-changed", f"journal_entry {changed}")]


@pytest.mark.parametrize("body", ['{"s": 1.5}', "[1]", '"x"'])
def test_a_body_that_no_action_wrote_is_named(body: str) -> None:
    write("a")
    tamper(f"UPDATE journal_entry SET body = '{body}'")
    assert [code for code, _ in codes_and_places()] == ["entry-changed"]


def test_a_changed_entry_with_a_hash_that_fits_is_found_by_its_seal() -> None:
    write("a", "b")
    seal = actions.seal(at=AT)
    assert seal is not None
    entry = next(queries.list_entries(subject="b"))
    fitting = EntryView(**{**entry.__dict__, "subject": "c"}).true_hash()
    tamper(f"UPDATE journal_entry SET subject = 'c', hash = '\\x{fitting.hex()}' WHERE id = {entry.id}")
    assert codes_and_places() == [("seal-broken", f"journal_seal {seal.id}")]


def test_a_deleted_entry_is_found_by_its_seal() -> None:
    write("a", "b")
    seal = actions.seal(at=AT)
    assert seal is not None
    tamper("DELETE FROM journal_entry WHERE subject = 'a'")
    assert codes_and_places() == [("seal-broken", f"journal_seal {seal.id}")]


def test_an_entry_slipped_in_behind_the_seals_is_named() -> None:
    write("a")
    seal = actions.seal(at=AT)
    write("b")
    actions.seal(at=AT)
    assert seal is not None
    tamper("UPDATE journal_entry SET era = 0 WHERE subject = 'b'")
    found = codes_and_places()
    assert found[0] == ("entry-outside-the-seals", f"journal_entry {Entry.objects.get(subject='b').pk}")
    assert found[1][0] == "seal-broken"


@pytest.mark.parametrize(
    "change",
    ["at = at + interval '1 second'", "root = sha256('x')", "entries = 5", "to_xid = to_xid - 1", "era = 0"],
)
def test_a_changed_seal_is_named(change: str) -> None:
    write("a", "b")
    seal = actions.seal(at=AT)
    assert seal is not None
    tamper(f"UPDATE journal_seal SET {change}")
    assert ("seal-broken", f"journal_seal {seal.id}") in codes_and_places()


def test_a_deleted_seal_is_found_by_the_next_or_by_a_published_root() -> None:
    write("a")
    first = actions.seal(at=AT)
    write("b")
    second = actions.seal(at=AT)
    assert first is not None and second is not None
    tamper(f"DELETE FROM journal_seal WHERE id = {first.id}")
    assert ("chain-broken", f"journal_seal {second.id}") in codes_and_places()
    tamper("DELETE FROM journal_seal")
    assert codes_and_places() == []
    report = queries.verify({}, roots=[second.root])
    assert [fault.code for fault in report.faults] == ["root-missing"]


def test_a_journal_without_its_guard_is_reported() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_is_append_only")
    try:
        assert codes_and_places() == [("journal-unguarded", "trigger journal_entry_is_append_only")]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER journal_entry_is_append_only")


def test_faults_are_all_counted_and_the_first_are_kept() -> None:
    write(*"abcde")
    tamper("UPDATE journal_entry SET \"by\" = 'x'")
    report = queries.verify({}, most=2)
    assert (len(report.faults), report.fault_count, report.holds) == (2, 5, False)


def test_a_checker_gets_the_entries_of_its_kind() -> None:
    write("a", "b")

    def check(entries: Iterable[EntryView]) -> Iterator[Fault]:
        for entry in entries:
            if entry.subject == "b":
                yield Fault("row-changed", "table 1", "ไทย", "English")

    assert [f.where for f in queries.verify({"k": check}).faults] == ["table 1"]
    assert queries.verify({"other": check}).holds


def test_contents_are_matched_and_an_erasure_explains_a_gap() -> None:
    with transaction.atomic():
        for subject in ("row:1", "row:2", "row:3", "row:4"):
            actions.record("row.made", subject=subject, by="system", at=AT, body={"content": "aa"})
        actions.record("row.erased", subject="row:3", by="system", at=AT)

    def check(entries: Iterable[EntryView]) -> Iterable[Fault]:
        return queries.match_contents(
            entries, lambda subjects: {"row:1": ("rows 1", "aa"), "row:2": ("rows 2", "bb")}
        )

    found = [(f.code, f.where) for f in queries.verify({"row.made": check}).faults]
    assert found == [("row-changed", "rows 2"), ("row-missing", "row:4")]


def test_a_restored_journal_goes_on_in_a_new_era() -> None:
    write("a")
    actions.seal(at=AT)
    write("b")
    try:
        assert actions.begin_era(by="system", at=AT) == 2
        write("c")
        seal = actions.seal(at=AT)
        assert seal is not None and (seal.era, seal.from_xid, seal.entries) == (2, 0, 2)
        report = queries.verify({})
        assert (report.holds, report.seals, report.entries) == (True, 3, 4)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE journal_entry ALTER COLUMN era SET DEFAULT 1")


def test_a_restore_that_began_no_era_is_told_before_anything_is_sealed_wrongly() -> None:
    write("a")
    actions.seal(at=AT)
    tamper("UPDATE journal_seal SET to_xid = to_xid + 1000000")
    with pytest.raises(Problem) as refusal:
        actions.seal(at=AT)
    assert refusal.value.kind.code == "409-journal-needs-a-new-era"
