"""How places are named in Thai and English; Bangkok says เขต and แขวง where others say อำเภอ and ตำบล."""

from __future__ import annotations

from tambon.areas.rules.codes import in_bangkok, village_number
from tambon.areas.rules.kinds import Kind

_LABELS: dict[Kind, tuple[str, str]] = {
    Kind.COUNTRY: ("ประเทศ", "Country"),
    Kind.PROVINCE: ("จังหวัด", "Province"),
    Kind.DISTRICT: ("อำเภอ", "District"),
    Kind.TAMBON: ("ตำบล", "Tambon"),
    Kind.VILLAGE: ("หมู่บ้าน", "Village"),
    Kind.COMMUNITY: ("ชุมชน", "Community"),
    Kind.LOCAL_GOVERNMENT: ("องค์กรปกครองส่วนท้องถิ่น", "Local government"),
}
_BANGKOK_LABELS: dict[Kind, tuple[str, str]] = {
    Kind.DISTRICT: ("เขต", "Khet"),
    Kind.TAMBON: ("แขวง", "Khwaeng"),
}


def kind_label(kind: Kind | str, code: str, lang: str) -> str:
    """The word for this kind of area where it lies: ตำบล, but แขวง in Bangkok."""
    kind = Kind(kind)
    pair = _BANGKOK_LABELS.get(kind) if in_bangkok(code) else None
    return (pair or _LABELS[kind])[0 if lang == "th" else 1]


def full_name(kind: Kind | str, code: str, name: str, lang: str) -> str:
    """The name as written in an address: ``ตำบลจองคำ``, ``Tambon Chong Kham``, ``หมู่ที่ 3 บ้านห้วยผา``.

    Bangkok as a province is called กรุงเทพมหานคร alone, and the country ประเทศไทย.
    """
    kind = Kind(kind)
    if kind is Kind.COUNTRY or (kind is Kind.PROVINCE and in_bangkok(code)):
        return name
    if kind is Kind.VILLAGE:
        return _village(code, name, lang)
    label = kind_label(kind, code, lang)
    if lang == "th":
        return name if kind is Kind.LOCAL_GOVERNMENT else f"{label}{name}"
    return _english(kind, label, name)


def _village(code: str, name: str, lang: str) -> str:
    number = village_number(code)
    return f"หมู่ที่ {number} {name}".rstrip() if lang == "th" else f"Village {number} {name}".rstrip()


def _english(kind: Kind, label: str, name: str) -> str:
    if kind is Kind.LOCAL_GOVERNMENT:
        return name
    after = kind in (Kind.PROVINCE, Kind.COMMUNITY) or label == "District"
    return f"{name} {label}" if after else f"{label} {name}"
