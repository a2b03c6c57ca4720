"""How often people and offices want to be told, what they were told, and what happened that concerns them."""

from __future__ import annotations

from django.db import models

from tambon.accounts.models import Office, Person
from tambon.areas.models import Area
from tambon.notices.rules import Channel, MailFault, MessageKind


def _choices(enum: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]  # type: ignore[attr-defined]


def _one_recipient(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=models.Q(person__isnull=True, office__isnull=False)
        | models.Q(person__isnull=False, office__isnull=True),
    )


class Wish(models.Model):
    """At most every so many days by this way; 0 is never. Without a row the rules' default holds."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    channel = models.TextField(choices=_choices(Channel))
    every_days = models.SmallIntegerField()

    class Meta:
        constraints = [
            _one_recipient("notices_a_wish_is_somebodys"),
            models.UniqueConstraint(
                fields=["person", "office", "channel"],
                nulls_distinct=False,
                name="notices_one_wish_for_each_way",
            ),
            models.CheckConstraint(
                name="notices_a_wish_is_within_a_quarter",
                condition=models.Q(every_days__gte=0, every_days__lte=92),
            ),
        ]


class Digest(models.Model):
    """What one person or office was told at a time by one way: kinds and counts, never what people wrote."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    channel = models.TextField(choices=_choices(Channel))
    day = models.DateField()  # the Bangkok day on which it was made
    made_at = models.DateTimeField()
    contents = models.JSONField()
    number = models.TextField(null=True, unique=True)  # of a letter
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    fault = models.TextField(blank=True, default="", choices=[("", ""), *_choices(MailFault)])

    class Meta:
        constraints = [
            _one_recipient("notices_a_digest_is_somebodys"),
            models.UniqueConstraint(
                fields=["person", "office", "channel", "day"],
                nulls_distinct=False,
                name="notices_one_digest_a_day_by_each_way",
            ),
            models.CheckConstraint(
                name="notices_only_letters_have_numbers",
                condition=models.Q(number__isnull=True) | models.Q(channel=Channel.LETTER.value),
            ),
            models.CheckConstraint(
                name="notices_letters_go_to_offices",
                condition=~models.Q(channel=Channel.LETTER.value) | models.Q(office__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(channel=Channel.EMAIL.value, sent_at__isnull=True),
                name="notices_mail_to_send",
            ),
            models.Index(
                fields=["person"],
                condition=models.Q(channel=Channel.DESK.value, seen_at__isnull=True),
                name="notices_unseen_digests",
            ),
        ]


class Letter(models.Model):
    """What stands on a printed letter besides what waits: the sender's own words, and who signs."""

    digest = models.OneToOneField(Digest, models.PROTECT, related_name="letter")
    from_area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    sender = models.TextField()
    address = models.TextField()
    unit = models.TextField()
    telephone = models.TextField(blank=True, default="")
    signer = models.TextField()
    position = models.TextField()
    refers_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")


class Message(models.Model):
    """Something that happened and concerns one person or office; read from the journal, ids alone."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    kind = models.TextField(choices=_choices(MessageKind))
    entry = models.BigIntegerField()  # the journal's entry that tells it
    details = models.JSONField(default=dict)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            _one_recipient("notices_a_message_is_somebodys"),
            models.UniqueConstraint(
                fields=["person", "office", "entry", "kind"],
                nulls_distinct=False,
                name="notices_an_entry_is_told_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "seen_at"], name="notices_messages_of_a_person")]


class Reading(models.Model):
    """How far the journal was read: one row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    era = models.SmallIntegerField()
    xid = models.BigIntegerField()  # every entry of an older transaction was read
