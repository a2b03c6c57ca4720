"""Pictures on which a value leans, for whoever may see the value."""

from __future__ import annotations

from threading import BoundedSemaphore

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from tambon.accounts.rules import Verb, demand
from tambon.blobs import kept as kept_blobs
from tambon.desk.views.findings import offered_photos, seen_by
from tambon.desk.views.photos import POLICY
from tambon.desk.views.work import thing_of
from tambon.desk.who import DeskRequest, signed_in
from tambon.formats.pictures import SIDES
from tambon.submissions import actions, problems
from tambon.verification import queries
from tambon.verification.rules.findings import PhotoOf

_MAKING = BoundedSemaphore(2)  # opening one takes a process of its own


@require_safe
@signed_in
def photo(request: DeskRequest, record_id: int, variable: str, sha256: str, side: int) -> HttpResponse:
    """A picture of the answer that is held, small and without what its file says. 404 for any other."""
    story = queries.get_story(record_id, variable, on=request.today)
    demand(request.who, Verb.SEE_CELLS, thing_of(story, request))
    evidence = story.cell.beside.evidence
    if evidence is None or sha256 not in {content for content, _ in evidence.photos}:
        raise problems.no_photo()
    return _shown(sha256, side)


@require_safe
@signed_in
def of_finding(request: DeskRequest, finding_id: int) -> HttpResponse:
    """The picture that an explanation gives as its evidence, for whoever sees the finding. 404 where none is
    given, and for one that is not of the place or came with what is personal.
    """
    line, _ = seen_by(request, finding_id)
    if not line.photo or queries.photo_of(line.photo, line.area.id) is not PhotoOf.SHOWN:
        raise problems.no_photo()
    return _shown(line.photo, max(SIDES))


@require_safe
@signed_in
def offered(request: DeskRequest, finding_id: int, sha256: str) -> HttpResponse:
    """A picture of the place, small, for whoever may name it in an explanation. Raises 404 for any other."""
    line, thing = seen_by(request, finding_id)
    if sha256 not in {content for content, _ in offered_photos(request, line, thing)}:
        raise problems.no_photo()
    return _shown(sha256, min(SIDES))


def _shown(sha256: str, side: int) -> HttpResponse:
    """The picture's pixels alone."""
    with _MAKING:
        content = actions.small_photo(
            sha256, side, blobs=kept_blobs(settings.HOME.blobs), cache=settings.HOME.photos
        )
    response = HttpResponse(content, "image/jpeg")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = f'inline; filename="{sha256[:12]}-{side}.jpg"'
    return response
