"""Village heads: their links, and what they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef

from tambon.areas import queries as areas
from tambon.areas.models import Lineage
from tambon.records.models import Claim
from tambon.records.rules import ClaimKind
from tambon.verification import counter_problems as problems
from tambon.verification.models import HeadLink
from tambon.verification.queries.queue import list_values
from tambon.verification.rules.heads import SHOWN, HeadLinkView
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


def _count_words(links: list[HeadLink]) -> dict[str, int]:
    said: dict[str, int] = defaultdict(int)
    by = {f"headlink:{link.ref}" for link in links}
    claims = Claim.objects.filter(area_id__in={link.area_id for link in links}, kind__in=_HEARD, by__in=by)
    for speaker, about in claims.values_list("by", "about"):
        said[speaker] += len(about)
    return said
