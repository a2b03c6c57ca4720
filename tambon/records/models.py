"""Claims, never changed; records, derived from them; history and counts beside the records."""

from __future__ import annotations

from django.db import models

from tambon.accounts.models import Agency, Office
from tambon.areas.models import Area
from tambon.records.rules import ClaimKind, Grade, Origin

_KINDS = [(kind.value, kind.value) for kind in ClaimKind]
_GRADES = [(grade.value, grade.value) for grade in Grade]
_ORIGINS = [(origin.value, origin.value) for origin in Origin]


class Claim(models.Model):
    """Who said what about which area and period, when, on what evidence. A trigger refuses every change."""

    id = models.BigAutoField(primary_key=True)
    ref = models.UUIDField(unique=True)
    kind = models.TextField(choices=_KINDS)
    dataset = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    period = models.TextField()
    values = models.JSONField()  # {variable: value or {"absent": reason}}
    about = models.JSONField(default=dict)  # a verdict: {variable: ref of the claim it confirms or disputes}
    reason = models.TextField(blank=True)
    observed_on = models.DateField()
    made_at = models.DateTimeField()
    by = models.TextField()
    # No index on agency and office of every claim: only confirmations are looked up by them.
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    evidence = models.TextField(blank=True)  # "submission:<ref>", "feed:<snapshot>:<row>"
    nonce = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["area", "dataset", "period"], name="records_claims_of_a_record"),
            models.Index(
                fields=["dataset", "period", "office"],
                condition=models.Q(kind=ClaimKind.CONFIRMATION.value),
                name="records_confirmations",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "dataset"],
                condition=~models.Q(evidence=""),
                name="records_one_claim_per_evidence_and_dataset",
            )
        ]


class Record(models.Model):
    """What we hold true about (dataset, area, period)."""

    id = models.BigAutoField(primary_key=True)
    dataset = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    period = models.TextField()
    values = models.JSONField(default=dict)  # {variable: value or {"absent": reason}}
    cells = models.JSONField(default=dict)  # {variable: what rules.cells.pack makes of a cell}
    version = models.BigIntegerField(default=0)  # goes up when a value changes: checks name the one they saw
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "period", "area"], name="records_one_record_per_dataset_period_and_area"
            )
        ]


class PastValue(models.Model):
    """What a cell held from ``since`` until ``until``; the present stands in the record."""

    id = models.BigAutoField(primary_key=True)
    record = models.ForeignKey(Record, models.PROTECT, related_name="past", db_index=False)
    variable = models.TextField()
    value = models.JSONField(null=True)
    grade = models.TextField(choices=_GRADES)
    origin = models.TextField(choices=_ORIGINS)
    claim_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["record", "variable", "since"], name="records_past_of_a_cell")]


class Tally(models.Model):
    """How many cells of a record one owner office has in each state; queues and completeness read these."""

    id = models.BigAutoField(primary_key=True)
    record = models.ForeignKey(Record, models.CASCADE, related_name="tallies", db_index=False)
    # null: nobody is responsible
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    dataset = models.TextField()
    period = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    # In which it lay when it was counted: counts by district ask no tree, and another tree counts anew.
    district = models.ForeignKey(
        Area, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    reported = models.SmallIntegerField()  # cells that hold a value, of any grade
    checked = models.SmallIntegerField()
    verified = models.SmallIntegerField()
    disputed = models.SmallIntegerField()
    absent = models.SmallIntegerField()
    not_applicable = models.SmallIntegerField(db_default=0)  # of the absent ones: they cannot be expected
    waiting = models.SmallIntegerField()  # cells on which the office can give its word now
    oddness = models.IntegerField()  # of the waiting ones: what the rules doubt, and figures that differ
    # The first claim of the waiting ones, and since when this office has it before it: its clock.
    oldest_claim = models.BigIntegerField(null=True)
    waiting_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "office"], name="records_one_tally_per_office", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(
                fields=["office", "-oddness", "record"],
                condition=models.Q(waiting__gt=0),
                name="records_queue_of_an_office",
            ),
            # With all that completeness counts: a nation's counts lie in a few pages of it, and in the table
            # in as many as there are records.
            models.Index(
                fields=["dataset", "period", "area"],
                include=[
                    "office",
                    "reported",
                    "checked",
                    "verified",
                    "disputed",
                    "absent",
                    "not_applicable",
                    "waiting",
                    "waiting_since",
                ],
                name="records_tally_counts",
            ),
            models.Index(
                fields=["waiting_since"], condition=models.Q(waiting__gt=0), name="records_tally_clocks"
            ),
        ]


class Changed(models.Model):
    """Records whose values changed and whose checks wait to run: the next step's inbox."""

    record_id = models.BigIntegerField(primary_key=True)


class Standing(models.Model):
    """Under which dictionary and territories a dataset's records were told last, and how far it has come."""

    dataset = models.TextField(primary_key=True)
    basis = models.TextField()
    upto = models.BigIntegerField(default=0)  # records up to this id stand on the basis
    done = models.BooleanField(default=False)


class Reopened(models.Model):
    """A cell that an office sent back: answers about it count though its round is closed.

    For visits from ``since`` to ``until``, both days with them; while it is open, for any visit.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="reopened", db_index=False)
    variable = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "variable"],
                condition=models.Q(until__isnull=True),
                name="records_a_cell_is_reopened_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="records_a_cell_is_reopened_for_some_time",
            ),
        ]
        indexes = [models.Index(fields=["record", "variable"], name="records_reopened_cells")]


class Lock(models.Model):
    """A sign-off's lock over an area: claims after ``upto`` wait, visible and late, until it is lifted.

    A count of claims rather than a moment: what was signed is what had been claimed, and a submission that
    came before but is read or corrected after does not move a signed value.
    """

    dataset = models.TextField()
    period = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    upto = models.BigIntegerField()  # the last claim that counts
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ref = models.UUIDField(unique=True)  # the sign-off

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "period", "area"],
                condition=models.Q(until__isnull=True),
                name="records_one_lock_at_a_time",
            )
        ]
