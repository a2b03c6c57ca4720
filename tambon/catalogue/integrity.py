"""Does a folder hold exactly what its manifest says? Files only: anyone can run this on a downloaded copy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tambon.catalogue import signing
from tambon.catalogue.signing import BadSignature, parse
from tambon.catalogue.trusting import Trust, read_signed

MANIFEST, SIGNATURE = signing.MANIFEST, signing.SIGNATURE


@dataclass(frozen=True)
class Fault:
    """One file that is not as the manifest says: ``missing``, ``changed``, ``extra`` or ``unreadable``."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.what}: {self.path}"


@dataclass(frozen=True)
class Verdict:
    version: str
    files: int
    manifest_sha256: str
    faults: tuple[Fault, ...]

    @property
    def good(self) -> bool:
        return not self.faults


class BadManifest(Exception):
    """The manifest is missing, is no JSON, or does not have the shape of one."""


def verify_folder(folder: Path) -> Verdict:
    """Compares every file of the folder with the sizes and SHA-256 sums of its manifest.

    The manifest cannot vouch for itself: its own sum comes back, to be compared with the one published.
    """
    try:
        manifest, own_sum = read_manifest(folder)
    except BadManifest as error:
        return Verdict("", 0, "", (Fault(MANIFEST, f"unreadable ({error})"),))
    faults = tuple(sorted(_faults(folder, manifest), key=lambda fault: fault.path))
    return Verdict(manifest["version"], len(manifest["files"]), own_sum, faults)


def verify_copy(folder: Path, trust: Trust | None) -> tuple[Verdict, str]:
    """As `verify_folder`, and the fingerprint of the key that signed the manifest: with ``trust`` one of its.

    Without trust a copy that nobody signed is no fault, a signature that does not hold is one.
    """
    verdict = verify_folder(folder)
    signer, fault = "", None
    try:
        body = read_signed(folder / MANIFEST, trust)
        signer = signer_of(folder, body)
    except BadSignature as error:
        fault = Fault(SIGNATURE, error.why)
    except OSError:
        pass  # the manifest itself is not there, which the verdict says
    return (replace(verdict, faults=(*verdict.faults, fault)) if fault else verdict), signer


def read_manifest(folder: Path) -> tuple[dict[str, Any], str]:
    """The manifest and the SHA-256 of its bytes. Raises `BadManifest`."""
    try:
        content = (folder / MANIFEST).read_bytes()
        manifest = json.loads(content)
        listed = {file["path"]: (int(file["bytes"]), str(file["sha256"])) for file in manifest["files"]}
        if not isinstance(manifest["version"], str) or not all(map(is_inside, listed)):
            raise BadManifest("a path or the version is not of the right form")
    except OSError as error:
        raise BadManifest(error.strerror) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadManifest(f"not a manifest: {error}") from error
    return manifest, hashlib.sha256(content).hexdigest()


def is_inside(relative: str) -> bool:
    """True for a plain relative path: no root, no ``..``, no empty, hidden or backslashed part."""
    parts = relative.split("/")
    return all(part and not part.startswith(".") for part in parts) and not set("\\\0:") & set(relative)


def sum_file(path: Path) -> str:
    """The file's SHA-256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def list_files(folder: Path) -> list[str]:
    """Every file below the folder, hidden ones and links too, as sorted relative paths."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    )


def signer_of(folder: Path, body: bytes) -> str:
    """The fingerprint of the key that signed the manifest's bytes; empty where nobody did.

    Raises `BadSignature` for a signature that does not hold.
    """
    try:
        signatures = parse((folder / SIGNATURE).read_bytes())
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, RecursionError) as error:
        raise BadSignature(MANIFEST, f"its signature cannot be read ({error})") from error
    held = next((one for one in signatures if one.holds(body)), None)
    if held is None:
        raise BadSignature(MANIFEST, "changed since it was signed")
    return held.fingerprint


def outer_faults(folder: Path, manifest: dict[str, Any]) -> list[Fault]:
    """What shows without reading a file: those that are missing, too many, or of another size."""
    return list(_faults(folder, manifest, reads=False))


def _faults(folder: Path, manifest: dict[str, Any], *, reads: bool = True) -> Iterator[Fault]:
    listed = {file["path"]: file for file in manifest["files"]}
    for extra in set(list_files(folder)) - set(listed) - {MANIFEST, SIGNATURE}:
        yield Fault(extra, "extra")
    for relative, file in listed.items():
        path = folder / relative
        if not path.is_file() or path.is_symlink():
            yield Fault(relative, "missing")
        elif path.stat().st_size != file["bytes"] or (reads and sum_file(path) != file["sha256"]):
            yield Fault(relative, "changed")
