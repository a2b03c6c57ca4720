"""One whole list of country, provinces, districts and tambons, whoever keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from tambon.areas import problems
from tambon.areas.actions.editions import (
    LoadReport,
    apply,
    edition_of,
    fingerprint,
    one_load_at_a_time,
    report,
)
from tambon.areas.actions.writing import read_standing
from tambon.areas.models import Edition
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.lists import Changes, Listed, compare

KINDS = (Kind.COUNTRY, Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON)
Progress = Callable[[str], None]


@transaction.atomic
def load_list(
    listed: Sequence[Listed], *, of: ListSource, by: str, at: datetime, progress: Progress | None = None
) -> LoadReport:
    """Makes the registry agree with a whole list, parents before children; the same list again: nothing.

    What the list no longer names ends on its day. Raises ``409-areas-edition-older`` when a newer list of
    the same source is in use, and ``409-areas-two-truths``.
    """
    say = progress or _say_nothing
    sha256 = fingerprint(listed, of)
    with one_load_at_a_time():
        if Edition.objects.filter(source=of.source, sha256=sha256).exists():
            return LoadReport(of.source, of.day.isoformat(), sha256, unchanged=len(listed), already=True)
        _check_newest(of)
        say(f"{of.source} {of.day}: {len(listed)} areas")
        standing = read_standing(KINDS)
        changes = compare(listed, standing, of=of, whole=True)
        _check_contradictions(changes)
        say(f"{len(changes.added)} new, {len(changes.renamed)} renamed, {len(changes.ended)} ended")
        apply(changes, standing, edition=edition_of(of, sha256, KINDS), by=by, at=at)
    return report(of, sha256, changes)


def _check_newest(of: ListSource) -> None:
    newest = Edition.objects.filter(source=of.source, day__gt=of.day).order_by("-day").first()
    if newest is not None:
        raise problems.older_edition(source=of.source, day=of.day, newest=newest.day)


def _check_contradictions(changes: Changes) -> None:
    contradictions = changes.older + changes.other_sort
    if contradictions:
        raise problems.two_truths(constraint=", ".join(area.code for area in contradictions[:5]))


def _say_nothing(_: str) -> None:
    return None
