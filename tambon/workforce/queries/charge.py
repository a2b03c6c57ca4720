"""The rows from which it follows who has which village: shares, contracts and absences as spans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tambon.workforce.queries.sql import rows
from tambon.workforce.rules.charge import AbsenceSpan, Charge, ContractSpan, ShareSpan, derive

_DAYS = "COALESCE(lower(during), '0001-01-01'), COALESCE(upper(during), '9999-12-31')"
_SHARES = f"""
    SELECT post_id, village_id, {_DAYS} FROM workforce_villageshare
    WHERE village_id = ANY(%(villages)s) AND NOT isempty(during)
"""
_CONTRACTS = f"""
    SELECT id, post_id, person_id, {_DAYS} FROM workforce_contract
    WHERE (post_id = ANY(%(posts)s) OR id = ANY(%(ids)s)) AND NOT isempty(during)
"""
_ABSENCES = f"""
    SELECT contract_id, substitute_id, {_DAYS} FROM workforce_absence WHERE contract_id = ANY(%(contracts)s)
"""
_TOUCHED = """
    SELECT DISTINCT share.village_id FROM workforce_villageshare share
    JOIN workforce_contract contract ON contract.post_id = share.post_id
    WHERE contract.id = ANY(%(contracts)s) OR contract.id IN (
        SELECT contract_id FROM workforce_absence WHERE substitute_id = ANY(%(contracts)s))
"""


def charges(village_ids: Iterable[int]) -> list[Charge]:
    """Who had, has and will have these villages, in all programmes, derived from what stands now."""
    shares = [ShareSpan(*row) for row in rows(_SHARES, {"villages": list(village_ids)})]
    posts = list({share.post for share in shares})
    contracts = {c.id: c for c in _contracts(posts, [])}
    absences = _absences(list(contracts))
    stand_ins = {a.substitute for a in absences if a.substitute is not None} - contracts.keys()
    if stand_ins:
        contracts |= {c.id: c for c in _contracts([], list(stand_ins))}
        absences += _absences(list(stand_ins))
    return derive(contracts.values(), shares, absences)


def villages_touched(contract_ids: Iterable[int]) -> list[int]:
    """The villages whose charge may change with these contracts: of their posts, and where they stand in."""
    return [row[0] for row in rows(_TOUCHED, {"contracts": list(contract_ids)})]


def villages_of_posts(post_ids: Iterable[int], *, on: date) -> dict[int, list[int]]:
    """{post: its villages on that day, by id}; a post without any is left out."""
    found: dict[int, list[int]] = {}
    sql = """
        SELECT post_id, village_id FROM workforce_villageshare
        WHERE post_id = ANY(%(posts)s) AND during @> %(on)s::date ORDER BY post_id, village_id
    """
    for post, village in rows(sql, {"posts": list(post_ids), "on": on}):
        found.setdefault(post, []).append(village)
    return found


def _contracts(posts: list[int], ids: list[int]) -> list[ContractSpan]:
    return [ContractSpan(*row) for row in rows(_CONTRACTS, {"posts": posts, "ids": ids})]


def _absences(contracts: list[int]) -> list[AbsenceSpan]:
    return [AbsenceSpan(*row) for row in rows(_ABSENCES, {"contracts": contracts})]
