"""Stable public ids: the same area has the same id in every home that knows it, without asking anybody."""

from __future__ import annotations

import hashlib
from datetime import date

from tambon.areas.rules.kinds import Kind, Scheme

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u: read aloud or copied by hand they mislead
_CHARACTERS = 12  # 60 bits: two of 100,000 areas meet once in 200 million registries
PREFIX = "th-"


def public_id(
    kind: Kind, scheme: Scheme, code: str, *, since: date | None = None, synthetic: bool = False
) -> str:
    """``th-`` and 12 characters from SHA-256 of kind, scheme, code and first day.

    ``since`` is the first day of an area founded after the registry began; None for what the first list found
    standing. A synthetic area never shares an id with a real one.
    Source of the alphabet: Crockford's Base 32, in lower case.
    """
    first = since.isoformat() if since else ""
    text = "|".join((kind, scheme, code, first, "synthetic" if synthetic else ""))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> 4
    return PREFIX + "".join(_CROCKFORD[number >> 5 * place & 31] for place in reversed(range(_CHARACTERS)))
