"""Datasets as loaded from reviewed text; a changed text is a new version, never an edit."""

from __future__ import annotations

from django.db import models


class Dataset(models.Model):
    name = models.TextField(unique=True)


class DatasetVersion(models.Model):
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="versions")
    number = models.IntegerField()  # 1, 2, 3 … in the order of loading
    sha256 = models.TextField()  # of the text as it was reviewed
    spec = models.JSONField()  # what rules.spec.DatasetSpec reads
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="dictionary_versions_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="dictionary_versions_start_at_one"
            ),
        ]
