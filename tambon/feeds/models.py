"""What agencies' own databases said: snapshots, never edited, their rows as read, and the rows refused."""

from __future__ import annotations

from django.db import models


class Snapshot(models.Model):
    feed = models.TextField()
    filename = models.TextField()
    sha256 = models.TextField()
    period = models.TextField()
    as_of = models.DateField()  # the day the agency's figures are of
    taken_at = models.DateTimeField()
    accepted = models.IntegerField()
    refused = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "sha256"], name="feeds_a_snapshot_is_taken_once")
        ]


class FeedRow(models.Model):
    """One accepted row: its area, found on the snapshot's day, and its values by variable."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="rows")
    number = models.IntegerField()
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    values = models.JSONField()
    claimed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "number"], name="feeds_a_row_is_read_once")
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(claimed=False), name="feeds_rows_waiting")]


class RefusedRow(models.Model):
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="refusals")
    number = models.IntegerField()
    code = models.TextField()
    reason_th = models.TextField()
    reason_en = models.TextField()
    raw = models.TextField()
