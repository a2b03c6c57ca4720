"""The process's one open catalogue and its one open registry of areas."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from tambon.catalogue import AreaPage, Catalogue, Question
from tambon.catalogue.opened import opened
from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.trusting import Trust, trusted_by
from tambon.lib.problem import Problem
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


def named_release(asked: str | None) -> str | None:
    """The release that a filter names: ``latest`` by its number, anything else as it was asked."""
    return catalogue().latest() if asked == "latest" else asked


def told_provinces(release: str | None = None) -> frozenset[str]:
    """Codes of the provinces about which the release, else the latest, holds anything.

    None where its tables cannot be read: they only order what is found. Raises a Problem for a release that
    is not there.
    """
    version = release or catalogue().latest()
    etag = catalogue().etag(version) if version else ""
    try:
        return _told(catalogue(), version, etag) if version else frozenset()
    except Problem:
        return frozenset()


@lru_cache(maxsize=4)
def _told(catalogue: Catalogue, version: str, _etag: str) -> frozenset[str]:
    datasets = [each["name"] for each in catalogue.datasets(version) if "province" in each["levels"]]
    asked = Question(level="province", columns=("area_code",))
    found = [catalogue.find(name, asked, limit=None, version=version) for name in datasets]
    return frozenset(row["area_code"] for each in found for row in each.page().rows)


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
