"""The key that signs what a home publishes: told by the operator, or made in the home once; in no backup.

``TAMBON_SIGNING_KEY`` is a PEM, a seed of 32 bytes in base64, or a file that holds one of them. Without it
the home keeps ``signing-key`` (PEM, 0600); readers know it by ``signing-key.fingerprint`` beside it.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from tambon.host import problems
from tambon.host.home import Home

SETTING = "TAMBON_SIGNING_KEY"
FILE = "signing-key"
NEXT = "signing-key.next"  # a new key whose statement may not be published yet
FINGERPRINT = "signing-key.fingerprint"
_PEM = "-----"


def signing_key(home: Home) -> Ed25519PrivateKey:
    """The home's key, made at first use. Raises `signing_key_unusable`, which never says what was read."""
    key = _read(_told()) if _told() else _kept(home)
    note_fingerprint(home, key)
    return key


def held_key(home: Home) -> Ed25519PrivateKey:
    """The key as it is told or kept; nothing is made or written. Raises `signing_key_unusable`."""
    return _read(_told() or str(home.root / FILE))


def trusted_here(home: Home) -> tuple[str, ...]:
    """The fingerprint of the home's own key: whose files its own readers trust when nothing else is told."""
    return (_trusted(str(home.root), _told()),)


def noted_fingerprint(home: Home) -> str:
    """What the home noted of its key, for readers that may not read the key; empty before there is one."""
    try:
        return (home.root / FINGERPRINT).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def fingerprint(key: Ed25519PrivateKey) -> str:
    """The SHA-256 of the raw public key, in hex."""
    return hashlib.sha256(public_bytes(key)).hexdigest()


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def to_pem(key: Ed25519PrivateKey) -> str:
    """The private key as text: for a file that is its owner's alone."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def is_told() -> bool:
    """Whether the operator gives the key, so that the home keeps none."""
    return bool(_told())


def read_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file. Raises `signing_key_unusable`."""
    return _read(str(path))


def make_next(home: Home) -> Ed25519PrivateKey:
    """A new key beside the present one; what an earlier, interrupted replacement made comes back."""
    path = home.root / NEXT
    if not path.exists():
        write_private(path, to_pem(Ed25519PrivateKey.generate()))
    return _read(str(path))


def put_next(home: Home, key: Ed25519PrivateKey) -> None:
    """Keeps a key that was made elsewhere as the next one."""
    (home.root / NEXT).unlink(missing_ok=True)
    write_private(home.root / NEXT, to_pem(key))


def take_next(home: Home) -> None:
    """The new key takes the place of the present one, which is gone then."""
    (home.root / NEXT).replace(home.root / FILE)
    note_fingerprint(home, signing_key(home))


def write_private(path: Path, text: str) -> None:
    """A new file of its owner's alone, on disk. Raises FileExistsError."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def note_fingerprint(home: Home, key: Ed25519PrivateKey) -> None:
    """Writes down by what readers know the key."""
    told = fingerprint(key)
    if noted_fingerprint(home) == told:
        return
    home.make()
    draft = home.root / f".{FINGERPRINT}-{secrets.token_hex(4)}"
    draft.write_text(told + "\n", encoding="ascii")
    draft.replace(home.root / FINGERPRINT)


def _told() -> str:
    return os.environ.get(SETTING, "").strip()


def _kept(home: Home) -> Ed25519PrivateKey:
    path = home.root / FILE
    if not path.exists():
        home.make()
        draft = home.root / f".{FILE}-{secrets.token_hex(4)}"
        write_private(draft, to_pem(Ed25519PrivateKey.generate()))
        with contextlib.suppress(FileExistsError):  # another process was first: its key counts
            path.hardlink_to(draft)
        draft.unlink()
    return _read(str(path))


def _read(text: str) -> Ed25519PrivateKey:
    """The key in a text, or in the file that it names. What was read is told nobody."""
    given = SETTING
    try:
        if not text.startswith(_PEM) and Path(text).is_file():
            given, text = text, Path(text).read_text(encoding="ascii").strip()
        return _key(text)
    except (OSError, ValueError, TypeError):
        raise problems.signing_key_unusable(name=given) from None


def _key(text: str) -> Ed25519PrivateKey:
    if not text.startswith(_PEM):
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text, validate=True))
    key = load_pem_private_key(text.replace("\\n", "\n").encode(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not Ed25519")
    return key


@lru_cache(maxsize=32)
def _trusted(root: str, told: str) -> str:
    return fingerprint(signing_key(Home(Path(root))))
