"""What the automatic rules found, what people say about it, and what still waits for the rules."""

from __future__ import annotations

from django.db import models

from tambon.accounts.models import Person
from tambon.areas.models import Area
from tambon.records.models import Record

_SEVERITIES = [("blocks", "blocks"), ("asks", "asks"), ("notes", "notes")]


class Finding(models.Model):
    """One rule that asks about one cell.

    Open until it holds no more (``closed_at``). Somebody may explain it; the explanation weighs nothing until
    another person takes it (``accepted_at``): then the cell may be *checked* though the rule still asks.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="findings")
    variable = models.TextField()
    rule = models.TextField()
    rule_version = models.TextField()
    family = models.TextField(choices=[("row", "row"), ("across", "across")], default="row")
    severity = models.TextField(choices=_SEVERITIES)
    details = models.JSONField(default=dict)
    basis = models.TextField(blank=True, default="")  # a hash of the values that the rule looked at
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    explanation = models.TextField(blank=True, default="")
    evidence = models.TextField(blank=True, default="")  # "sha256:<hex>" of a photo or document
    explained_by = models.TextField(blank=True, default="")
    explained_at = models.DateTimeField(null=True)
    accepted_by = models.TextField(blank=True, default="")
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "variable", "rule"],
                condition=models.Q(closed_at__isnull=True),
                name="verification_one_open_finding_per_rule_and_cell",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(explained_at__isnull=False),
                name="verification_only_what_was_explained_is_accepted",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True)
                | ~models.Q(accepted_by=models.F("explained_by")),
                name="verification_nobody_accepts_their_own_explanation",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | ~models.Q(severity="blocks"),
                name="verification_what_cannot_be_true_is_not_explained_away",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-opened_at"],
                condition=models.Q(
                    closed_at__isnull=True, explained_at__isnull=False, accepted_at__isnull=True
                ),
                name="verification_to_be_accepted",
            ),
            models.Index(
                fields=["record"],
                condition=models.Q(closed_at__isnull=True, severity="blocks"),
                name="verification_impossible",
            ),
        ]


class WaitingGroup(models.Model):
    """A district, dataset and period in which something changed: the rules across rows run over it again."""

    dataset = models.TextField()
    period = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "period", "area"], name="verification_a_group_waits_once"
            )
        ]
        indexes = [models.Index(fields=["since"], name="verification_groups_waiting")]


class Lead(models.Model):
    """Something odd in one person's answers, for people to look at; never a verdict, and never published."""

    kind = models.TextField(choices=[("heaping", "heaping"), ("copied", "copied")])
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    dataset = models.TextField()
    period = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")  # the district whose officer looks
    details = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # the answers changed, or somebody looked
    looked_by = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "person", "dataset", "period", "area"],
                condition=models.Q(closed_at__isnull=True),
                name="verification_one_open_lead_of_a_kind",
            )
        ]
