"""The official catalogue: what officials may have beyond the public, in the same releases; who read it."""

from __future__ import annotations

import shutil
from datetime import datetime

from django.db import transaction

from tambon.catalogue.integrity import read_manifest, verify_folder
from tambon.journal import actions as journal
from tambon.releases import freezes
from tambon.releases.actions.places import Place
from tambon.releases.building import build
from tambon.releases.publishing import OF_OFFICIALS, announce, announced
from tambon.releases.rules.protection import OFFICIAL, has_official
from tambon.releases.signing import sign_folder
from tambon.store import building, sweep

ENTRY = "release.official"
READ = "official.read"


def build_official(version: str, place: Place) -> str | None:
    """Builds the frozen release for officials beside its place; its manifest's sum.

    None where there is nothing for officials alone. What is there and was not announced is built anew.
    """
    frozen = place.freezes / version
    if place.official is None or not any(map(has_official, freezes.read_head(frozen).datasets)):
        return None
    place.official.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.official.chmod(0o700)
    folder = place.official / "releases" / version
    sweep(folder.parent)
    if version not in {line["version"] for line in announced(place.official)}:
        shutil.rmtree(folder, ignore_errors=True)
        with building(folder) as draft:
            build(frozen, draft, audience=OFFICIAL)
            sign_folder(draft)
    return verify_folder(folder).manifest_sha256


def changes_official(version: str, place: Place) -> bool:
    """Whether the built patch changes a value that officials have."""
    if place.official is None:
        return False
    folder = place.official / "releases" / version
    return folder.is_dir() and bool(read_manifest(folder)[0].get("errata", {}).get("changes"))


@transaction.atomic
def announce_official(
    version: str, total: str | None, place: Place, *, by: str, at: datetime, patches: str = ""
) -> None:
    """Lists the release in the official catalogue, once, and says so in the journal."""
    if total is None or place.official is None:
        return
    if version not in {line["version"] for line in announced(place.official)}:
        body = {"manifest_sha256": total}
        journal.record(ENTRY, subject=f"release:{version}", by=by, at=at, body=body)
    published_at = at.isoformat(timespec="seconds")
    announce(
        place.official,
        version,
        manifest_sha256=total,
        published_at=published_at,
        patches=patches,
        prefix=OF_OFFICIALS,
    )


@transaction.atomic
def note_read(version: str, path: str, *, area: str, by: str, at: datetime) -> None:
    """Says in the journal that somebody takes a file, or an area's rows of it: before they have a byte."""
    body = {"file": path, "area": area}
    journal.record(READ, subject=f"release:{version}", by=by, at=at, body=body)
