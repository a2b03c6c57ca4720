"""A submission by what a person holds of it: the phone's receipt, the phone's id, or our name."""

from __future__ import annotations

import re
from uuid import UUID

from tambon.journal.models import Entry
from tambon.submissions.models import Conflict, Submission

_RECEIPT = re.compile("[0-9a-f]{64}")
_RECEIVED = ("submission.received", "submission.conflicted")


def find_refs(text: str) -> list[UUID]:
    """The submissions that the text names: a receipt of theirs or of a content in conflict with them, the
    instance id, with or without ``uuid:``, or our own name; none for anything else or a part of one.
    """
    said = text.replace("\0", "").strip()
    lower = said.lower()
    if _RECEIPT.fullmatch(lower):
        entries = Entry.objects.filter(kind__in=_RECEIVED, hash=bytes.fromhex(lower))
        subjects = [one.partition(":")[2] for one in entries.values_list("subject", flat=True)]
        return _by_names([UUID(one) for one in subjects])
    found = list(
        Submission.objects.filter(instance_id__in=[said, f"uuid:{said}"]).values_list("ref", flat=True)
    )
    try:
        return list(dict.fromkeys([*found, *_by_names([UUID(lower.removeprefix("uuid:"))])]))
    except ValueError:
        return found


def _by_names(names: list[UUID]) -> list[UUID]:
    found = list(Submission.objects.filter(ref__in=names).values_list("ref", flat=True))
    others = Conflict.objects.filter(ref__in=names).values_list("submission__ref", flat=True)
    return [*found, *others]
