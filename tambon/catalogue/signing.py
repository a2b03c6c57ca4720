"""What a signature beside a published file is, and whether it holds. Pure.

``<name>.sig`` lies beside ``<name>``: an Ed25519 signature (RFC 8032) over the file's bytes, with the public
key. A key is known by its fingerprint, the SHA-256 of the raw public key in hex. Where a file is replaced in
place, its signature comes first and holds the one of the content before it too (``former``): whoever looks
between the two renames finds a pair that fits.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SUFFIX = ".sig"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"  # of a release, of an edition of the areas
ALGORITHM = "ed25519"
LARGEST = 4096  # bytes of a signature's file; one with a former is some 700
_FIELDS = {"algorithm", "key", "fingerprint", "signature"}


class BadSignature(Exception):
    """The file is not vouched for by a trusted key; the message names the file and says why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.why = why


@dataclass(frozen=True)
class Signature:
    """One key's word on some bytes."""

    key: bytes
    signature: bytes

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.key)

    def holds(self, body: bytes) -> bool:
        """Whether this key signed exactly these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(self.signature, body)
        except (InvalidSignature, ValueError):
            return False
        return True

    def as_dict(self) -> dict[str, Any]:
        return {
            "algorithm": ALGORITHM,
            "key": base64.b64encode(self.key).decode(),
            "fingerprint": self.fingerprint,
            "signature": base64.b64encode(self.signature).decode(),
        }


def fingerprint_of(public: bytes) -> str:
    """The SHA-256 of a raw public key, in hex."""
    return hashlib.sha256(public).hexdigest()


def sign(key: Ed25519PrivateKey, body: bytes) -> Signature:
    """The same key and bytes give the same signature."""
    return Signature(public_of(key), key.sign(body))


def public_of(key: Ed25519PrivateKey) -> bytes:
    """The raw public key."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def write(signature: Signature, former: Signature | None = None) -> bytes:
    """The bytes of a signature's file."""
    told = signature.as_dict() | ({"former": former.as_dict()} if former else {})
    return (json.dumps(told, sort_keys=True, indent=1) + "\n").encode()


def parse(content: bytes) -> list[Signature]:
    """The signature in the file's bytes, then the former one if there is any. Raises ValueError."""
    if len(content) > LARGEST:
        raise ValueError("too large for a signature")
    told = json.loads(content, object_pairs_hook=_without_twins)
    if not isinstance(told, dict):
        raise ValueError("not a signature")
    former = [parse_one(told.pop("former"))] if "former" in told else []
    return [parse_one(told), *former]


def check(name: str, body: bytes, content: bytes, trusted: Iterable[str]) -> Signature:
    """The trusted signature that holds for the bytes. Raises `BadSignature`."""
    try:
        signatures = parse(content)
    except (ValueError, RecursionError) as error:
        raise BadSignature(name, f"its signature cannot be read ({error})") from error
    known = [one for one in signatures if one.fingerprint in trusted]
    if not known:
        raise BadSignature(name, f"signed by a key that is not trusted ({signatures[0].fingerprint})")
    held = next((one for one in known if one.holds(body)), None)
    if held is None:
        raise BadSignature(name, "changed since it was signed")
    return held


def beside(path: Path) -> Path:
    """Where the signature of a file lies."""
    return path.with_name(SIGNATURE if path.name == MANIFEST else path.name + SUFFIX)


def parse_one(told: Any) -> Signature:
    """The signature in a parsed object. Raises ValueError."""
    if not isinstance(told, dict) or set(told) != _FIELDS or told["algorithm"] != ALGORITHM:
        raise ValueError("not an Ed25519 signature with its key")
    made = Signature(_base64(told["key"], 32), _base64(told["signature"], 64))
    if told["fingerprint"] != made.fingerprint:
        raise ValueError("the fingerprint is not the key's")
    return made


def _base64(text: Any, length: int) -> bytes:
    """The one spelling of so many bytes."""
    raw = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    if len(raw) != length or base64.b64encode(raw).decode() != text:
        raise ValueError(f"not {length} bytes in base64")
    return raw


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a field stands twice")
    return made
