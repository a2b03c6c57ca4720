"""The home's signature on what it published: before there were signatures, or under a former key.

Signed is only what the database knows for its own: releases and editions of the areas with the sums that were
noted when they were published. What else lies in the catalogue stays unsigned and is named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from tambon.catalogue import signing
from tambon.catalogue.challenges import PLACE as CHALLENGES
from tambon.catalogue.integrity import MANIFEST
from tambon.catalogue.programme import PLACE as PROGRAMME
from tambon.catalogue.recency import HEAD
from tambon.catalogue.trusting import KEYS, Replacement, read_replacements
from tambon.journal import actions as journal
from tambon.journal.models import Entry
from tambon.releases import publishing, queries
from tambon.releases.actions.official import ENTRY as OFFICIAL
from tambon.releases.actions.places import Place
from tambon.releases.actions.snapshots import refresh_snapshots
from tambon.releases.publishing import alone, put
from tambon.releases.registry import actions as registry
from tambon.releases.registry import announcing
from tambon.releases.signing import is_own, own_key, put_signed, sign_folder

SNAPSHOTS = ("snapshots/progress.json", PROGRAMME, CHALLENGES)
ENTRY = "catalogue.signed"
REPLACED = "signing-key.replaced"


@dataclass(frozen=True)
class Vouched:
    """What was signed now, and what is not this home's and stays as it is: paths in the catalogue."""

    signed: tuple[str, ...]
    foreign: tuple[str, ...]


@dataclass(frozen=True)
class _Product:
    """Releases, or editions of the areas: where they lie, what the database knows of them."""

    folder: Path  # of the lists
    inside: Path  # of the versions
    listing: str
    latest: str
    lines: Iterable[Mapping[str, Any]]
    known: Mapping[str, str]
    root: Path
    prefix: str = ""


def sign_published(*, by: str, at: datetime, place: Place | None = None) -> Vouched:
    """Signs all of the home's own that lacks its present key's signature. Again, it changes nothing.

    Raises 409-release-busy while something is being published.
    """
    place = place or Place.of_this_home()
    if not place.catalogue.is_dir():
        return Vouched((), ())
    signed: list[str] = []
    foreign: list[str] = []
    for product in (_releases(place.catalogue), _areas(place.catalogue), *_official(place)):
        if not product.folder.is_dir():
            continue
        with alone(product.folder):
            for path, done in _sign_product(product, at):
                name = f"{product.prefix}{path.relative_to(product.root).as_posix()}"
                (signed if done else foreign).append(name)
    stale = [name for name in SNAPSHOTS if _lacks(place.catalogue / name)]
    if stale:
        refresh_snapshots(at=at, place=place)
        signed += stale
    if signed:
        _journal(ENTRY, by=by, at=at, body={"fingerprint": _print(own_key()), "files": len(signed)})
    return Vouched(tuple(signed), tuple(foreign))


def renew_lists(*, at: datetime, place: Place | None = None) -> int:
    """Signs the lists of releases and of editions anew, as they are: readers see that none is kept from them.

    How many files; what is not all the home's own stays as it is. Raises 409-release-busy.
    """
    place = place or Place.of_this_home()
    count = 0
    for product in (_releases(place.catalogue), _areas(place.catalogue), *_official(place)):
        if not (product.folder / product.listing).is_file():
            continue
        with alone(product.folder):
            present = replace(product, lines=_lines(product))
            if _is_all_mine(present):
                _put_again(present, product.listing, at)
                _put_again(present, product.latest, at)
                count += 2
    return count


