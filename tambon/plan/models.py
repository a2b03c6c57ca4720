"""The programme, its plan's versions and its rounds; expected cells are derived from them, not stored."""

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
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")  # where it works
    without = models.ManyToManyField(Area, related_name="+")  # provinces left out, such as Bangkok
    wage = models.IntegerField(null=True)  # baht a month
    posts_per_tambon = models.SmallIntegerField(default=2)
    stated = models.JSONField(default=dict)  # what its papers say: see rules.ProgrammeText.stated_json
    personal_days = models.SmallIntegerField(default=90)  # personal data are erased so long after a contract

    class Meta:
        constraints = [
            some_day("plan_a_programme_has_some_day"),
            models.CheckConstraint(
                name="plan_a_wage_is_not_negative",
                condition=models.Q(wage__isnull=True) | models.Q(wage__gte=0),
            ),
            models.CheckConstraint(
                name="plan_a_tambon_has_some_posts",
                condition=models.Q(posts_per_tambon__gte=0, posts_per_tambon__lte=20),
            ),
            models.CheckConstraint(
                name="plan_personal_data_are_not_kept_for_ever",
                condition=models.Q(personal_days__gte=0, personal_days__lte=3660),
            ),
        ]


class BudgetLine(models.Model):
    """What a programme may spend on one thing, in baht."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="budget")
    code = models.TextField()
    name_th = models.TextField()
    name_en = models.TextField()
    baht = models.DecimalField(max_digits=15, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="plan_a_budget_line_stands_once"),
            models.CheckConstraint(
                name="plan_a_budget_line_is_not_negative", condition=models.Q(baht__gte=0)
            ),
        ]


class PlanVersion(models.Model):
    """One text of a programme's monthly plan; the newest approved one is in force."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="plans")
    number = models.SmallIntegerField()
    sha256 = models.TextField()
    text = models.TextField()  # as it was loaded, byte for byte
    inferred = models.BooleanField()  # ours, in place of a plan that is lost; said wherever it shows
    loaded_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="plan_versions_count_up"),
            models.UniqueConstraint(fields=["programme", "sha256"], name="plan_a_text_is_loaded_once"),
        ]


class Round(models.Model):
    """A campaign: an area, days to open and close, and a period for each of its datasets."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    code = models.TextField(unique=True)
    name_th = models.TextField()
    name_en = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    during = DateRangeField()
    in_plan = models.TextField(blank=True, default="")  # the plan's code of a round that follows from it

    class Meta:
        constraints = [
            some_day("plan_a_round_has_some_day"),
            models.UniqueConstraint(
                fields=["programme", "in_plan"],
                condition=~models.Q(in_plan=""),
                name="plan_a_round_of_the_plan_stands_once",
            ),
        ]


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
