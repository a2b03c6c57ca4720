"""The list that announces the editions of a product: where it lies, and what it says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tambon.catalogue.editions import PUBLISHED, WITHDRAWN, Announced
from tambon.catalogue.recency import Newest
from tambon.catalogue.trusting import Trust, read_signed
from tambon.lib.problem import Kind


@dataclass(frozen=True)
class Product:
    """How a product of the catalogue lies in its folder, and what is said where it does not."""

    listing: str  # the file that announces its editions, beside latest.json
    key: str  # of the list in that file
    inside: str  # the folder of the editions, seen from there; "" for the folder itself
    kept: int  # editions open at a time: the latest and older ones that somebody reads by name
    unknown: Kind
    damaged: Kind
    nothing: Kind
    withdrawn: Kind | None = None  # where editions of it can be taken back
    unvouched: Kind | None = None  # where the list itself cannot be believed; else damaged
    prefix: str = ""  # before the list's name in its address in the catalogue


def read_list(folder: Path, product: Product, trust: Trust | None, newest: Newest) -> tuple[Announced, ...]:
    """What the product's list announces, newest first; nothing where there is no list.

    With ``trust`` it is not older than what ``newest`` has seen. Raises `BadSignature`, and what reading and
    parsing raise.
    """
    path = folder / product.listing
    if not path.exists():
        return ()
    body: dict[str, Any] = json.loads(read_signed(path, trust))
    if trust is not None:
        newest.demand(body)
    return tuple(
        Announced(str(line["version"]), str(line["manifest_sha256"]), str(line["published_at"]), dict(line))
        for line in body[product.key]
        if line["state"] in (PUBLISHED, WITHDRAWN) and _plain_name(str(line["version"]))
    )


def heir_of(one: Announced, listed: Mapping[str, Announced]) -> Announced | None:
    """The last of those that correct it one after another and stand; None where none does."""
    found, seen = None, {one.version}
    while (one := listed.get(str(one.line.get("patched_by")), one)).version not in seen:
        seen.add(one.version)
        found = found if one.is_withdrawn else one
    return found


def as_day(text: object) -> date | None:
    """The day, None for what is none: a list is written by us, but a page must not fail for it."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _plain_name(version: str) -> bool:
    return bool(version) and not version.startswith(".") and not set("/\\\0:") & set(version)
