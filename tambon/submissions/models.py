"""What phones sent, byte for byte, never edited. The inbox is the queue of the next step."""

from __future__ import annotations

from django.db import models


class Submission(models.Model):
    id = models.BigAutoField(primary_key=True)
    ref = models.UUIDField(unique=True)  # our own name for it, in the journal and on receipts
    instance_id = models.TextField()  # the phone's name for it
    form_id = models.TextField()
    form_version = models.TextField()
    person_id = models.BigIntegerField()
    received_at = models.DateTimeField()
    xml = models.BinaryField()
    sha256 = models.BinaryField()
    # hashed with the xml into the journal: erasing the row erases what could be guessed
    nonce = models.BinaryField()
    deprecates = models.TextField(null=True)  # the instance id that this one is an edit of

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-id"], name="submissions_of_a_person"),
            models.Index(fields=["form_id", "-id"], name="submissions_of_a_form"),
            models.Index(
                fields=["deprecates"], condition=models.Q(deprecates__isnull=False), name="submissions_edits"
            ),
        ]
        # a constraint, not unique=True: that would add a second index, for LIKE, to every insert
        constraints = [
            models.UniqueConstraint(fields=["instance_id"], name="submissions_an_instance_is_kept_once")
        ]


class Conflict(models.Model):
    """Another content that came under an instance id already taken: kept for a person to look at."""

    ref = models.UUIDField(unique=True)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="conflicts")
    person_id = models.BigIntegerField()
    received_at = models.DateTimeField()
    xml = models.BinaryField()
    sha256 = models.BinaryField()
    nonce = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "sha256"], name="submissions_a_conflict_is_kept_once"
            )
        ]


class Attachment(models.Model):
    """A file that came with a submission, or with the other content of a conflict."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attachments")
    conflict = models.ForeignKey(Conflict, models.PROTECT, null=True, related_name="attachments")
    name = models.TextField()
    sha256 = models.TextField()  # the blob's name
    size = models.BigIntegerField()
    content_type = models.TextField()
    erased_at = models.DateTimeField(null=True)  # on schedule; the row stays, its content is gone

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="submissions_files_by_content")]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "conflict", "name", "sha256"],
                nulls_distinct=False,
                name="submissions_an_attachment_is_kept_once",
            )
        ]


class Inbox(models.Model):
    """Submissions that wait for processing; written in the same statement as the submission."""

    submission_id = models.BigIntegerField(primary_key=True)


class Quarantine(models.Model):
    """A submission that was kept but makes no claim until a person settles it."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="quarantine")
    code = models.TextField()
    details = models.JSONField(default=dict)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(blank=True)
    outcome = models.TextField(blank=True)  # rules.Outcome, once settled

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(settled_at=None), name="submissions_quarantine_waiting"
            )
        ]


class Correction(models.Model):
    """What a person says beside a submission that could not be read: the newest of a field counts."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="corrections")
    field = models.TextField()  # "area", "day", or the path of an answer
    text = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["submission", "field", "-id"], name="submissions_corrections_newest")]


class Redaction(models.Model):
    """That answers were blotted out of what was kept. The texts are nowhere any more."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="redactions")
    fields = models.JSONField()  # paths
    reason = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()


class Photo(models.Model):
    """What a picture's file says, read once, by the content's hash."""

    sha256 = models.TextField(primary_key=True)
    width = models.IntegerField(null=True)  # null: it is no picture that can be read
    height = models.IntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    likeness = models.BigIntegerField(null=True)  # a perceptual hash of 64 bits
    read_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["likeness"], name="submissions_photos_alike")]
