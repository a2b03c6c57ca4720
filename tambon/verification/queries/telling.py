"""One value's story: who said what, what was held and why, and all that happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from tambon.accounts import queries as accounts
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.history import changes
from tambon.dictionary.rules.spec import VariableSpec, VariableType
from tambon.dictionary.saying import say_value
from tambon.forms.rules.blotting import personal_kind
from tambon.lib.days import thai_day
from tambon.pages.words import GRADES
from tambon.records.queries.told import told_by
from tambon.records.rules import ORIGINS, VERDICTS, ClaimKind, ClaimView, Grade, Offer, held_at
from tambon.submissions import queries as submissions
from tambon.verification.queries.beside import personal_among
from tambon.verification.queries.happened import Row, events_of, read, silence_of
from tambon.verification.rules import events as told
from tambon.verification.rules.clock import Pair
from tambon.verification.rules.heads import Speaker, speaker_of
from tambon.verification.rules.holding import Holding, Ruled, end_of
from tambon.verification.rules.story_words import Words
from tambon.verification.rules.views import CellStory

_WAITS = frozenset({Grade.REPORTED, Grade.CHECKED})


class Telling:
    """Everything that is known of one value. Made with a dozen statements, whatever has happened to it."""

    def __init__(self, story: CellStory) -> None:
        self._story, self._variable = story, story.cell.variable
        self._claims = sorted(story.claims, key=lambda claim: (claim.made_at, claim.id))
        self._ruled = _ruled(story)
        self._edits = _edits(self._claims)
        self._agencies = {id_: (code, (th, en or th)) for id_, code, th, en in accounts.list_agencies()}
        chains = {code for one in self._ruled for code in one.spec.owner}
        self._owners = accounts.owners_over_time(story.row.area.id, chains)
        self._rows = read(story, self._owners.offices)
        spoke = {claim.office_id for claim in self._claims if claim.office_id}
        self._offices = accounts.office_names(spoke | self._rows.offices)
        self._remarks = self._read_remarks()
        self._holding = self._hold()

    @property
    def words(self) -> Words:
        """How this variable's values, and grades, are said."""
        variable = self._variable
        grades = {name: (known.th, known.en) for name, known in GRADES.items()}
        return Words(lambda value: say_both(variable, value), grades)

    @property
    def ruled(self) -> tuple[Ruled, ...]:
        """What each version of the dictionary that asks it says of the variable, the oldest first."""
        return tuple(self._ruled)

    def is_edit(self, claim: ClaimView) -> bool:
        """Whether the claim comes from an edit of a form sent before."""
        return _submission(claim.evidence) in self._edits

    def held_on(self, day: date) -> told.Held | None:
        """What was held at the end of that Thai day, and why; None when nothing was known."""
        return self._holding.at(end_of(day))

    def events(self) -> list[told.Event]:
        """All that happened, in no order."""
        return [
            *(one for claim in self._claims for one in self._spoken(claim)),
            *self._holding.events(),
            *_ruled_anew(self._ruled, self._claims),
            *events_of(self._rows, self._offices, _places(self._story)),
            *(silence_of(row, self._offices) for row in self._rows.silences if self._concerns(row)),
        ]

    def _hold(self) -> Holding:
        offering = {c.id: c for c in self._claims if c.kind in ORIGINS and self._gives(c) and not c.late}
        return Holding(
            past=tuple(reversed(self._story.past)),
            offers=[_offer(claim, self._variable.name) for claim in offering.values()],
            who={id_: self._who(claim) for id_, claim in offering.items()},
            ruled=self._ruled,
            owned=lambda id_, spec: self._owned(offering[id_], spec),
        )

    def _gives(self, claim: ClaimView) -> bool:
        return self._variable.name in claim.values

    def _owned(self, claim: ClaimView, spec: VariableSpec) -> bool:
        """As `records.queries.owners.Owners.owned` has it, for one area and all its days at once."""
        day = thai_day(claim.made_at)
        now = self._owners.office(spec.owner, day)
        if self._is_of(now, claim, spec):
            return True
        before = self._owners.office(spec.owner, day - timedelta(days=1))
        return before not in (None, now) and self._is_of(before, claim, spec)

    def _is_of(self, office: int | None, claim: ClaimView, spec: VariableSpec) -> bool:
        if claim.office_id is not None:
            return claim.office_id == office
        if claim.agency_id not in self._agencies:
            return False
        agency = self._owners.agency(office) if office is not None else spec.owner[0]
        return self._agencies[claim.agency_id][0] == agency

    def _who(self, claim: ClaimView) -> Pair | None:
        if claim.kind is ClaimKind.FIELD:
            return None
        if claim.office_id is not None:
            return self._offices.get(claim.office_id)
        return self._agencies[claim.agency_id][1] if claim.agency_id in self._agencies else None

    def _spoken(self, claim: ClaimView) -> Iterator[told.Event]:
        """The claim as an event; a reader's challenge is told from the table of challenges."""
        name = self._variable.name
        value = claim.values.get(name)
        if claim.kind in VERDICTS:
            yield told.Judged(
                at=claim.made_at,
                office=self._offices.get(claim.office_id or 0),
                confirms=claim.kind is ClaimKind.CONFIRMATION,
                value=value,
                reason=claim.reason,
            )
        elif claim.kind in ORIGINS and self._gives(claim):
            yield told.Said(
                at=claim.made_at,
                claim_id=claim.id,
                how=self._how(claim),
                who=self._who(claim),
                value=value,
                observed_on=claim.observed_on,
                late=claim.late,
                waited=not claim.late and self._waited(claim),
                document=_document(claim.evidence),
                remark=self._remarks.get(claim.id, ""),
            )
        else:
            yield from _heard(claim, name)

    def _waited(self, claim: ClaimView) -> bool:
        """Whether it was made while a sign-off stood that has been lifted since."""
        stood = ((at, lifted) for _, _, _, at, lifted, _ in self._rows.signings if lifted is not None)
        return any(at < claim.made_at < lifted for at, lifted in stood)

    def _how(self, claim: ClaimView) -> told.How:
        if claim.kind is not ClaimKind.FIELD:
            return told.How.REGISTER if claim.kind is ClaimKind.REGISTER else told.How.OFFICE
        if claim.evidence.startswith("desk:return:"):
            return told.How.RETURN_DESK
        if claim.id in self._rows.answers:
            return told.How.RETURN_PHONE
        return told.How.EDIT if self.is_edit(claim) else told.How.FIELD

    def _read_remarks(self) -> dict[int, str]:
        """{claim: the worker's remark} of what answered a return. Left out is what seems to hold personal
        data, and what came with a form that asks for such: it stays in the submission alone.
        """
        refs = {
            claim.id: ref
            for claim in self._claims
            if claim.id in self._rows.answers and (ref := _submission(claim.evidence)) is not None
        }
        written = submissions.remarks_of(refs.values()) if refs else {}
        closed = personal_among(told_by(written)) if written else set()
        return {
            id_: written[ref]
            for id_, ref in refs.items()
            if ref in written and ref not in closed and not personal_kind(written[ref])
        }

    def _concerns(self, row: Row) -> bool:
        """Whether an office's silence was about this value: it owned it that day, and the value waited."""
        office: int = row[0]
        at: datetime = row[2]
        held = held_at(self._story.past, at)
        if held is None or held.grade not in _WAITS:
            return False
        return self._owners.office(self._holding.under(at).spec.owner, thai_day(at)) == office


