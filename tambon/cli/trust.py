"""Whose signatures a command takes: what it is told, else the setting, else the home's own key."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from tambon.catalogue.recency import NotBefore
from tambon.catalogue.signing import BadSignature
from tambon.catalogue.trusting import UNSIGNED, Trust, read_signed, trust_of
from tambon.cli import problems, reading
from tambon.host.home import Home
from tambon.host.signing_key import noted_fingerprint

SETTING = reading.TRUSTED_KEYS


def told_keys(given: list[str], *, unsigned: bool = False) -> list[str]:
    """Fingerprints, or the one word "unsigned". Raises `no_trust` where nothing says whom to trust."""
    if unsigned:
        return [UNSIGNED]
    told = given or [word for word in os.environ.get(SETTING, "").split(",") if word.strip()]
    noted = noted_fingerprint(Home.from_environment())
    if not (told or noted):
        raise problems.no_trust(setting=SETTING)
    return told or [noted]


def trust(told: list[str], catalogue: Path, *, not_before: str = "", remembered: str = "") -> Trust | None:
    """Raises `not_a_fingerprint` and `not_a_moment`."""
    try:
        if not_before:
            NotBefore.read(not_before)
    except ValueError as error:
        raise problems.not_a_moment(given=not_before[:50]) from error
    try:
        return trust_of(told, catalogue, not_before=not_before, remembered=remembered)
    except ValueError as error:
        raise problems.not_a_fingerprint(why=error) from error


def warn_of_untrusted(catalogue: Path, trusted: Trust | None) -> None:
    """Says on the terminal what of the newest release no trusted key signed: readers would see none of it."""
    if trusted is None:
        return
    for path in _announcing(catalogue):
        try:
            read_signed(path, trusted)
        except BadSignature as error:
            keys = ", ".join(sorted(trusted.fingerprints))
            print(
                f"คำเตือน: มีฉบับประกาศไว้แต่ไม่มีกุญแจที่เชื่อลงลายมือชื่อ ผู้อ่านจะไม่เห็นข้อมูล: {error} กุญแจที่เชื่อ: {keys} "
                "ให้ตรวจ --key\nWARNING: a release is announced here but no trusted key signed it, so readers "
                f"will not see it: {error}; trusted: {keys}. Check --key",
                file=sys.stderr, flush=True,
            )  # fmt: skip
            return
        except OSError:
            continue


def _announcing(catalogue: Path) -> list[Path]:
    """The list of releases, and the manifest of the newest."""
    try:
        version = str(json.loads((catalogue / "latest.json").read_bytes())["version"])
    except (OSError, ValueError, TypeError, KeyError):
        return [catalogue / "releases.json"]
    return [catalogue / "releases.json", catalogue / "releases" / version / "manifest.json"]
