"""What anybody says about a published value."""

from __future__ import annotations

from django.db import models

from tambon.accounts.models import Office
from tambon.areas.models import Area

STATES = ("waiting", "refused", "open", "answered")


class Challenge(models.Model):
    """A doubt about one published value, from the counter to the answer that is published.

    Nothing is kept about who asks but ``address`` and the ``wider`` network around it: hashes under a key of
    the day, blanked the day after.
    """

    ref = models.UUIDField(unique=True)
    secret_hash = models.BinaryField(unique=True)  # of the code by which the asker finds the answer
    release = models.TextField()
    dataset = models.TextField()
    period = models.TextField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    variable = models.TextField()
    published = models.JSONField(null=True)  # the value as it was published
    said = models.TextField()
    proposed = models.JSONField(null=True)
    lang = models.TextField(default="th")
    address = models.BinaryField(null=True)
    wider = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    state = models.TextField(choices=[(state, state) for state in STATES], default="waiting")
    moderated_at = models.DateTimeField(null=True)
    moderated_by = models.TextField(blank=True, default="")
    refusal = models.TextField(blank=True, default="")  # a coded reason
    claim_ref = models.UUIDField(null=True)  # the claim that it became
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(blank=True, default="")
    outcome = models.TextField(
        choices=[("stands", "stands"), ("corrected", "corrected"), ("returned", "returned")],
        blank=True,
        default="",
    )
    answer = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="answered")
                | (models.Q(answered_at__isnull=False) & ~models.Q(outcome="")),
                name="verification_an_answer_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(moderated_at__isnull=False),
                name="verification_a_challenge_is_read_first",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "made_at"], name="verification_by_state"),
            models.Index(fields=["address", "made_at"], name="verification_challenges_of_one"),
            models.Index(fields=["wider", "made_at"], name="verification_challenges_around"),
        ]
