"""The official files of the Department of Provincial Administration: ``ccaatt`` and ``stat_aNN``."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import connection

from tambon.areas import problems
from tambon.areas.actions.abolished import load_abolished
from tambon.areas.actions.editions import LoadReport, one_load_at_a_time
from tambon.areas.actions.geothai import geothai_source, load_geothai
from tambon.areas.actions.lists import KINDS, FromFile, Progress, load_list
from tambon.areas.actions.sources.given import Given, joined
from tambon.areas.actions.sources.parts import Part, load_part, standing_keys, towns_of
from tambon.areas.actions.writing import read_standing
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.abolished import Abolished
from tambon.areas.rules.lists import Standing
from tambon.areas.rules.sources import problems as refusing
from tambon.areas.rules.sources.ccaatt import read_directory
from tambon.areas.rules.sources.found import Found
from tambon.areas.rules.sources.retired import settle
from tambon.areas.rules.sources.stat import read_counted

RETIRED = " · retired codes"
_TOWNS = (Kind.LOCAL_GOVERNMENT, Kind.COMMUNITY)
_CLOSED = "SELECT DISTINCT code FROM areas_areacode WHERE scheme = 'dopa' AND NOT upper_inf(during)"


def load_package(given: Given, *, by: str, at: datetime, progress: Progress | None) -> LoadReport:
    """The installed ``geothai``. Raises ``409-source-package-changed`` when another one was staged."""
    if given.of != geothai_source():
        raise refusing.package_changed()
    return load_geothai(by=by, at=at, progress=progress)


def load_directory(given: Given, *, by: str, at: datetime, progress: Progress | None) -> LoadReport:
    """A whole ``ccaatt``: areas, retired codes as far as they are known, communities of towns."""
    of = given.of
    with one_load_at_a_time():
        standing = read_standing((*KINDS, *_TOWNS))
        directory = read_directory(given.rows, source=f"{of.source} {of.day}", towns=towns_of(standing))
        _add_damaged(directory.areas, given)
        settled = settle(directory, standing, _closed(), day=of.day)
        file = FromFile(directory.areas, settled.ended_on)
        reports = [load_list(directory.areas.listed, of=of, by=by, at=at, progress=progress, file=file)]
        if settled.unknown:
            reports.append(_load_retired(settled.unknown, of, by=by, at=at))
        if directory.communities.rows or directory.communities.refused:
            reports.append(_load_communities(directory.communities, of, by=by, at=at, progress=progress))
    return joined(reports)


def load_counted(given: Given, *, by: str, at: datetime, progress: Progress | None) -> LoadReport:
    """The villages of a ``stat_aNN``, all of the provinces it tells of, and the communities of its towns."""
    of = given.of
    with one_load_at_a_time():
        standing = read_standing((Kind.TAMBON, Kind.VILLAGE))
        tambons = {key for key in standing_keys(standing) if len(key) == 6}
        if not tambons:
            raise problems.country_missing()
        towns = towns_of(read_standing((Kind.PROVINCE, Kind.DISTRICT, Kind.LOCAL_GOVERNMENT)))
        month = of.day if any(row["month"] for row in given.rows) else None
        counted = read_counted(given.rows, month=month, tambons=tambons, towns=towns)
        part = Part(Kind.VILLAGE, counted.villages, standing, of, given.whole, given.damaged)
        reports = [load_part(part, by=by, at=at, progress=progress)]
        if counted.communities.rows or counted.communities.refused:
            reports.append(_load_communities(counted.communities, of, by=by, at=at, progress=progress))
    return joined(reports)


def _add_damaged(found: Found, given: Given) -> None:
    found.refused += given.damaged
    found.unsure = found.unsure or bool(given.damaged)


def _closed() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_CLOSED)
        return {row[0] for row in cursor.fetchall()}


def _load_retired(retired: list[Abolished], of: ListSource, *, by: str, at: datetime) -> LoadReport:
    source = replace(of, source=of.source + RETIRED)
    done = load_abolished(retired, of=source, by=by, at=at)
    return LoadReport(source.source, of.day.isoformat(), "", older_codes=done.older + done.gone)


def _load_communities(
    found: Found, of: ListSource, *, by: str, at: datetime, progress: Progress | None
) -> LoadReport:
    standing: dict[str, Standing] = read_standing((*KINDS, *_TOWNS))
    return load_part(Part(Kind.COMMUNITY, found, standing, of), by=by, at=at, progress=progress)
