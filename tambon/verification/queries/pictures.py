"""Pictures that people name as evidence: whether they came from the place, and may be shown."""

from __future__ import annotations

from tambon.records.queries.told import told_by
from tambon.submissions.queries import senders_of_photo
from tambon.verification.queries.beside import personal_among
from tambon.verification.rules.findings import PhotoOf


def photo_of(sha256: str, area_id: int) -> PhotoOf:
    """How the picture stands to the place. One that came with a personal form and with another is shown."""
    told = told_by(one.ref for one in senders_of_photo(sha256))
    about = {
        ref: claims
        for ref, claims in told.items()
        if any(one.key.area_id == area_id for many in claims.values() for one in many)
    }
    if not about:
        return PhotoOf.ELSEWHERE
    return PhotoOf.SHOWN if about.keys() - personal_among(about) else PhotoOf.WITHHELD
