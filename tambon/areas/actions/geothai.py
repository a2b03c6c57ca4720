"""The country, its provinces, districts and tambons from the package ``geothai``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

import geothai
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
from tambon.areas.rules.codes import COUNTRY_CODE, in_bangkok
from tambon.areas.rules.lists import Changes, Listed, compare

SOURCE = "geothai"
LICENCE = "CC-BY-4.0"
CREDIT = "GeoThai (https://github.com/GeoThai/data)"
KINDS = (Kind.COUNTRY, Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON)
KHET = "เขต"


def geothai_source() -> ListSource:
    """The package's list, of the day its data were released (``2026.10.23``)."""
    year, month, day = map(int, geothai.DATA_VERSION.split("."))
    return ListSource(source=SOURCE, day=date(year, month, day), licence=LICENCE, credit=CREDIT)


@transaction.atomic
def load_geothai(*, by: str, at: datetime, progress: Callable[[str], None] | None = None) -> LoadReport:
    """Loads the installed package's list, whole: what it no longer names ends on its day. Again: nothing.

    Raises ``409-areas-edition-older`` when a newer list of the same source is in use, and
    ``409-areas-two-truths``.
    """
    say = progress or _say_nothing
    of, listed = geothai_source(), list(_listed())
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


def _listed() -> Iterator[Listed]:
    """Parents before children. เขต, which the package writes before Bangkok's districts, is no name."""
    yield Listed(Kind.COUNTRY, COUNTRY_CODE, "ประเทศไทย", "Thailand")
    for province in geothai.provinces():
        yield Listed(Kind.PROVINCE, province.code, province.name_th, province.name_en)
        for district in geothai.districts(province.code):
            name = district.name_th.removeprefix(KHET) if in_bangkok(district.code) else district.name_th
            yield Listed(Kind.DISTRICT, district.code, name, district.name_en)
            for tambon in geothai.subdistricts(district.code):
                yield Listed(Kind.TAMBON, tambon.code, tambon.name_th, tambon.name_en)


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
