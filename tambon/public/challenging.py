"""The way from a published value to the counter, and what offices answered there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from tambon.catalogue import Area, Dataset
from tambon.catalogue.challenges import AnsweredChallenge
from tambon.lib.problem import Problem
from tambon.public.published import catalogue

OUTCOMES = {
    "stands": ("ค่าที่เผยแพร่ถูกต้อง", "The published value stands"),
    "corrected": ("แก้ไขแล้ว", "Corrected"),
    "returned": ("ส่งกลับไปตรวจในพื้นที่", "Sent back to be looked at again"),
}

OWNER = ("สำนักงานเจ้าของข้อมูล", "The owner's office")  # in place of the name of an office of one person


def ask_address(**named: str) -> str:
    """The counter's address for a value, without what the template adds; empty where there is no counter.

    The public side has no database: it knows the collecting side by ``TAMBON_URL`` alone.
    """
    base = getattr(settings, "TAMBON_URL", "")
    return f"{base}/counter/challenge?{urlencode(named)}" if base else ""


def answers_address() -> str:
    """Where somebody finds the answer to a challenge by its code; empty where there is no counter."""
    base = getattr(settings, "TAMBON_URL", "")
    return f"{base}/counter/" if base else ""


def answers_of_dataset(found: Dataset) -> list[dict[str, Any]]:
    """The newest answers about the dataset, with its variables by name."""
    labels = {variable["name"]: variable for variable in found["variables"]}
    return [_shown(one, labels) for one in catalogue().challenges().about(dataset=found["name"])]


def answers_of_area(area: Area) -> list[dict[str, Any]]:
    """The newest answers about the area, whatever the dataset."""
    shown = []
    for one in catalogue().challenges().about(area=area["area_id"]):
        shown.append(_shown(one, _labels(one.dataset)))
    return shown


def _labels(dataset: str) -> dict[str, Any]:
    try:
        return {variable["name"]: variable for variable in catalogue().dataset(dataset)["variables"]}
    except Problem:  # the latest release has it no more
        return {}


def _shown(one: AnsweredChallenge, labels: dict[str, Any]) -> dict[str, Any]:
    return {
        "said": one,
        "variable": labels.get(one.variable, one.variable),
        "area": (one.area_name_th, one.area_name_en or one.area_name_th),
        "office": (one.office_th, one.office_en or one.office_th) if one.office_th else OWNER,
        "outcome": OUTCOMES[one.outcome],
    }
