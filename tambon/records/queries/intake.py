"""What submissions say, as claims about known places, or why they must wait for a person. Writes nothing.

What is clear is claimed at once; an answer that is in doubt waits alone, and is claimed when somebody has
corrected it. Without a clear place and day nothing can be claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, may
from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms import queries as forms
from tambon.forms.rules.answers import Answers, HeadSaid, read_answers
from tambon.forms.rules.mapping import Mapping
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.plan import queries as plan
from tambon.plan.rules import RoundView, pick_round
from tambon.records import problems
from tambon.records.queries.reopened import Span, spans_of
from tambon.records.queries.told import Told, evidence_of, told_by
from tambon.records.rules import ClaimKind, Key, NewClaim
from tambon.submissions import queries as submissions
from tambon.submissions.actions import Taken


@dataclass(frozen=True, slots=True)
class Understood:
    """A submission's claims, and the reason why it, or an answer of it, waits for a person."""

    taken: Taken
    claims: tuple[NewClaim, ...] = ()
    refusal: Problem | None = None
    head: HeadSaid | None = None  # what the village's head said of it before the worker


@dataclass(frozen=True, slots=True)
class _Form:
    mapping: Mapping
    specs: dict[str, DatasetSpec]


@dataclass(frozen=True, slots=True)
class _Filled:
    """A submission as far as it can be read without the registry. ``kinds``: what its datasets are about;
    ``period``: of the returned cell that it answers, None for the forms of a round.
    """

    taken: Taken
    code: str
    day: date
    values: dict[str, dict[str, Any]]
    kinds: dict[str, Kind]
    doubt: Problem | None = None  # of answers that are left out of the values
    period: str | None = None
    head: HeadSaid | None = None


