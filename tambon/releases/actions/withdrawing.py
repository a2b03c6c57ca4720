"""A release is taken back: its files go, its line stays and says why."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from tambon.accounts import queries as accounts
from tambon.journal import actions as journal
from tambon.lib.days import thai_day
from tambon.releases import errata, problems, queries
from tambon.releases.actions.places import Place
from tambon.releases.actions.reasons import demand_reasons
from tambon.releases.models import Release
from tambon.releases.publishing import OF_OFFICIALS, alone, announce_withdrawal, announced, latest
from tambon.releases.queries import ReleaseView
from tambon.releases.rules.listing import WITHDRAWN, newest


@dataclass(frozen=True)
class Withdrawn:
    version: str
    latest: str | None  # what readers now get
    resumed: bool
    told_by: str = ""  # a patch that stands and goes on telling values of the withdrawn one


def withdraw(
    version: str, *, reason_th: str, reason_en: str, by: str, at: datetime, place: Place | None = None
) -> Withdrawn:
    """Lists the release as withdrawn, then removes its files, the officials' too; the freeze stays.

    It is decided first, then readers lose it, and the files go last. An interrupted withdrawal is completed
    by another run, with the reasons of then. Raises 404-release-unknown, 409-release-not-published,
    409-release-withdrawn.
    """
    place = place or Place.of_this_home()
    reasons = demand_reasons(reason_th, reason_en)
    with alone(place.catalogue):
        known = queries.get_release(version)
        if known.published_at is None:
            raise problems.not_published(version=version)
        resumed = known.withdrawn_at is not None
        holding = _holding(place, version)
        if resumed and all(_is_done(catalogue, version) for catalogue in holding):
            raise _already(known)
        with transaction.atomic():
            told = _mark(version, reasons, by=by, at=at)
        for catalogue in holding:
            prefix = OF_OFFICIALS if catalogue == place.official else ""
            announce_withdrawal(catalogue, version, _tombstone(told, at), at=at, prefix=prefix)
        for catalogue in holding:
            remove(catalogue / "releases" / version)
        lines = announced(place.catalogue)
        return Withdrawn(
            version, newest(lines)["version"], resumed, _told_by(version, lines, place.catalogue)
        )


def _holding(place: Place, version: str) -> list[Path]:
    """The public catalogue, and the officials' where it lists the release too."""
    official = place.official
    listed = official is not None and version in {line["version"] for line in announced(official)}
    return [place.catalogue, *([official] if official is not None and listed else [])]


def _told_by(version: str, lines: list[dict[str, Any]], catalogue: Path) -> str:
    patches = {
        row.version
        for row in Release.objects.filter(patches__version=version, withdrawn_at=None)
        if row.version in {line["version"] for line in lines}
    }
    return next((each for each in sorted(patches) if errata.tells_was(catalogue / "releases" / each)), "")


def remove(folder: Path) -> None:
    """Removes the files that no list names any more; what is gone already is fine."""
    if folder.exists():
        shutil.rmtree(folder)


def _is_done(catalogue: Path, version: str) -> bool:
    lines = announced(catalogue)
    states = {line["version"]: line["state"] for line in lines}
    told = states.get(version) == WITHDRAWN and latest(catalogue) == newest(lines)
    return told and not (catalogue / "releases" / version).exists()


def _mark(version: str, reasons: tuple[str, str], *, by: str, at: datetime) -> Release:
    """The row as withdrawn; one that is so already keeps its day and reasons."""
    row = Release.objects.select_for_update().get(version=version)
    if row.withdrawn_at is not None:
        return row
    row.withdrawn_at, (row.withdrawn_th, row.withdrawn_en) = at, reasons
    row.save(update_fields=["withdrawn_at", "withdrawn_th", "withdrawn_en"])
    body = {
        "manifest_sha256": row.manifest_sha256,
        "reason_sha256": hashlib.sha256("\n".join(reasons).encode()).hexdigest(),
    }
    journal.record("release.withdrawn", subject=f"release:{version}", by=by, at=at, body=body)
    return row


def _tombstone(row: Release, at: datetime) -> dict[str, Any]:
    moment = row.withdrawn_at or at
    return {
        "withdrawn_on": thai_day(moment).isoformat(),
        "withdrawn_at": moment.isoformat(timespec="seconds"),
        "reason_th": row.withdrawn_th,
        "reason_en": row.withdrawn_en,
        "synthetic": accounts.is_demonstration(),
    }


def _already(known: ReleaseView) -> Exception:
    return problems.withdrawn_already(
        version=known.version,
        day=known.withdrawn_at,
        reason_th=known.withdrawn_th,
        reason_en=known.withdrawn_en,
    )
