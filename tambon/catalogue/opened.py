"""One catalogue of a folder for a whole process, however many doors read it."""

from __future__ import annotations

from functools import lru_cache

from tambon.catalogue.catalogue import Catalogue
from tambon.catalogue.editions import PUBLIC
from tambon.catalogue.trusting import Trust


@lru_cache(maxsize=8)
def opened(path: str, trust: Trust | None, audience: str = PUBLIC) -> Catalogue:
    """The catalogue in the folder; it follows new releases by itself, of keys that are trusted alone."""
    return Catalogue(path, trust=trust, audience=audience)
