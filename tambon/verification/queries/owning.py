"""Which office owns a cell, and what people said themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tambon.accounts import queries as accounts
from tambon.dictionary import queries as dictionary
from tambon.forms import queries as forms
from tambon.forms.rules.answers import META
from tambon.forms.rules.blotting import whole
from tambon.forms.rules.mapping import Mapping
from tambon.records.rules import ClaimKind, RecordView
from tambon.verification.queries.sql import rows


def owners_of(records: Iterable[RecordView], *, on: date) -> dict[tuple[int, str], int | None]:
    """{(record id, variable): the office that owns it there that day, or None}."""
    records = list(records)
    specs = dictionary.specs_of(r.dataset for r in records)
    asked = {name: spec.asked for name, spec in specs.items()}
    chains = {v.owner: v.owner for variables in asked.values() for v in variables}
    found = accounts.owner_offices(chains, {r.area_id for r in records}, on=on)
    return {(r.id, v.name): found[v.owner, r.area_id] for r in records for v in asked[r.dataset]}


def count_own_answers(actor: str, cells: Iterable[tuple[int, str]]) -> int:
    """In how many of the cells (the claim held, the variable) the actor's own saying stands."""
    return len(own_answers(actor, cells))


def own_answers(actor: str, cells: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Those of the cells (the claim held, the variable) in which the actor's own saying stands: sent from the
    field, or said at the desk beside what somebody else sent.

    Whoever corrects one answer has said that one alone; whoever says where or when, or what belongs to no
    variable, has said all of it. One statement, and one more for each form of which something was corrected.
    """
    asked: dict[int, set[str]] = {}
    for claim_id, variable in cells:
        asked.setdefault(claim_id, set()).add(variable)
    found: set[tuple[int, str]] = set()
    mappings: dict[tuple[str, str], Mapping | None] = {}
    given = {"claims": list(asked), "field": ClaimKind.FIELD.value, "actor": actor}
    for claim_id, dataset, form_id, version, field in rows("own_answers", given) if asked else ():
        said = None
        if field is not None:
            if (form_id, version) not in mappings:
                published = forms.find_version(form_id, version)
                mappings[form_id, version] = published.mapping if published else None
            said = _said_in(field, dataset, mappings[form_id, version])
        mine = asked[claim_id] if said is None else asked[claim_id] & said
        found.update((claim_id, variable) for variable in mine)
    return found


def _said_in(field: str, dataset: str, mapping: Mapping | None) -> set[str] | None:
    """The dataset's variables of which a correction of the field speaks; None: of all that was sent."""
    if field in META or mapping is None:
        return None
    about = mapping.variables_at(whole(field))
    return about.get(dataset, set()) if about else None
