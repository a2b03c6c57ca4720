"""People, agencies, offices and their territories, and dated grants."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from tambon.accounts.rules import Role
from tambon.areas.models import Area
from tambon.periods.constraints import one_at_a_time


class Deployment(models.Model):
    """The one row that says whether this home is a demonstration or real; the two never mix."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    kind = models.TextField(choices=[("demonstration", "demonstration"), ("real", "real")])
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="accounts_one_deployment", condition=models.Q(id=1)),
        ]


class Person(AbstractBaseUser):
    username = models.TextField(unique=True)
    name_th = models.TextField()
    name_en = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False)
    lang = models.TextField(default="th", choices=[("th", "th"), ("en", "en")])
    email = models.TextField(blank=True, default="")  # many have none; two may share one

    objects = BaseUserManager["Person"]()
    USERNAME_FIELD = "username"


class Agency(models.Model):
    code = models.TextField(unique=True)
    name_th = models.TextField()
    name_en = models.TextField()


class Office(models.Model):
    """One office of an agency. For a kind of office (`lao`) the agency stands for the kind."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="offices")
    code = models.TextField(unique=True)
    name_th = models.TextField()
    name_en = models.TextField()
    email = models.TextField(blank=True, default="")  # of the unit, never a person's
    addressee = models.TextField(blank=True, default="")  # to whom letters are written: a position
    address = models.TextField(blank=True, default="")


class Territory(models.Model):
    """An area for which an office is responsible, and through it everything below that area."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="territories")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")  # of the office; for the constraint
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = [
            one_at_a_time("accounts_one_office_of_an_agency_per_area_at_a_time", numbers=("agency", "area"))
        ]


class Grant(models.Model):
    """A person has a role over an area (and for an office or an agency) for a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.TextField(choices=[(r.value, r.value) for r in Role])
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="grants")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")  # all offices of it
    during = DateRangeField()
    basis = models.TextField(blank=True, default="")  # "workforce" where it is derived from posts and shares

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_a_grant_names_an_area_or_an_office",
                condition=models.Q(area__isnull=False)
                | models.Q(office__isnull=False)
                | models.Q(agency__isnull=False),
            ),
            models.CheckConstraint(
                name="accounts_a_verifier_has_an_office_or_an_agency",
                condition=~models.Q(role=Role.VERIFIER.value)
                | models.Q(office__isnull=False, agency__isnull=True)
                | models.Q(office__isnull=True, agency__isnull=False),
            ),
            models.CheckConstraint(
                name="accounts_whoever_is_no_verifier_has_an_area",
                condition=models.Q(role=Role.VERIFIER.value) | models.Q(area__isnull=False),
            ),
            models.CheckConstraint(
                name="accounts_only_a_verifier_has_an_agency",
                condition=models.Q(role=Role.VERIFIER.value) | models.Q(agency__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["area", "role"], name="accounts_grants_of_an_area"),
            models.Index(fields=["basis", "area"], name="accounts_grants_of_a_basis"),
        ]


class PhoneToken(models.Model):
    """A phone's way in; only the hash of the token is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="phones")
    sha256 = models.BinaryField(unique=True)
    label = models.TextField()
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class OneTimeLink(models.Model):
    """Lets one person set a password once."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="links")
    sha256 = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class SignInFailure(models.Model):
    """A wrong password of the last minutes. The username is hashed: people type passwords into that field."""

    username_sha256 = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["username_sha256", "at"], name="accounts_failures_of_a_name")]
