"""Pictures that people name as evidence: whether they came from the place, and may be shown."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tambon.records import queries as held
from tambon.records.queries.told import told_by
from tambon.submissions.queries import came_with, senders_of_photo
from tambon.verification.queries.beside import personal_among
from tambon.verification.rules.beside import submission_of
from tambon.verification.rules.findings import PhotoOf

MOST_OFFERED = 24


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


def photos_of(area_id: int, *, dataset: str | None = None) -> list[tuple[str, date]]:
    """(content, the answer's day) of pictures that came with the newest answers about the place, or about the
    dataset there, and may be shown: what `photo_of` takes. Four statements.
    """
    refs: dict[UUID, date] = {}
    for evidence, day in held.list_answers_of(area_id, dataset=dataset, limit=MOST_OFFERED):
        if (ref := submission_of(evidence)) is not None:
            refs.setdefault(ref, day)
    came = came_with(refs)
    with_pictures = {ref for ref, one in came.items() if one.pictures}
    closed = personal_among(told_by(with_pictures)) if with_pictures else set()
    found = {
        picture.sha256: day
        for ref, day in refs.items()
        if ref in with_pictures and ref not in closed
        for picture in came[ref].pictures
    }
    return list(found.items())[:MOST_OFFERED]
