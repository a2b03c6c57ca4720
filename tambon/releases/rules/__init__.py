"""What a release is made of and what may be in it. Pure; `verify_folder` alone reads the files it is told."""

from __future__ import annotations

from tambon.catalogue.integrity import verify_folder
from tambon.releases.rules.protection import is_published, leaves_the_database
from tambon.releases.rules.shape import Dataset, Freeze, Variable
from tambon.releases.rules.versions import next_version

__all__ = [
    "Dataset",
    "Freeze",
    "Variable",
    "is_published",
    "leaves_the_database",
    "next_version",
    "verify_folder",
]
