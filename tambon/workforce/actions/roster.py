"""A programme's roster, from a file: people, contracts, villages and grants, set by set."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction

from tambon.accounts.actions.many import add_people
from tambon.accounts.rules import Who
from tambon.accounts.rules.newcomers import NewPerson
from tambon.formats import Refusal, read_table
from tambon.journal.actions import record, record_many
from tambon.journal.rules import NewEntry
from tambon.lib.days import thai_day
from tambon.lib.sealing import KeyRing
from tambon.periods.ranges import daterange
from tambon.plan.models import Programme
from tambon.workforce import roster_problems as problems
from tambon.workforce.actions.contracts import keep_absences_inside
from tambon.workforce.actions.copying import copy, next_ids
from tambon.workforce.actions.granting import Late, renew_grants
from tambon.workforce.actions.personal import set_many_personal
from tambon.workforce.actions.posts import make_posts
from tambon.workforce.actions.roster_villages import share_the_rest
from tambon.workforce.actions.writing import named, wait_for_others
from tambon.workforce.models import RosterLoad, VillageShare
from tambon.workforce.queries.charge import villages_touched
from tambon.workforce.queries.programmes import programme_row
from tambon.workforce.queries.roster import standing_for
from tambon.workforce.rules.judging import Accepted, Judged, Standing, judge
from tambon.workforce.rules.personal import NewPersonal
from tambon.workforce.rules.roster import OPTIONAL, REQUIRED, RosterRow, read_rows

Progress = Callable[[str], None]
# One after the other, as they were judged: a day can pass from one contract to another in one file.
_AMEND = "UPDATE workforce_contract SET during = daterange(%s::date, %s::date), number = %s WHERE id = %s"


@dataclass(frozen=True)
class RosterReport:
    """What a roster brought. ``people`` are new accounts, ``amended`` contracts that changed."""

    programme: str
    rows: int
    people: int
    contracts: int
    amended: int
    unchanged: int
    villages: int
    refused: tuple[Refusal, ...] = field(repr=False)
    sha256: str

    @property
    def accepted(self) -> int:
        return self.contracts + self.amended + self.unchanged


def load_roster(  # noqa: PLR0913 - keyword-only: the file, its terms and who loads it
    source: bytes | Path,
    *,
    programme: str,
    keys: KeyRing | None,
    within: Collection[int] | None = None,
    who: Who | None = None,
    mapping: Mapping[str, str] | None = None,
    most_rows: int | None = None,
    by: str,
    at: datetime,
    progress: Progress | None = None,
) -> RosterReport:
    """Loads a roster (XLSX, CSV …; columns in `rules.roster`): each row stands or is refused with its reason.

    People without an account get one, without a password. Villages that no row names and no post ever had
    are shared evenly among the tambon's posts. The same file again changes nothing; a corrected one brings
    what changed; what was decided at the desk since is not undone. ``keys`` seal citizen IDs and accounts.
    ``within`` are the areas of ``who`` loads; without it posts are made, too, where a tambon has none yet.
    A row with the username of somebody whom ``who`` may not look after is refused; without it none is.
    Raises ``404-programme-unknown``, ``409-roster-without-key``, ``413-roster-too-many-rows`` and the
    problems of the whole file.
    """
    tell = progress or (lambda line: None)
    content = source.read_bytes() if isinstance(source, Path) else source
    table = read_table(source, required=REQUIRED, optional=OPTIONAL, mapping=mapping)
    if most_rows is not None and len(table.rows) > most_rows:
        raise problems.too_many_rows(rows=len(table.rows), most=most_rows)
    read, refused = read_rows(table.rows)
    if keys is None and any(row.citizen_id or row.bank_account for row in read):
        raise problems.no_key()
    tell(f"อ่านแล้ว · read: {len(read):,}, {len(refused) + len(table.refused):,} ปฏิเสธ · refused")
    given = _Given(
        read, [*table.refused, *refused], programme, keys, within, who, sha256(content).hexdigest(), by, at,
        tell,
    )  # fmt: skip
    return _load(given)


@dataclass(frozen=True)
class _Given:
    rows: list[RosterRow]
    refused: list[Refusal]
    programme: str
    keys: KeyRing | None = field(repr=False)
    within: Collection[int] | None
    who: Who | None
    sha256: str
    by: str
    at: datetime
    tell: Progress

    @property
    def today(self) -> date:
        return thai_day(self.at)


@transaction.atomic
def _load(given: _Given) -> RosterReport:
    whole = programme_row(given.programme)
    wait_for_others(whole.pk)
    on = _day_inside(whole, given.today)
    if given.within is None:
        make_posts(programme=given.programme, on=on, by=given.by, at=given.at)
    standing = standing_for(given.rows, whole, keys=given.keys, within=given.within, who=given.who, on=on)
    judged = judge(given.rows, standing)
    people, new_people = _people(judged, standing, given)
    new = [one for one in judged.accepted if one.contract is None and not one.is_known]
    amended = [one for one in judged.accepted if one.contract is not None]
    _amend(amended, given)
    _make(new, people, given)
    unkept = _seal(judged.accepted, people, given)
    given.tell(f"สัญญา · contracts: {len(new):,}")
    refused = [*given.refused, *judged.refused, *unkept]
    villages = _give(judged.accepted, standing, whole, on=on, given=given)
    _renew([*new, *amended], people, villages, whole, given)
    report = RosterReport(
        given.programme, len(given.rows) + len(given.refused), new_people, len(new), len(amended),
        len(judged.accepted) - len(new) - len(amended), len(villages),
        tuple(sorted(refused, key=lambda one: one.row)), given.sha256,
    )  # fmt: skip
    _remember(report, whole, given)
    return report


def _day_inside(whole: Programme, today: date) -> date:
    """Today, or the day of the programme that is nearest."""
    first, after = whole.during.lower or date.min, whole.during.upper or date.max
    return max(first, min(today, date.fromordinal(after.toordinal() - 1)))


def _people(judged: Judged, standing: Standing, given: _Given) -> tuple[dict[str, int], int]:
    """{username: person} of all accepted rows, and how many are new."""
    known = {username: pk for username, (pk, _) in standing.people.items()}
    new = {
        one.row.username: NewPerson(one.row.username, one.row.name_th, one.row.name_en, email=one.row.email)
        for one in judged.accepted
        if one.row.username not in known
    }
    added = add_people(list(new.values()), by=given.by, at=given.at)
    given.tell(f"บัญชีใหม่ · new accounts: {len(added):,}")
    return known | added, len(added)


def _amend(amended: Sequence[Accepted], given: _Given) -> None:
    if not amended:
        return
    changes = [(one.days[0], _open(one.days[1]), one.row.contract, one.contract) for one in amended]
    with named(), connection.cursor() as cursor:
        cursor.executemany(_AMEND, changes)
    keep_absences_inside([one.contract for one in amended if one.contract is not None])
    record_many([
        NewEntry("workforce.contract_amended", f"contract:{one.contract}", given.by, given.at, {
            "since": one.days[0].isoformat(), "until": _said(one.days[1]),
        })
        for one in amended
    ])  # fmt: skip


def _make(new: Sequence[Accepted], people: dict[str, int], given: _Given) -> None:
    ids = next_ids("workforce_contract", len(new))
    copy(
        "workforce_contract",
        ("id", "post_id", "person_id", "during", "number", "end_reason"),
        (
            (pk, one.post.id, people[one.row.username], daterange(one.days[0], _open(one.days[1])),
             one.row.contract, "")
            for pk, one in zip(ids, new, strict=True)
        ),
    )  # fmt: skip
    record_many([
        NewEntry("workforce.contract_made", f"contract:{pk}", given.by, given.at, {
            "post": one.post.id, "person": people[one.row.username], "since": one.days[0].isoformat(),
            "until": _said(one.days[1]), "replaces": None,
        })
        for pk, one in zip(ids, new, strict=True)
    ])  # fmt: skip


def _seal(accepted: Sequence[Accepted], people: dict[str, int], given: _Given) -> list[Refusal]:
    """Keeps citizen IDs and accounts; what may not be kept is told, while the contract stands."""
    if given.keys is None:
        return []
    having = [one.row for one in accepted if one.row.citizen_id or one.row.bank_account]
    entries = [NewPersonal(people[row.username], row.citizen_id, row.bank_account) for row in having]
    done = set_many_personal(entries, keys=given.keys, by=given.by, at=given.at)
    return [
        Refusal.of(problem, row=having[place].number, raw=having[place].raw)
        for place, problem in done.refused
    ]


def _give(
    accepted: Sequence[Accepted], standing: Standing, whole: Programme, *, on: date, given: _Given
) -> list[int]:
    """Gives the villages that rows name, then shares the rest of their tambons; which were given."""
    named_ones = [(one.post, village) for one in accepted for village in one.villages]
    tambons = {standing.tambons[one.row.tambon] for one in accepted}
    found = share_the_rest(whole, named_ones, tambons, on=on)
    given.tell(f"หมู่บ้านที่แบ่งแล้ว · villages shared: {len(found):,}")
    return found


def _renew(
    changed: Sequence[Accepted],
    people: dict[str, int],
    villages: Sequence[int],
    whole: Programme,
    given: _Given,
) -> None:
    """Days before today come for whoever's contract changed, and for villages that nobody had."""
    if not changed and not villages:
        return
    posts = list({one.post.id for one in changed})
    touched = set(VillageShare.objects.filter(post_id__in=posts).values_list("village_id", flat=True))
    touched |= set(villages_touched(one.contract for one in changed if one.contract is not None))
    since = min((one.days[0] for one in changed), default=given.today)
    if villages:
        since = min(since, whole.during.lower or date.min)
    whose = frozenset(people[one.row.username] for one in changed)
    late = Late(since, whose, frozenset(villages))
    renew_grants(touched | set(villages), late=late, by=given.by, at=given.at)
    given.tell("สิทธิของผู้เก็บข้อมูลเป็นปัจจุบันแล้ว · workers' grants are derived")


def _remember(report: RosterReport, whole: Programme, given: _Given) -> None:
    """A load that changed nothing leaves nothing behind."""
    if not (report.contracts or report.amended or report.villages):
        return
    row = RosterLoad.objects.create(
        programme=whole, sha256=report.sha256, accepted=report.accepted, refused=len(report.refused),
        loaded_at=given.at,
    )  # fmt: skip
    body = {
        "sha256": report.sha256, "contracts": report.contracts, "amended": report.amended,
        "villages": report.villages, "refused": len(report.refused),
    }  # fmt: skip
    record("workforce.roster_loaded", subject=f"roster:{row.pk}", by=given.by, at=given.at, body=body)


def _open(until: date) -> date | None:
    return None if until == date.max else until


def _said(until: date) -> str | None:
    return None if until == date.max else until.isoformat()
