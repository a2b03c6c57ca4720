"""The programme and its rounds; expected cells are derived from them, not stored."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from tambon.areas.models import Area
from tambon.dictionary.models import Dataset
from tambon.periods.constraints import some_day


class Programme(models.Model):
    code = models.TextField(unique=True)
    name_th = models.TextField()
    name_en = models.TextField()
    during = DateRangeField()

    class Meta:
        constraints = [some_day("plan_a_programme_has_some_day")]


class Round(models.Model):
    """A campaign: an area, days to open and close, and a period for each of its datasets."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    code = models.TextField(unique=True)
    name_th = models.TextField()
    name_en = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = [some_day("plan_a_round_has_some_day")]


class RoundDataset(models.Model):
    round = models.ForeignKey(Round, models.PROTECT, related_name="datasets")
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="+")
    period = models.TextField()  # SDMX: 2026, 2026-11

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "dataset"], name="plan_one_period_per_dataset_of_a_round"
            )
        ]
