"""``tambon verify-journal`` as an operator or a script meets it."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from tambon.cli.commands import verify_journal
from tambon.journal import actions, queries
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def asked(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("--json", action="store_true")
    verify_journal.arguments(parser)
    return parser.parse_args(words)


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = verify_journal.run(asked("--json", *words))
    return code, json.loads(capsys.readouterr().out)


def three_sealed_entries() -> list[bytes]:
    with transaction.atomic():
        hashes = [actions.record("k", subject=f"s:{n}", by="system", at=AT) for n in range(3)]
    actions.seal(at=AT)
    return hashes


def change_an_entry() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE journal_entry SET \"by\" = 'person:9' WHERE subject = 's:1'")


def test_a_journal_that_holds(capsys: pytest.CaptureFixture[str]) -> None:
    three_sealed_entries()
    code, found = answer(capsys)
    assert (code, found["holds"], found["entries"], found["seals"]) == (0, True, 3, 1)
    seal = queries.last_seal()
    assert seal is not None and found["root"] == seal.root.hex()
    assert answer(capsys, "--root", found["root"])[0] == 0
    assert verify_journal.run(asked()) == 0
    assert "the journal holds" in capsys.readouterr().out


def test_a_journal_that_does_not_hold_names_the_row(capsys: pytest.CaptureFixture[str]) -> None:
    three_sealed_entries()
    change_an_entry()
    code, found = answer(capsys)
    assert (code, found["holds"], found["fault_count"]) == (1, False, 1)
    row = next(queries.list_entries(subject="s:1"))
    assert found["faults"][0]["where"] == f"journal_entry {row.id}"
    assert verify_journal.run(asked()) == 1
    assert f"journal_entry {row.id}" in capsys.readouterr().out


def test_a_published_root_that_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    three_sealed_entries()
    code, found = answer(capsys, "--root", "ab" * 32)
    assert (code, found["faults"][0]["code"]) == (1, "root-missing")


def test_a_receipt(capsys: pytest.CaptureFixture[str]) -> None:
    receipts = three_sealed_entries()
    code, found = answer(capsys, "--receipt", receipts[1].hex())
    assert (code, found["holds"], found["index"], found["size"]) == (0, True, 2, 4)
    assert verify_journal.run(asked("--receipt", receipts[1].hex())) == 0
    with pytest.raises(Problem):
        verify_journal.run(asked("--receipt", "00" * 32))
    with pytest.raises(argparse.ArgumentError):
        asked("--receipt", "xyz")


def test_the_newest_entries_come_first_page_by_page() -> None:
    three_sealed_entries()
    page = queries.list_latest(2)
    assert [entry.subject for entry in page] == ["s:2", "s:1"]
    assert [entry.subject for entry in queries.list_latest(2, before=page[-1].id)] == ["s:0"]


def test_the_rooms_that_keep_contents_bring_their_checkers() -> None:
    assert {"submission.received", "claim.made"} <= verify_journal.checkers().keys()
