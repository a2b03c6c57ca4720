"""Releases of rounds: frozen, then published; never edited."""

from __future__ import annotations

from django.db import models

from tambon.plan.models import Round


class Release(models.Model):
    version = models.TextField(unique=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="releases")
    frozen_at = models.DateTimeField()
    seal_root = models.TextField()  # the journal's root sealed at the freeze, hex
    freeze_sha256 = models.TextField()  # of the frozen inputs
    published_at = models.DateTimeField(null=True)
    manifest_sha256 = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="releases_published_ones_have_a_manifest",
                condition=models.Q(published_at__isnull=True, manifest_sha256="")
                | models.Q(published_at__isnull=False) & ~models.Q(manifest_sha256=""),
            )
        ]
