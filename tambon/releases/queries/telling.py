"""A value's whole story, with the releases that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings

from tambon.dictionary.rules.spec import VariableSpec
from tambon.records.rules import Grade, absence, held_at
from tambon.releases.models import Release
from tambon.releases.rules.protection import FREE
from tambon.releases.rules.shape import PUBLISHED_TYPES
from tambon.verification.queries.telling import Telling
from tambon.verification.rules.events import Published
from tambon.verification.rules.story import Line, tell
from tambon.verification.rules.views import CellStory

# History has no entry for the first run of the automatic rules: before it a value was reported.
# They run within minutes, a day where much waits; of a release that was frozen so soon, the file is asked.
UNCHECKED = timedelta(days=1)


def tell_story(telling: Telling, story: CellStory) -> list[Line]:
    """Everything that happened to the value, the newest first."""
    happened = [*telling.events(), *list_published(story)]
    return tell(happened, telling.words)


def list_published(story: CellStory) -> Iterator[Published]:
    """The releases that hold the value. A freeze reads one instant, so that its value is what history has
    for that instant: one statement, and as a rule no file is opened.
    """
    if not is_published_singly(story.cell.variable):
        return
    releases = Release.objects.filter(
        round__datasets__dataset__name=story.row.dataset,
        round__datasets__period=story.row.period,
        published_at__isnull=False,
    ).order_by("id")
    for version, frozen_at, published_at in releases.values_list("version", "frozen_at", "published_at"):
        held = held_at(story.past, frozen_at)
        if held is None or published_at is None:
            continue
        graded = None if absence(held.value) is not None else held.grade
        if graded is Grade.CHECKED and frozen_at - held.since < UNCHECKED:
            graded = _read_grade(version, story) or graded
        yield Published(at=published_at, release=version, value=held.value, grade=graded)


def is_published_singly(variable: VariableSpec) -> bool:
    """Whether the value of one area leaves the database at all."""
    return str(variable.data_class) == FREE and str(variable.type) in PUBLISHED_TYPES and not variable.derived


def _read_grade(version: str, story: CellStory) -> Grade | None:
    """The grade as the release's own file has it; None where the file cannot be read."""
    from tambon.store import DamagedFile, Reader, UnknownColumn, Where  # what most stories do without

    row, grade = story.row, f"{story.cell.variable.name}_grade"
    path = f"data/{row.dataset}/{row.area.kind}.parquet"
    where = [Where("area_id", "=", row.area.public_id), Where("period", "=", row.period)]
    reader = Reader(settings.CATALOGUE / "releases" / version, threads=1)
    try:
        found = reader.select(path, columns=[grade], where=where).dicts()
    except (DamagedFile, UnknownColumn):
        return None
    finally:
        reader.close()
    return Grade(found[0][grade]) if found and found[0][grade] else None
