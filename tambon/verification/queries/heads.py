"""Village heads: their links, what they are shown, and what was said of the values that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef

from tambon.areas import queries as areas
from tambon.areas.models import Lineage
from tambon.records.models import Claim
from tambon.records.rules import ClaimKind, RecordView
from tambon.verification import counter_problems as problems
from tambon.verification.models import HeadLink
from tambon.verification.queries.queue import list_values
from tambon.verification.rules.heads import SHOWN, HeadLinkView, SaidOf, speaker_of
from tambon.verification.rules.views import QueueRow

SALT = "tambon.verification.headlink"
MOST_LISTED = 500
_HEARD = (ClaimKind.WITNESS.value, ClaimKind.CHALLENGE.value)


def signer() -> Signer:
    """What signs links, so that a forged one is known before the database is asked."""
    return Signer(salt=SALT, algorithm="sha256")


def link_hash(token: str) -> bytes:
    return sha256(token.encode()).digest()


def find_link(token: str, *, on: date, at: datetime) -> HeadLinkView:
    """The link that can be used now; raises 404 for a forged one, 410 for one that is over."""
    try:
        signer().unsign(token)
    except BadSignature:
        raise problems.unknown_link() from None
    row = HeadLink.objects.filter(secret_hash=link_hash(token)).first()
    if row is None:
        raise problems.unknown_link()
    demand_open(row, at)
    area = areas.views([row.area_id], on=on).get(row.area_id)
    return HeadLinkView(row.ref, row.area_id, area, row.made_at, row.until, row.ended_at)


def demand_open(row: HeadLink, at: datetime) -> None:
    """Raises 410 for a link that is over."""
    if row.ended_at is not None:
        raise problems.link_ended()
    if row.until <= at:
        raise problems.link_expired(until=row.until)


def list_links(within: Sequence[int] | None, *, on: date, at: datetime) -> list[HeadLinkView]:
    """The links that can be used now in these areas (None: the country), with how much was said by each."""
    rows = HeadLink.objects.filter(ended_at__isnull=True, until__gt=at).order_by("-made_at")
    if within is not None:
        line = Lineage.objects.filter(
            descendant_id=OuterRef("area_id"), ancestor_id__in=list(within), during__contains=on
        )
        rows = rows.filter(Exists(line))
    found = list(rows[:MOST_LISTED])
    places = areas.views({row.area_id for row in found}, on=on)
    said = _count_words(found)
    return [
        HeadLinkView(
            r.ref, r.area_id, places.get(r.area_id), r.made_at, r.until, r.ended_at, said[f"headlink:{r.ref}"]
        )
        for r in found
    ]


def list_for_head(area_id: int, *, on: date) -> list[QueueRow]:
    """The newest period of each dataset with the values that may be read out: those of class *free*."""
    rows: dict[str, QueueRow] = {}
    for row in list_values(area_id, on=on):  # the newest period comes first
        shown = tuple(cell for cell in row.cells if cell.variable.data_class in SHOWN)
        if shown and row.dataset not in rows:
            rows[row.dataset] = QueueRow(row.record_id, row.dataset, row.period, row.area, row.above, shown)
    return sorted(rows.values(), key=lambda row: row.dataset)


def said_of(records: Iterable[RecordView]) -> dict[tuple[int, str], list[SaidOf]]:
    """{(record id, variable): what was said of the claim that stands there}, the newest first."""
    records = list(records)
    keys = {(r.dataset, r.period, r.area_id): r for r in records}
    claims = Claim.objects.filter(kind__in=_HEARD, area_id__in={r.area_id for r in records})
    wanted = claims.filter(dataset__in={r.dataset for r in records}, period__in={r.period for r in records})
    heard = [c for c in wanted.order_by("-made_at", "-pk") if (c.dataset, c.period, c.area_id) in keys]
    found: dict[tuple[int, str], list[SaidOf]] = defaultdict(list)
    if not heard:
        return found
    refs = _refs({cell.claim_id for r in records for cell in r.cells.values()})
    for claim in heard:
        record = keys[claim.dataset, claim.period, claim.area_id]
        kind = ClaimKind(claim.kind)
        speaker = speaker_of(kind, claim.by, claim.evidence)
        for variable, ref in claim.about.items():
            cell = record.cells.get(variable)
            if speaker and cell and refs.get(cell.claim_id) == ref:
                proposed = claim.values.get(variable) if kind is ClaimKind.CHALLENGE else None
                found[record.id, variable].append(
                    SaidOf(kind, speaker, proposed, claim.reason, claim.made_at)
                )
    return found


def _refs(claim_ids: Iterable[int]) -> dict[int, str]:
    return {pk: str(ref) for pk, ref in Claim.objects.filter(pk__in=list(claim_ids)).values_list("pk", "ref")}


def _count_words(links: list[HeadLink]) -> dict[str, int]:
    said: dict[str, int] = defaultdict(int)
    by = {f"headlink:{link.ref}" for link in links}
    claims = Claim.objects.filter(area_id__in={link.area_id for link in links}, kind__in=_HEARD, by__in=by)
    for speaker, about in claims.values_list("by", "about"):
        said[speaker] += len(about)
    return said
