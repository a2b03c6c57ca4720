"""Which submissions stand for an earlier one, and which came for one that is here."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from tambon.submissions.models import Submission


def edits_among(refs: Iterable[UUID]) -> set[UUID]:
    """Those of the submissions that are edits of an earlier one, be that one here or not. One statement."""
    found = Submission.objects.filter(ref__in=list(refs), deprecates__isnull=False)
    return set(found.values_list("ref", flat=True))


def list_edits(instance_id: str) -> list[UUID]:
    """The submissions that name this instance as what they stand for, in the order in which they came: two
    phones may have edited the same one.
    """
    found = Submission.objects.filter(deprecates=instance_id).order_by("id")
    return list(found.values_list("ref", flat=True))
