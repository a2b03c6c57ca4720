"""How codes read. Codes are text, never numbers: ``01`` as a number is no longer a code."""

from __future__ import annotations

from typing import Protocol

from tambon.areas import problems
from tambon.areas.rules.kinds import LEVELS, OWN_SCHEME, Kind, Scheme

COUNTRY_CODE = "TH"
BANGKOK = "10"
CODE_LENGTHS: dict[Kind, int] = {Kind.PROVINCE: 2, Kind.DISTRICT: 4, Kind.TAMBON: 6, Kind.VILLAGE: 8}


def parent_code(code: str) -> str:
    """The DOPA code one level up: ``58010101`` gives ``580101``, ``58`` gives ``TH``."""
    return code[:-2] if len(code) > 2 else COUNTRY_CODE


def key_of(kind: Kind, code: str) -> str:
    """One word for an area in a list: its DOPA code, or scheme and code where the code is another's."""
    scheme = OWN_SCHEME[kind]
    return code if scheme is Scheme.DOPA else f"{scheme}:{code}"


def pcode(kind: Kind, code: str) -> str | None:
    """OCHA's P-code of a DOPA code (``TH580101``); None below the tambon, where OCHA gives none.

    Source: HDX COD-AB Thailand: ``adm1_pcode`` to ``adm3_pcode`` are ``TH`` and the 2, 4 or 6 digits.
    """
    if kind is Kind.COUNTRY:
        return COUNTRY_CODE
    return f"TH{code}" if kind in (Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON) else None


def village_number(code: str) -> int:
    """หมู่ที่, the village's number inside its tambon: 3 for ``58010203``."""
    return int(code[6:8])


def in_bangkok(code: str) -> bool:
    return code[:2] == BANGKOK


class Coded(Protocol):
    """What has a kind and a code."""

    @property
    def kind(self) -> Kind: ...
    @property
    def code(self) -> str: ...


def demand_code(kind: Kind, code: str, parent: Coded) -> None:
    """Raises what is wrong with a code that an area of the kind shall bear under this parent."""
    length = CODE_LENGTHS.get(kind)
    if not right_above(parent.kind, kind):
        raise problems.parent_of_kind(parent=parent.code, code=code)
    if length is None:
        return
    if len(code) != length or not (code.isascii() and code.isdigit()) or code.endswith("00"):
        raise problems.code_of_kind(
            code=code, kind_th=_WORDS[kind][0], kind_en=_WORDS[kind][1], length=length
        )
    if parent.code != COUNTRY_CODE and not code.startswith(parent.code):
        raise problems.code_outside_parent(code=code, parent=parent.code)


def right_above(parent: Kind, child: Kind) -> bool:
    """Whether areas of the one kind stand right above those of the other in the administrative tree."""
    if child is Kind.LOCAL_GOVERNMENT:
        return parent in (Kind.PROVINCE, Kind.DISTRICT)
    if child is Kind.COMMUNITY:
        return parent in (Kind.DISTRICT, Kind.TAMBON, Kind.LOCAL_GOVERNMENT)
    place = LEVELS.index(child)
    return place > 0 and LEVELS[place - 1] is parent


_WORDS: dict[Kind, tuple[str, str]] = {
    Kind.PROVINCE: ("จังหวัด", "province"),
    Kind.DISTRICT: ("อำเภอ", "district"),
    Kind.TAMBON: ("ตำบล", "tambon"),
    Kind.VILLAGE: ("หมู่บ้าน", "village"),
}
