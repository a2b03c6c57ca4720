"""Publishing the areas: read at one instant, built beside, swapped in, announced."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import transaction

from tambon.catalogue.integrity import list_files, read_manifest, verify_folder
from tambon.journal import actions as journal
from tambon.journal.models import Entry
from tambon.lib.days import thai_day
from tambon.releases.actions.places import Place
from tambon.releases.publishing import alone
from tambon.releases.registry import problems
from tambon.releases.registry.announcing import Line, announce, announced, next_version
from tambon.releases.registry.building import build
from tambon.releases.registry.contents import Contents, contents_of
from tambon.releases.registry.reading import read_registry
from tambon.releases.signing import sign_folder
from tambon.store import building

FOLDER = "areas"
ENTRY = "areas.published"


@dataclass(frozen=True)
class PublishedAreas:
    """The newest edition, after publishing or because nothing was new, and what all of them weigh."""

    version: str
    folder: Path
    manifest_sha256: str
    published_at: str
    already: bool
    counts: dict[str, int]
    bytes: int
    older: int  # editions that are kept beside it
    older_bytes: int


def publish_areas(
    *,
    by: str,
    at: datetime,
    place: Place | None = None,
    progress: Callable[[str], None] | None = None,
    anew: bool = False,
) -> PublishedAreas:
    """Publishes the registry as it is now; with nothing new since the last good edition, that one comes back.

    ``anew`` publishes in any case. Safe to repeat after any kill: what was built but not announced is built
    again, what was announced but not journaled is journaled. Raises 409-areas-nothing-to-publish and
    409-release-busy.
    """
    place = place or Place.of_this_home()
    folder = place.catalogue / FOLDER
    say = progress or (lambda line: None)
    with alone(folder):
        say("อ่านทะเบียน · reading the registry")
        contents = _contents(thai_day(at))
        last = next(iter(announced(folder)), None)
        if last is not None:
            _settle(folder, last, by=by, at=at)
            if not anew and _holds(folder / last["version"], last, contents):
                return _report(folder, last, already=True)
        line = _publish(folder, contents, place.public_url, by=by, at=at, say=say)
    return _report(folder, line, already=False)


def is_published(place: Place | None = None) -> bool:
    """Whether any edition of the areas is announced."""
    return bool(announced((place or Place.of_this_home()).catalogue / FOLDER))


def _contents(on: date) -> Contents:
    registry = read_registry()
    if not registry.areas:
        raise problems.registry_empty()
    return contents_of(registry, on)


def _publish(
    folder: Path, contents: Contents, public_url: str, *, by: str, at: datetime, say: Callable[[str], None]
) -> Line:
    version = next_version(contents.on, [line["version"] for line in announced(folder)])
    target = folder / version
    if target.exists():  # no list names it: what a killed publication left is no edition
        shutil.rmtree(target)
    about = contents.about(version=version, frozen_at=at.astimezone(UTC), public_url=public_url)
    with building(target) as draft:
        build(contents, about, draft, progress=say)
        sign_folder(draft)
    say("ตรวจแฟ้ม · checking the files")
    total = verify_folder(target).manifest_sha256
    published_at = at.isoformat(timespec="seconds")
    with transaction.atomic():
        _journal(version, total, by=by, at=at)
        announce(folder, version, manifest_sha256=total, published_at=published_at)
    return announced(folder)[0]


def _settle(folder: Path, last: Line, *, by: str, at: datetime) -> None:
    """Completes what a kill left between the two lists and the journal."""
    with transaction.atomic():
        if not Entry.objects.filter(kind=ENTRY, subject=_subject(last["version"])).exists():
            _journal(last["version"], last["manifest_sha256"], by=by, at=at)
        announce(
            folder,
            last["version"],
            manifest_sha256=last["manifest_sha256"],
            published_at=last["published_at"],
        )


def _journal(version: str, total: str, *, by: str, at: datetime) -> None:
    journal.record(ENTRY, subject=_subject(version), by=by, at=at, body={"manifest_sha256": total})


def _subject(version: str) -> str:
    return f"areas-edition:{version}"


def _holds(folder: Path, last: Line, contents: Contents) -> bool:
    """Whether the last edition is whole and was made of the same."""
    verdict = verify_folder(folder)
    if not verdict.good or verdict.manifest_sha256 != last["manifest_sha256"]:
        return False
    return bool(read_manifest(folder)[0].get("inputs_sha256") == contents.inputs)


def _report(folder: Path, line: Line, *, already: bool) -> PublishedAreas:
    newest = folder / line["version"]
    older = [folder / each["version"] for each in announced(folder) if each["version"] != line["version"]]
    return PublishedAreas(
        version=line["version"],
        folder=newest,
        manifest_sha256=line["manifest_sha256"],
        published_at=line["published_at"],
        already=already,
        counts=read_manifest(newest)[0]["counts"],
        bytes=_weight(newest),
        older=len(older),
        older_bytes=sum(map(_weight, older)),
    )


def _weight(folder: Path) -> int:
    return sum((folder / path).stat().st_size for path in list_files(folder))
