"""How often an office was reminded."""

from __future__ import annotations

from django.db import models

from tambon.accounts.models import Office


class Escalation(models.Model):
    """One step that was taken because an office was silent about a dataset's period; each step once."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    dataset = models.TextField()
    period = models.TextField()
    step = models.TextField(choices=[("asked", "asked"), ("told_above", "told_above"), ("silent", "silent")])
    cells = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dataset", "period", "step"], name="verification_each_step_once"
            )
        ]
