"""What this room's tables know of one value, as events: a statement a table, however much there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tambon.areas.rules import Hierarchy
from tambon.lib.days import thai_day
from tambon.verification.models import Challenge, Escalation, Finding, HandOver, Returned, SampledCell
from tambon.verification.queries.sql import rows
from tambon.verification.rules import events as told
from tambon.verification.rules.challenging import Outcome, State
from tambon.verification.rules.clock import Pair, Step
from tambon.verification.rules.sampling import Why
from tambon.verification.rules.signing import Level, days_late
from tambon.verification.rules.views import CellStory

Row = tuple[Any, ...]
_TOLD = (State.OPEN.value, State.ANSWERED.value)  # what nobody has read, or was not passed on, is not told
_FINDING = (
    "details", "severity", "opened_at", "closed_at", "explanation", "explained_at", "accepted_at",
)  # fmt: skip
_RETURN = (
    "office_id", "reason", "note", "due", "made_at", "closed_at", "closed_how", "answer_claim_id",
)  # fmt: skip
_HAND = ("giver_id", "taker_id", "reason", "made_at", "answered_at", "taken")
_CHALLENGE = (
    "release", "published", "said", "proposed", "made_at", "office_id", "answered_at", "outcome", "answer",
)  # fmt: skip
_DRAWN = ("sample__office_id", "why", "sample__drawn_at")


@dataclass(frozen=True, slots=True)
class Happened:
    """The rows that speak of one value."""

    findings: list[Row]
    returns: list[Row]
    hands: list[Row]
    challenges: list[Row]
    signings: list[Row]
    drawn: list[Row]
    silences: list[Row]

    @property
    def offices(self) -> set[int]:
        """Every office that is named."""
        first = (row[0] for of in (self.returns, self.hands, self.drawn, self.silences) for row in of)
        return {one for one in (*first, *(r[1] for r in self.hands), *(r[5] for r in self.challenges)) if one}

    @property
    def answers(self) -> set[int]:
        """The claims that answered a return."""
        return {row[7] for row in self.returns if row[7] is not None}


def read(story: CellStory, offices: Collection[int]) -> Happened:
    """Seven statements; ``offices`` are those whose silence may concern the value."""
    row, variable = story.row, story.cell.variable.name
    of_cell = {"record_id": row.record_id, "variable": variable}
    of_part = {"dataset": row.dataset, "period": row.period}
    over = {**of_part, "area": row.area.id, "hierarchy": Hierarchy.ADMINISTRATIVE.value}
    drawn = SampledCell.objects.filter(
        sample__dataset=row.dataset, sample__period=row.period, **of_cell
    )  # by its samples: the table has no index of judged cells
    doubts = Challenge.objects.filter(area_id=row.area.id, variable=variable, state__in=_TOLD, **of_part)
    silences = Escalation.objects.filter(office_id__in=list(offices), **of_part)
    return Happened(
        findings=list(Finding.objects.filter(**of_cell).values_list(*_FINDING)),
        returns=list(Returned.objects.filter(**of_cell).values_list(*_RETURN)),
        hands=list(HandOver.objects.filter(**of_cell).values_list(*_HAND)),
        challenges=list(doubts.values_list(*_CHALLENGE)),
        signings=rows("signings_over", over),
        drawn=list(drawn.values_list(*_DRAWN)),
        silences=list(silences.values_list("office_id", "step", "at")),
    )


def events_of(
    known: Happened, offices: Mapping[int, Pair], places: Mapping[int, Pair]
) -> Iterator[told.Event]:
    """All but the silences, which concern a value only while it waits."""
    for row in known.findings:
        yield from _finding(row)
    for row in known.returns:
        yield from _return(offices.get(row[0]), row)
    for row in known.hands:
        yield from _hand(offices.get(row[0]), offices.get(row[1]), row)
    for row in known.challenges:
        yield from _challenge(row, offices)
    for row in known.signings:
        yield from _signing(places.get(row[0]), row)
    for office, why, at in known.drawn:
        yield told.Drawn(at=at, office=offices.get(office), why=Why(why))


def silence_of(row: Row, offices: Mapping[int, Pair]) -> told.SilenceStep:
    office, step, at = row
    return told.SilenceStep(at=at, office=offices.get(office), step=Step(step))


def _finding(row: Row) -> Iterator[told.Event]:
    details, severity, opened, closed, explanation, explained, accepted = row
    asks = (details["th"], details["en"])
    yield told.Asked(at=opened, asks=asks, severity=severity)
    for one in details.get("refused", ()):
        at = datetime.fromisoformat(one["at"])
        text = f"{one['explanation']} → {one['why']}"
        yield told.FindingMoved(at=at, step=told.FindingStep.REFUSED, asks=asks, text=text)
    if explained:
        step = told.FindingStep.EXPLAINED
        yield told.FindingMoved(at=explained, step=step, asks=asks, text=explanation)
    for at, step in ((accepted, told.FindingStep.ACCEPTED), (closed, told.FindingStep.CLOSED)):
        if at:
            yield told.FindingMoved(at=at, step=step, asks=asks)


def _return(office: Pair | None, row: Row) -> Iterator[told.Event]:
    _, reason, note, due, made, closed, how, _ = row
    yield told.SentBack(at=made, office=office, reason=reason, note=note, due=due)
    if closed:
        late = days_late(due, thai_day(closed)) if how == "answered" else 0
        yield told.ReturnEnded(at=closed, how=how, late=late)


def _hand(giver: Pair | None, taker: Pair | None, row: Row) -> Iterator[told.Event]:
    _, _, reason, made, answered, taken = row
    yield told.HandedOver(at=made, giver=giver, taker=taker, reason=reason)
    if answered:
        yield told.HandAnswered(at=answered, taker=taker, taken=bool(taken))


def _challenge(row: Row, offices: Mapping[int, Pair]) -> Iterator[told.Event]:
    release, published, said, proposed, made, office, answered, outcome, answer = row
    yield told.Challenged(at=made, release=release, published=published, said=said, proposed=proposed)
    if answered:
        told_by = offices.get(office)
        yield told.ChallengeAnswered(at=answered, office=told_by, outcome=Outcome(outcome), answer=answer)


def _signing(area: Pair | None, row: Row) -> Iterator[told.Event]:
    _, level, due, at, unlocked, reason = row
    yield told.SignedOver(at=at, level=Level(level), area=area, late=days_late(due, thai_day(at)))
    if unlocked:
        yield told.Unlocked(at=unlocked, level=Level(level), area=area, reason=reason)
