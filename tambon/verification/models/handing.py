"""Cells that an office says belong to another office."""

from __future__ import annotations

from django.db import models

from tambon.accounts.models import Office
from tambon.records.models import Record


class HandOver(models.Model):
    """One office asks another to answer for a cell. Taken, the village's territory follows; see `actions`."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    variable = models.TextField()
    giver = models.ForeignKey(Office, models.PROTECT, related_name="+")
    taker = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reason = models.TextField()
    made_at = models.DateTimeField()
    by = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(blank=True, default="")
    taken = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "variable"],
                condition=models.Q(answered_at__isnull=True),
                name="verification_one_hand_over_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("taker")),
                name="verification_an_office_hands_over_to_another",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, taken__isnull=True)
                | models.Q(answered_at__isnull=False, taken__isnull=False),
                name="verification_a_hand_over_is_taken_or_not",
            ),
        ]
