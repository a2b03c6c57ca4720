"""Whose signatures a command takes: what it is told, else the setting, else the home's own key."""

from __future__ import annotations

import os
from pathlib import Path

from tambon.catalogue.trusting import UNSIGNED, Trust, trust_of
from tambon.cli import problems
from tambon.host.home import Home
from tambon.host.signing_key import noted_fingerprint

SETTING = "TAMBON_TRUSTED_KEYS"


def told_keys(given: list[str], *, unsigned: bool = False) -> list[str]:
    """Fingerprints, or the one word "unsigned". Raises `no_trust` where nothing says whom to trust."""
    if unsigned:
        return [UNSIGNED]
    told = given or [word for word in os.environ.get(SETTING, "").split(",") if word.strip()]
    noted = noted_fingerprint(Home.from_environment())
    if not (told or noted):
        raise problems.no_trust(setting=SETTING)
    return told or [noted]


def trust(told: list[str], catalogue: Path) -> Trust | None:
    """Raises `not_a_fingerprint`."""
    try:
        return trust_of(told, catalogue)
    except ValueError as error:
        raise problems.not_a_fingerprint(why=error) from error
