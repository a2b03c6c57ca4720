"""From an uploaded workbook to a version: kept, converted, mapped, published or discarded."""

from __future__ import annotations

import logging
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, DataError, transaction
from procrastinate.contrib.django import app

from tambon.dictionary.queries import get_dataset
from tambon.forms import converting, problems, queries, row_problems
from tambon.forms.actions.publishing import Published, store
from tambon.forms.kept import content_of, keep
from tambon.forms.models import Draft
from tambon.forms.rules.carrying import carried
from tambon.forms.rules.checked import all_faults, checked_mapping
from tambon.forms.rules.conversion import read_settings
from tambon.forms.rules.drafts import MOVES, DraftState
from tambon.forms.rules.explicit import mapped_datasets
from tambon.forms.rules.faults import Fault, FaultyBook
from tambon.forms.rules.filling import Filled, fill, used_datasets
from tambon.forms.rules.mapping import Mapping
from tambon.forms.rules.needs import ITEMSETS, content_type, fitting_file, needed_files
from tambon.forms.rules.shape import read_shape
from tambon.forms.rules.table import Book, read_table, write_table
from tambon.forms.rules.workbook import completed
from tambon.journal.actions import record
from tambon.lib.moves import may_follow
from tambon.lib.problem import Problem

log = logging.getLogger(__name__)
CONVERT = "tambon.config.jobs.convert_forms"
LONGEST_NAME = 200


def upload(content: bytes, *, filename: str, area_id: int | None, by: str, at: datetime) -> UUID:
    """Keeps the workbook and makes a draft of it, which a job converts at once; its reference comes back.

    Raises ``422-form-macros``, ``422-form-not-a-workbook`` or 413, and then nothing was kept.
    """
    converting.demand_workbook(content)
    blob = keep(content)  # before the row: a draft never names what is not on disk
    with transaction.atomic():
        row = Draft.objects.create(
            ref=uuid4(), filename=_printable(filename)[-LONGEST_NAME:], sha256=blob.sha256, area_id=area_id,
            state=DraftState.WAITING, by=by, uploaded_at=at, changed_at=at,
        )  # fmt: skip
        body = {"workbook": blob.sha256, "area": area_id}
        record("form.uploaded", subject=f"form-draft:{row.ref}", by=by, at=at, body=body)
        app.configure_task(CONVERT).defer(timestamp=int(at.timestamp()))  # with the row, or not at all
    return row.ref


def convert_waiting(*, at: datetime, limit: int = 20) -> int:
    """Converts the drafts that wait, each in a transaction of its own; how many.

    Two workers take different ones. What a workbook does to the converter ends its child process alone.
    """
    done = 0
    while done < limit and _convert_next(at):
        done += 1
    return done


@transaction.atomic
def _convert_next(at: datetime) -> bool:
    waiting = Draft.objects.filter(state=DraftState.WAITING).order_by("id")
    row = waiting.select_for_update(skip_locked=True).first()
    if row is None:
        return False
    _convert(row, at)
    return True


def _convert(row: Draft, at: datetime) -> None:
    faults: list[Fault]
    try:
        faults = _converted(row, at)
        state = DraftState.CONVERTED
    except FaultyBook as faulty:
        faults, state = list(faulty.faults), DraftState.REFUSED
    except Problem as problem:
        faults, state = [Fault.of(problem)], DraftState.REFUSED
    except DatabaseError:
        raise
    except Exception:  # one workbook must not hold up all that wait behind it
        log.exception("draft %s could not be converted", row.ref)
        faults, state = [Fault.of(row_problems.took_too_long())], DraftState.REFUSED
    state = _keep_converted(row, state, faults, at)
    body: dict[str, Any] = {"form": row.form_id, "version": row.version, "faults": len(row.problems)}
    if row.mapping:
        body["mapping"] = row.mapping
    record(f"form.{state}", subject=f"form-draft:{row.ref}", by="system", at=at, body=body)


