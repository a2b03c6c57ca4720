"""What can be chosen for a value where it is one of few."""

from __future__ import annotations

from tambon.dictionary.rules.spec import VariableSpec, VariableType


def choices_of(variable: VariableSpec) -> list[tuple[str, str, str]]:
    """(what is sent, Thai, English) of each; nothing for what is typed."""
    if variable.type is VariableType.BOOLEAN:
        return [("yes", "ใช่", "Yes"), ("no", "ไม่ใช่", "No")]
    if variable.type is VariableType.CODE:
        return [(item.code, item.th, item.en) for item in variable.codes]
    return []
