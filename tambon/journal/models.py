"""Entries and the seals over them. Append-only: a trigger refuses UPDATE, DELETE and TRUNCATE."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Cast
from django.db.models.lookups import Exact


def _current_xact() -> Cast:
    return Cast(
        Cast(models.Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()
    )


class Entry(models.Model):
    """One thing that happened. ``era`` and ``xid`` place it in a seal: see rules.py."""

    id = models.BigAutoField(primary_key=True)
    era = models.SmallIntegerField(db_default=1)  # moved on by a restore: transaction ids start again there
    xid = models.BigIntegerField(db_default=_current_xact())
    at = models.DateTimeField()
    kind = models.TextField()
    subject = models.TextField()
    by = models.TextField()
    body = models.JSONField(default=dict)  # ids and nonce-hashes only, never what a person wrote
    hash = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["era", "xid", "id"], name="journal_entry_in_seal_order"),
            models.Index(fields=["subject", "id"], name="journal_entry_of_a_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                name="journal_entry_hash_is_sha256",
                condition=Exact(
                    models.Func("hash", function="length", output_field=models.IntegerField()), 32
                ),
            ),
        ]


class Seal(models.Model):
    """A Merkle root over every entry with ``from_xid <= xid < to_xid``, and over the seal before it."""

    id = models.BigAutoField(primary_key=True)
    era = models.SmallIntegerField()
    from_xid = models.BigIntegerField()
    to_xid = models.BigIntegerField()
    entries = models.BigIntegerField()
    previous = models.BinaryField()
    root = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["era", "from_xid"], name="journal_one_seal_follows_another"),
            models.CheckConstraint(
                name="journal_seal_moves_forward", condition=models.Q(to_xid__gt=models.F("from_xid"))
            ),
        ]
