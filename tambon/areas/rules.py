"""What an area can be, and how its codes read. Pure."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    TAMBON = "tambon"
    VILLAGE = "village"
    COMMUNITY = "community"
    LOCAL_GOVERNMENT = "local_government"


class Scheme(StrEnum):
    """Who gives the code. ``dopa`` is TIS 1099: PP, PPAA, PPAATT, PPAATTMM."""

    DOPA = "dopa"
    PCODE = "pcode"
    MUNICIPAL = "municipal"
    LOCAL_GOVERNMENT = "local_government"


class Hierarchy(StrEnum):
    ADMINISTRATIVE = "administrative"
    LOCAL_GOVERNMENT = "local_government"


LEVELS: tuple[Kind, ...] = (Kind.COUNTRY, Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON, Kind.VILLAGE)
