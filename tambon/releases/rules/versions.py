"""How releases are named: the round's newest period and a serial, ``2026-11.1``; a patch, ``2026-11.1.1``."""

from __future__ import annotations

import re
from collections.abc import Iterable

_VERSION = re.compile(r"^(\d{4}(?:-(?:\d{2}|Q[1-4]|S[12]))?\.[1-9]\d*)(?:\.[1-9]\d*)?$")


def next_version(periods: Iterable[str], taken: Iterable[str]) -> str:
    """The first free name for a release of these periods (SDMX); ``taken`` are all names in use."""
    return _after(max(periods), taken)


def next_patch(version: str, taken: Iterable[str]) -> str:
    """The first free name for what corrects this release, itself a patch or not; no number comes twice."""
    return _after(base_of(version), taken)


def base_of(version: str) -> str:
    """The release that a patch goes back to; any other is its own."""
    found = _VERSION.fullmatch(version)
    return found[1] if found else version


def is_version(text: str) -> bool:
    """True for a name of the right form; nothing else may become part of a path."""
    return bool(_VERSION.fullmatch(text))


def _after(stem: str, taken: Iterable[str]) -> str:
    parts = (version.rpartition(".") for version in taken)
    return f"{stem}.{max((int(number) for before, _, number in parts if before == stem), default=0) + 1}"
