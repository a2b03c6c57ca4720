"""Freezing, building, publishing, and the snapshots beside the releases."""

from __future__ import annotations

from tambon.releases.actions.freezing import freeze
from tambon.releases.actions.official import note_read
from tambon.releases.actions.patching import patch_release
from tambon.releases.actions.places import Place
from tambon.releases.actions.releasing import Published, publish, release_round
from tambon.releases.actions.snapshots import refresh_snapshots
from tambon.releases.actions.vouching import Vouched, renew_lists, sign_published, state_replacement
from tambon.releases.actions.withdrawing import Withdrawn, withdraw
from tambon.releases.building import build
from tambon.releases.mirroring import mirror

__all__ = [
    "Place",
    "Published",
    "Vouched",
    "Withdrawn",
    "build",
    "freeze",
    "mirror",
    "note_read",
    "patch_release",
    "publish",
    "refresh_snapshots",
    "release_round",
    "renew_lists",
    "sign_published",
    "state_replacement",
    "withdraw",
]
