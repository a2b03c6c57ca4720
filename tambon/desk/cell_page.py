"""What a value's page tells: why it is held, its story day by day, and what was held on a day of the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, may
from tambon.areas import queries as areas
from tambon.desk.posted import read_day_of
from tambon.desk.who import DeskRequest
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.records.rules import ClaimView
from tambon.releases import queries as releases
from tambon.verification import queries
from tambon.verification.queries import Telling, signing
from tambon.verification.rules.events import Held
from tambon.verification.rules.heads import words_of
from tambon.verification.rules.signing import Signed
from tambon.verification.rules.story import Line
from tambon.verification.rules.views import CellStory
from tambon.verification.rules.why import rule_words

NEWEST = 30  # lines that are open; the older ones stand folded below them


@dataclass(frozen=True, slots=True)
class PastDay:
    """What was asked about a day: the day as it was typed, and what was held at its end."""

    text: str
    day: date | None = None
    held: Held | None = None
    ahead: bool = False
    problem: Problem | None = None


def told(request: DeskRequest, story: CellStory) -> dict[str, Any]:
    """The page's words about the value; fifteen statements more than the value itself."""
    telling = queries.Telling(story)
    lines = releases.tell_story(telling, story)
    now, ruled = telling.held_on(request.today), telling.ruled
    return {
        "signed": signed_over(request, story),
        "late": _late(story),
        "why": now.why if now else None,
        "rule": rule_words(story.cell.variable),
        "number": ruled[-1].number if ruled else None,
        "days": _by_day(lines[:NEWEST]),
        "older": _by_day(lines[NEWEST:]),
        "older_count": len(lines[NEWEST:]),
        "singly": releases.is_published_singly(story.cell.variable),
        "past_day": _past_day(request, telling),
        "claims": [_claim(one, story.cell.variable.name, telling) for one in story.claims],
    }


def signed_over(request: DeskRequest, story: CellStory) -> Signed | None:
    """The sign-off under which the value lies, the highest first to be opened."""
    row = story.row
    return signing.highest_over(row.dataset, row.period, row.area.id, on=request.today)


def _late(story: CellStory) -> dict[str, Any] | None:
    """The newest own value of the owner's office that waits behind a sign-off."""
    name = story.cell.variable.name
    mine = (c for c in story.claims if c.late and name in c.values and c.office_id == story.office_id)
    found = next((c for c in mine if c.office_id is not None), None)
    return {"value": found.values[name], "made_at": found.made_at} if found else None


def around(request: DeskRequest, story: CellStory) -> dict[str, Any]:
    """The other places of the tambon whose value the person may see by itself, and whether that is each."""
    reached = areas.reached_from({one.area.id for one in story.around}, on=request.today)
    agencies = accounts.agency_ids({one.office_id for one in story.around})
    seen = [
        one
        for one in story.around
        if may(
            request.who,
            Verb.SEE_CELLS,
            Thing(reached[one.area.id], one.office_id, agencies.get(one.office_id)),
        ).allowed
    ]
    return {"around": seen, "wide": None if len(seen) == len(story.around) else frozenset()}


def _by_day(lines: Sequence[Line]) -> list[tuple[date, list[Line]]]:
    return [(day, list(of)) for day, of in groupby(lines, key=lambda line: thai_day(line.at))]


def _past_day(request: DeskRequest, telling: Telling) -> PastDay | None:
    text = request.GET.get("on", "").strip()
    if not text:
        return None
    try:
        day = read_day_of(request.GET, "on")
    except Problem as problem:
        return PastDay(text[:40], problem=problem)
    if day > request.today:
        return PastDay(text, day, ahead=True)
    return PastDay(day.isoformat(), day, telling.held_on(day))


def _claim(claim: ClaimView, variable: str, telling: Telling) -> dict[str, Any]:
    return {
        "made_at": claim.made_at,
        "kind": claim.kind,
        "value": claim.values.get(variable),
        "said_by": words_of(claim),
        "reason": claim.reason,
        "office_id": claim.office_id,
        "is_edit": telling.is_edit(claim),
        "late": claim.late,
    }
