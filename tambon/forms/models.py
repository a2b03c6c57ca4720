"""Questionnaires and their published versions."""

from __future__ import annotations

from django.db import models


class Form(models.Model):
    form_id = models.TextField(unique=True)
    title_th = models.TextField()
    title_en = models.TextField()


class FormVersion(models.Model):
    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    version = models.TextField()
    source = models.TextField()  # the XLSForm in its text form
    xml = models.TextField()
    md5 = models.TextField()  # what OpenRosa's formList calls hash
    mapping = models.JSONField()  # see rules.Mapping
    published_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "version"], name="forms_a_version_is_published_once")
        ]
