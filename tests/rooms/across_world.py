"""Words of a worker about villages, the rules run over them, and people who answer: for tests of findings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from records_world import AT, TODAY, World

from tambon.accounts import actions as accounts
from tambon.accounts import queries as people
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.records.rules import ClaimKind, NewClaim, RecordView
from tambon.verification import actions, queries
from tambon.verification.actions.explaining import Seen
from tambon.verification.models import Finding
from tambon.verification.queries.answers import finding_content

LATER = AT + timedelta(hours=1)
TICKS = count(1)  # each word is said after the one before
LONG = datetime(2026, 10, 1, tzinfo=UTC)


def claim(world: World, village: str, period: str = "2026", dataset: str = "water", **values: object) -> None:
    """The worker says so, without a form."""
    made = NewClaim(
        ClaimKind.FIELD, dataset, world.area[village], period, values, TODAY, f"person:{world.worker}",
        evidence=f"submission:{dataset}{village}{period}{sorted(values.items())}",
    )  # fmt: skip
    records.make_claims([made], at=AT + timedelta(seconds=next(TICKS)))


def run(at: datetime = AT) -> None:
    while actions.check_changed(at=at) + actions.check_groups(at=at):
        pass


def rules_of(record: RecordView) -> list[tuple[str, str]]:
    return [(f.rule, f.variable) for f in queries.list_open_findings([record.id])[record.id]]


def changed_village(world: World) -> RecordView:
    """120 households last year, 480 now."""
    claim(world, "58010201", "2025", households=120, piped_households=90)
    claim(world, "58010201", households=480, piped_households=90)
    run()
    return world.record()


def finding(record: RecordView) -> Finding:
    return Finding.objects.get(record_id=record.id, closed_at__isnull=True, family="across")


def seen(record: RecordView) -> Seen:
    one = finding(record)
    return Seen(one.pk, one.basis, finding_content(one))


def person(
    world: World, name: str, role: Role, *, place: str | None = None, office: str | None = None
) -> Who:
    id_ = accounts.add_person(username=name, name_th=name, by="system", at=LONG)
    grant = NewGrant(
        id_, role, date(2026, 10, 1), None, world.area[place] if place else None,
        world.office[office] if office else None,
    )  # fmt: skip
    accounts.grant(grant, by="system", at=LONG)
    return people.who(id_, on=TODAY)


def code(call: object) -> str:
    with pytest.raises(Problem) as caught:
        call()  # type: ignore[operator]
    return caught.value.kind.code
