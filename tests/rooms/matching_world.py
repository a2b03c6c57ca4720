"""Plain rows for the matching of written places: the whole country of the package geothai, and a small part.

Villages are made up: three in ตำบลห้วยผา (580106), two of them of one name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import geothai

from tambon.areas.rules import Kind
from tambon.areas.rules.matching import Followed, Gazetteer, Match, Matcher, NamedPlace, Written

TODAY = date(2026, 11, 1)
VILLAGES = (("01", "บ้านห้วยผา"), ("02", "บ้านแม่สุยะ"), ("03", "บ้านนาปลาจาด"), ("04", "บ้านแม่สุยะ"))


def rows() -> Iterator[NamedPlace]:
    """The country of the package and the made-up villages; ids are given in their order."""
    ids: dict[str, int] = {}

    def place(kind: Kind, code: str, th: str, en: str, parent: str) -> NamedPlace:
        ids[code] = len(ids) + 1
        return NamedPlace(ids[code], f"th-{code}", kind, code, th, en, ids.get(parent))

    yield place(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand", "")
    for province in geothai.provinces():
        yield place(Kind.PROVINCE, province.code, province.name_th, province.name_en, "TH")
        for district in geothai.districts(province.code):
            name = district.name_th.removeprefix("เขต")
            yield place(Kind.DISTRICT, district.code, name, district.name_en, province.code)
            for tambon in geothai.subdistricts(district.code):
                yield place(Kind.TAMBON, tambon.code, tambon.name_th, tambon.name_en, district.code)
    for number, name in VILLAGES:
        yield place(Kind.VILLAGE, "580106" + number, name, "", "580106")


@cache
def country() -> Gazetteer:
    return Gazetteer(rows())


@cache
def matcher() -> Matcher:
    return Matcher(country(), on=TODAY)


def match(text: str = "", **columns: str) -> Match:
    """What the text, or the columns, lead to today in the whole country."""
    return matcher().match(Written(text, **columns))


def one(text: str = "", **columns: str) -> str | None:
    """The code of the one area, or None."""
    found = match(text, **columns).one
    return found.place.code if found else None


def small(*places: NamedPlace, followed: tuple[Followed, ...] = (), on: date = TODAY) -> Matcher:
    return Matcher(Gazetteer(places, followed), on=on)
