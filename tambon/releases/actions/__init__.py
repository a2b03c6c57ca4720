"""Freezing, building, publishing, and the snapshots beside the releases."""

from __future__ import annotations

from tambon.releases.actions.freezing import freeze
from tambon.releases.actions.places import Place
from tambon.releases.actions.releasing import Published, publish, release_round
from tambon.releases.actions.snapshots import refresh_snapshots
from tambon.releases.building import build
from tambon.releases.mirroring import mirror

__all__ = ["Place", "Published", "build", "freeze", "mirror", "publish", "refresh_snapshots", "release_round"]
