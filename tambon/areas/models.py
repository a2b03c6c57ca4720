"""An area is an identity for ever; its names, codes and places in the trees are rows with two periods.

``during`` is the period in force by law, ``listed`` that of the official list, which often changed later.
Both are `[from, until)` with open ends.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models

from tambon.areas.rules import Basis, ChangeKind, Hierarchy, Kind, Scheme
from tambon.periods.constraints import one_truth_in_each_calendar, some_day_in_a_calendar


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
    kinds = ArrayField(
        models.TextField(choices=_choices(Kind))
    )  # what the list tells completely; maybe nothing
    note = models.TextField(blank=True, default="")
    loaded_at = models.DateTimeField()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

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
    listed = DateRangeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_truth_in_each_calendar("areas_one_name_on_a_day", number="area"),
            some_day_in_a_calendar("areas_a_name_holds_for_a_day"),
        ]


class AreaCode(models.Model):
    area = models.ForeignKey(Area, models.PROTECT, related_name="codes")
    scheme = models.TextField(choices=_choices(Scheme))
    code = models.TextField()
    during = DateRangeField()
    listed = DateRangeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["code", "scheme"], name="areas_code_lookup")]
        constraints = [
            one_truth_in_each_calendar("areas_one_area_per_code_on_a_day", texts=("scheme", "code")),
            one_truth_in_each_calendar(
                "areas_one_code_per_scheme_on_a_day", number="area", texts=("scheme",)
            ),
            some_day_in_a_calendar("areas_a_code_holds_for_a_day"),
        ]


class Membership(models.Model):
    child = models.ForeignKey(Area, models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Area, models.PROTECT, related_name="children")
    hierarchy = models.TextField(choices=_choices(Hierarchy))
    during = DateRangeField()
    listed = DateRangeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_truth_in_each_calendar("areas_one_parent_on_a_day", number="child", texts=("hierarchy",)),
            models.CheckConstraint(
                name="areas_no_area_is_its_own_parent", condition=~models.Q(child=models.F("parent"))
            ),
            some_day_in_a_calendar("areas_a_membership_holds_for_a_day"),
        ]


class Lineage(models.Model):
    """Every ancestor of every area, itself included at depth 0; derived from memberships by the loads.

    Its ids come from tables that check them, so it checks none again: five rows a village would take seconds.
    """

    descendant = models.ForeignKey(
        Area, models.CASCADE, related_name="ancestors", db_constraint=False, db_index=False
    )
    ancestor = models.ForeignKey(
        Area, models.CASCADE, related_name="descendants", db_constraint=False, db_index=False
    )
    depth = models.SmallIntegerField()
    hierarchy = models.TextField(choices=_choices(Hierarchy))
    kind = models.TextField(choices=_choices(Kind))  # of the descendant, so that one index answers ids_under
    during = DateRangeField()
    listed = DateRangeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["ancestor", "hierarchy", "kind", "descendant"],
                include=["during", "listed"],
                name="areas_lineage_down",
            ),
            models.Index(fields=["descendant", "hierarchy", "depth"], name="areas_lineage_up"),
        ]


class Change(models.Model):
    """What happened to areas: in force by law on one day, in the list on another; None where not known."""

    kind = models.TextField(choices=_choices(ChangeKind))
    legal_day = models.DateField(null=True)
    list_day = models.DateField(null=True)
    source = models.TextField(blank=True)  # the Gazette's notice, or the list that shows it
    basis = models.TextField(choices=_choices(Basis))
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="changes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="areas_a_change_has_a_day",
                condition=models.Q(legal_day__isnull=False) | models.Q(list_day__isnull=False),
            )
        ]


class Succession(models.Model):
    """What became of an area in a change. Renamed, recoded and moved areas succeed themselves."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="parts")
    predecessor = models.ForeignKey(Area, models.PROTECT, null=True, related_name="successions")
    successor = models.ForeignKey(Area, models.PROTECT, null=True, related_name="origins")
    share = models.DecimalField(
        max_digits=9, decimal_places=8, null=True
    )  # of the predecessor; None: unknown

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change", "predecessor", "successor"],
                nulls_distinct=False,
                name="areas_a_succession_stands_once",
            ),
            models.CheckConstraint(
                name="areas_a_succession_has_an_area",
                condition=models.Q(predecessor__isnull=False) | models.Q(successor__isnull=False),
            ),
            models.CheckConstraint(
                name="areas_a_share_is_a_part_of_one",
                condition=models.Q(share__isnull=True) | models.Q(share__gt=0, share__lte=1),
            ),
        ]


class Boundary(models.Model):
    """Where an area lies, as one source drew it: a polygon, or a point for a village. WKB in EPSG:4326."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="boundaries")
    shape = models.BinaryField()
    is_point = models.BooleanField()
    longitude = models.FloatField()  # of a point inside the area
    latitude = models.FloatField()
    square_km = models.FloatField(null=True)
    found_as = models.TextField()  # the code under which the source has it; perhaps a predecessor's
    repaired = models.TextField(blank=True)  # what was mended, in words
    during = DateRangeField()
    listed = DateRangeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_truth_in_each_calendar("areas_one_boundary_on_a_day", number="area"),
            some_day_in_a_calendar("areas_a_boundary_holds_for_a_day"),
        ]


class Alteration(models.Model):
    """A row that an edition changed or took away, as it was and as it left it: what undoing needs."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="alterations")
    relation = models.TextField()  # the table
    row = models.BigIntegerField()
    before = models.JSONField()
    after = models.JSONField(null=True)  # None: taken away

    class Meta:
        indexes = [models.Index(fields=["relation", "row"], name="areas_alteration_row")]


class Draft(models.Model):
    """Changes that wait for a person: shown before they are applied, then applied whole, or set aside."""

    source = models.TextField()
    day = models.DateField()
    sha256 = models.TextField()
    licence = models.TextField()
    credit = models.TextField()
    synthetic = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")
    content = models.JSONField()  # {"form": "list" | "villages" | "operations" | …, …}
    refused = models.JSONField(default=list)
    base = models.BigIntegerField()  # the newest edition when the changes were reckoned
    staged_by = models.TextField()
    staged_at = models.DateTimeField()
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, related_name="draft")
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "sha256"],
                condition=models.Q(edition__isnull=True, set_aside_at__isnull=True),
                name="areas_a_draft_waits_once",
            )
        ]


class WrittenPlace(models.Model):
    """A place as somebody wrote it, that no rule could settle; what a person says of it is remembered."""

    written = models.TextField()
    key = models.TextField(unique=True)  # the writing without spaces, marks and digits' forms
    candidates = models.JSONField(default=list)
    met = models.PositiveIntegerField(default=1)
    first_met_at = models.DateTimeField()
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    is_nowhere = models.BooleanField(default=False)
    settled_by = models.TextField(blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="areas_nowhere_is_no_area",
                condition=models.Q(is_nowhere=False) | models.Q(area__isnull=True),
            )
        ]
