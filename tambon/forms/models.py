"""Questionnaires and their published versions."""

from __future__ import annotations

from django.db import models


class Form(models.Model):
    form_id = models.TextField(unique=True)
    title_th = models.TextField()
    title_en = models.TextField()
    area_id = models.BigIntegerField(null=True)  # where phones are given it; null: in the whole country
    retired_at = models.DateTimeField(null=True)  # taken from phones; a new version brings it back


class FormVersion(models.Model):
    """What was published once and stays: phones keep old versions for months."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    version = models.TextField()
    source = models.TextField()  # the XLSForm in its text form, as people reviewed it
    sha256 = models.TextField()  # of the questionnaire filled in from the dictionary: what "the same" means
    xml = models.TextField()
    md5 = models.TextField()  # what OpenRosa's formList calls hash
    mapping = models.JSONField()  # what rules.mapping.Mapping reads
    published_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)  # a newer version took its place on phones

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "version"], name="forms_a_version_is_published_once"),
            models.UniqueConstraint(
                fields=["form"], condition=models.Q(retired_at=None), name="forms_one_version_is_current"
            ),
        ]


class FormFile(models.Model):
    """A file that a version needs beside it on the phone: a picture, a list of choices."""

    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="files")
    name = models.TextField()
    sha256 = models.TextField()  # the blob's name
    size = models.BigIntegerField()
    content_type = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="forms_a_file_of_a_version_is_kept_once")
        ]


class Draft(models.Model):
    """An uploaded workbook on its way to become a version; never on a phone before somebody publishes it."""

    ref = models.UUIDField(unique=True)
    filename = models.TextField()
    sha256 = models.TextField()  # the workbook's blob
    area_id = models.BigIntegerField(null=True)
    state = models.TextField()  # rules.drafts.DraftState
    by = models.TextField()
    uploaded_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    form_id = models.TextField(blank=True)  # what the workbook calls itself, once it was read
    version = models.TextField(blank=True)
    source = models.TextField(blank=True)  # its sheets in our text form
    problems = models.JSONField(default=list)  # [{sheet, row, column, code, th, en}]
    xml = models.TextField(blank=True)
    mapping = models.JSONField(default=dict)  # what explicit_mapping reads
    files = models.JSONField(default=dict)  # name: {sha256, size, content_type}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "converted", "refused", "published", "discarded"]),
                name="forms_a_draft_is_in_a_known_state",
            )
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state="waiting"), name="forms_drafts_waiting")
        ]
