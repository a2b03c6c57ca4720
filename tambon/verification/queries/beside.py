"""What helps to judge values, for a page of records in a handful of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import DataClass
from tambon.records import queries as held
from tambon.records.queries.told import told_by
from tambon.records.rules import RecordView
from tambon.submissions import queries as submissions
from tambon.verification.rules.beside import (
    Around,
    Before,
    Beside,
    Evidence,
    Spread,
    document_of,
    may_show,
    number,
    spread,
    submission_of,
)

Cells = Mapping[int, Sequence[str]]  # record: the variables that are shown
Key = tuple[int, str]


def beside_of(records: Sequence[RecordView], shown: Cells, *, on: date) -> dict[Key, Beside]:
    """{(record, variable): what stands beside it}: the last round, the places around, the evidence."""
    before, around, evidence = (
        last_rounds_of(records, shown),
        _around(records, shown, on=on),
        evidence_of(records, shown),
    )
    return {key: Beside(before.get(key), around.get(key), evidence.get(key)) for key in _keys(records, shown)}


def last_rounds_of(records: Sequence[RecordView], shown: Cells) -> dict[Key, Before]:
    """{(record, variable): what the place held in the round before}. One statement."""
    rounds = held.list_last_rounds(r.id for r in records)
    return {
        (id_, name): Before(rounds[id_].period, rounds[id_].values[name])
        for id_, name in _keys(records, shown)
        if id_ in rounds and name in rounds[id_].values
    }


def list_around(record: RecordView, variable: str, *, on: date) -> list[Around]:
    """The other places of the tambon with the variable's value, by code; those without one are left out."""
    places = held.list_neighbours([record.id], [variable], on=on).get(record.id, [])
    views = areas.views({place.area_id for place in places}, on=on)
    others = {
        place.area_id: place.values[variable]
        for place in places
        if place.area_id != record.area_id and place.area_id in views and variable in place.values
    }
    chain = dictionary.get_dataset(record.dataset).spec.by_name[variable].owner
    owners = accounts.owner_offices({variable: chain}, others, on=on)
    found = [Around(views[area], value, owners[variable, area]) for area, value in others.items()]
    return sorted(found, key=lambda one: one.area.code)


def evidence_of(records: Sequence[RecordView], shown: Cells) -> dict[Key, Evidence]:
    """{(record, variable): on what the value that is held leans}."""
    by_id = {record.id: record for record in records}
    claims = {key: by_id[key[0]].cells[key[1]].claim_id for key in _keys(records, shown)}
    stated = held.list_stated(claims.values())
    refs = {ref for one in stated.values() if (ref := submission_of(one.evidence))}
    came = submissions.came_with(refs) if refs else {}
    closed = _personal(came)
    known = {id_: _evidence(one, came, closed) for id_, one in stated.items()}
    return {key: known[claim] for key, claim in claims.items() if claim in known}


def _evidence(one: held.Stated, came: Mapping[UUID, submissions.CameWith], closed: set[UUID]) -> Evidence:
    ref, note = submission_of(one.evidence), document_of(one.evidence)
    with_it = came.get(ref) if ref else None
    if with_it is None:
        return Evidence(one.kind, one.observed_on, note)
    if with_it.ref in closed:
        return Evidence(one.kind, one.observed_on, note, ref, withheld=True)
    point = with_it.point
    return Evidence(
        one.kind,
        one.observed_on,
        note,
        ref,
        tuple((picture.sha256, picture.name) for picture in with_it.pictures),
        (point.latitude, point.longitude, point.accuracy) if point else None,
    )


def _personal(came: Mapping[UUID, submissions.CameWith]) -> set[UUID]:
    """The submissions with pictures or a place that also spoke of what is personal."""
    asked = {ref for ref, one in came.items() if one.pictures or one.point}
    return personal_among(told_by(asked)) if asked else set()


def personal_among(claims: Mapping[UUID, Iterable[str]]) -> set[UUID]:
    """Those of the submissions that spoke of what is personal, by the datasets of what each claimed."""
    told = {ref: set(datasets) for ref, datasets in claims.items()}
    classes = _classes({name for names in told.values() for name in names})
    return {ref for ref, names in told.items() if not may_show(c for name in names for c in classes[name])}


def _classes(datasets: set[str]) -> dict[str, set[DataClass]]:
    """The classes of all variables of each dataset: what was left blank was asked too."""
    return {
        name: {variable.data_class for variable in spec.asked}
        for name, spec in dictionary.specs_of(datasets).items()
    }


def _around(records: Sequence[RecordView], shown: Cells, *, on: date) -> dict[Key, Spread]:
    wanted = {name for r in records for name in shown[r.id] if number(r.values.get(name)) is not None}
    places = held.list_neighbours([r.id for r in records], wanted, on=on) if wanted else {}
    return {
        (r.id, name): found
        for r in records
        for name in shown[r.id]
        if name in wanted
        and (
            found := spread(
                place.values.get(name) for place in places.get(r.id, ()) if place.area_id != r.area_id
            )
        )
    }


def _keys(records: Sequence[RecordView], shown: Cells) -> list[Key]:
    return [(r.id, name) for r in records for name in shown[r.id] if name in r.cells]
