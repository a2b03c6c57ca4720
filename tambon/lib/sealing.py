"""Short secrets kept encrypted: AES-256-GCM under a ring of keys, bound to what and whose they are.

Sources: NIST SP 800-38D (GCM, random nonces of 96 bits), RFC 5869 (HKDF), RFC 2104 (HMAC). Pure but for the
random nonce. A sealed text is: one byte for this layout, four that name the key, twelve of nonce, then the
ciphertext with its tag of sixteen bytes.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LAYOUT = b"\x01"
KEY_ID_BYTES, NONCE_BYTES, TAG_BYTES = 4, 12, 16
OVERHEAD = len(LAYOUT) + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES  # bytes that sealing adds
SHORTEST_KEY = 32  # characters: a random text of that length holds far more than 128 bits


class SealingError(Exception):
    """Something sealed cannot be opened, or nothing can be sealed."""


class UnusableKey(SealingError):
    """The ring is empty, or one of its keys is too short to be random; the message says which, never what."""


class UnknownKey(SealingError):
    """It was sealed under a key that is not in the ring (any more)."""


class Damaged(SealingError):
    """It is cut short or changed, or belongs to another owner or field."""


@dataclass(frozen=True)
class Key:
    """One key of a ring: the three secrets derived from its text, which is not kept."""

    id: bytes
    sealing: bytes = field(repr=False)
    indexing: bytes = field(repr=False)

    @classmethod
    def from_text(cls, text: str) -> Key:
        """The key that a random text of at least 32 characters gives."""
        return cls(
            _derived(text, b"id", KEY_ID_BYTES), _derived(text, b"seal", 32), _derived(text, b"index", 32)
        )


@dataclass(frozen=True)
class KeyRing:
    """The first key seals and indexes; every key opens. A new key is put in front of the old ones."""

    keys: tuple[Key, ...]

    @classmethod
    def from_text(cls, text: str) -> KeyRing:
        """The ring from a list with commas; raises `UnusableKey`."""
        texts = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
        if not texts:
            raise UnusableKey("there is no key")
        short = [str(place) for place, one in enumerate(texts, 1) if len(one) < SHORTEST_KEY]
        if short:
            raise UnusableKey(f"key {', '.join(short)} is shorter than {SHORTEST_KEY} characters")
        return cls(tuple(Key.from_text(one) for one in texts))

    def seal(self, plain: str, *, owner: str, field: str) -> bytes:
        """The text sealed under the first key; it opens for this owner and this field alone.

        ``owner`` names whose it is ("person:12"), ``field`` what it is ("citizen_id"). Two seals of one text
        differ.
        """
        key, nonce = self.keys[0], os.urandom(NONCE_BYTES)
        head = LAYOUT + key.id
        body = AESGCM(key.sealing).encrypt(nonce, plain.encode(), head + _place(owner, field))
        return head + nonce + body

    def open(self, sealed: bytes, *, owner: str, field: str) -> str:
        """The text again; raises `UnknownKey` or `Damaged`."""
        sealed = bytes(sealed)
        if len(sealed) < OVERHEAD or sealed[:1] != LAYOUT:
            raise Damaged("this is nothing that was sealed here")
        head, rest = sealed[: 1 + KEY_ID_BYTES], sealed[1 + KEY_ID_BYTES :]
        key = self._key(head[1:])
        try:
            plain = AESGCM(key.sealing).decrypt(
                rest[:NONCE_BYTES], rest[NONCE_BYTES:], head + _place(owner, field)
            )
        except InvalidTag:
            raise Damaged("it was changed, or belongs to another owner or field") from None
        return plain.decode()

    def is_current(self, sealed: bytes) -> bool:
        """Whether the first key sealed it: what is not is to be sealed again after a change of keys."""
        return bytes(sealed[1 : 1 + KEY_ID_BYTES]) == self.keys[0].id

    def index(self, plain: str, *, field: str) -> bytes:
        """32 bytes by which an equal text of the same field is found without opening any (HMAC-SHA256).

        Equal for equal texts, whoever owns them; another one under another key.
        """
        return _index(self.keys[0], plain, field)

    def indexes(self, plain: str, *, field: str) -> list[bytes]:
        """The text's index under each key, the first one's first: for look-ups while keys change."""
        return [_index(key, plain, field) for key in self.keys]

    def _key(self, key_id: bytes) -> Key:
        for key in self.keys:
            if key.id == key_id:
                return key
        raise UnknownKey(f"the key {key_id.hex()} is not in the ring")


def _derived(text: str, purpose: bytes, size: int) -> bytes:
    return HKDF(SHA256(), size, salt=None, info=b"tambon sealing 1: " + purpose).derive(text.encode())


def _place(owner: str, field: str) -> bytes:
    """Owner and field with their lengths: no two pairs give the same bytes."""
    parts = (owner.encode(), field.encode())
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _index(key: Key, plain: str, field: str) -> bytes:
    return hmac.new(key.indexing, _place(field, plain), sha256).digest()
