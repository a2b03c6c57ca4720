"""What is done again and again, and how often. The one table of follow-up work."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tambon.areas.queries import newest_edition
from tambon.blobs import kept as kept_blobs
from tambon.feeds import actions as feeds
from tambon.feeds.queries import list_names
from tambon.forms import actions as forms
from tambon.journal import actions as journal
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.notices import actions as notices
from tambon.releases import actions as releases
from tambon.releases.registry import actions as areas_product
from tambon.store import Bucket
from tambon.submissions import actions as submissions
from tambon.verification import actions as verification
from tambon.verification.actions import challenging
from tambon.workforce import actions as workforce
from tambon.workforce.actions import erasing

log = logging.getLogger(__name__)
_published: dict[
    str, tuple[int, date]
] = {}  # what this process has seen published: spares reading it all again
_kept: dict[str, tuple[int, date]] = {}  # the same of the shares that follow the registry
_photos: dict[str, int] = {}  # up to which file this process has looked for pictures
RETRY = RetryStrategy(max_attempts=5, exponential_wait=2)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal", retry=RETRY, pass_context=False)
def seal(timestamp: int) -> None:
    """Every minute: the journal's new entries get a Merkle root."""
    journal.seal(at=datetime.now(UTC))


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="snapshots", retry=RETRY)
def refresh_snapshots(timestamp: int) -> None:
    """Every five minutes: the published progress."""
    releases.refresh_snapshots(at=datetime.now(UTC))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="catalogue", lock="catalogue")
def copy_catalogue(timestamp: int) -> None:
    """Every minute: what was published goes to the bucket, where one is set."""
    if settings.CATALOGUE_COPY:
        releases.mirror(settings.CATALOGUE, Bucket(settings.CATALOGUE_COPY, setting="TAMBON_CATALOGUE_COPY"))


@app.periodic(cron="31 18 * * *")
@app.task(queueing_lock="lists", retry=RETRY)
def sign_lists_anew(timestamp: int) -> None:
    """Every night, before two in Bangkok: readers see that the lists of releases are the present ones."""
    releases.renew_lists(at=datetime.now(UTC))


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="areas", retry=RETRY)
def publish_areas(timestamp: int) -> None:
    """Every five minutes: the areas with their history, when an edition changed them or a new day began."""
    at = datetime.now(UTC)
    state = newest_edition(), thai_day(at)
    if state[0] and _published.get("areas") != state:
        areas_product.publish_areas(by="system", at=at)
        _published["areas"] = state


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="shares", retry=RETRY)
def keep_shares(timestamp: int) -> None:
    """Every five minutes: villages that ended or moved leave their posts, when an edition or a day is new."""
    at = datetime.now(UTC)
    state = newest_edition(), thai_day(at)
    if state[0] and _kept.get("shares") != state:
        workforce.keep_with_registry(on=thai_day(at), by="system", at=at)
        _kept["shares"] = state


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="feeds", retry=RETRY)
def pull_feeds(timestamp: int) -> None:
    """Every hour: what agencies have put into their folders."""
    for feed in list_names():
        try:
            feeds.pull(feed, folder=settings.HOME.feeds, by="system", at=datetime.now(UTC))
        except Problem as problem:  # what was not agreed with one agency stops no other
            log.warning("feed %s: %s", feed, problem.say("en"))


@app.periodic(cron="* * * * *")
@app.task(retry=RETRY)
def convert_forms(timestamp: int) -> None:
    """At once after an upload, and every minute for what a killed worker left: workbooks become forms."""
    forms.convert_waiting(at=datetime.now(UTC))


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="sweep", retry=RETRY)
def sweep_drafts(timestamp: int) -> None:
    """Every night: drafts of attachments that a killed process left are removed, a day after they began."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    kept_blobs(settings.HOME.blobs).sweep(yesterday.timestamp())
    _photos.clear()  # what was not here yet, or committed late, is looked for again


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="messages", retry=RETRY)
def read_journal(timestamp: int) -> None:
    """Every minute: what happened is told to those whom it concerns."""
    notices.read_journal(at=datetime.now(UTC))


@app.periodic(cron="40 23 * * *")
@app.task(queueing_lock="silence", retry=RETRY)
def take_steps(timestamp: int) -> None:
    """Every day before seven in Bangkok, and the digests: the rule for offices that give no word."""
    verification.take_steps(at=datetime.now(UTC))


@app.periodic(cron="0 0-4 * * *")
@app.task(queueing_lock="digests", retry=RETRY)
def make_digests(timestamp: int) -> None:
    """At seven in Bangkok, and hourly until eleven for whom none was made yet: as often as they chose."""
    at = datetime.now(UTC)
    notices.make_digests(on=thai_day(at), at=at)
    notices.sweep_digests(on=thai_day(at), at=at)


@app.periodic(cron="*/3 * * * *")
@app.task(queueing_lock="mail", pass_context=False)
def send_mail(timestamp: int) -> None:
    """Every three minutes: digests by mail, where a mail server is set."""
    if settings.EMAIL_HOST and settings.TAMBON_MAIL_FROM:
        post = notices.Post(settings.TAMBON_MAIL_FROM, settings.TAMBON_URL)
        notices.send_mail(post=post, at=datetime.now(UTC))


@app.periodic(cron="37 19 * * *")
@app.task(queueing_lock="personal", retry=RETRY)
def erase_personal(timestamp: int) -> None:
    """Every night, past two in Bangkok: personal data that are needed no more."""
    at = datetime.now(UTC)
    erasing.erase_due(by="system", on=thai_day(at), at=at)


@app.periodic(cron="53 19 * * *")
@app.task(queueing_lock="traces", retry=RETRY)
def erase_traces(timestamp: int) -> None:
    """Every night, before three in Bangkok: files that trace a worker and have been kept long enough."""
    at, folder = datetime.now(UTC), kept_blobs(settings.HOME.blobs)
    submissions.erase_traces(folder=folder, days=settings.TRACE_DAYS, by="system", on=thai_day(at), at=at)


@app.periodic(cron="11 17 * * *")
@app.task(queueing_lock="challenges", retry=RETRY)
def keep_challenges(timestamp: int) -> None:
    """Every night, after midnight in Bangkok: askers' addresses of the day before are forgotten, and open
    challenges go to whoever owns the value now."""
    at = datetime.now(UTC)
    challenging.forget_addresses(at=at)
    challenging.follow_owners(on=thai_day(at), at=at)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="photos", retry=RETRY)
def read_photos(timestamp: int) -> None:
    """Every minute: pictures that came are opened once, apart, and made small; a hundred at a time."""
    blobs, cache = kept_blobs(settings.HOME.blobs), settings.HOME.photos
    after = _photos.get("after", 0)
    _photos["after"] = submissions.read_photos(blobs=blobs, cache=cache, after=after, at=datetime.now(UTC))


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="stalled", pass_context=True)
async def retry_stalled(context: object, timestamp: int) -> None:
    """Every ten minutes: a job whose worker was killed is tried again."""
    for job in await app.job_manager.get_stalled_jobs():
        log.warning("job %s was left by a worker that is gone", job.id)
        await app.job_manager.retry_job(job, retry_at=datetime.now(UTC) + timedelta(seconds=5))
