"""The published release as other catalogues are told of it; put together once for each state of it."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

from tambon.catalogue.metadata.published import Published
from tambon.catalogue.metadata.telling import tell
from tambon.public.api.answers import address
from tambon.public.published import catalogue


def published(request: HttpRequest) -> Published | None:
    """The latest good release under this site's address; None before the first."""
    if catalogue().latest() is None:
        return None
    # a release may stand in the list before it is open, and so before it is the latest
    state = (catalogue().etag(), *(line["manifest_sha256"] for line in catalogue().releases()))
    return _published(base_of(request), settings.TAMBON_CATALOGUE_EMAIL, state)


def base_of(request: HttpRequest) -> str:
    """The public address without a slash at its end."""
    return address(request, "")


@lru_cache(maxsize=8)
def _published(base: str, email: str, state: tuple[str, ...]) -> Published:
    """``state`` names the releases that there are: with a new one it is put together anew."""
    return tell(catalogue(), base=base, email=email)
