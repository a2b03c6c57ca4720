"""What an area can be, who gives it a code, and the trees it stands in."""

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
    """Who gives the code.

    ``dopa`` is TIS 1099: PP, PPAA, PPAATT, PPAATTMM; the country, which has none, stands there as ``TH``
    (ISO 3166).
    ``pcode`` is OCHA's: ``TH`` and the DOPA digits, down to the tambon.
    """

    DOPA = "dopa"
    PCODE = "pcode"
    MUNICIPAL = "municipal"
    LOCAL_GOVERNMENT = "local_government"


class Hierarchy(StrEnum):
    ADMINISTRATIVE = "administrative"
    LOCAL_GOVERNMENT = "local_government"


class By(StrEnum):
    """Whose calendar a day is of: the law's, or that of the official list, which often follows later."""

    LAW = "law"
    LIST = "list"


class ChangeKind(StrEnum):
    CREATED = "created"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    RENAMED = "renamed"
    RECODED = "recoded"
    ABOLISHED = "abolished"


class Basis(StrEnum):
    """On what a change rests: a Gazette notice, the same name, a list that shows it, or a person's word."""

    NOTICE = "notice"
    NAME = "name"
    LIST = "list"
    PERSON = "person"


LEVELS: tuple[Kind, ...] = (Kind.COUNTRY, Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON, Kind.VILLAGE)

# The scheme whose code is shown for a kind and stands in its address.
OWN_SCHEME: dict[Kind, Scheme] = {
    Kind.COUNTRY: Scheme.DOPA,
    Kind.PROVINCE: Scheme.DOPA,
    Kind.DISTRICT: Scheme.DOPA,
    Kind.TAMBON: Scheme.DOPA,
    Kind.VILLAGE: Scheme.DOPA,
    Kind.COMMUNITY: Scheme.MUNICIPAL,
    Kind.LOCAL_GOVERNMENT: Scheme.LOCAL_GOVERNMENT,
}
