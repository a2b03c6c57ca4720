"""Figures that change between releases: small files with their time, swapped in one rename each."""

from __future__ import annotations

from datetime import datetime

from tambon.releases.actions.places import Place
from tambon.releases.actions.snapshots.challenges import write_challenges
from tambon.releases.actions.snapshots.programme import count_programmes, write_programme
from tambon.releases.actions.snapshots.progress import write_progress


def refresh_snapshots(*, at: datetime, place: Place | None = None) -> None:
    """Writes ``snapshots/progress.json`` (cells of the open rounds, by area and office),
    ``snapshots/programme.json`` (people, plan and cells of the programmes) and ``snapshots/challenges.json``
    (what offices answered), each with its time."""
    catalogue = (place or Place.of_this_home()).catalogue
    write_progress(catalogue, at=at)
    write_programme(catalogue, count_programmes(at))
    write_challenges(catalogue, at=at)
