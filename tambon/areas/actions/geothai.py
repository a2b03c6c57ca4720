"""The country, its provinces, districts and tambons from the package ``geothai``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import geothai
import geothai.abolished

from tambon.areas.actions.abolished import load_abolished
from tambon.areas.actions.editions import LoadReport
from tambon.areas.actions.lists import Progress, load_list
from tambon.areas.rules import Basis, Kind, ListSource
from tambon.areas.rules.abolished import Abolished
from tambon.areas.rules.codes import CODE_LENGTHS, COUNTRY_CODE, in_bangkok
from tambon.areas.rules.lists import Listed

SOURCE = "geothai"
LICENCE = "CC-BY-4.0"
CREDIT = "GeoThai (https://github.com/GeoThai/data)"
ABOLISHED = "geothai-abolished"
KHET = "เขต"
_KINDS = {"district": Kind.DISTRICT, "subdistrict": Kind.TAMBON, "province": Kind.PROVINCE}


def geothai_source() -> ListSource:
    """The package's list, of the day its data were released (``2026.10.23``)."""
    year, month, day = map(int, geothai.DATA_VERSION.split("."))
    return ListSource(source=SOURCE, day=date(year, month, day), licence=LICENCE, credit=CREDIT)


def load_geothai(*, by: str, at: datetime, progress: Progress | None = None) -> LoadReport:
    """Loads the installed package's list, then the codes it says were abolished; see `load_list`."""
    of = geothai_source()
    report = load_list(list(_listed()), of=of, by=by, at=at, progress=progress)
    older = load_abolished(list(_abolished()), of=replace(of, source=ABOLISHED), by=by, at=at)
    if progress and not older.already:
        progress(f"{ABOLISHED} {of.day}: {older.older} older codes, {older.gone} areas that ended")
    return report


def _abolished() -> Iterator[Abolished]:
    """The package's abolished codes. Where no Gazette notice is named, only the list's day is known."""
    for one in geothai.abolished.abolished_areas():
        yield Abolished(
            kind=_KINDS[one.level],
            code=one.code,
            name_th=_name(one.code, one.name_th),
            name_en=one.name_en or "",
            ended=date.fromisoformat(one.abolished_on),
            successors=tuple(one.successors),
            basis=Basis(one.successors_basis) if one.successors_basis else Basis.LIST,
            in_force=date.fromisoformat(one.successors_in_force) if one.successors_in_force else None,
            source=one.successors_source or f"{SOURCE} {geothai.DATA_VERSION}",
        )


def _listed() -> Iterator[Listed]:
    """Parents before children. เขต, which the package writes before Bangkok's districts, is no name."""
    yield Listed(Kind.COUNTRY, COUNTRY_CODE, "ประเทศไทย", "Thailand")
    for province in geothai.provinces():
        yield Listed(Kind.PROVINCE, province.code, province.name_th, province.name_en)
        for district in geothai.districts(province.code):
            yield Listed(
                Kind.DISTRICT, district.code, _name(district.code, district.name_th), district.name_en
            )
            for tambon in geothai.subdistricts(district.code):
                yield Listed(Kind.TAMBON, tambon.code, tambon.name_th, tambon.name_en)


def _name(code: str, name: str) -> str:
    return name.removeprefix(KHET) if in_bangkok(code) and len(code) == CODE_LENGTHS[Kind.DISTRICT] else name
