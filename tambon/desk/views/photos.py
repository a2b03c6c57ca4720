"""Pictures of submissions: small ones for who reads the submission, the original as a download."""

from __future__ import annotations

from threading import BoundedSemaphore

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from tambon.accounts.rules import Thing, Verb, demand
from tambon.blobs import Blobs
from tambon.blobs import kept as kept_blobs
from tambon.desk.views.overview import demand_any, scope
from tambon.desk.who import DeskRequest, signed_in
from tambon.submissions import actions, problems, queries

POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
_MAKING = BoundedSemaphore(2)  # opening one takes a process of its own


@require_safe
@signed_in
def small(request: DeskRequest, sha256: str, side: int) -> HttpResponse:
    """The picture, small and without what its file says. 403 for who does not read a submission with it."""
    _find(request, sha256, Verb.SETTLE_QUARANTINE)
    with _MAKING:
        content = actions.small_photo(sha256, side, blobs=_blobs(), cache=settings.HOME.photos)
    response = HttpResponse(content, "image/jpeg")
    _close(response, "inline", f"{sha256[:12]}-{side}.jpg")
    return response


@require_safe
@signed_in
def original(request: DeskRequest, sha256: str) -> HttpResponse:
    """The file as it came, as a download; who took it stands in the journal. 403 for who may not redact."""
    sender = _find(request, sha256, Verb.REDACT)
    try:
        with _blobs().open(sha256) as file:
            content = file.read()
    except FileNotFoundError:
        raise problems.no_photo() from None
    if request.method != "HEAD":
        actions.note_original_taken(sender, by=request.who.actor, at=request.at)
    response = HttpResponse(content, "application/octet-stream")
    _close(response, "attachment", f"{sha256[:12]}.bin")
    return response


def _find(request: DeskRequest, sha256: str, verb: Verb) -> queries.Sender:
    """The first submission with this picture in the person's scope."""
    demand_any(request, verb)
    senders = queries.senders_of_photo(sha256)
    if not senders:
        raise problems.no_photo()
    is_mine = scope(request, verb)
    found = next((one for one in senders if is_mine(one.person_id, one.received_at)), None)
    if found is None:
        demand(request.who, verb, Thing())
        raise problems.no_photo()
    return found


def _blobs() -> Blobs:
    return kept_blobs(settings.HOME.blobs)


def _close(response: HttpResponse, how: str, name: str) -> None:
    """Whatever the content is, a browser runs nothing of it and guesses nothing about it."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