def _keep_converted(row: Draft, state: DraftState, faults: list[Fault], at: datetime) -> DraftState:
    """Keeps what came of it; refused where a text is one that no table holds, such as one with a NUL."""
    row.problems = [fault.as_dict() for fault in faults]
    try:
        with transaction.atomic():
            _move(row, state, at)
    except DataError:
        row.form_id = row.version = row.source = row.xml = ""
        row.mapping = {}
        row.problems, row.files = [Fault.of(problems.not_a_workbook()).as_dict()], {}
        _move(row, DraftState.REFUSED, at)
        return DraftState.REFUSED
    return state


def _converted(row: Draft, at: datetime) -> list[Fault]:
    """Fills in what the workbook became; its hints come back."""
    book = completed(converting.read_workbook(content_of(row.sha256)), filename=row.filename, at=at)
    settings = read_settings(book)
    row.form_id, row.version, row.source = settings.form_id, settings.version, write_table(book)
    found = converting.convert_apart(_filled(book).book)
    row.xml = found.xml
    if found.itemsets:
        row.files = {**row.files, ITEMSETS: _kept(ITEMSETS, found.itemsets.encode())}
    row.mapping = _carried(row, book)
    return list(found.hints)


def _carried(row: Draft, book: Book) -> dict[str, Any]:
    """The mapping of the version in force as far as it fits; a workbook that names variables has its own."""
    held = queries.in_force(row.form_id)
    if held is None or held.form.area_id != row.area_id or used_datasets(book):
        return {}
    before = Mapping.model_validate(held.mapping)
    return carried(before, read_shape(row.xml), queries.all_specs(), form=row.form_id)


def _filled(book: Book) -> Filled:
    try:
        return fill(book, {name: get_dataset(name).spec for name in used_datasets(book)})
    except Problem as problem:
        line, what = problem.details.get("line"), problem.details.get("what") or problem.say("en")
        said = row_problems.dictionary_said(what=what)
        raise FaultyBook.of(said, row=line if isinstance(line, int) else 0, column="variable") from None


@transaction.atomic
def add_file(ref: UUID, name: str, content: bytes, *, by: str, at: datetime) -> None:
    """Gives the draft a file that its form names; the same name again takes the place of the one before.

    Raises a Problem where the form names no such file, or its content is not what the name says.
    """
    row = _locked(ref, DraftState.CONVERTED)
    fitting = fitting_file(name, content, row.xml, read_shape(row.xml))
    row.files = {**row.files, name: _kept(name, fitting)}
    row.changed_at = at
    row.save(update_fields=["files", "changed_at"])
    body = {"name": name, "content": row.files[name]["sha256"]}
    record("form.file-added", subject=f"form-draft:{ref}", by=by, at=at, body=body)


@transaction.atomic
def map_questions(ref: UUID, mapping: ReadOnly[str, Any], *, by: str, at: datetime) -> None:
    """Says which question answers which variable; ``{}`` leaves all questions without.

    Raises the Problem of the first pair that does not fit; its ``all`` names every one. Nothing is kept then.
    """
    row = _locked(ref, DraftState.CONVERTED)
    specs, shape = queries.all_specs(), read_shape(row.xml)
    faults = list(all_faults(mapping, shape, specs, form=row.form_id))
    if faults:
        faults[0].details["all"] = faults
        raise faults[0]
    checked_mapping(mapping, shape, specs, form=row.form_id)
    row.mapping, row.changed_at = dict(mapping), at
    row.save(update_fields=["mapping", "changed_at"])
    record("form.mapped", subject=f"form-draft:{ref}", by=by, at=at, body={"mapping": row.mapping})


@transaction.atomic
def move_draft(ref: UUID, *, area_id: int | None, by: str, at: datetime) -> None:
    """Gives the draft another area; what nobody mapped yet is taken over from the form in use there."""
    row = _locked(ref, DraftState.CONVERTED)
    row.area_id, row.changed_at = area_id, at
    row.mapping = row.mapping or _carried(row, read_table(row.source))
    row.save(update_fields=["area_id", "mapping", "changed_at"])
    body = {"area": area_id, "mapping": row.mapping}
    record("form.draft-moved", subject=f"form-draft:{ref}", by=by, at=at, body=body)


