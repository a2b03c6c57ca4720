"""One submission as an officer reads it: what was asked and said, what is in doubt, what it would claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import Column, VariableSpec
from tambon.forms import queries as forms
from tambon.forms.rules import blotting
from tambon.forms.rules.answers import META, Answers, read_answers
from tambon.forms.rules.leaves import texts_in_order
from tambon.forms.rules.mapping import Mapping as FormMapping
from tambon.forms.rules.shape_reading import said as said_in
from tambon.forms.rules.told import Told
from tambon.lib.problem import CATALOGUE, Problem
from tambon.records.queries.intake import Intake
from tambon.records.queries.told import told_by
from tambon.records.rules import NewClaim
from tambon.submissions import queries as kept
from tambon.submissions.actions.inbox import Taken, corrections_of


class Label(NamedTuple):
    """A question's words; where the form has one language, it stands for both."""

    th: str
    en: str


@dataclass(frozen=True)
class Said:
    """One answer. ``field`` names it for a correction; ``doubt`` is why it cannot be read."""

    path: str
    field: str
    label: Label
    text: str
    corrected: str | None
    asks: VariableSpec | Column | None
    doubt: Problem | None
    row: Label | None = None  # of an answer in a repeat: which of its rows


@dataclass(frozen=True)
class Look:
    """``told``: a part counts already, so that place and day stand. ``day`` is the visit's, once read."""

    submission: kept.SubmissionView
    said: tuple[Said, ...]
    corrections: Mapping[str, str]
    claims: tuple[NewClaim, ...]
    refusal: Problem | None
    told: bool
    day: date | None
    suspects: tuple[blotting.Suspect, ...]

    @property
    def doubtful(self) -> list[Said]:
        """The answers that a person has to say."""
        return [one for one in self.said if one.doubt is not None]


def look(ref: UUID, corrections: Mapping[str, str] | None = None) -> Look:
    """The submission with what was said beside it, and ``corrections`` as if they were. Raises 404."""
    one = kept.get_submission(ref)
    beside = {**corrections_of([one.id]).get(one.id, {}), **(corrections or {})}
    told = told_by([ref])
    taken = Taken(
        one.id,
        ref,
        one.person_id,
        one.form_id,
        one.form_version,
        one.received_at,
        one.xml,
        beside,
        again=True,
    )
    (understood,) = Intake().understand([taken])
    version = forms.find_version(one.form_id, one.form_version)
    mapping = version.mapping if version else FormMapping()
    answers, asked = _read(one.xml, mapping, beside), _asks(one.form_id, one.form_version)
    said = tuple(_said(one.xml, mapping, answers, asked, beside))
    suspects = tuple(blotting.find_personal(one.xml))
    day = answers.visited_on if answers else None
    return Look(one, said, beside, understood.claims, understood.refusal, bool(told), day, suspects)


class _Asks(NamedTuple):
    """What a version asks: the words of its questions and groups by path, and its repeats."""

    labels: Mapping[str, Label]
    repeats: tuple[str, ...] = ()


def _asks(form_id: str, version: str) -> _Asks:
    """Nothing for what is no form."""
    try:
        shape = forms.shape_of(form_id, version)
    except Problem:
        shape = None
    if shape is None:
        return _Asks({})
    told = Told(shape)
    labels = {
        path: Label(*(told(said_in(node.label, lang), lang) for lang in ("th", "en")))
        for path, node in shape.by_path.items()
        if node.label
    }
    return _Asks(labels, shape.repeats)


def _row(rows: tuple[tuple[str, int], ...], labels: Mapping[str, Label]) -> Label | None:
    """``Trees 2 › Stems 1`` for an answer of the second tree's first stem."""
    if not rows:
        return None
    named = [(labels.get(path) or Label(*[path.rpartition("/")[2]] * 2), number) for path, number in rows]
    return Label(*(" › ".join(f"{getattr(label, lang)} {n}" for label, n in named) for lang in ("th", "en")))


def _read(xml: bytes, mapping: FormMapping, beside: Mapping[str, str]) -> Answers | None:
    try:
        specs = {name: dictionary.get_dataset(name).spec for name in mapping.datasets}
        return read_answers(xml, mapping, specs, beside)
    except Problem:
        return None


def _said(
    xml: bytes,
    mapping: FormMapping,
    answers: Answers | None,
    asks: _Asks,
    beside: Mapping[str, str],
) -> list[Said]:
    asked = _asked(mapping)
    doubts = {doubt.path: doubt for doubt in answers.doubts} if answers else {}
    found = []
    mapped = {rows.path for of in mapping.rows.values() for rows in of.values()}
    for path, text, rows in texts_in_order(xml, mapped, asks.repeats):
        plain = blotting.whole(path)
        label = asks.labels.get(plain) or Label(plain, plain)
        field = f"/{path}" if path in META else path
        doubt = doubts.get(path)
        problem = _problem(doubt.code, label, doubt.text, asked.get(plain)) if doubt else None
        found.append(
            Said(
                path,
                field,
                label,
                text,
                beside.get(field),
                asked.get(plain),
                problem,
                _row(rows, asks.labels),
            )
        )
    return found


def _asked(mapping: FormMapping) -> dict[str, VariableSpec | Column]:
    """{path: what the answer stands for}."""
    found: dict[str, VariableSpec | Column] = {}
    for name in mapping.datasets:
        known = dictionary.get_dataset(name).spec.by_name
        for variable, path in mapping.variables.get(name, {}).items():
            if variable in known:
                found[path] = known[variable]
        for variable, rows in mapping.rows.get(name, {}).items():
            columns = known[variable].columns if variable in known else ()
            found |= {f"{rows.path}/{rows.columns[c.name]}": c for c in columns if c.name in rows.columns}
    return found


def _problem(code: str, label: Label, text: str, asks: VariableSpec | Column | None) -> Problem | None:
    kind = CATALOGUE.get(code)
    known: Any = ", ".join(item.th for item in asks.codes) if asks else ""
    details = {"variable": label.th, "path": label.th, "text": text or "-", "known": known, "limit": "10¹²"}
    return Problem(kind, details) if kind else None
