"""Communities and local governments from tables that anybody made."""

from __future__ import annotations

from datetime import datetime

from tambon.areas import problems
from tambon.areas.actions.editions import LoadReport, one_load_at_a_time
from tambon.areas.actions.lists import KINDS, Progress
from tambon.areas.actions.sources.given import Given
from tambon.areas.actions.sources.parts import Part, load_part, standing_keys
from tambon.areas.actions.writing import read_standing
from tambon.areas.rules import Kind
from tambon.areas.rules.sources.listing import read_communities, read_local_governments


def load_communities(given: Given, *, by: str, at: datetime, progress: Progress | None) -> LoadReport:
    """Communities, under a local government, a tambon or a district."""
    return _load(Kind.COMMUNITY, given, by=by, at=at, progress=progress)


def load_local_governments(given: Given, *, by: str, at: datetime, progress: Progress | None) -> LoadReport:
    """Local governments, under a district or a province."""
    return _load(Kind.LOCAL_GOVERNMENT, given, by=by, at=at, progress=progress)


def _load(kind: Kind, given: Given, *, by: str, at: datetime, progress: Progress | None) -> LoadReport:
    read = read_communities if kind is Kind.COMMUNITY else read_local_governments
    with one_load_at_a_time():
        standing = read_standing((*KINDS, Kind.LOCAL_GOVERNMENT, Kind.COMMUNITY))
        if not standing:
            raise problems.country_missing()
        found = read(given.rows, standing_keys(standing))
        part = Part(kind, found, standing, given.of, given.whole, given.damaged)
        return load_part(part, by=by, at=at, progress=progress)