class Intake:
    """Understands one batch of submissions; whatever has to be looked up is looked up once."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str], _Form | None] = {}
        self._people: dict[tuple[int, date], Who | None] = {}
        self._rounds: dict[str, list[RoundView]] = {}
        self._areas: dict[tuple[date, Kind], dict[str, int]] = {}
        self._lines: dict[date, dict[int, tuple[int, ...]]] = {}
        self._returned: dict[tuple[Key, str], list[Span]] = {}
        self._told: dict[UUID, dict[str, list[Told]]] = {}
        self._said_at: dict[UUID, datetime] = {}

    def understand(self, batch: Sequence[Taken]) -> list[Understood]:
        """Every submission of the batch, in its order."""
        read = [self._attempt(taken) for taken in batch]
        self._told = told_by(taken.ref for taken in batch if taken.again)
        self._said_at = submissions.said_at(taken.ref for taken in batch)
        filled = [one for one in read if isinstance(one, _Filled)]
        self._look_up_areas(filled)
        self._returned = spans_of(key for one in filled if one.period for key in self._keys(one))
        return [self._conclude(taken, one) for taken, one in zip(batch, read, strict=True)]

    def _attempt(self, taken: Taken) -> _Filled | Problem | None:
        try:
            return self._read(taken)
        except Problem as problem:
            return problem

    def _read(self, taken: Taken) -> _Filled | None:
        """The answers; None for a form that asks for no variable: it is kept and claims nothing."""
        form = self._form(taken.form_id, taken.form_version)
        if form is None:
            raise problems.unknown_form(form_id=taken.form_id, version=taken.form_version)
        if not form.specs:
            return None
        answers = read_answers(taken.xml, form.mapping, form.specs, taken.corrections)
        code, day = _place_and_day(answers)
        received = thai_day(taken.received_at)
        if day > received:
            raise problems.impossible_day(day=day, received=received)
        values = {dataset: found for dataset, found in answers.values.items() if found}
        doubt = _doubt(answers)
        if not values:
            raise doubt or problems.no_answers()
        kinds = {name: form.specs[name].area_kind for name in values}
        period = (answers.period or "") if form.mapping.period else None
        return _Filled(taken, code, day, values, kinds, doubt, period, answers.head)

    def _look_up_areas(self, filled: Iterable[_Filled]) -> None:
        codes: dict[tuple[date, Kind], set[str]] = {}
        for one in filled:
            for kind in one.kinds.values():
                codes.setdefault((one.day, kind), set()).add(one.code)
        for (day, kind), wanted in codes.items():
            found = areas.ids_by_code(wanted, on=day, kind=kind)
            self._areas.setdefault((day, kind), {}).update(found)
            self._lines.setdefault(day, {}).update(areas.ancestor_ids(found.values(), on=day))

    def _keys(self, filled: _Filled) -> list[Key]:
        """The records about which a form of a returned cell speaks."""
        day, code = filled.day, filled.code
        found = ((name, self._areas[day, kind].get(code)) for name, kind in filled.kinds.items())
        return [Key(dataset, filled.period or "", area) for dataset, area in found if area is not None]

    def _conclude(self, taken: Taken, read: _Filled | Problem | None) -> Understood:
        if read is None or isinstance(read, Problem):
            return Understood(taken, refusal=read)
        try:
            told = [self._claim(read, dataset) for dataset in read.values]
            new = [self._only_new(one, taken) for one in told if isinstance(one, NewClaim)]
        except Problem as problem:
            return Understood(taken, refusal=problem)
        refused = (one for one in told if isinstance(one, Problem))
        claims = tuple(claim for claim in new if claim)
        return Understood(taken, claims, next(refused, read.doubt), read.head)

    def _claim(self, filled: _Filled, dataset: str) -> NewClaim | Problem:
        """The claim about one dataset; why not, where no round asks for it: the others' answers count."""
        taken, day, code = filled.taken, filled.day, filled.code
        area_id = self._areas[day, filled.kinds[dataset]].get(code)
        if area_id is None:
            raise problems.unknown_area(code=code, day=day)
        line = self._lines[day].get(area_id, (area_id,))
        who = self._who(taken.person_id, day)
        if who is None or not may(who, Verb.COLLECT, Thing(line)).allowed:
            raise problems.outside_the_workers_area(code=code, day=day)
        try:
            period = self._period(filled, dataset, area_id, line)
        except Problem as problem:
            return problem
        return NewClaim(
            kind=ClaimKind.FIELD,
            dataset=dataset,
            area_id=area_id,
            period=period,
            values=filled.values[dataset],
            observed_on=day,
            by=f"person:{taken.person_id}",
            made_at=self._said_at[taken.ref],
            evidence=evidence_of(taken.ref),
        )

    def _period(self, filled: _Filled, dataset: str, area_id: int, line: tuple[int, ...]) -> str:
        """The round's; of a form of a returned cell the cell's own, as long as it is one."""
        if filled.period is None:
            found = pick_round(self._rounds_of(dataset), area_ids=line, on=filled.day)
            if found is None:
                raise problems.no_round(dataset=dataset, code=filled.code, day=filled.day)
            return found.period
        key = Key(dataset, filled.period, area_id)
        for variable in filled.values[dataset]:
            if not any(span.takes(filled.day) for span in self._returned.get((key, variable), ())):
                raise problems.not_returned(
                    variable=variable, dataset=dataset, code=filled.code,
                    period=filled.period or "-", day=filled.day,
                )  # fmt: skip
        return filled.period

    def _only_new(self, claim: NewClaim, taken: Taken) -> NewClaim | None:
        """What the submission has not claimed before; None when it has said it all.

        Each time is evidence of its own, so that whatever is handed in twice is claimed once; and a blink of
        time later than the one before, so that a corrected answer is newer and those of other submissions
        keep their order.
        """
        before = self._told.get(taken.ref, {}).get(claim.dataset, [])
        if not before:
            return claim
        if any(told.key != claim.key for told in before):
            raise problems.told_elsewhere(dataset=claim.dataset)
        said = {name: value for told in before for name, value in told.values.items()}
        new = {name: value for name, value in claim.values.items() if name not in said or said[name] != value}
        if not new:
            return None
        times = len(before)
        made_at = self._said_at[taken.ref] + timedelta(microseconds=times)
        return replace(claim, values=new, made_at=made_at, evidence=evidence_of(taken.ref, times))

    def _form(self, form_id: str, version: str) -> _Form | None:
        key = (form_id, version)
        if key not in self._forms:
            published = forms.find_version(form_id, version)
            self._forms[key] = None if published is None else _with_specs(published.mapping)
        return self._forms[key]

    def _who(self, person_id: int, day: date) -> Who | None:
        """The person with that day's grants; None for nobody and for a closed account."""
        key = (person_id, day)
        if key not in self._people:
            try:
                self._people[key] = accounts.who(person_id, on=day)
            except Problem:
                self._people[key] = None
        return self._people[key]

    def _rounds_of(self, dataset: str) -> list[RoundView]:
        if dataset not in self._rounds:
            self._rounds[dataset] = plan.rounds_of(dataset)
        return self._rounds[dataset]


def _with_specs(mapping: Mapping) -> _Form:
    return _Form(mapping, {name: dictionary.get_dataset(name).spec for name in mapping.datasets})


def _place_and_day(answers: Answers) -> tuple[str, date]:
    if answers.area_code is None or answers.visited_on is None:
        raise _doubt(answers) or problems.no_area_or_day()
    return answers.area_code, answers.visited_on


def _doubt(answers: Answers) -> Problem | None:
    if not answers.doubts:
        return None
    return problems.unreadable_answer(doubts=", ".join(f"{d.path} ({d.code})" for d in answers.doubts))
