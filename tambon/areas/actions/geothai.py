"""The country, its provinces, districts and tambons from the package ``geothai``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import geothai

from tambon.areas.actions.editions import LoadReport
from tambon.areas.actions.lists import Progress, load_list
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.codes import COUNTRY_CODE, in_bangkok
from tambon.areas.rules.lists import Listed

SOURCE = "geothai"
LICENCE = "CC-BY-4.0"
CREDIT = "GeoThai (https://github.com/GeoThai/data)"
KHET = "เขต"


def geothai_source() -> ListSource:
    """The package's list, of the day its data were released (``2026.10.23``)."""
    year, month, day = map(int, geothai.DATA_VERSION.split("."))
    return ListSource(source=SOURCE, day=date(year, month, day), licence=LICENCE, credit=CREDIT)


def load_geothai(*, by: str, at: datetime, progress: Progress | None = None) -> LoadReport:
    """Loads the installed package's list; see `load_list`."""
    return load_list(list(_listed()), of=geothai_source(), by=by, at=at, progress=progress)


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
