"""A value's whole story in plain words: one line for each thing that happened, the newest first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from tambon.verification.rules import events as told
from tambon.verification.rules.clock import Pair
from tambon.verification.rules.story_words import Words, note_of, sentence

SOON = timedelta(days=1)  # within which what is held follows from what was said, told in one line


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a story. ``note`` is what a person wrote, ``then`` what followed from it at once."""

    event: told.Event
    th: str
    en: str
    note: str = ""
    then: tuple[Pair, ...] = ()

    @property
    def at(self) -> datetime:
        return self.event.at

    @property
    def kind(self) -> str:
        return self.event.kind

    @property
    def mark(self) -> str:
        """The sort, where a dispute is told apart from a confirmation at a glance."""
        disputes = isinstance(self.event, told.Judged) and not self.event.confirms
        return "disputed" if disputes else self.kind

    @property
    def late(self) -> bool:
        return isinstance(self.event, told.Said) and self.event.late

    @property
    def words(self) -> Pair:
        return self.th, self.en


def tell(happened: Iterable[told.Event], words: Words) -> list[Line]:
    """The story of one value, whatever the order in which its events are given.

    What is held is told in the line of what it follows from: of the answer that won within a day, of the
    verdict or the acceptance of the very moment.
    """
    ordered = _folded(sorted(happened, key=_order))
    held = [one for one in ordered if isinstance(one, told.Held)]
    causes = _causes(ordered)
    follows: dict[int, list[Pair]] = {}
    alone: list[told.Event] = []
    for one in held:
        cause = _cause_of(one, causes)
        if cause is None:
            alone.append(one)
        else:
            follows.setdefault(id(cause), []).append(sentence(one, words))
    shown = [one for one in ordered if not isinstance(one, told.Held)] + alone
    shown.sort(key=_order, reverse=True)
    return [_line(one, words, tuple(follows.get(id(one), ()))) for one in shown]


def _folded(ordered: Sequence[told.Event]) -> list[told.Event]:
    """Without the disputes that a return makes by itself: the return's own line says why."""
    returns = {(one.at, one.office) for one in ordered if isinstance(one, told.SentBack)}
    return [
        one
        for one in ordered
        if not (isinstance(one, told.Judged) and not one.confirms and (one.at, one.office) in returns)
    ]


def as_json(line: Line) -> dict[str, Any]:
    """The line for machines: its sort and moment, both sentences, and what they are made of."""
    own = {f.name: _plain(getattr(line.event, f.name)) for f in fields(line.event) if f.name != "at"}
    then = [{"th": th, "en": en} for th, en in line.then]
    told_in = {"th": line.th, "en": line.en, "note": line.note, "then": then}
    return {"at": line.at.isoformat(), "kind": line.kind, **told_in, "of": own}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


_RANK = {told.Said: 0, told.HeadSaid: 1, told.Judged: 2, told.SentBack: 3, told.Held: 8, told.Published: 9}


_AGAIN = frozenset({told.How.RETURN_DESK, told.How.RETURN_PHONE})  # what was said because it was sent back


def _order(event: told.Event) -> tuple[datetime, int, int]:
    """By moment; at one moment what is said comes before what follows from it, an answer to a return after
    the return, and of two things that were said the first before the second.
    """
    if isinstance(event, told.Said):
        return event.at, 4 if event.how in _AGAIN else 0, event.claim_id
    return event.at, _RANK.get(type(event), 5), 0


@dataclass(frozen=True, slots=True)
class _Causes:
    claims: Mapping[int, told.Said]
    moments: Mapping[datetime, told.Event]  # what moves a grade or a value at once


def _causes(ordered: Iterable[told.Event]) -> _Causes:
    claims: dict[int, told.Said] = {}
    moments: dict[datetime, told.Event] = {}
    for one in ordered:
        if isinstance(one, told.Said):
            claims[one.claim_id] = one
        elif isinstance(one, told.Judged | told.SentBack | told.FindingMoved | told.Asked | told.Unlocked):
            moments.setdefault(one.at, one)
    return _Causes(claims, moments)


def _cause_of(one: told.Held, causes: _Causes) -> told.Event | None:
    said, moment = causes.claims.get(one.claim_id), causes.moments.get(one.at)
    if isinstance(moment, told.Unlocked):  # what waited counts from here, however soon after it was said
        return moment
    if one.moved and said is not None and timedelta(0) <= one.at - said.at <= SOON:
        return said
    return moment


def _line(event: told.Event, words: Words, then: tuple[Pair, ...]) -> Line:
    th, en = sentence(event, words)
    return Line(event, th, en, note_of(event), then)
