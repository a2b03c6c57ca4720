"""How releases are named: the round's newest period and a serial, ``2026-11.1``."""

from __future__ import annotations

import re
from collections.abc import Iterable

_VERSION = re.compile(r"^\d{4}(-(\d{2}|Q[1-4]|S[12]))?\.[1-9]\d*$")


def next_version(periods: Iterable[str], taken: Iterable[str]) -> str:
    """The first free name for a release of these periods (SDMX); ``taken`` are all names in use."""
    newest = max(periods)
    used = [int(version.rpartition(".")[2]) for version in taken if version.rpartition(".")[0] == newest]
    return f"{newest}.{max(used, default=0) + 1}"


def is_version(text: str) -> bool:
    """True for a name of the right form; nothing else may become part of a path."""
    return bool(_VERSION.match(text))
