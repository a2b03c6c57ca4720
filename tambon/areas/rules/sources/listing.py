"""Villages, communities and local governments in tables that anybody made."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tambon.areas.rules.codes import key_of
from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.places import read_place
from tambon.areas.rules.sources import problems
from tambon.areas.rules.sources.found import Found
from tambon.areas.rules.sources.texts import (
    clean_name,
    demand_name,
    local_government_name,
    read_digits,
    read_free_code,
)
from tambon.formats import Row
from tambon.lib.problem import Problem

_WORDS: dict[Kind, tuple[str, str]] = {
    Kind.PROVINCE: ("จังหวัด", "province"),
    Kind.DISTRICT: ("อำเภอ", "district"),
    Kind.TAMBON: ("ตำบล", "tambon"),
    Kind.LOCAL_GOVERNMENT: ("องค์กรปกครองส่วนท้องถิ่น", "local government"),
}
_LENGTHS = {Kind.PROVINCE: 2, Kind.DISTRICT: 4, Kind.TAMBON: 6}
# Which columns may name the parent, the first that is filled in decides.
COMMUNITY_PARENTS = {
    "local_government": Kind.LOCAL_GOVERNMENT, "tambon": Kind.TAMBON, "district": Kind.DISTRICT,
}  # fmt: skip
LOCAL_GOVERNMENT_PARENTS = {"district": Kind.DISTRICT, "province": Kind.PROVINCE}


def read_communities(rows: Iterable[Row], standing: Collection[str]) -> Found:
    """Communities: 8 digits of the registry office's own, under a local government, tambon or district.

    ``standing`` are the keys of what stands.
    """
    found = Found()
    for row in rows:
        _take(row, Kind.COMMUNITY, found, standing)
    return found


def read_local_governments(rows: Iterable[Row], standing: Collection[str]) -> Found:
    """Local governments with their type and name, under a district or a province."""
    found = Found()
    for row in rows:
        _take(row, Kind.LOCAL_GOVERNMENT, found, standing)
    return found


def read_places(found: Found) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of the areas read, by key.

    A row whose place cannot be read keeps its area and is refused for the place alone.
    """
    places: dict[str, tuple[float, float]] = {}
    for key, row in found.rows.items():
        try:
            place = read_place(row["latitude"], row["longitude"])
        except Problem as problem:
            found.refuse(problem, row, key=key)
        else:
            if place is not None:
                places[key] = place
    return places


def _take(row: Row, kind: Kind, found: Found, standing: Collection[str]) -> None:
    key = ""
    try:
        code = (
            read_digits(row["code"], 8, "code")
            if kind is Kind.COMMUNITY
            else read_free_code(row["code"], "code")
        )
        key = key_of(kind, code)
        if kind is Kind.LOCAL_GOVERNMENT:
            name = local_government_name(code, row["name_th"], row["type"])
        else:
            name = clean_name(kind, code, row["name_th"])
        demand_name(code, name, row["name_en"])
        found.take(Listed(kind, code, name, row["name_en"], under=_parent(row, kind, code, standing)), row)
    except Problem as problem:
        found.refuse(problem, row, key=key)


def _parent(row: Row, kind: Kind, code: str, standing: Collection[str]) -> str:
    columns = COMMUNITY_PARENTS if kind is Kind.COMMUNITY else LOCAL_GOVERNMENT_PARENTS
    column = next((one for one in columns if row[one]), None)
    if column is None:
        raise problems.parent_not_given(code=code, columns=", ".join(columns))
    above = columns[column]
    parent = _parent_code(row[column], column, above)
    if kind is Kind.LOCAL_GOVERNMENT and (parent == code or key_of(kind, parent) in standing):
        raise problems.parent_rank(parent=parent, code=code)
    if key_of(above, parent) not in standing:
        raise problems.parent_unknown(parent=parent, kind_th=_WORDS[above][0], kind_en=_WORDS[above][1])
    return key_of(above, parent)


def _parent_code(text: str, column: str, kind: Kind) -> str:
    return read_digits(text, _LENGTHS[kind], column) if kind in _LENGTHS else read_free_code(text, column)
