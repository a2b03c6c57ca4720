"""Sign-offs up the tree."""

from __future__ import annotations

from django.db import models

from tambon.areas.models import Area

LEVELS = ("tambon", "district", "province", "country")


class SignOff(models.Model):
    """Somebody answers for a dataset's period in an area as it stood. The lock that follows is in `records`.

    ``counts``: the cells as they stood; ``left_open``: what was known to be missing and signed all the same.
    """

    ref = models.UUIDField(unique=True)
    dataset = models.TextField()
    period = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    level = models.TextField(choices=[(level, level) for level in LEVELS])
    counts = models.JSONField(default=dict)
    left_open = models.JSONField(default=dict)
    note = models.TextField(blank=True, default="")
    due = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.TextField()
    unlocked_at = models.DateTimeField(null=True)
    unlocked_by = models.TextField(blank=True, default="")
    unlock_reason = models.TextField(blank=True, default="")
    nonce = models.BinaryField()  # of the hashes in the journal: what people wrote is not to be guessed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "period", "area"],
                condition=models.Q(unlocked_at__isnull=True),
                name="verification_one_sign_off_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(unlocked_at__isnull=True) | ~models.Q(unlock_reason=""),
                name="verification_an_unlock_has_a_reason",
            ),
        ]
