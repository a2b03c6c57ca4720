"""Which releases there are, which is the latest good one, and when to look again."""

from __future__ import annotations

import json
import logging
import threading
from pathlib import Path
from typing import Any

from tambon.catalogue import problems
from tambon.catalogue.editions import Announced, Edition, Untrusted

_LOG = logging.getLogger("tambon.catalogue")
_OPEN_EDITIONS = 4  # the latest and a few older ones that somebody reads by name
_Stamp = tuple[int, int, int] | None


class Shelf:
    """Keeps opened editions and follows latest.json: one stat per question, an opening only when it changed.

    A damaged release is logged, named in `faults` and passed over: the newest good one stays the latest.
    """

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._folder = folder
        self._threads = threads
        self._lock = threading.Lock()
        self._stamp: _Stamp = None
        self._looked = False
        self._list: tuple[Announced, ...] = ()
        self._open: dict[str, Edition] = {}
        self._bad: dict[str, str] = {}
        self._latest: Edition | None = None

    def latest(self) -> Edition | None:
        """The newest good release; None when nothing was published."""
        self._look()
        return self._latest

    def announced(self) -> tuple[Announced, ...]:
        """What is announced, newest first."""
        self._look()
        return self._list

    def edition(self, version: str | None) -> Edition:
        """The named release, the latest without a name. Raises a Problem when it is not there or damaged."""
        if version is None:
            latest = self.latest()
            if latest is None:
                raise self._nothing()
            return latest
        announced = next((each for each in self.announced() if each.version == version), None)
        if announced is None:
            known = ", ".join(each.version for each in self._list)
            raise problems.release_unknown(version=version, known=known)
        with self._lock:
            edition = self._opened(announced)
        if edition is None:
            raise problems.release_damaged(version=version, fault=self._bad.get(version, ""))
        return edition

    def faults(self) -> list[str]:
        """Every release found damaged, with the file."""
        self._look()
        return [f"{version}: {fault}" for version, fault in sorted(self._bad.items())]

    def _nothing(self) -> Exception:
        if self._bad:
            version, fault = sorted(self._bad.items())[-1]
            return problems.release_damaged(version=version, fault=fault)
        return problems.nothing_published()

    def _look(self) -> None:
        stamp = _stamp(self._folder / "latest.json")
        if self._looked and stamp == self._stamp:
            return
        # One thread opens what is new; the others go on with what they have, and wait only at the first look.
        if not self._lock.acquire(blocking=not self._looked):
            return
        try:
            if not self._looked or stamp != self._stamp:
                self._follow()
                self._stamp, self._looked = stamp, True
        finally:
            self._lock.release()

    def _follow(self) -> None:
        try:
            self._list = _read_list(self._folder)
        except (OSError, ValueError, KeyError, TypeError) as error:
            self._name_fault("releases.json", error)
            return
        self._bad.clear()
        for announced in self._list:
            edition = self._opened(announced)
            if edition is not None:
                self._latest = edition
                return

    def _opened(self, announced: Announced) -> Edition | None:
        known = self._open.get(announced.version)
        if known is not None and known.etag == announced.manifest_sha256:
            return known
        folder = self._folder / "releases" / announced.version
        try:
            edition = Edition(folder, announced, threads=self._threads)
        except Untrusted as error:
            self._name_fault(announced.version, error.fault)
            return None
        self._open[announced.version] = edition
        self._bad.pop(announced.version, None)
        self._drop_oldest()
        return edition

    def _drop_oldest(self) -> None:
        keep = self._latest.version if self._latest else ""
        for version in list(self._open)[:-_OPEN_EDITIONS]:
            if version != keep:
                del self._open[version]  # closed when the last reader lets go of it

    def _name_fault(self, name: str, fault: object) -> None:
        self._bad[name] = str(fault)
        _LOG.error("the catalogue's %s is damaged and passed over: %s", name, fault)


def _read_list(folder: Path) -> tuple[Announced, ...]:
    path = folder / "releases.json"
    if not path.exists():
        return ()
    body: dict[str, Any] = json.loads(path.read_bytes())
    return tuple(
        Announced(str(line["version"]), str(line["manifest_sha256"]), str(line["published_at"]))
        for line in body["releases"]
        if line["state"] == "published" and _plain_name(str(line["version"]))
    )


def _plain_name(version: str) -> bool:
    return bool(version) and not version.startswith(".") and not set("/\\\0:") & set(version)


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
