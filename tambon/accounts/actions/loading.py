"""Accounts and their grants from a file, set by set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from tambon.accounts.actions.copying import copy, next_ids, wait_for_other_loads
from tambon.accounts.actions.many import add_people
from tambon.accounts.queries.loading import AccountsReport, judge_file
from tambon.accounts.rules import Who
from tambon.accounts.rules.account_judging import JudgedAccounts, NewAccount
from tambon.accounts.rules.newcomers import NewPerson
from tambon.journal.actions import record, record_many
from tambon.journal.rules import NewEntry
from tambon.lib.days import thai_day
from tambon.periods.ranges import daterange

Progress = Callable[[str], None]


@transaction.atomic
def load_accounts(
    source: bytes | Path, *, who: Who | None, by: str, at: datetime, progress: Progress | None = None
) -> AccountsReport:
    """Loads a file of accounts (XLSX, CSV …; columns in `rules.account_rows`): each row stands or is refused.

    Usernames without an account get one, without a password. ``who`` loads it and gives what they may give;
    None for the operator of the machine, who may give anything. The same file again changes nothing. Raises
    ``422-accounts-file-columns``, ``409-deployment-not-founded`` and the problems of the whole file.
    """
    tell = progress or (lambda line: None)
    wait_for_other_loads("accounts")
    report, judged = judge_file(source, who=who, on=thai_day(at))
    tell(f"อ่านแล้ว · read: {report.rows:,}, {len(report.refused):,} ปฏิเสธ · refused")
    if not judged.accepted:
        return report
    people = _people(judged, by=by, at=at)
    tell(f"บัญชีใหม่ · new accounts: {report.people:,}")
    _give(judged.accepted, people, by=by, at=at)
    tell(f"สิทธิใหม่ · new grants: {report.grants:,}")
    body = {
        "sha256": report.sha256, "rows": report.rows, "people": report.people, "grants": report.grants,
        "refused": len(report.refused),
    }  # fmt: skip
    record("accounts.loaded", subject="deployment:1", by=by, at=at, body=body)
    return report


def _people(judged: JudgedAccounts, *, by: str, at: datetime) -> dict[str, int]:
    """{username: the new account}."""
    new = [NewPerson(row.username, row.name_th, row.name_en, row.email) for row in judged.newcomers]
    return add_people(new, by=by, at=at) if new else {}


def _give(accepted: list[NewAccount], people: Mapping[str, int], *, by: str, at: datetime) -> None:
    holders = [one.person or people[one.row.username] for one in accepted]
    ids = next_ids("accounts_grant", len(accepted))
    given = list(zip(ids, holders, accepted, strict=True))
    copy(
        "accounts_grant",
        ("id", "person_id", "role", "area_id", "office_id", "agency_id", "during", "basis"),
        (
            (pk, person, one.key[0].value, *one.key[1:], daterange(*one.row.days), "")
            for pk, person, one in given
        ),
    )
    record_many(
        [NewEntry("grant.given", f"grant:{pk}", by, at, _body(person, one)) for pk, person, one in given]
    )


def _body(person: int, one: NewAccount) -> dict[str, object]:
    """What `grant` tells the journal."""
    role, area, office, agency = one.key
    return {
        "person": person,
        "role": role.value,
        "area": area,
        "office": office,
        "agency": agency,
        "since": one.row.since.isoformat(),
        "until": one.row.until.isoformat() if one.row.until else None,
    }
