"""From corrected records to a release that says what it corrects."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tambon.catalogue.integrity import verify_folder
from tambon.lib.problem import Problem
from tambon.releases import problems, queries
from tambon.releases.actions.freezing import Correcting, freeze
from tambon.releases.actions.places import Place
from tambon.releases.actions.reasons import demand_reasons
from tambon.releases.actions.releasing import Published, give_up, publish
from tambon.releases.publishing import announced
from tambon.releases.queries import ReleaseView


def patch_release(  # noqa: PLR0913 - what is corrected, why in two languages, and who says so
    version: str,
    *,
    reason_th: str,
    reason_en: str,
    by: str,
    at: datetime,
    place: Place | None = None,
    anew: bool = False,
    hides_was: bool = False,
) -> Published:
    """Freezes the release's round again and publishes it as a patch, with each value that changed.

    What an earlier run froze and could not finish is completed, with the reasons of then; with ``anew`` it is
    given up first. ``hides_was`` tells of each change that it is one, but not what was published before.
    Where no value changed nothing is published and nothing is left waiting: 409-release-nothing-changed.
    Where values for officials alone changed, the public patch says that none of its values did, and not why.
    """
    place = place or Place.of_this_home()
    reasons = demand_reasons(reason_th, reason_en)
    known = queries.get_release(version)
    waiting = queries.find_unpublished(known.round, patches=version)
    if waiting and anew:
        waiting = None if give_up(waiting.version, place, by=by, at=at) else waiting
    if waiting is None or waiting.version not in {line["version"] for line in announced(place.catalogue)}:
        _demand_newest(known)  # it may have been withdrawn since the freeze
    if waiting is None:
        correcting = _correcting(known, place, reasons, hides_was=hides_was)
        made = freeze(round_code=known.round, place=place, by=by, at=at, correcting=correcting)
    else:
        made = waiting.version
    try:
        total = publish(version=made, place=place, by=by, at=at)
    except Problem as problem:
        if problem.kind is problems.nothing_changed:
            give_up(made, place, by=by, at=at)
        raise
    return Published(made, place.catalogue / "releases" / made, total, waiting is not None)


def _demand_newest(known: ReleaseView) -> None:
    if known.published_at is None:
        raise problems.not_published(version=known.version)
    if known.withdrawn_at is not None:
        raise problems.withdrawn_already(
            version=known.version,
            day=known.withdrawn_at,
            reason_th=known.withdrawn_th,
            reason_en=known.withdrawn_en,
        )
    newer = queries.find_patch(known.version)
    if newer is not None:
        raise problems.already_patched(version=known.version, patch=newer.version)


def _correcting(known: ReleaseView, place: Place, reasons: tuple[str, str], *, hides_was: bool) -> Correcting:
    """What is compared must be what was published, to the last byte."""
    folder = place.catalogue / "releases" / known.version
    verdict = verify_folder(folder)
    if verdict.faults or verdict.manifest_sha256 != known.manifest_sha256:
        fault = verdict.faults[0] if verdict.faults else "changed: manifest.json"
        raise problems.files_not_here(version=known.version, fault=fault)
    official = _official_copy(known.version, place)
    return Correcting(known.version, folder, known.manifest_sha256, *reasons, hides_was, official)


def _official_copy(version: str, place: Place) -> Path | None:
    """The files of the release for officials, as they were announced; None where there are none."""
    if place.official is None:
        return None
    line = next((line for line in announced(place.official) if line["version"] == version), None)
    if line is None:
        return None
    folder = place.official / "releases" / version
    verdict = verify_folder(folder)
    if verdict.faults or verdict.manifest_sha256 != line["manifest_sha256"]:
        fault = verdict.faults[0] if verdict.faults else "changed: manifest.json"
        raise problems.files_not_here(version=version, fault=f"official/{fault}")
    return folder
