"""The published release as other catalogues are told of it; put together once for each state of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tambon.catalogue.metadata.published import Published
from tambon.public.api.answers import address
from tambon.public.published import catalogue


def published(request: HttpRequest) -> Published | None:
    """The latest good release under this site's address; None before the first."""
    version = catalogue().latest()
    return _published(address(request, ""), version, _state()) if version else None


def base_of(request: HttpRequest) -> str:
    """The public address without a slash at its end."""
    return address(request, "")


def _state() -> tuple[str, ...]:
    return tuple(line["manifest_sha256"] for line in catalogue().releases())


@lru_cache(maxsize=8)
def _published(base: str, version: str, state: tuple[str, ...]) -> Published:
    """``state`` names the releases that there are: a new one is put together anew."""
    manifest: dict[str, Any] = catalogue().manifest(version)
    lines = catalogue().releases()
    issued: dict[str, str] = {}
    for line in lines:  # newest first, so that the oldest has the last word
        for name in catalogue().manifest(line["version"])["datasets"]:
            issued[name] = line["published_at"]
    return Published(
        base=base,
        version=version,
        published_at=next(line["published_at"] for line in lines if line["version"] == version),
        synthetic=bool(manifest.get("synthetic")),
        datasets=tuple(catalogue().datasets(version)),
        licences=tuple(manifest.get("licences", ())),
        credits=tuple(manifest.get("credits", ())),
        issued=issued,
        email=settings.TAMBON_CATALOGUE_EMAIL,
    )
