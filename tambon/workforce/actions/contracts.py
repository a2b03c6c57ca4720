"""Contracts: who fills a post from when until when, and who follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tambon.accounts import actions as accounts
from tambon.accounts import problems as account_problems
from tambon.accounts import queries as people
from tambon.journal.actions import record
from tambon.lib.days import day_before
from tambon.workforce import problems
from tambon.workforce.actions.granting import Late, renew_grants
from tambon.workforce.actions.writing import in_order, named, not_too_late, wait_for_others
from tambon.workforce.models import Contract, Post
from tambon.workforce.queries.charge import villages_touched
from tambon.workforce.rules import EndReason

_ABSENCES_INSIDE = (
    """
    DELETE FROM workforce_absence away USING workforce_contract contract
    WHERE contract.id = away.contract_id AND contract.id = ANY(%s) AND NOT away.during && contract.during
    """,
    """
    UPDATE workforce_absence away SET during = away.during * contract.during FROM workforce_contract contract
    WHERE contract.id = away.contract_id AND contract.id = ANY(%s) AND NOT away.during <@ contract.during
    """,
)


@transaction.atomic
def make_contract(  # noqa: PLR0913 - a contract is these days, people and papers
    *,
    post_id: int,
    person_id: int,
    since: date,
    until: date | None = None,
    number: str = "",
    replaces: int | None = None,
    by: str,
    at: datetime,
) -> int:
    """The person fills the post from ``since`` until the day before ``until``; the contract's id comes back.

    Without ``until`` it lasts as long as the post. It may begin in the past: papers are often late, and what
    the person did since then counts. ``replaces`` is the contract of the same post that this one follows.
    Raises 404 for an unknown post, person or contract, 403 for a closed account, ``409-post-filled``,
    ``409-person-engaged``, ``422-contract-outside-programme``, ``422-replacement-elsewhere``.
    """
    post = _post(post_id)
    until = until or post.during.upper
    in_order(since, until)
    if not people.get_person(person_id).is_active:
        raise account_problems.inactive_person()
    wait_for_others(post.programme_id)
    _check_replaced(replaces, post_id, since)
    days = DateRange(since, until)
    with named(since=since, last=day_before(until)):
        row = Contract.objects.create(
            post=post, person_id=person_id, during=days, number=number, replaces_id=replaces
        )
    body = {
        "post": post_id, "person": person_id, "since": since.isoformat(),
        "until": until.isoformat() if until else None, "replaces": replaces,
    }  # fmt: skip
    record("workforce.contract_made", subject=f"contract:{row.pk}", by=by, at=at, body=body)
    late = Late(since, frozenset({person_id}))
    renew_grants(villages_touched([row.pk]), late=late, by=by, at=at)
    return row.pk


@transaction.atomic
def hire(  # noqa: PLR0913 - a person and a contract
    *,
    post_id: int,
    username: str,
    name_th: str,
    name_en: str = "",
    since: date,
    until: date | None = None,
    number: str = "",
    replaces: int | None = None,
    by: str,
    at: datetime,
) -> tuple[int, int]:
    """A new person, without a password, with a contract: (person, contract). Raises as its two parts do."""
    person = accounts.add_person(username=username, name_th=name_th, name_en=name_en, by=by, at=at)
    contract = make_contract(
        post_id=post_id, person_id=person, since=since, until=until, number=number, replaces=replaces,
        by=by, at=at,
    )  # fmt: skip
    return person, contract


@transaction.atomic
def end_contract(contract_id: int, *, on: date, reason: EndReason, by: str, at: datetime) -> None:
    """The contract's last day is the one before ``on``, for a reason; absences after it fall away.

    One that ends on its first day or before never began, and stays with its reason. May be entered up to a
    month late: grants of days before today stay then, since they were in force. Raises
    ``404-contract-unknown``, ``409-contract-ended``, ``422-workforce-day-past``.
    """
    not_too_late(on, at=at)
    row = locked_contract(contract_id)
    since, until = row.during.lower, row.during.upper
    if until is not None and until <= on:
        raise problems.ended_already(on=on)
    touched = villages_touched([contract_id])
    row.during, row.end_reason = DateRange(since, max(since, on)), EndReason(reason).value
    row.save(update_fields=["during", "end_reason"])
    keep_absences_inside([contract_id])
    body = {"on": on.isoformat(), "reason": row.end_reason, "person": row.person_id, "post": row.post_id}
    record("workforce.contract_ended", subject=f"contract:{contract_id}", by=by, at=at, body=body)
    renew_grants(touched, by=by, at=at)


def locked_contract(contract_id: int) -> Contract:
    """The row, once all other changes of its programme are done. Raises ``404-contract-unknown``."""
    contracts = Contract.objects.select_related("post").filter(pk=contract_id, during__isempty=False)
    found = contracts.first()
    if found is not None:
        wait_for_others(found.post.programme_id)
        found = contracts.first()
    if found is None:
        raise problems.unknown_contract()
    return found


def _post(post_id: int) -> Post:
    found = Post.objects.filter(pk=post_id).first()
    if found is None:
        raise problems.unknown_post()
    return found


def _check_replaced(replaces: int | None, post_id: int, since: date) -> None:
    if replaces is None:
        return
    old = Contract.objects.filter(pk=replaces).first()
    if old is None:
        raise problems.unknown_contract()
    over = old.during.isempty or (old.during.upper is not None and old.during.upper <= since)
    if old.post_id != post_id or not over:
        raise problems.wrong_replacement()


def keep_absences_inside(contract_ids: Sequence[int]) -> None:
    """Nobody is absent from a contract on days that it does not have."""
    with connection.cursor() as cursor:
        for statement in _ABSENCES_INSIDE:
            cursor.execute(statement, [list(contract_ids)])
