"""Questionnaires and their published versions."""

from __future__ import annotations

from django.db import models


class Form(models.Model):
    form_id = models.TextField(unique=True)
    title_th = models.TextField()
    title_en = models.TextField()


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
