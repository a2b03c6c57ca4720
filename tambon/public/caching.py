"""ETags, 304 and how long an answer may be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

from tambon.pages import assets, language
from tambon.public.published import catalogue, is_list_stale, registry

View = Callable[..., HttpResponseBase]
R = TypeVar("R", bound=HttpResponseBase)

FRESH = "public, max-age=60, stale-while-revalidate=600"
SHORT = "public, max-age=60"  # of an address that leads to the newest
PINNED = "public, max-age=86400"
FOREVER = "public, max-age=31536000, immutable"


@cache
def software() -> str:
    """A sum of the code, templates and built files that make an answer: a new version is a new answer."""
    total = hashlib.sha256()
    for folder in (Path(__file__).parent, Path(language.__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".html", ".typ") and path.is_file():
                total.update(path.read_bytes())
    manifest = assets.BUILT / "manifest.json"
    total.update(manifest.read_bytes() if manifest.is_file() else b"")
    return total.hexdigest()[:12]


def tag(*parts: str | None) -> str:
    """A weak ETag (compression may change the bytes) from what the answer rests on and this software."""
    text = "\n".join([software(), *(part or "" for part in parts)])
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def release_tag(version: str | None) -> str:
    """The manifest's sum of the release; where there is none a word, with what keeps it away."""
    if version or catalogue().latest():
        return catalogue().etag(version)
    return "|".join(["nothing", *catalogue().faults()])


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the asker already holds this answer (If-None-Match, compared weakly, RFC 9110 §13.1.2)."""
    asked = request.headers.get("If-None-Match", "")
    plain = etag.removeprefix("W/")
    return any(each.strip() in ("*", plain, f"W/{plain}") for each in asked.split(","))


def page(view: View) -> View:
    """A page of what is published: kept, but asked about again each time (its language is the reader's)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        lang = language.of(request)
        answers = catalogue().challenges().etag
        etag = tag(
            release_tag(None),
            "|".join(_versions()),
            registry().etag(),
            answers,
            _list_mark(),
            lang,
            request.get_full_path(),
        )
        if is_known(request, etag):
            return _marked(HttpResponseNotModified(), etag, "no-cache")
        return _marked(view(request, *args, **kwargs), etag, "no-cache")

    return answer


def _versions() -> list[str]:
    standing = [line["manifest_sha256"] for line in catalogue().releases()]
    newest = catalogue().latest() or ""  # which a release in the list is once it is open
    return [newest, *standing, *(gone["version"] for gone in catalogue().tombstones())]


def _list_mark() -> str:
    """Changes when the list of releases is signed anew, and when it has become old."""
    head = catalogue().signed()
    return f"{head.sequence if head else 0}/{is_list_stale()}"


def _marked(response: HttpResponseBase, etag: str, keep: str) -> HttpResponseBase:
    if response.status_code in (200, 304):
        response.headers.setdefault("ETag", etag)
        response.headers.setdefault("Cache-Control", keep)
    return response


def machine(request: HttpRequest, version: str | None, make: Callable[[], HttpResponse]) -> HttpResponse:
    """An API answer: ``make()`` unless the asker holds it; open to other sites' scripts (CORS)."""
    etag = tag(release_tag(version), request.get_full_path())
    response = HttpResponseNotModified() if is_known(request, etag) else make()
    _marked(response, etag, PINNED if version else FRESH)
    return share(response)


def listing(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The same for what tells of every release, old ones too, under the address that it is asked at."""
    etag = tag("|".join(_versions()), request.get_host(), request.get_full_path())
    response = HttpResponseNotModified() if is_known(request, etag) else make()
    _marked(response, etag, FRESH)
    return share(response)


def share(response: R) -> R:
    """Lets other sites' scripts read the answer: it is open data, and no cookie counts here."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = (
        "ETag, Link, Content-Range, Accept-Ranges, Content-Length, Content-Disposition"
    )
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
