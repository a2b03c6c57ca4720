"""Links for village heads, and the words that are given by them: claims that lift no grade."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction

from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.accounts.rules.secrets import new_token
from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.dictionary import queries as dictionary
from tambon.journal.actions import record
from tambon.lib.days import thai_day
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.models import Claim
from tambon.records.rules import ClaimKind, NewClaim, RecordView
from tambon.verification import counter_problems as problems
from tambon.verification import problems as verdict_problems
from tambon.verification.models import HeadLink
from tambon.verification.queries.handed import link_body
from tambon.verification.queries.heads import demand_open, find_link, link_hash, signer
from tambon.verification.rules import CellRef
from tambon.verification.rules.challenging import DAY, demand_impersonal
from tambon.verification.rules.heads import LIVES, MOST_CLAIMS_A_DAY, SHOWN, Given, Word


@transaction.atomic
def make_link(who: Who, code: str, *, days: int, on: date, at: datetime) -> tuple[UUID, str]:
    """A link for the village with this code, for so many days; its reference and the token come back, and the
    token is kept nowhere. Raises 422 for what is no village of the officer's.
    """
    area = areas.find_area(code, on=on)
    if area is None or area.kind is not Kind.VILLAGE:
        raise problems.not_a_village(code=code[:20])
    _demand_inviter(who, area.id, on=on)
    token = signer().sign(new_token())
    life = LIVES.get(days, min(LIVES.values()))
    link = HeadLink.objects.create(
        ref=uuid4(), area_id=area.id, secret_hash=link_hash(token), made_at=at, by=who.actor, until=at + life
    )
    record("headlink.made", subject=f"headlink:{link.ref}", by=who.actor, at=at, body=link_body(link))
    return link.ref, token


@transaction.atomic
def end_link(who: Who, ref: UUID, *, on: date, at: datetime) -> None:
    """Ends a link at once; one that has ended stays so. Raises 403, 404."""
    link = HeadLink.objects.select_for_update().filter(ref=ref).first()
    if link is None:
        raise problems.unknown_link()
    _demand_inviter(who, link.area_id, on=on)
    if link.ended_at is None:
        link.ended_at = at
        link.save()
        record("headlink.ended", subject=f"headlink:{ref}", by=who.actor, at=at, body={})


@transaction.atomic
def give_words(token: str, words: Sequence[Word], *, form: str, on: date, at: datetime) -> Given:
    """The head's words on values of the link's village, each as it was seen; those on a value that changed
    since come back and count for nothing. ``form`` names the form that was sent: the same again says nothing.

    Raises what `find_link` raises, 404 for a value of another village or one that is not shown there, 422
    for no word or personal data in a remark, 429 when the link was used too much that day.
    """
    if not words:
        raise problems.no_word_given()
    for word in words:
        demand_impersonal(word.remark)
    link = _locked(token, on=on, at=at)
    rows = held.views({word.cell.record_id for word in words})
    _demand_shown(words, rows, link.area_id)
    fresh = [w for w in words if rows[w.cell.record_id].cells[w.cell.variable].claim_id == w.cell.claim_id]
    claims = list(_claims(fresh, rows, link, form, at))
    _demand_room(link, len(claims), at)
    made = records.make_claims(claims, at=at)
    if made:
        body = {"claims": len(made), "words": len(fresh)}
        record("headlink.used", subject=f"headlink:{link.ref}", by=f"headlink:{link.ref}", at=at, body=body)
    changed = tuple(w.cell for w in words if w not in fresh)
    kept = sum(len(about) for about in Claim.objects.filter(ref__in=made).values_list("about", flat=True))
    return Given(kept, changed, again=bool(claims) and not made)


def _demand_inviter(who: Who, area_id: int, *, on: date) -> None:
    demand(who, Verb.INVITE_HEAD, Thing(areas.reached_from([area_id], on=on)[area_id]))


def _locked(token: str, *, on: date, at: datetime) -> HeadLink:
    """The link, held so that it does not end meanwhile."""
    found = find_link(token, on=on, at=at)
    link = HeadLink.objects.select_for_update().get(ref=found.ref)
    demand_open(link, at)
    return link


def _demand_shown(words: Sequence[Word], rows: Mapping[int, RecordView], area_id: int) -> None:
    for word in words:
        row = rows.get(word.cell.record_id)
        if row is None or row.area_id != area_id or word.cell.variable not in row.cells:
            raise verdict_problems.unknown_record()
        spec = dictionary.get_dataset(row.dataset).spec.by_name.get(word.cell.variable)
        if spec is None or spec.data_class not in SHOWN:
            raise verdict_problems.unknown_record()


def _demand_room(link: HeadLink, more: int, at: datetime) -> None:
    today = Claim.objects.filter(area_id=link.area_id, by=f"headlink:{link.ref}", made_at__gt=at - DAY)
    if today.count() + more > MOST_CLAIMS_A_DAY:
        raise problems.too_many_words(most=MOST_CLAIMS_A_DAY)


def _claims(
    words: Sequence[Word], rows: Mapping[int, RecordView], link: HeadLink, form: str, at: datetime
) -> Iterator[NewClaim]:
    """One claim for all values of a record on which the head says the same in the same words."""
    groups: dict[tuple[int, bool, str], list[Word]] = {}
    for word in words:
        groups.setdefault((word.cell.record_id, word.agrees, word.remark), []).append(word)
    refs = _refs(word.cell for word in words)
    for (record_id, agrees, remark), group in sorted(groups.items()):
        row = rows[record_id]
        judged = {w.cell.variable: row.values[w.cell.variable] for w in group}
        proposed = {w.cell.variable: w.proposed for w in group if w.proposed is not None}
        yield NewClaim(
            kind=ClaimKind.WITNESS if agrees else ClaimKind.CHALLENGE,
            dataset=row.dataset,
            area_id=row.area_id,
            period=row.period,
            values=judged if agrees else proposed,
            observed_on=thai_day(at),
            by=f"headlink:{link.ref}",
            about={w.cell.variable: refs[w.cell.claim_id] for w in group},
            reason=remark,
            evidence=f"headlink:{link.ref}:{form}:{_content(group)}",
        )


def _content(group: list[Word]) -> str:
    """Names what was said with one form: the same said again is one claim, another word about it a second."""
    said = sorted([str(w.cell), w.agrees, w.proposed, w.remark] for w in group)
    return sha256(json.dumps(said, ensure_ascii=False, default=str).encode()).hexdigest()[:16]


def _refs(cells: Iterator[CellRef]) -> dict[int, str]:
    ids = {cell.claim_id for cell in cells}
    return {pk: str(ref) for pk, ref in Claim.objects.filter(pk__in=ids).values_list("pk", "ref")}
