"""The process's one open catalogue and its one open registry of areas."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from tambon.catalogue import AreaPage, Catalogue
from tambon.catalogue.opened import opened
from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.trusting import Trust, trusted_by
from tambon.public import problems


def catalogue() -> Catalogue:
    """The catalogue that the settings name; opened once a process, it follows new releases by itself."""
    return opened(str(settings.CATALOGUE), trust())


def registry() -> Registry:
    """The published registry of areas beside the releases; opened once a process, it follows new editions."""
    return _open_registry(str(Path(settings.CATALOGUE) / "areas"), trust())


def trust() -> Trust | None:
    """Whose signatures count, by the settings; None asks for none."""
    return trusted_by(settings)


@lru_cache(maxsize=8)
def _open_registry(path: str, trust: Trust | None) -> Registry:
    return Registry(path, trust=trust)


def get_area(code: str, version: str | None = None) -> AreaPage:
    """The published area with this code or public id; raises 404, or 503 before the first release."""
    area = catalogue().area(code, version=version)
    if area is None:
        catalogue().manifest(version)  # says so where there is no release at all
        raise problems.area_unknown(area=code)
    return area


def pinned_release(request: HttpRequest) -> str | None:
    """The release that an address names by ``release=``; None for the newest, which ``latest`` is too.

    Raises 404-published-release-unknown, or 410 for one that was withdrawn.
    """
    asked = request.GET.get("release", "").strip()[:50]
    return str(catalogue().manifest(asked)["version"]) if asked and asked != "latest" else None


def told_provinces() -> frozenset[str]:
    """Codes of the provinces about which the latest release holds anything."""
    return _told(catalogue(), catalogue().etag()) if catalogue().latest() else frozenset()


@lru_cache(maxsize=4)
def _told(catalogue: Catalogue, _etag: str) -> frozenset[str]:
    datasets = [each for each in catalogue.datasets() if "province" in each["levels"]]
    pages = [catalogue.rows(each["name"], level="province", variables=[]) for each in datasets]
    return frozenset(row["area_code"] for page in pages for row in page.rows)


def is_synthetic(version: str | None = None) -> bool:
    """Whether the release says that its data are made up; nothing published is nothing synthetic."""
    if version is None and catalogue().latest() is None:
        return False
    return bool(catalogue().manifest(version).get("synthetic"))


def is_list_stale() -> bool:
    """Whether the list of releases was signed so long ago that a newer one may be kept from this door."""
    head = catalogue().signed()
    return head is not None and head.is_stale(datetime.now(UTC))


def is_unvouched() -> bool:
    """Whether something was announced, and nothing of it is good: that is not "nothing published yet"."""
    return catalogue().latest() is None and bool(catalogue().faults())
