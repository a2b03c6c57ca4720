"""An area is an identity for ever; its names, codes and places in the trees are rows with a period."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models

from tambon.areas.rules import Hierarchy, Kind, Scheme
from tambon.periods.constraints import one_at_a_time, some_day


def _choices(enum: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]  # type: ignore[attr-defined]


class Edition(models.Model):
    """One load of the registry: whose list, of which day, under which licence.

    What the first list of a parent holds has an open beginning: it stood as long as its parent, as far as we
    know. The edition's day says from when the registry knows its kinds completely.
    """

    source = models.TextField()
    day = models.DateField()  # the day the source's list is of, not the day it was loaded
    sha256 = models.TextField()
    licence = models.TextField()
    credit = models.TextField()
    synthetic = models.BooleanField(default=False)
    kinds = ArrayField(models.TextField(choices=_choices(Kind)))  # what the list is about
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "sha256"], name="areas_an_edition_is_loaded_once")
        ]


class Area(models.Model):
    public_id = models.TextField(unique=True)
    kind = models.TextField(choices=_choices(Kind))
    synthetic = models.BooleanField(default=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")


class AreaName(models.Model):
    area = models.ForeignKey(Area, models.PROTECT, related_name="names")
    th = models.TextField()
    en = models.TextField(blank=True)
    during = DateRangeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_at_a_time("areas_one_name_at_a_time", numbers=("area",)),
            some_day("areas_a_name_holds_for_some_day"),
        ]


class AreaCode(models.Model):
    area = models.ForeignKey(Area, models.PROTECT, related_name="codes")
    scheme = models.TextField(choices=_choices(Scheme))
    code = models.TextField()
    during = DateRangeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["code", "scheme"], name="areas_code_lookup")]
        constraints = [
            one_at_a_time("areas_one_area_per_code_at_a_time", texts=("scheme", "code")),
            one_at_a_time("areas_one_code_per_scheme_at_a_time", numbers=("area",), texts=("scheme",)),
            some_day("areas_a_code_holds_for_some_day"),
        ]


class Membership(models.Model):
    child = models.ForeignKey(Area, models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Area, models.PROTECT, related_name="children")
    hierarchy = models.TextField(choices=_choices(Hierarchy))
    during = DateRangeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_at_a_time("areas_one_parent_at_a_time", numbers=("child",), texts=("hierarchy",)),
            models.CheckConstraint(
                name="areas_no_area_is_its_own_parent", condition=~models.Q(child=models.F("parent"))
            ),
            some_day("areas_a_membership_holds_for_some_day"),
        ]


class Lineage(models.Model):
    """Every ancestor of every area, itself included at depth 0; derived from memberships by the loads."""

    descendant = models.ForeignKey(Area, models.CASCADE, related_name="ancestors")
    ancestor = models.ForeignKey(Area, models.CASCADE, related_name="descendants")
    depth = models.SmallIntegerField()
    hierarchy = models.TextField(choices=_choices(Hierarchy))
    kind = models.TextField(choices=_choices(Kind))  # of the descendant, so that one index answers ids_under
    during = DateRangeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["ancestor", "hierarchy", "kind", "descendant"],
                include=["during"],
                name="areas_lineage_down",
            ),
            models.Index(fields=["descendant", "hierarchy", "depth"], name="areas_lineage_up"),
        ]
