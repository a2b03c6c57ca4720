"""Releases of rounds: frozen, then published; never edited, but patched by another or withdrawn."""

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
    patches = models.ForeignKey("self", models.PROTECT, null=True, related_name="patched_by")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_th = models.TextField(blank=True)  # why, for everybody to read
    withdrawn_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="releases_published_ones_have_a_manifest",
                condition=models.Q(published_at__isnull=True, manifest_sha256="")
                | models.Q(published_at__isnull=False) & ~models.Q(manifest_sha256=""),
            ),
            models.CheckConstraint(
                name="releases_withdrawn_ones_were_published_and_say_why",
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(published_at__isnull=False)
                & ~models.Q(withdrawn_th="")
                & ~models.Q(withdrawn_en=""),
            ),
        ]
