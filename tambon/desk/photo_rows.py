"""A submission's files for its page: pictures small, oddities in words, and where a picture came before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from tambon.areas import queries as areas
from tambon.blobs import kept as kept_blobs
from tambon.desk.who import DeskRequest
from tambon.formats.kinds import PICTURES
from tambon.records.queries.told import told_by
from tambon.submissions import queries

ODD = {
    "erased": ("เนื้อหาถูกลบแล้ว หรือหาไม่พบ", "its content was erased, or is not there"),
    "empty": ("ไฟล์ว่างเปล่า", "it is empty"),
    "unlike": ("เนื้อหาไม่ตรงกับชนิดไฟล์ที่แจ้ง", "its content is not what it says it is"),
    "broken": ("เปิดเป็นภาพไม่ได้", "it cannot be opened as a picture"),
    "large": ("ใหญ่เกิน 20 MB ควรกำหนด max-pixels ในแบบ", "over 20 MB: name max-pixels in the form"),
}
Scope = Callable[[int, datetime], bool]


def file_rows(
    request: DeskRequest, one: queries.SubmissionView, is_mine: Scope
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What ``desk/_photos.html`` shows: the files, and the pictures that came in another submission too. Of
    one outside the reader's area it is told that it is, and no more.
    """
    files = queries.list_files(one.id, open_blob=kept_blobs(settings.HOME.blobs).open)
    rows = [
        {
            "file": file, "odd": ODD.get(file.odd), "shown": file.found in PICTURES and not file.odd,
            "elsewhere": not file.here and bool(queries.senders_of_photo(file.sha256)),
        }
        for file in files
    ]  # fmt: skip
    names = {file.sha256: file.name for file in files}
    found = queries.same_photos(one.id)
    places = _places({one.ref, *(lead.ref for lead in found)}, request)
    own, leads = places.get(one.ref, {}), []
    for lead in found:
        there = places.get(lead.ref, {})
        apart = bool(own and there and not own.keys() & there.keys())
        said = {"name": names.get(lead.sha256, ""), "places": list(there.values()), "elsewhere": apart}
        leads.append({**said, "lead": lead, "mine": is_mine(lead.person_id, lead.received_at)})
    return rows, sorted(leads, key=lambda row: not row["elsewhere"])


def _places(refs: set[UUID], request: DeskRequest) -> dict[UUID, dict[int, Any]]:
    """{submission: the villages that its answers speak of}, of those that were understood."""
    spoken = {
        ref: {told.key.area_id for claims in held.values() for told in claims}
        for ref, held in told_by(refs).items()
    }
    views = areas.views({area for ids in spoken.values() for area in ids}, on=request.today)
    return {ref: {area: views[area] for area in ids if area in views} for ref, ids in spoken.items()}
