"""A value's whole story, with the releases that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tambon.dictionary.rules.spec import VariableSpec
from tambon.records.rules import HistoryRow, absence, held_at
from tambon.releases.models import Release
from tambon.releases.rules.protection import FREE
from tambon.releases.rules.shape import PUBLISHED_TYPES
from tambon.verification.queries.telling import Telling
from tambon.verification.rules.events import Published
from tambon.verification.rules.story import Line, tell
from tambon.verification.rules.views import CellStory


def tell_story(telling: Telling, story: CellStory) -> list[Line]:
    """Everything that happened to the value, the newest first."""
    happened = [*telling.events(), *list_published(story)]
    return tell(happened, telling.words)


def list_published(story: CellStory) -> Iterator[Published]:
    """The releases that hold the value. A freeze reads one instant, so that its value is what history has
    for that instant; one statement, and no file is opened.
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
        if held is not None and published_at is not None:
            yield _published(version, held, published_at)


def is_published_singly(variable: VariableSpec) -> bool:
    """Whether the value of one area leaves the database at all."""
    return str(variable.data_class) == FREE and str(variable.type) in PUBLISHED_TYPES and not variable.derived


def _published(version: str, held: HistoryRow, at: datetime) -> Published:
    grade = held.grade if absence(held.value) is None else None
    return Published(at=at, release=version, value=held.value, grade=grade)
