"""One whole list of country, provinces, districts and tambons, whoever keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from tambon.areas import problems
from tambon.areas.actions.editions import (
    LoadReport,
    apply,
    demand_newest,
    edition_of,
    fingerprint,
    one_load_at_a_time,
    report,
)
from tambon.areas.actions.writing import read_standing
from tambon.areas.models import Edition
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.lists import Changes, Listed, Standing, absent, compare
from tambon.areas.rules.sources.found import Found
from tambon.formats import Refusal

KINDS = (Kind.COUNTRY, Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON)
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FromFile:
    """The file that a list was read from: contradictions refuse its rows one by one, and not the whole."""

    found: Found
    ended_on: Mapping[str, date] = field(default_factory=dict)


@transaction.atomic
def load_list(
    listed: Sequence[Listed],
    *,
    of: ListSource,
    by: str,
    at: datetime,
    progress: Progress | None = None,
    file: FromFile | None = None,
) -> LoadReport:
    """Makes the registry agree with a whole list, parents before children; the same list again: nothing.

    What the list no longer names ends on its day. Raises ``409-areas-edition-older`` when a newer list of
    the same source is in use, and ``409-areas-two-truths``.
    """
    say = progress or say_nothing
    sha256 = fingerprint(listed, of)
    refused = list(file.found.refused) if file else []
    with one_load_at_a_time():
        if Edition.objects.filter(source=of.source, sha256=sha256).exists():
            day = of.day.isoformat()
            return LoadReport(
                of.source, day, sha256, unchanged=len(listed), already=True, refused=tuple(refused)
            )
        demand_newest(of)
        say(f"{of.source} {of.day}: {len(listed)} areas")
        standing = read_standing(KINDS)
        changes = compare(listed, standing, of=of, whole=file is None)
        _keep_out_what_ended(changes, of)
        held_back = _end(changes, file, standing, of) if file else 0
        refused += _contradicted(changes, file)
        say(f"{len(changes.added)} new, {len(changes.renamed)} renamed, {len(changes.ended)} ended")
        edition = edition_of(of, sha256, KINDS)
        apply(changes, standing, edition=edition, by=by, at=at)
    return replace(report(of, sha256, changes, refused, edition), held_back=held_back)


def _keep_out_what_ended(changes: Changes, of: ListSource) -> None:
    """What a newer list, whosever it is, does not name stands no more: an older one cannot bring it back."""
    newer = Edition.objects.filter(day__gt=of.day, kinds__contains=[str(Kind.TAMBON)], undone_by=None)
    if newer.exists():
        changes.older += [one.area for one in changes.added]
        changes.added = []


def _end(changes: Changes, file: FromFile, standing: Mapping[str, Standing], of: ListSource) -> int:
    """Ends what the file leaves out; where a row's area is not known, only what it names as retired."""
    kinds = {area.kind for area in file.found.listed} - {Kind.COUNTRY}
    gone = absent(file.found.all_named() - set(file.ended_on), standing, kinds=kinds, of=of)
    retired = [standing[key] for key in file.ended_on]
    others = [one for one in gone if one.key not in file.ended_on]
    changes.ended = retired if file.found.unsure else retired + others
    changes.ended_on.update(file.ended_on)
    return len(others) if file.found.unsure else 0


def _contradicted(changes: Changes, file: FromFile | None) -> list[Refusal]:
    if file is not None:
        return file.found.contradicted(changes)
    contradictions = changes.older + changes.other_sort
    if contradictions:
        raise problems.two_truths(constraint=", ".join(area.code for area in contradictions[:5]))
    return []


def say_nothing(_: str) -> None:
    pass
