"""Sixteen phones send five thousand forms while web, worker and database are killed: nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from looking import database_of, not_kept_once, piles, processes, rows, villages
from senders import Filled, Senders
from served import Browser, Served
from waiting import until

from tambon.lib.days import thai_day

pytestmark = pytest.mark.slow
SENDS = 5_000
PHONES = 16
TWICE = """SELECT count(*) FROM submissions_submission s WHERE (
    SELECT count(*) FROM journal_entry e
    WHERE e.subject = 'submission:' || s.ref AND e.kind = 'submission.received') <> 1"""


def kill(pids: list[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def victims(home: Path, name: str) -> list[int]:
    if name == "database":
        return [database_of(home)]
    return processes(home, {"web": "granian", "processor": "tambon.config.worker"}[name])


def test_what_was_acknowledged_is_there_once_whatever_is_killed(served: Served) -> None:
    plan = [["database"], ["web"], ["processor"], ["web", "processor", "database"]]
    places = villages(served)
    began, told = time.monotonic(), []
    with Senders(served.said["odk_urls"][0], piles(places, most=SENDS), phones=PHONES) as senders:
        for number, names in enumerate(plan, 1):
            senders.wait_for(SENDS * number // (len(plan) + 1))
            until(lambda names=names: all(alive(served.home, name) for name in names))  # type: ignore[misc]
            pids = [pid for name in names for pid in victims(served.home, name)]
            assert pids
            kill(pids)
            told.append((names, len(senders.acknowledged), round(time.monotonic() - began, 1)))
        senders.finish()
    print(f"\n{senders.heard} in {time.monotonic() - began:.1f} s; killed {told}")
    assert senders.unlike == []
    assert len(senders.acknowledged) == SENDS
    assert told[-1][1] < SENDS, "the last kill came when all was sent"
    assert senders.heard["broken"] and senders.heard["503"], "the kills met no sender"
    until(lambda: answers(served))
    assert not_kept_once(served.home, senders.acknowledged) == []
    assert rows(served.home, TWICE) == [(0,)]


def answers(served: Served) -> bool:
    try:
        return Browser(served.url).get("/healthz").status == 200
    except OSError:
        return False


def alive(home: Path, name: str) -> bool:
    """Whether what was killed last has come back, so that killing it again means something."""
    try:
        return bool(victims(home, name)) and (name != "database" or bool(rows(home, "SELECT 1")))
    except Exception:
        return False


def test_the_processor_takes_each_up_once_and_the_journal_holds(served: Served) -> None:
    until(lambda: rows(served.home, "SELECT count(*) FROM submissions_inbox") == [(0,)], seconds=300)
    told = json.loads(served.tambon("verify-journal", "--json"))
    assert told["holds"] is True
    assert told["entries"] > SENDS


def test_eight_connections_with_one_new_instance_at_once_are_all_told_that_it_is_kept(served: Served) -> None:
    for form in piles(villages(served), most=5, photo_every=1):
        with Senders(served.said["odk_urls"][0], [form] * 8, phones=8) as senders:
            senders.finish()
        assert set(senders.heard) <= {"201", "202"} and senders.heard["201"] == 1, senders.heard
        assert not_kept_once(served.home, {form.instance: form}) == []


def test_two_phones_that_edit_one_instance_are_both_kept_beside_it(served: Served) -> None:
    first, *edits = piles(villages(served), most=3, photo_every=1000)
    edits = [naming(edit, first.instance) for edit in edits]
    url = served.said["odk_urls"][0]
    for pile in ([first], edits):
        with Senders(url, pile, phones=len(pile)) as senders:
            senders.finish()
        assert senders.unlike == []
    everything = {one.instance: Filled(one.instance, one.xml) for one in edits}
    assert not_kept_once(served.home, everything) == []
    xml = rows(served.home, "SELECT xml FROM submissions_submission WHERE instance_id = %s", first.instance)
    assert [bytes(x) for (x,) in xml] == [first.xml]


def naming(edit: Filled, old: str) -> Filled:
    """The form as a phone sends an edit: a new instance that names the one which it stands for."""
    meta = f"</instanceID><deprecatedID>{old}</deprecatedID>".encode()
    return Filled(edit.instance, edit.xml.replace(b"</instanceID>", meta))


def test_a_phone_whose_clock_is_a_year_off_loses_nothing(served: Served) -> None:
    """A visit that is still to come waits for a person; one of last year is read as what it says."""
    ahead, behind = piles(villages(served), most=2, photo_every=99)
    wrong = [in_another_year(ahead, 1), in_another_year(behind, -1)]
    with Senders(served.said["odk_urls"][0], wrong, phones=1) as senders:
        senders.finish()
    assert senders.unlike == []
    assert not_kept_once(served.home, {form.instance: form for form in wrong}) == []
    until(lambda: rows(served.home, "SELECT count(*) FROM submissions_inbox") == [(0,)])
    question = """SELECT q.code FROM submissions_quarantine q JOIN submissions_submission s
        ON s.id = q.submission_id WHERE s.instance_id = %s"""
    told = [rows(served.home, question, form.instance) for form in wrong]
    print(told)
    assert told[0] and told[1]


def in_another_year(form: Filled, years: int) -> Filled:
    year = thai_day(datetime.now(UTC)).year
    xml = form.xml.replace(b"<visit_date>%d-" % year, b"<visit_date>%d-" % (year + years))
    assert xml != form.xml
    return Filled(form.instance, xml)