@transaction.atomic
def publish_draft(ref: UUID, *, by: str, at: datetime) -> Published:
    """Publishes the draft as a version of its form, for phones in its area; the same content is a no-op.

    Raises ``422-form-files-missing``, the mapping's problems where the dictionary changed since, and 409 for
    another content under the same version, a form of another area, and a draft that is not converted.
    """
    row = _locked(ref, DraftState.CONVERTED)
    shape = read_shape(row.xml)
    missing = [name for name in needed_files(row.xml, shape) if name not in row.files]
    if missing:
        raise problems.files_missing(files=", ".join(missing))
    content, book = queries.draft_content(row), read_table(row.source)
    if used_datasets(book):  # worded by the dictionary, which may have changed since
        content = replace(content, xml=converting.convert_apart(content.filled.book).xml)
    datasets = {*used_datasets(book), *mapped_datasets(row.mapping)} - {""}
    held = queries.in_force(row.form_id)
    done = store(content, read_settings(book), by=by, at=at, datasets=datasets, area_id=row.area_id)
    _move(row, DraftState.PUBLISHED, at)
    if held is None:
        return done
    lost = queries.mapping_difference_of(done.form_id, held.version, done.version).lost
    return replace(done, lost=tuple(pair.name for pair in lost))


@transaction.atomic
def discard(ref: UUID, *, by: str, at: datetime) -> None:
    """Puts the draft away; raises 409 where it was published or discarded before."""
    row = _locked(ref)
    if not may_follow(MOVES, DraftState(row.state), DraftState.DISCARDED):
        raise problems.draft_moved(state=row.state)
    _move(row, DraftState.DISCARDED, at)
    record("form.discarded", subject=f"form-draft:{ref}", by=by, at=at)


@dataclass(frozen=True)
class Workbook:
    """A workbook with what belongs to it: files by name, and a mapping as `map_questions` takes it.

    Without a mapping that of the version in force is carried over; ``{}`` maps nothing.
    """

    content: bytes
    filename: str
    files: ReadOnly[str, bytes] = field(default_factory=dict)
    mapping: ReadOnly[str, Any] | None = None


@transaction.atomic
def publish_workbook(book: Workbook, *, by: str, at: datetime, area_id: int | None = None) -> Published:
    """All steps at once, or none: of the ``files`` those are taken that the form names.

    Raises ``422-form-faulty`` with all faults, and what the steps raise.
    """
    ref = upload(book.content, filename=book.filename, area_id=area_id, by=by, at=at)
    row = _locked(ref, DraftState.WAITING)
    _convert(row, at)
    if row.state == DraftState.REFUSED:
        first = row.problems[0]
        raise problems.faulty(
            count=len(row.problems), sheet=first["sheet"], row=first["row"], faults=row.problems,
            first_th=first["th"], first_en=first["en"],
        )  # fmt: skip
    for name in needed_files(row.xml, read_shape(row.xml)):
        if name in book.files:
            add_file(ref, name, book.files[name], by=by, at=at)
    if book.mapping is not None:
        map_questions(ref, book.mapping, by=by, at=at)
    return publish_draft(ref, by=by, at=at)


def _locked(ref: UUID, state: DraftState | None = None) -> Draft:
    row = Draft.objects.select_for_update().filter(ref=ref).first()
    if row is None:
        raise problems.unknown_draft()
    if state is not None and row.state != state:
        raise problems.draft_moved(state=row.state)
    return row


def _move(row: Draft, state: DraftState, at: datetime) -> None:
    row.state, row.changed_at = state, at
    row.save()


def _printable(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable())


def _kept(name: str, content: bytes) -> dict[str, Any]:
    blob = keep(content)
    return {"sha256": blob.sha256, "size": blob.size, "content_type": content_type(name)}
