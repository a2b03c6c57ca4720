"""Posts and who fills them; which post has which village; absences, training, days; sealed personal data.

Nothing here is a grant: the grants of workers are derived from these rows and written through `accounts`.
"""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from tambon.accounts.models import Person
from tambon.areas.models import Area
from tambon.periods.constraints import one_at_a_time, some_day
from tambon.plan.models import Programme
from tambon.workforce.rules import AbsenceReason, DayKind, EndReason, ShareEnd
from tambon.workforce.rules.certificates import WithdrawReason


def _choices(enum: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]  # type: ignore[attr-defined]


class Post(models.Model):
    """One of the places of work that a programme has in a tambon: the first, the second …"""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="posts")
    tambon = models.ForeignKey(Area, models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    during = DateRangeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "tambon", "number"], name="workforce_a_post_stands_once"
            ),
            models.CheckConstraint(name="workforce_posts_count_from_one", condition=models.Q(number__gte=1)),
            some_day("workforce_a_post_has_some_day"),
        ]


class Contract(models.Model):
    """A person fills a post for a time. A trigger keeps it inside the days of its post and programme."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="contracts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contracts")
    during = DateRangeField()
    number = models.TextField(blank=True, default="")  # as the office's files call it
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    end_reason = models.TextField(blank=True, default="", choices=[("", ""), *_choices(EndReason)])

    class Meta:
        constraints = [
            one_at_a_time("workforce_one_person_in_a_post_at_a_time", numbers=("post",)),
            one_at_a_time("workforce_one_post_for_a_person_at_a_time", numbers=("person",)),
            models.CheckConstraint(  # one that never began keeps its reason and has no day
                name="workforce_a_contract_has_some_day",
                condition=models.Q(during__isempty=False) | ~models.Q(end_reason=""),
            ),
            models.CheckConstraint(
                name="workforce_no_contract_replaces_itself",
                condition=models.Q(replaces__isnull=True) | ~models.Q(replaces=models.F("id")),
            ),
        ]


class VillageShare(models.Model):
    """A post has a village (or a town's community) for a time; whoever fills the post collects there."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="villages")
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="+"
    )  # of the post; for the constraint
    village = models.ForeignKey(Area, models.PROTECT, related_name="+")
    during = DateRangeField()
    end_reason = models.TextField(blank=True, default="", choices=[("", ""), *_choices(ShareEnd)])
    end_note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            one_at_a_time("workforce_one_post_for_a_village_at_a_time", numbers=("programme", "village")),
            models.CheckConstraint(  # one taken back on its first day keeps its reason and has no day
                name="workforce_a_share_has_some_day",
                condition=models.Q(during__isempty=False) | ~models.Q(end_reason=""),
            ),
        ]


class Absence(models.Model):
    """A contract's person is away; another contract's person may stand in and gets the villages meanwhile."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="stands_in")
    during = DateRangeField()
    reason = models.TextField(choices=_choices(AbsenceReason))

    class Meta:
        constraints = [
            one_at_a_time("workforce_one_absence_at_a_time", numbers=("contract",)),
            some_day("workforce_an_absence_has_some_day"),
            models.CheckConstraint(
                name="workforce_nobody_stands_in_for_themselves",
                condition=models.Q(substitute__isnull=True) | ~models.Q(substitute=models.F("contract")),
            ),
        ]


class DayEntry(models.Model):
    """What a worker did on a day, in their own words; one entry a day, the last word counts."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="days")
    day = models.DateField()
    kind = models.TextField(choices=_choices(DayKind))
    note = models.TextField(blank=True, default="")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "day"], name="workforce_one_entry_a_day")]


class TaskDone(models.Model):
    """A worker says that a meeting was held or a report handed in: a task of the plan that no cell counts."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="tasks_done")
    task = models.TextField()  # its code in the plan
    day = models.DateField()
    note = models.TextField(blank=True, default="")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "task"], name="workforce_a_task_is_done_once")
        ]


class Course(models.Model):
    """A training that a programme holds."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="courses")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")  # who may look after it, by scope
    code = models.TextField(unique=True)
    name_th = models.TextField()
    name_en = models.TextField(blank=True, default="")
    place = models.TextField(blank=True, default="")
    hours = models.SmallIntegerField()
    during = DateRangeField()
    numbers_given = models.IntegerField(default=0)  # certificates' running number: none is given twice

    class Meta:
        constraints = [
            some_day("workforce_a_course_has_some_day"),
            models.CheckConstraint(
                name="workforce_certificates_count_from_nought", condition=models.Q(numbers_given__gte=0)
            ),
            models.CheckConstraint(name="workforce_a_course_has_hours", condition=models.Q(hours__gte=1)),
        ]


class Attendance(models.Model):
    """A contract's person is enrolled in a course; came, passed, and which certificate they were given."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="attendances")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="attendances")
    came = models.BooleanField(null=True)
    passed = models.BooleanField(null=True)
    certificate = models.TextField(null=True, unique=True)  # its number
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "contract"], name="workforce_one_place_in_a_course_for_a_person"
            ),
            models.CheckConstraint(
                name="workforce_who_passed_came",
                condition=models.Q(passed__isnull=True) | models.Q(passed=False) | models.Q(came=True),
            ),
            models.CheckConstraint(
                name="workforce_a_certificate_is_for_who_passed",
                condition=models.Q(certificate__isnull=True) | models.Q(passed=True),
            ),
            models.CheckConstraint(
                name="workforce_a_certificate_has_its_time",
                condition=models.Q(certificate__isnull=True, issued_at__isnull=True)
                | models.Q(certificate__isnull=False, issued_at__isnull=False),
            ),
        ]


class WithdrawnCertificate(models.Model):
    """A certificate that counts no more, so that its number is recognised when somebody shows it."""

    number = models.TextField(unique=True)
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="withdrawn")
    reason = models.TextField(choices=_choices(WithdrawReason))
    issued_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="workforce_a_certificate_is_withdrawn_after_it_was_given",
                condition=models.Q(withdrawn_at__gte=models.F("issued_at")),
            ),
        ]


class Personal(models.Model):
    """A person's citizen ID and bank account, sealed with the home's personal key; erased on schedule.

    ``citizen_index`` is an HMAC of the citizen ID, so that the same person is found twice without being read.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="personal")
    citizen_id = models.BinaryField(null=True)
    bank_account = models.BinaryField(null=True)
    citizen_index = models.BinaryField(null=True, unique=True)
    changed_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="workforce_what_was_erased_is_gone",
                condition=models.Q(erased_at__isnull=True)
                | models.Q(citizen_id__isnull=True, bank_account__isnull=True, citizen_index__isnull=True),
            ),
            models.CheckConstraint(
                name="workforce_an_id_has_its_index",
                condition=models.Q(citizen_id__isnull=True, citizen_index__isnull=True)
                | models.Q(citizen_id__isnull=False, citizen_index__isnull=False),
            ),
        ]


class RosterLoad(models.Model):
    """A roster that was loaded: which file, and how many of its rows stand."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    sha256 = models.TextField()
    accepted = models.IntegerField()
    refused = models.IntegerField()
    loaded_at = models.DateTimeField()
