"""From a freeze to a published release; an interrupted one is completed by running it again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from tambon.catalogue.integrity import MANIFEST, verify_folder
from tambon.journal import actions as journal
from tambon.lib.problem import Problem
from tambon.releases import problems, queries
from tambon.releases.actions.freezing import freeze, freeze_sum, public_freezes
from tambon.releases.actions.official import announce_official, build_official, changes_official
from tambon.releases.actions.places import Place
from tambon.releases.building import build
from tambon.releases.earlier import keep_told, overtaken_by
from tambon.releases.models import Release
from tambon.releases.publishing import alone, announce, announced
from tambon.releases.signing import is_own, sign_folder
from tambon.store import building, sweep


@dataclass(frozen=True)
class Published:
    version: str
    folder: Path
    manifest_sha256: str
    resumed: bool


def release_round(
    round_code: str, *, by: str, at: datetime, place: Place | None = None, anew: bool = False
) -> Published:
    """Freezes the round, builds its files and publishes them, in the home's own folders without a ``place``.

    What an earlier run froze and could not finish is completed instead of freezing anew; with ``anew`` it is
    given up first, which is the way out of a freeze that cannot be built.
    """
    place = place or Place.of_this_home()
    waiting = queries.find_unpublished(round_code)
    if waiting and anew:
        waiting = None if give_up(waiting.version, place, by=by, at=at) else waiting
    version = waiting.version if waiting else freeze(round_code=round_code, place=place, by=by, at=at)
    total = publish(version=version, place=place, by=by, at=at)
    return Published(version, place.catalogue / "releases" / version, total, waiting is not None)


def publish(*, version: str, place: Place, by: str, at: datetime) -> str:
    """Builds a frozen release beside its place, swaps it in and names it the latest; its manifest's sum.

    Safe to repeat at any point. Raises 409-release-freeze-damaged, 409-release-busy, 409-release-overtaken
    and 404-release-unknown.
    """
    known = queries.get_release(version)
    frozen = place.freezes / version
    if freeze_sum(frozen) != known.freeze_sha256:
        raise problems.freeze_damaged(path="freeze.json", version=version)
    folder = place.catalogue / "releases" / version
    with alone(place.catalogue):
        sweep(folder.parent)
        _demand_not_overtaken(version, place)
        _remove_half(place.catalogue, folder)
        if not folder.exists():
            _build_public(version, folder, place)
        total = verify_folder(folder).manifest_sha256
        official = build_official(version, place)
        keep_told(frozen, folder)
        with transaction.atomic():
            _mark(version, total, by=by, at=at)
            announce(
                place.catalogue,
                version,
                manifest_sha256=total,
                published_at=at.isoformat(timespec="seconds"),
                patches=known.patches,
            )
            announce_official(version, official, place, by=by, at=at, patches=known.patches)
    return total


def _build_public(version: str, folder: Path, place: Place) -> None:
    """A patch of which the public sees nothing is built as such, where officials see a change.

    Raises 409-release-nothing-changed where nobody does.
    """
    frozen = place.freezes / version
    try:
        with building(folder) as draft:
            build(frozen, draft)
            sign_folder(draft)
    except Problem as problem:
        if problem.kind is not problems.nothing_changed:
            raise
        build_official(version, place)
        if not changes_official(version, place):
            raise
        with building(folder) as draft:
            build(frozen, draft, unchanged=True)
            sign_folder(draft)


@transaction.atomic
def give_up(version: str, place: Place, *, by: str, at: datetime) -> bool:
    """Forgets a freeze that was never published, and what was built of it; False for one that is listed."""
    with alone(place.catalogue):
        if version in {line["version"] for line in announced(place.catalogue)}:
            return False
        row = Release.objects.select_for_update().get(version=version, published_at=None)
        body = {"freeze_sha256": row.freeze_sha256}
        journal.record("release.given_up", subject=f"release:{version}", by=by, at=at, body=body)
        row.delete()
        for catalogue in (place.catalogue, *([place.official] if place.official else [])):
            shutil.rmtree(catalogue / "releases" / version, ignore_errors=True)
    return True


def _mark(version: str, total: str, *, by: str, at: datetime) -> None:
    row = Release.objects.select_for_update(of=("self",)).select_related("patches").get(version=version)
    if row.published_at is not None:
        return
    Release.objects.filter(pk=row.pk).update(published_at=at, manifest_sha256=total)
    body = {"manifest_sha256": total, "freeze_sha256": row.freeze_sha256, "seal_root": row.seal_root}
    journal.record("release.published", subject=f"release:{version}", by=by, at=at, body=body)
    if row.patches is not None:
        told = {
            "patch": version,
            "manifest_sha256": total,
            "patched_manifest_sha256": row.patches.manifest_sha256,
        }
        journal.record("release.patched", subject=f"release:{row.patches.version}", by=by, at=at, body=told)


def _demand_not_overtaken(version: str, place: Place) -> None:
    """What was published since the freeze is not in its reckoning of what may be shown."""
    if version in {line["version"] for line in announced(place.catalogue)}:
        return
    others = {name: folder for name, folder in public_freezes(place.freezes).items() if name != version}
    newer = overtaken_by(place.freezes / version, others)
    if newer:
        raise problems.overtaken(version=version, by=", ".join(newer))


def _remove_half(catalogue: Path, folder: Path) -> None:
    """A folder that no list names, and that is not whole or not signed by us, is not of our rename."""
    listed = {line["version"] for line in announced(catalogue)}
    if not folder.exists() or folder.name in listed:
        return
    if verify_folder(folder).faults or not is_own(folder / MANIFEST):
        shutil.rmtree(folder)
