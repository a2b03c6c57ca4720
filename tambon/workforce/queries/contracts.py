"""One person's contract, and the villages that are theirs on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from tambon.workforce import problems
from tambon.workforce.models import Contract
from tambon.workforce.queries.sql import CHARGE, IN_CHARGE, rows
from tambon.workforce.rules.views import ContractView

_COLUMNS = (
    "pk", "post_id", "post__programme__code", "post__tambon_id", "post__number", "person_id", "during",
    "number",
)  # fmt: skip
_VILLAGES = f"""
    SELECT share.village_id
    FROM workforce_contract contract {CHARGE}
    JOIN workforce_villageshare share ON share.post_id = contract.post_id AND share.during @> %(on)s::date
    WHERE contract.during @> %(on)s::date AND {IN_CHARGE} = %(contract)s
      AND (contract.id = %(contract)s OR contract.id IN (
           SELECT contract_id FROM workforce_absence WHERE substitute_id = %(contract)s))
    ORDER BY share.village_id
"""


def find_contract(person_id: int, *, on: date) -> ContractView | None:
    """The contract that the person works under on that day; None where there is none."""
    found = _views(Contract.objects.filter(person_id=person_id, during__contains=on))
    return found[0] if found else None


def get_contract(contract_id: int) -> ContractView:
    """A contract by its id. Raises ``404-contract-unknown``; also for one that never began."""
    found = _views(Contract.objects.filter(pk=contract_id, during__isempty=False))
    if not found:
        raise problems.unknown_contract()
    return found[0]


def list_contracts(person_id: int) -> list[ContractView]:
    """All contracts that the person has or had, the latest first."""
    return _views(Contract.objects.filter(person_id=person_id, during__isempty=False))


def villages_of(contract_id: int, *, on: date) -> list[int]:
    """The ids of the villages in which the contract's person works that day.

    Those of their post while they are present, and those of whom they stand in for. One statement; by id.
    """
    return [row[0] for row in rows(_VILLAGES, {"contract": contract_id, "on": on})]


def _views(found: QuerySet[Contract]) -> list[ContractView]:
    return [
        ContractView(pk, post, programme, tambon, place, person, during.lower, during.upper, number)
        for pk, post, programme, tambon, place, person, during, number in found.order_by(
            "-during"
        ).values_list(*_COLUMNS)
    ]
