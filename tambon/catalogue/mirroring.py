"""A catalogue in a bucket, kept as a folder of this machine: what is served is whole and was checked.

The folder is filled like the catalogue was: an edition beside its place, every byte compared with its
manifest and that with what was announced, then swapped in; lists after what they announce, each
``latest.json`` last. With trust only what a trusted key signed comes in, or takes anything away.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tambon.catalogue.editions import Announced, Untrusted, demand_whole
from tambon.catalogue.integrity import MANIFEST, SIGNATURE, BadManifest, Fault, is_inside, read_manifest
from tambon.catalogue.recency import Newest
from tambon.catalogue.signing import LARGEST, SUFFIX, BadSignature, check
from tambon.catalogue.trusting import KEYS, Trust
from tambon.store import Bucket, Listed, building, sweep, write_file

_LOG = logging.getLogger("tambon.catalogue")
LATEST = "latest.json"
MOST_BYTES = 100_000_000  # of a small file: lists and snapshots
_SMALL = re.compile(r"((areas|snapshots)/)?[a-z0-9-]+\.json(\.sig)?")


@dataclass(frozen=True)
class _Product:
    folder: str  # of the lists; "" is the catalogue's own
    listing: str
    key: str
    inside: str  # the folder of the editions

    def path(self, name: str) -> str:
        """Of one of its own files, in the catalogue."""
        return f"{self.folder}/{name}".lstrip("/")


_PRODUCTS = (
    _Product("", "releases.json", "releases", "releases"),
    _Product("areas", "editions.json", "editions", "areas"),
)


class Mirror:
    """Follows a bucket into a folder. One look at a time, by one process: others read what it brings."""

    def __init__(self, bucket: Bucket, folder: Path, trust: Trust | None = None) -> None:
        """``trust`` follows keys by the folder, as it does for those who serve it."""
        self._bucket = bucket
        self._folder = folder
        self._trust = trust
        self._refused: dict[str, str] = {}  # lists and snapshots that nobody trusted signed, and why
        self._marks: dict[str, str] = {}
        self._failed: dict[str, str] = {}  # editions that were fetched and not whole, as they lay there
        self._checked: set[Path] = set()

    def follow(self) -> bool:
        """One look; True where something came. Raises OSError where the bucket or the disk refuses."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with _alone(self._folder) as is_ours:
            return self._follow() if is_ours else False

    def _follow(self) -> bool:
        small = self._small_files()
        changed = [name for name, listed in small.items() if self._marks.get(name) != listed.mark]
        bodies = {name: self._bucket.read(name) for name in changed}
        self._drop_unsigned(bodies)
        came = False
        kept: dict[str, set[str]] = {}
        for product in _PRODUCTS:
            announced = self._announced(product, bodies)
            if announced is not None:
                kept[product.inside] = {each.version for each in announced}
            came |= self._bring_editions(product, announced or [])
        for name in sorted(bodies, key=_last_is_latest):
            write_file(self._folder / name, bodies[name])
            self._marks[name] = small[name].mark
        for product in _PRODUCTS:
            if (came or product.path(product.listing) in bodies) and product.path(LATEST) not in bodies:
                self._touch(product.path(LATEST))
        self._remove_gone(kept)
        return came or bool(bodies)

    def _small_files(self) -> dict[str, Listed]:
        """All but the files of editions."""
        found, folders = self._bucket.look()
        for folder in folders:
            if folder.rstrip("/") != "releases":
                found |= self._bucket.look(folder.rstrip("/"))[0]
        return {
            name: listed
            for name, listed in found.items()
            if _SMALL.fullmatch(name) and listed.size < MOST_BYTES
        }

    def _drop_unsigned(self, bodies: dict[str, bytes]) -> None:
        """What no trusted key signed is left where it lies and looked at again: what is here stays."""
        if self._trust is None:
            return
        if KEYS in bodies:
            if self._trust.keys() <= self._trust.led_to(bodies[KEYS]):
                write_file(self._folder / KEYS, bodies[KEYS])  # the others may be signed by a newer key
            else:
                self._refuse(bodies, KEYS, "it leads to fewer keys than before")
        for name in sorted({name.removesuffix(SUFFIX) for name in bodies} - {KEYS}):
            try:
                body, signature = (self._newest(bodies, each) for each in (name, name + SUFFIX))
                check(name, body, signature, self._trust.keys())
                self._demand_newest(name, body)
                self._refused.pop(name, None)
            except (BadSignature, OSError) as error:
                self._refuse(bodies, name, str(error))

    def _demand_newest(self, name: str, body: bytes) -> None:
        """What lies here is what was seen: an older one does not take its place. Raises `BadSignature`."""
        place = self._folder / name
        newest = Newest(name)
        with suppress(BadSignature, OSError, ValueError, RecursionError):
            newest.demand(json.loads(place.read_bytes()))
        with suppress(ValueError, RecursionError):  # who reads it says what is wrong with it
            newest.demand(json.loads(body))

    def _newest(self, bodies: dict[str, bytes], name: str) -> bytes:
        return bodies[name] if name in bodies else (self._folder / name).read_bytes()

    def _refuse(self, bodies: dict[str, bytes], name: str, why: str) -> None:
        for each in (name, name + SUFFIX):
            bodies.pop(each, None)
        if self._refused.get(name) != why:
            self._refused[name] = why
            _LOG.error("the bucket's %s is not trusted and passed over: %s", name, why)

    def _announced(self, product: _Product, bodies: dict[str, bytes]) -> list[Announced] | None:
        """What the list announces as published, newest first; None without a list that can be read."""
        name = product.path(product.listing)
        try:
            body = bodies[name] if name in bodies else (self._folder / name).read_bytes()
            lines: list[dict[str, Any]] = json.loads(body)[product.key]
            return [
                Announced(str(line["version"]), str(line["manifest_sha256"]), str(line["published_at"]))
                for line in lines
                if line["state"] == "published" and is_inside(str(line["version"]))
            ]
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            _LOG.error("the catalogue's %s is damaged: %s", name, error)
            return None

    def _bring_editions(self, product: _Product, wanted: list[Announced]) -> bool:
        came = False
        for announced in wanted:
            inside = f"{product.inside}/{announced.version}"
            target = self._folder / inside
            if self._is_good(target, announced):
                continue
            lies = str(sorted(self._bucket.list_all(inside).items())) if inside in self._failed else ""
            if lies and self._failed[inside] == lies:
                continue
            try:
                self._bring(inside, target, announced)
                self._checked.add(target)
                came = True
            except (Untrusted, BadManifest) as error:
                self._failed[inside] = str(sorted(self._bucket.list_all(inside).items()))
                _LOG.error("the bucket's %s is damaged and passed over: %s", announced.version, error)
        return came

    def _is_good(self, target: Path, announced: Announced) -> bool:
        """Whether the edition is here; one of an earlier run is checked once, and given up if damaged."""
        if not target.exists() or target in self._checked:
            return target.exists()
        try:
            demand_whole(target, announced, self._trust)
        except Untrusted as error:
            _LOG.error("the copy of %s is damaged and fetched again: %s", announced.version, error)
            shutil.rmtree(target)
            return False
        self._checked.add(target)
        return True

    def _bring(self, inside: str, target: Path, announced: Announced) -> None:
        """Fetches an edition beside its place and swaps it in. Raises `Untrusted` and `BadManifest`."""
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        with building(target) as draft:
            draft.mkdir()
            try:
                self._bucket.fetch(f"{inside}/{MANIFEST}", draft / MANIFEST, most=MOST_BYTES)
                manifest, total = read_manifest(draft)
                if total != announced.manifest_sha256:
                    raise Untrusted(announced.version, Fault(MANIFEST, "changed"))
                for file in manifest["files"]:
                    self._bucket.fetch(f"{inside}/{file['path']}", draft / file["path"], most=file["bytes"])
                for extra in self._beside_manifest(inside):
                    self._bucket.fetch(f"{inside}/{extra}", draft / extra, most=LARGEST)
            except FileNotFoundError as error:
                raise Untrusted(announced.version, error) from error
            demand_whole(draft, announced, self._trust)

    def _beside_manifest(self, inside: str) -> list[str]:
        """The signature of the manifest, which the manifest cannot list."""
        found, _ = self._bucket.look(inside)
        names = [name.rpartition("/")[2] for name in found]
        return [name for name in names if name == SIGNATURE]

    def _touch(self, latest: str) -> None:
        """Readers look again when this file is another one, be it for an older withdrawn release."""
        if (self._folder / latest).exists():
            write_file(self._folder / latest, (self._folder / latest).read_bytes())

    def _remove_gone(self, kept: dict[str, set[str]]) -> None:
        """Editions that are announced no more: a withdrawn release is not kept here either."""
        for inside, versions in kept.items():
            folder = self._folder / inside
            for each in folder.iterdir() if folder.is_dir() else ():
                if each.is_dir() and each.name not in versions and not each.name.startswith("."):
                    shutil.rmtree(each)


def _last_is_latest(name: str) -> tuple[int, str]:
    """Signatures before what they sign, lists after what they announce, latest.json last of all."""
    base = name.rpartition("/")[2]
    place = {"releases.json": 2, "editions.json": 2, "latest.json": 3}.get(base, 0 if "sig" in base else 1)
    return place, name


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether this process alone fills the folder now."""
    handle = os.open(folder / ".mirror-lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)
