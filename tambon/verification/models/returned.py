"""Cells that an office sent back to the village."""

from __future__ import annotations

from django.db import models

from tambon.accounts.models import Office
from tambon.records.models import Record


class Returned(models.Model):
    """One cell that an office disputes and asks to be looked at again by a day.

    Whose phone shows it follows from who collects in the village that day; it is not kept here.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="returned")
    variable = models.TextField()
    claim_id = models.BigIntegerField()  # whose value the office disputes
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reason = models.TextField()
    note = models.TextField(blank=True, default="")
    due = models.DateField()
    made_at = models.DateTimeField()
    by = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_how = models.TextField(
        choices=[(how, how) for how in ("answered", "withdrawn", "confirmed", "not_asked")],
        blank=True,
        default="",
    )
    answer_claim_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "variable"],
                condition=models.Q(closed_at__isnull=True),
                name="verification_a_cell_is_returned_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_how="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(closed_how="")),
                name="verification_a_return_ends_somehow",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due"],
                condition=models.Q(closed_at__isnull=True),
                name="verification_returns_due",
            )
        ]