def state_replacement(
    new: Ed25519PrivateKey, *, by: str, at: datetime, place: Place | None = None
) -> Replacement:
    """Publishes, signed by the present key, that ``new`` takes its place. Again, it changes nothing."""
    place = place or Place.of_this_home()
    former = own_key()
    line = Replacement(_print(former), _print(new), at.isoformat(timespec="seconds"))
    with alone(place.catalogue):
        known = read_replacements(place.catalogue / KEYS) if (place.catalogue / KEYS).exists() else []
        said = next((one for one, _ in known if (one.former, one.new) == (line.former, line.new)), None)
        if said is not None:
            return said
        lines = [one.signed(signature) for one, signature in known]
        lines.append(line.signed(signing.sign(former, line.body())))
        put(place.catalogue, KEYS, {"replacements": lines}, at=at)
        _journal(REPLACED, by=by, at=at, body={"from": line.former, "to": line.new})
    return line


def _lines(product: _Product) -> list[Mapping[str, Any]]:
    """As the list has them now: something may have been published since the product was looked at."""
    body = json.loads((product.folder / product.listing).read_bytes())
    return [line for key, lines in body.items() if key != HEAD for line in lines]


def _releases(catalogue: Path) -> _Product:
    known = {one.version: one.manifest_sha256 for one in queries.list_releases() if one.published_at}
    return _Product(
        catalogue, catalogue / "releases", publishing.LIST, publishing.LATEST,
        publishing.announced(catalogue), known, catalogue,
    )  # fmt: skip


def _official(place: Place) -> list[_Product]:
    """The official catalogue, where there is one."""
    folder = place.official
    if folder is None or not folder.is_dir():
        return []
    lists = publishing.LIST, publishing.LATEST
    lines, known = publishing.announced(folder), _noted(OFFICIAL)
    return [_Product(folder, folder / "releases", *lists, lines, known, folder, prefix="official/")]


def _noted(kind: str) -> dict[str, str]:
    """{version: sum of its manifest} as the journal has it."""
    rows = Entry.objects.filter(kind=kind).values_list("subject", "body")
    return {subject.partition(":")[2]: str(body["manifest_sha256"]) for subject, body in rows}


def _areas(catalogue: Path) -> _Product:
    folder = catalogue / registry.FOLDER
    lines = announcing.announced(folder)
    known = _noted(registry.ENTRY)
    return _Product(folder, folder, announcing.LIST, announcing.LATEST, lines, known, catalogue)


def _sign_product(product: _Product, at: datetime) -> Iterable[tuple[Path, bool]]:
    """Each file that lacked a signature, and whether it has one now."""
    lines = list(product.lines)
    for line in lines:
        folder = product.inside / str(line["version"])
        if folder.is_dir() and not is_own(folder / MANIFEST):
            mine = _is_mine(line, product.known) and _sum(folder / MANIFEST) == line["manifest_sha256"]
            yield folder / MANIFEST, mine and sign_folder(folder)
    for name in (product.listing, product.latest):
        path = product.folder / name
        headless = path.exists() and not _has_head(path)
        if _lacks(path) or headless:
            mine = _is_all_mine(product)
            if mine and headless:
                _put_again(product, name, at)
            elif mine:
                put_signed(path, path.read_bytes())
            yield path, mine


def _put_again(product: _Product, name: str, at: datetime) -> None:
    path = product.folder / name
    inside = path.relative_to(product.root).as_posix()
    put(product.root, inside, json.loads(path.read_bytes()), at=at, prefix=product.prefix)


def _is_all_mine(product: _Product) -> bool:
    lines = list(product.lines)
    return bool(lines) and all(_is_mine(line, product.known) for line in lines)


def _has_head(path: Path) -> bool:
    return HEAD in json.loads(path.read_bytes())


def _is_mine(line: Mapping[str, Any], known: Mapping[str, str]) -> bool:
    return bool(known.get(str(line["version"])) == line["manifest_sha256"])


def _lacks(path: Path) -> bool:
    return path.exists() and not is_own(path)


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _print(key: Ed25519PrivateKey) -> str:
    return signing.fingerprint_of(signing.public_of(key))


@transaction.atomic
def _journal(kind: str, *, by: str, at: datetime, body: dict[str, Any]) -> None:
    journal.record(kind, subject="catalogue", by=by, at=at, body=body)
