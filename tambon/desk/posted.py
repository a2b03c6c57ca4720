"""What a form of the desk said: days, ids and codes, read or refused by name."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.http import QueryDict

from tambon.desk import problems
from tambon.lib.thai_dates import UnclearDay, read_day

E = TypeVar("E", bound=StrEnum)
MOST_IDS = 500


def read_day_of(form: QueryDict, name: str, *, default: date | None = None) -> date:
    """The day as it was typed, of either era; ``default`` where the field is empty.

    Raises ``422-desk-day``.
    """
    text = form.get(name, "").strip()
    if not text and default is not None:
        return default
    try:
        return read_day(text)
    except UnclearDay:
        raise problems.day_unreadable(text=text[:40] or "–") from None


def read_id(form: QueryDict, name: str) -> int | None:
    """A number of ours, None where none was chosen. Raises ``422-desk-choice`` for anything else."""
    text = form.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise problems.choice_unreadable()
    return int(text)


def read_ids(form: QueryDict, name: str) -> list[int]:
    """The numbers that were ticked. Raises ``422-desk-choice``."""
    texts = form.getlist(name)
    if len(texts) > MOST_IDS or not all(t.isascii() and t.isdigit() and len(t) < 19 for t in texts):
        raise problems.choice_unreadable()
    return [int(text) for text in texts]


def read_one_of(form: QueryDict, name: str, kinds: type[E]) -> E:
    """A reason out of a list of codes. Raises ``422-desk-reason-choice`` for none, ``422-desk-choice``."""
    if not form.get(name):
        raise problems.reason_not_chosen()
    try:
        return kinds(form.get(name, ""))
    except ValueError:
        raise problems.choice_unreadable() from None
