"""What the automatic rules found."""

from __future__ import annotations

from django.db import models

from tambon.records.models import Record


class Finding(models.Model):
    record = models.ForeignKey(Record, models.PROTECT, related_name="findings")
    variable = models.TextField()
    rule = models.TextField()
    rule_version = models.TextField()
    severity = models.TextField(choices=[("blocks", "blocks"), ("asks", "asks"), ("notes", "notes")])
    details = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "variable", "rule"],
                condition=models.Q(closed_at__isnull=True),
                name="verification_one_open_finding_per_rule_and_cell",
            )
        ]
