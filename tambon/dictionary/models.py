"""Datasets as loaded from reviewed text; a changed text is a new version, never an edit."""

from __future__ import annotations

from django.db import models


class Dataset(models.Model):
    name = models.TextField(unique=True)


class DatasetVersion(models.Model):
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="versions")
    number = models.IntegerField()
    sha256 = models.TextField()
    spec = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="dictionary_versions_are_numbered")
        ]