def say_both(variable: VariableSpec, value: Any) -> Pair:
    """A value in Thai and in English, with its unit; of rows, how many there are."""
    if variable.type is VariableType.ROWS and isinstance(value, list):
        return f"{len(value)} แถว", f"{len(value)} rows"
    th, en = say_value(variable, value, "th"), say_value(variable, value, "en")
    unit = variable.unit if isinstance(value, int | float) and not isinstance(value, bool) else None
    return (f"{th} {unit.th}", f"{en} {unit.en}") if unit else (th, en)


def _offer(claim: ClaimView, name: str) -> Offer:
    """Whose it is is asked for the winner alone, by the rule of its time."""
    made, seen = claim.made_at, claim.observed_on
    return Offer(claim.id, claim.ref, claim.kind, seen, made, False, claim.values[name])


def _heard(claim: ClaimView, name: str) -> Iterator[told.Event]:
    speaker = speaker_of(claim.kind, claim.by, claim.evidence)
    if speaker in (Speaker.HEAD, Speaker.WORKER):
        agrees = claim.kind is ClaimKind.WITNESS
        proposed = None if agrees else claim.values.get(name)
        yield told.HeadSaid(
            at=claim.made_at, speaker=speaker, agrees=agrees, proposed=proposed, remark=claim.reason
        )


def _submission(evidence: str) -> UUID | None:
    of, _, ref = evidence.partition(":")
    return UUID(ref.partition("/")[0]) if of == "submission" else None


def _document(evidence: str) -> str:
    """The name of the document that an office leans on: ``document:<its own id>:<name>``."""
    return evidence.split(":", 2)[2] if evidence.startswith("document:") and evidence.count(":") > 1 else ""


def _edits(claims: Iterable[ClaimView]) -> set[UUID]:
    """The submissions among the claims' evidence that edit one sent before."""
    refs = {_submission(claim.evidence) for claim in claims if claim.kind is ClaimKind.FIELD}
    return submissions.edits_among(ref for ref in refs if ref is not None)


def _ruled(story: CellStory) -> list[Ruled]:
    name = story.cell.variable.name
    versions = dictionary.list_versions(story.row.dataset)
    return [
        Ruled(one.number, one.loaded_at, one.spec.by_name[name])
        for one in versions
        if name in one.spec.by_name
    ]


def _ruled_anew(ruled: list[Ruled], claims: list[ClaimView]) -> Iterator[told.RulesChanged]:
    """The versions since the first word that say something else about the variable than the one before."""
    for before, after in pairwise(ruled):
        changed = changes(before.spec, after.spec)
        if changed and claims and after.since >= claims[0].made_at:
            yield told.RulesChanged(at=after.since, number=after.number, changed=changed)


def _places(story: CellStory) -> dict[int, Pair]:
    return {area.id: (area.full_th, area.full_en) for area in (*story.row.above, story.row.area)}
