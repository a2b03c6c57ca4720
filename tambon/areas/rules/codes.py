"""How codes read. Codes are text, never numbers: ``01`` as a number is no longer a code."""

from __future__ import annotations

from tambon.areas.rules.kinds import Kind

COUNTRY_CODE = "TH"
BANGKOK = "10"
CODE_LENGTHS: dict[Kind, int] = {Kind.PROVINCE: 2, Kind.DISTRICT: 4, Kind.TAMBON: 6, Kind.VILLAGE: 8}


def parent_code(code: str) -> str:
    """The DOPA code one level up: ``58010101`` gives ``580101``, ``58`` gives ``TH``."""
    return code[:-2] if len(code) > 2 else COUNTRY_CODE


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
