"""The links by which a village's head reads what is held about the village and gives a word on it."""

from __future__ import annotations

from django.db import models

from tambon.areas.models import Area


class HeadLink(models.Model):
    """One signed link for one village. Only its hash is kept; the words given by it are claims."""

    ref = models.UUIDField(unique=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    secret_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    by = models.TextField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("made_at")), name="verification_a_link_lasts_some_time"
            )
        ]
