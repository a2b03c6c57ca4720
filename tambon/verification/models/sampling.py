"""Samples that an office judges in place of every value."""

from __future__ import annotations

from django.db import models

from tambon.accounts.models import Office
from tambon.records.models import Record


class Sample(models.Model):
    """One draw for an office, dataset and period: anybody with the seed draws the same cells again.

    ``share`` is parts of a thousand of the ordinary cells; what is new or odd is drawn whole.
    """

    ref = models.UUIDField(unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    dataset = models.TextField()
    period = models.TextField()
    seed = models.TextField()
    share = models.SmallIntegerField()
    population = models.IntegerField()  # ordinary cells that the random part stands for
    drawn_at = models.DateTimeField()
    by = models.TextField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dataset", "period"],
                condition=models.Q(closed_at__isnull=True),
                name="verification_one_sample_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(share__gte=1, share__lte=1000), name="verification_a_share_of_a_thousand"
            ),
        ]


class SampledCell(models.Model):
    """A drawn cell, why it was drawn, and what the office found; ``judged`` is None until then."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="cells")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+", db_index=False)
    variable = models.TextField()
    claim_id = models.BigIntegerField()
    why = models.TextField(choices=[("first", "first"), ("odd", "odd"), ("random", "random")])
    judged = models.TextField(
        choices=[("confirmed", "confirmed"), ("disputed", "disputed"), ("changed", "changed")], null=True
    )
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "record", "variable"], name="verification_a_cell_is_drawn_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["record", "variable"],
                condition=models.Q(judged__isnull=True),
                name="verification_drawn_and_waiting",
            )
        ]
