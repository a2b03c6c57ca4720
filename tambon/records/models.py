"""Claims, never changed; records, derived from them; history and counts beside the records."""

from __future__ import annotations

from django.db import models

from tambon.accounts.models import Agency, Office
from tambon.areas.models import Area
from tambon.records.rules import ClaimKind

_KINDS = [(k.value, k.value) for k in ClaimKind]


class Claim(models.Model):
    """Who said what about which area and period, when, on what evidence."""

    id = models.BigAutoField(primary_key=True)
    ref = models.UUIDField(unique=True)
    kind = models.TextField(choices=_KINDS)
    dataset = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    period = models.TextField()
    values = models.JSONField()  # {variable: value or {"absent": reason}}
    about = models.JSONField(default=dict)  # a verdict: {variable: ref of the claim it confirms or disputes}
    reason = models.TextField(blank=True)
    observed_on = models.DateField()
    made_at = models.DateTimeField()
    by = models.TextField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    evidence = models.TextField(blank=True)  # "submission:<ref>", "feed:<snapshot>:<row>"
    nonce = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["area", "dataset", "period"], name="records_claims_of_a_record")]
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
    values = models.JSONField()  # {variable: value or {"absent": reason}}
    cells = models.JSONField()  # {variable: {"grade", "claim", "origin", "since"}}
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "area", "period"], name="records_one_record_per_cell_row"
            )
        ]


class PastValue(models.Model):
    """A value that was held from ``since`` until ``until``; the present one stands in the record."""

    id = models.BigAutoField(primary_key=True)
    record = models.ForeignKey(Record, models.PROTECT, related_name="past")
    variable = models.TextField()
    value = models.JSONField(null=True)
    grade = models.TextField()
    claim_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["record", "variable", "since"], name="records_past_of_a_cell")]


class Tally(models.Model):
    """How many cells of a record one owner office has in each state; queues and completeness read these."""

    id = models.BigAutoField(primary_key=True)
    record = models.ForeignKey(Record, models.CASCADE, related_name="tallies")
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+"
    )  # null: nobody responsible
    dataset = models.TextField()
    period = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    reported = models.SmallIntegerField()  # cells that have a value, of any grade
    checked = models.SmallIntegerField()
    verified = models.SmallIntegerField()
    disputed = models.SmallIntegerField()
    absent = models.SmallIntegerField()
    waiting = models.SmallIntegerField()  # cells the office could act on now
    oddness = models.SmallIntegerField()  # open findings, and agency figures that differ

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "office"], name="records_one_tally_per_office", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(
                fields=["office", "-oddness", "id"],
                condition=models.Q(waiting__gt=0),
                name="records_queue_of_an_office",
            ),
            models.Index(fields=["dataset", "period", "area"], name="records_tally_of_areas"),
        ]


class Changed(models.Model):
    """Records whose values changed and whose checks wait to run: the next step's inbox."""

    record_id = models.BigIntegerField(primary_key=True)
