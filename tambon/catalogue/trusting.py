"""Whose signatures count, and files that are read only with one of theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tambon.catalogue.recency import NotBefore, plain
from tambon.catalogue.signing import LARGEST, BadSignature, Signature, beside, check, parse_one
from tambon.host.signing_key import trusted_here

KEYS = "keys.json"  # in the catalogue: which key took the place of which, each signed by the one before
MOST_KEYS = 256 * 1024  # bytes of it
TRIES = 20  # readings of a pair that is being replaced: each needs two whole replacements in between to fail
FINGERPRINT = re.compile(r"[0-9a-f]{64}")
INSTANT = re.compile(r"[0-9T:+.Z-]{10,40}")
UNSIGNED = "unsigned"  # in place of fingerprints: no signature is asked for


@dataclass(frozen=True)
class Trust:
    """Whose signatures count: these keys, and those that replaced them by ``keys.json`` in the catalogue."""

    fingerprints: frozenset[str]
    catalogue: Path
    not_before: NotBefore | None = None  # the oldest list that is taken
    remembered: Path | None = None  # a folder in which the newest list that was seen is noted

    def keys(self) -> frozenset[str]:
        return follow(self.fingerprints, self.catalogue / KEYS)

    def led_to(self, content: bytes) -> frozenset[str]:
        """The keys where ``keys.json`` has this content."""
        return _followed(self.fingerprints, content)


def trust_of(
    told: Iterable[str], catalogue: Path | str, *, not_before: str = "", remembered: str = ""
) -> Trust | None:
    """Trust in the fingerprints; None, which asks for no signature, for the one word "unsigned".

    ``not_before`` is as `NotBefore` reads it. Raises ValueError for anything that is no fingerprint, for none
    at all, and for what is neither number nor moment.
    """
    words = [word.strip().lower().replace(":", "") for word in told if word.strip()]
    if words == [UNSIGNED]:
        return None
    wrong = [word for word in words if not FINGERPRINT.fullmatch(word)]
    if wrong or not words:
        raise ValueError(f"not a fingerprint (64 hex digits): {', '.join(wrong) or 'nothing given'}")
    oldest = NotBefore.read(not_before) if not_before else None
    return Trust(frozenset(words), Path(catalogue), oldest, Path(remembered) if remembered else None)


def trusted_by(settings: Any) -> Trust | None:
    """What a server's settings say: TRUSTED_KEYS, or with nothing there the key of their own HOME."""
    told = settings.TRUSTED_KEYS or trusted_here(settings.HOME)
    more = (getattr(settings, name, "") for name in ("NOT_BEFORE", "REMEMBERED"))
    return _trust(tuple(told), settings.CATALOGUE, *more)


@lru_cache(maxsize=32)
def _trust(told: tuple[str, ...], catalogue: Path | str, not_before: str, remembered: str) -> Trust | None:
    return trust_of(told, catalogue, not_before=not_before, remembered=remembered)


@dataclass(frozen=True)
class Replacement:
    """The statement that one key takes the place of another."""

    former: str
    new: str
    at: str

    def body(self) -> bytes:
        """What the former key signs; no file of a catalogue begins like this."""
        return f"tambon key replacement 1\nfrom {self.former}\nto {self.new}\nat {self.at}\n".encode()

    def signed(self, signature: Signature) -> dict[str, Any]:
        """Its line in ``keys.json``."""
        return {"from": self.former, "to": self.new, "at": self.at, "signature": signature.as_dict()}


def follow(fingerprints: frozenset[str], path: Path) -> frozenset[str]:
    """The fingerprints, and those to which the file's statements lead; a damaged file leads nowhere."""
    try:
        return _followed(fingerprints, _bytes(path, MOST_KEYS))
    except (OSError, BadSignature):
        return fingerprints


def _followed(fingerprints: frozenset[str], content: bytes) -> frozenset[str]:
    try:
        lines = _replacements(content)
    except (ValueError, RecursionError):
        return fingerprints
    known = set(fingerprints)
    for line, signature in lines:
        if line.former in known and signature.fingerprint == line.former and signature.holds(line.body()):
            known.add(line.new)
    return frozenset(known)


def read_replacements(path: Path) -> list[tuple[Replacement, Signature]]:
    """The statements of ``keys.json``, oldest first, not yet verified.

    Raises OSError, ValueError and `BadSignature`.
    """
    return _replacements(_bytes(path, MOST_KEYS))


def _replacements(content: bytes) -> list[tuple[Replacement, Signature]]:
    told = json.loads(content)
    if not isinstance(told, dict) or not isinstance(told.get("replacements"), list):
        raise ValueError("not a list of replaced keys")
    return [_replacement(line) for line in told["replacements"]]


def read_signed(path: Path, trust: Trust | None, *, most: int | None = None) -> bytes:
    """The file's bytes, vouched for by a trusted key; with no trust asked, as they are.

    A pair that is replaced meanwhile is read again. Raises `BadSignature`, for a file of more than ``most``
    bytes too, and OSError where there is no file.
    """
    if trust is None:
        return _bytes(path, most)
    seen: tuple[bytes, bytes | None] | None = None
    for _ in range(TRIES):
        pair = _bytes(path, most), _signature_file(path)
        try:
            if pair[1] is None:
                raise BadSignature(path.name, f"no signature ({beside(path).name} is missing)")
            check(path.name, pair[0], pair[1], trust.keys())
        except BadSignature:
            if pair == seen:
                raise
            seen = pair
            continue
        return pair[0]
    raise BadSignature(path.name, "it changes too fast to be read with its signature")


def read_snapshot(catalogue: Path, place: str, trust: Trust | None, *, most: int | None = None) -> bytes:
    """The content of a snapshot without what it says of its signature; signed for this place, where trust is
    asked for. Raises as `read_signed`."""
    content = read_signed(catalogue / place, trust, most=most)
    try:
        return plain(place, content)
    except BadSignature:
        if trust is not None:
            raise
    except (ValueError, RecursionError):
        pass  # whoever reads the content says what is wrong with it
    return content


class SignedFile:
    """A snapshot that is replaced in place: read and verified again only when it has changed."""

    def __init__(self, catalogue: Path, place: str, trust: Trust | None) -> None:
        self._catalogue, self._place, self._path, self._trust = catalogue, place, catalogue / place, trust
        self._seen: tuple[tuple[int, int, int], bytes] | None = None

    def read(self) -> bytes:
        """The content without its head. Raises as `read_signed`."""
        found = self._path.stat()
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        seen = self._seen
        if seen is None or seen[0] != stamp:
            seen = self._seen = (stamp, read_snapshot(self._catalogue, self._place, self._trust))
        return seen[1]


def _replacement(told: Any) -> tuple[Replacement, Signature]:
    if not isinstance(told, dict) or set(told) != {"from", "to", "at", "signature"}:
        raise ValueError("not a replacement of a key")
    line = Replacement(str(told["from"]), str(told["to"]), str(told["at"]))
    if not (
        FINGERPRINT.fullmatch(line.former) and FINGERPRINT.fullmatch(line.new) and INSTANT.fullmatch(line.at)
    ):
        raise ValueError("not a replacement of a key")
    return line, parse_one(told["signature"])


def _bytes(path: Path, most: int | None) -> bytes:
    with path.open("rb") as file:
        content = file.read() if most is None else file.read(most + 1)
    if most is not None and len(content) > most:
        raise BadSignature(path.name, "too large")
    return content


def _signature_file(path: Path) -> bytes | None:
    try:
        return _bytes(beside(path), LARGEST)
    except FileNotFoundError:
        return None
