"""What a new version of a dataset changed about one of its variables. Pure."""

from __future__ import annotations

from enum import StrEnum

from tambon.dictionary.rules.spec import VariableSpec


class Change(StrEnum):
    """One thing that a new version says otherwise; in the order in which people are told."""

    ADDED = "added"
    RESOLUTION = "resolution"
    BAND = "band"
    OWNER = "owner"
    EVIDENCE = "evidence"
    MEANING = "meaning"  # the label, the description, the type, the unit, the codes
    LIMITS = "limits"
    CHECKS = "checks"
    PUBLISHING = "publishing"
    REMOVED = "removed"

    @property
    def words(self) -> tuple[str, str]:
        """In Thai and in English."""
        return _WORDS[self]


_WORDS = {
    Change.ADDED: ("เริ่มถามเรื่องนี้", "it is asked from now on"),
    Change.RESOLUTION: ("กฎว่าค่าของใครชนะ", "the rule of whose value wins"),
    Change.BAND: ("ช่วงที่ถือว่าตรงกัน", "the band within which figures are the same"),
    Change.OWNER: ("หน่วยงานเจ้าของข้อมูล", "the agency that owns it"),
    Change.EVIDENCE: ("หลักฐานที่รับ", "the evidence that is taken"),
    Change.MEANING: ("คำถามหรือคำตอบที่เลือกได้", "the question or the answers to choose from"),
    Change.LIMITS: ("ค่าต่ำสุดหรือสูงสุด", "the lowest or the highest value"),
    Change.CHECKS: ("กฎตรวจ", "the checks"),
    Change.PUBLISHING: ("การเผยแพร่", "what is published"),
    Change.REMOVED: ("เลิกถามเรื่องนี้", "it is asked no more"),
}
_PARTS = {
    Change.RESOLUTION: ("resolution",),
    Change.BAND: ("band",),
    Change.OWNER: ("owner",),
    Change.EVIDENCE: ("evidence",),
    Change.MEANING: ("label", "description", "type", "unit", "codes", "columns", "applies_when", "source"),
    Change.LIMITS: ("minimum", "maximum"),
    Change.CHECKS: ("checks",),
    Change.PUBLISHING: ("data_class", "publish_from", "total_of", "aggregation"),
}


def changes(before: VariableSpec | None, after: VariableSpec | None) -> tuple[Change, ...]:
    """What differs between two versions of a variable; None where a version does not ask it."""
    if before is None or after is None:
        return () if before is after else ((Change.ADDED,) if before is None else (Change.REMOVED,))
    return tuple(
        change
        for change, names in _PARTS.items()
        if any(getattr(before, name) != getattr(after, name) for name in names)
    )
