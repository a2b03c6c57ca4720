"""People before they have an account."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who gets an account. ``username`` as it is kept: see `secrets.username_key`."""

    username: str
    name_th: str
    name_en: str = ""
    email: str = ""
    lang: str = "th"
