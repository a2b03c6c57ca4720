"""Signs what is published, with the home's key."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from tambon.catalogue import signing
from tambon.catalogue.integrity import MANIFEST
from tambon.catalogue.signing import Signature, beside
from tambon.host.signing_key import signing_key
from tambon.store import write_file


def own_key() -> Ed25519PrivateKey:
    """The key of this home. Raises 503-signing-key-unusable."""
    return signing_key(settings.HOME)


def put_signed(path: Path, body: bytes) -> None:
    """Replaces the file and its signature; a reader between the two finds a pair that fits.

    The signature goes first and holds the one of the present content too, where that is vouched for.
    """
    with _alone_with(path.parent):
        made = signing.sign(own_key(), body)
        former = _holding(path)
        write_file(beside(path), signing.write(made, former if former != made else None))
        write_file(path, body)


def sign_file(path: Path) -> bool:
    """Signs a file that stays as it is, in the same bytes each time; False where that signature was there."""
    content = signing.write(signing.sign(own_key(), path.read_bytes()))
    place = beside(path)
    if place.is_file() and place.read_bytes() == content:
        return False
    write_file(place, content)
    return True


def sign_folder(folder: Path) -> bool:
    """Signs the manifest of a release or of an edition, and so all that it lists."""
    return sign_file(folder / MANIFEST)


def is_own(path: Path) -> bool:
    """Whether the file bears a signature of the home's present key."""
    held = _holding(path)
    return held is not None and held.key == signing.public_of(own_key())


def _holding(path: Path) -> Signature | None:
    """The signature that holds for the present content, whosever it is."""
    with suppress(OSError, ValueError, RecursionError):
        body, signatures = path.read_bytes(), signing.parse(beside(path).read_bytes())
        return next((one for one in signatures if one.holds(body)), None)
    return None


@contextmanager
def _alone_with(folder: Path) -> Iterator[None]:
    """Two writers of one file would leave one's content with the other's signature. Waits its turn."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / ".signing", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
