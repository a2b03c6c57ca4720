"""A whole record from its claims: every cell's value, grade and origin. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from tambon.records.rules.cells import Cell
from tambon.records.rules.grading import Verdict, answer_to, grade
from tambon.records.rules.kinds import ORIGINS, VERDICTS, ClaimKind, Grade
from tambon.records.rules.resolution import Offer, Resolution, Rule, age, resolve


@dataclass(frozen=True, slots=True)
class Known:
    """A claim as the rules see it. A verdict's ``about``: variable to the reference of the claim judged; an
    offer's: variable to `REDACTED` where its value was taken away.
    """

    id: int
    ref: str
    kind: ClaimKind
    values: Mapping[str, Any]
    about: Mapping[str, str]
    observed_on: date
    made_at: datetime
    agency_id: int | None = None
    office_id: int | None = None


@dataclass(slots=True)
class Derived:
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)


Owned = Callable[[Known, str], bool]
# Stands in an offer's ``about`` in the place of a value that was redacted: that something was said there.
REDACTED = "redacted"


def is_late(claim_id: int, kind: ClaimKind, upto: int | None) -> bool:
    """Whether a claim offers its values after the last one that counts under a lock (None: there is none)."""
    return upto is not None and claim_id > upto and kind in ORIGINS


def derive(  # noqa: PLR0913 - what makes a record is seven things
    claims: Iterable[Known],
    rules: Mapping[str, Rule],
    *,
    owned: Owned,
    held: Mapping[str, tuple[Any, Cell]],
    at: datetime,
    upto: int | None = None,
    anew: bool = False,
) -> Derived:
    """The record that these claims make; variables that ``rules`` does not name are left out.

    ``owned(claim, variable)``: whether who made the claim owned the variable there on that day. ``held`` is
    what the record held before: a cell that did not change keeps its ``since``, and what the automatic rules
    found stays with the value that it is about; a value that changed is unchecked again. ``upto``: the last
    claim that counts under a lock. What is offered after it waits; verdicts are not held up. What is held
    under a lock stays though the rule or the owner became another one, unless it is to be made ``anew``.
    """
    claims = [claim for claim in claims if not is_late(claim.id, claim.kind, upto)]
    offers, redacted = _offered(claims, rules, owned)
    verdicts = _judged(claims, rules, owned, {claim.ref: claim.id for claim in claims})
    derived = Derived()
    for variable, rule in rules.items():
        found = resolve(offers.get(variable, ()), rule, redacted.get(variable, ()))
        if found is None:
            continue
        before = held.get(variable)
        if before is not None and upto is not None and not anew:
            found = _as_signed(found, offers[variable], *before)
        weight = before[1].weight if before is not None and before[0] == found.value else None
        words = verdicts.get(variable, ())
        graded = grade(found, words, weight)
        answer = answer_to(found, words, offers[variable]) if graded is Grade.DISPUTED else None
        winner = found.winner
        differs = len(offers[variable]) > 1 and _differs(offers[variable], found.value)
        cell = Cell(graded, ORIGINS[winner.kind], winner.claim_id, at, weight, differs, answer)
        derived.values[variable] = found.value
        derived.cells[variable] = _keep_since(cell, before, found.value)
    return derived


def _as_signed(found: Resolution, offers: list[Offer], value: Any, cell: Cell) -> Resolution:
    """What was held when it was signed, as long as the claim that it stands on says so.

    Under a lock no offer is added: where another one wins, the rule or the owner has changed. A confirmation
    of the same value goes on counting, whichever claim it named.
    """
    if (found.winner.claim_id, found.value) == (cell.claim_id, value):
        return found
    signed = next((o for o in offers if o.claim_id == cell.claim_id and o.value == value), None)
    if signed is None:  # redacted
        return found
    same = {o.claim_id for o in offers if o.value == value} if cell.grade is Grade.VERIFIED else set()
    return Resolution(value, signed, frozenset({signed.claim_id, *same}))


def _offered(
    claims: Iterable[Known], rules: Mapping[str, Rule], owned: Owned
) -> tuple[dict[str, list[Offer]], dict[str, list[Offer]]]:
    """By variable: what is offered, and what was and is redacted."""
    offers: dict[str, list[Offer]] = {}
    redacted: dict[str, list[Offer]] = {}
    for claim in claims:
        if claim.kind in ORIGINS:
            for variable, value in claim.values.items():
                if variable in rules:
                    offers.setdefault(variable, []).append(_offer(claim, variable, value, owned))
            for variable in _redacted(claim.about) & rules.keys():
                redacted.setdefault(variable, []).append(_offer(claim, variable, None, owned))
    return offers, redacted


def _redacted(about: Mapping[str, str]) -> set[str]:
    return {variable for variable, mark in about.items() if mark == REDACTED}


def _judged(
    claims: Iterable[Known], rules: Mapping[str, Rule], owned: Owned, ids: Mapping[str, int]
) -> dict[str, list[Verdict]]:
    """By variable: what offices said of the claims with these references."""
    verdicts: dict[str, list[Verdict]] = {}
    for claim in claims:
        if claim.kind in VERDICTS:
            for variable, ref in claim.about.items():
                if ref in ids and variable in rules:
                    ours = owned(claim, variable)
                    verdict = Verdict(claim.ref, claim.kind, ids[ref], claim.made_at, ours, claim.id)
                    verdicts.setdefault(variable, []).append(verdict)
    return verdicts


def _offer(claim: Known, variable: str, value: Any, owned: Owned) -> Offer:
    is_owned = claim.kind is not ClaimKind.FIELD and owned(claim, variable)
    return Offer(claim.id, claim.ref, claim.kind, claim.observed_on, claim.made_at, is_owned, value)


def _differs(offers: list[Offer], value: Any) -> bool:
    """Whether the newest word of another source, the field, a register or an office, is another value."""
    if len({offer.kind for offer in offers}) == 1:
        return False
    newest: dict[ClaimKind, Offer] = {}
    for offer in offers:
        rival = newest.get(offer.kind)
        if rival is None or age(offer) > age(rival):
            newest[offer.kind] = offer
    return any(offer.value != value for offer in newest.values())


def same_standing(one: Cell, other: Cell) -> bool:
    """Whether history sees no difference between two cells of one value."""
    return (one.grade, one.origin, one.claim_id) == (other.grade, other.origin, other.claim_id)


def _keep_since(cell: Cell, before: tuple[Any, Cell] | None, value: Any) -> Cell:
    if before is None:
        return cell
    old = before[1]
    if before[0] != value or not same_standing(old, cell):
        return cell if old.since <= cell.since else replace(cell, since=old.since)  # clocks may disagree
    return replace(cell, since=old.since)
