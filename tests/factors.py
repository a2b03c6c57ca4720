"""What an app on a phone shows, for tests: codes of a secret, by the standard alone."""

from __future__ import annotations

import hashlib
import hmac
import struct
import time
from base64 import b32decode


def code_now(secret: str, *, steps: int = 0) -> str:
    """The six digits of RFC 6238 for this moment, or so many times thirty seconds later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(b32decode(secret.replace(" ", "")), counter, hashlib.sha1).digest()
    start = digest[19] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
