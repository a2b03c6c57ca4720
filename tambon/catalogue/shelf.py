"""Which editions of a product there are, which is the latest good one, and when to look again."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, Generic, Protocol, TypeVar

from tambon.catalogue.editions import PUBLISHED, WITHDRAWN, Announced, Untrusted
from tambon.catalogue.recency import Head, Newest
from tambon.catalogue.signing import BadSignature
from tambon.catalogue.trusting import Trust, read_signed
from tambon.lib.problem import Kind

_LOG = logging.getLogger("tambon.catalogue")
AGAIN = 5.0  # seconds until what could not be read is looked at again: the machine may have had no room
_Stamp = tuple[int, int, int] | None


class Opened(Protocol):
    """An edition that was opened: its name, and the sum of its manifest."""

    version: str
    etag: str


E = TypeVar("E", bound=Opened)


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


class Shelf(Generic[E]):
    """Keeps opened editions and follows latest.json: one stat per question, an opening only when it changed.

    A damaged edition is logged, named in `faults` and passed over: the newest good one stays the latest.
    """

    def __init__(
        self,
        folder: Path,
        product: Product,
        open_: Callable[[Path, Announced], E],
        *,
        trust: Trust | None = None,
    ) -> None:
        """``open_`` raises `Untrusted` for a folder that is not what was announced.

        With ``trust`` the list counts only with the signature of one of its keys.
        """
        self._trust = trust
        self._newest = Newest(
            f"{product.prefix}{product.listing}",
            folder=trust.remembered if trust else None,
            not_before=trust.not_before if trust else None,
        )
        self._folder = folder
        self._product = product
        self._open_new = open_
        self._lock = threading.Lock()
        self._stamp: _Stamp = None
        self._looked = False
        self._again: float | None = None  # when to look at what failed, though nothing announces anything new
        self._list: tuple[Announced, ...] = ()
        self._withdrawn: tuple[Announced, ...] = ()
        self._open: dict[str, E] = {}
        self._bad: dict[str, str] = {}
        self._latest: E | None = None

    def latest(self) -> E | None:
        """The newest good edition; None when nothing was published."""
        self._look()
        return self._latest

    def announced(self) -> tuple[Announced, ...]:
        """What is announced, newest first."""
        self._look()
        return self._list

    def withdrawn(self) -> tuple[Announced, ...]:
        """What was announced once and taken back, newest first."""
        self._look()
        return self._withdrawn

    def edition(self, version: str | None) -> E:
        """The named one, the latest without a name. Raises a Problem when it is not there or damaged."""
        if version is None:
            latest = self.latest()
            if latest is None:
                raise self._nothing()
            return latest
        announced = next((each for each in self.announced() if each.version == version), None)
        if announced is None:
            self._demand_not_withdrawn(version)
            known = ", ".join(each.version for each in self._list)
            raise self._product.unknown(version=version, known=known)
        edition = self._known(announced)
        if edition is None:
            with self._lock:
                edition = self._opened(announced)
        if edition is None:
            raise self._product.damaged(version=version, fault=self._bad.get(version, ""))
        return edition

    def signed(self) -> Head | None:
        """When and as which number the list that is followed was signed; None where it does not say."""
        self._look()
        return self._newest.head

    def faults(self) -> list[str]:
        """Every edition found damaged, with the file."""
        self._look()
        return [f"{version}: {fault}" for version, fault in sorted(self._bad.items())]

    def is_bad(self, version: str) -> bool:
        """Whether the edition was found damaged when it was last opened."""
        return version in self._bad

    def _demand_not_withdrawn(self, version: str) -> None:
        gone = next((each for each in self._withdrawn if each.version == version), None)
        if gone is not None and self._product.withdrawn is not None:
            told = {name: str(gone.line.get(name, "")) for name in ("reason_th", "reason_en")}
            day = as_day(gone.line.get("withdrawn_on"))
            raise self._product.withdrawn(
                version=version, day=day, instead=self.instead_of(gone) or "-", **told
            )

    def instead_of(self, gone: Announced) -> str | None:
        """What stands in the place of a withdrawn edition: what corrects it, else the latest good one."""
        listed = {each.version: each for each in (*self._list, *self._withdrawn)}
        heir = heir_of(gone, listed)
        latest = self.latest()
        return heir.version if heir else latest.version if latest else None

    def _nothing(self) -> Exception:
        listing = self._product.listing
        if listing in self._bad and self._product.unvouched:
            return self._product.unvouched(file=listing, fault=self._bad[listing])
        if self._bad:
            version, fault = sorted(self._bad.items())[-1]
            return self._product.damaged(version=version, fault=fault)
        return self._product.nothing()

    def _look(self) -> None:
        stamp = _stamp(self._folder / "latest.json")
        if self._looked and stamp == self._stamp and not self._is_due():
            return
        # One thread opens what is new; the others go on with what they have, and wait only at the first look.
        if not self._lock.acquire(blocking=not self._looked):
            return
        try:
            if not self._looked or stamp != self._stamp or self._is_due():
                self._follow()
                self._again = monotonic() + AGAIN if self._bad else None
                self._stamp, self._looked = stamp, True
        finally:
            self._lock.release()

    def _is_due(self) -> bool:
        return self._again is not None and monotonic() >= self._again

    def _follow(self) -> None:
        try:
            lines = _read_list(self._folder, self._product, self._trust, self._newest)
        except (BadSignature, OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            why = error.why if isinstance(error, BadSignature) else error
            self._name_fault(self._product.listing, why)
            return
        # a list without a head, of before there were heads, brings nothing back that is known to be withdrawn
        gone = {(each.version, each.manifest_sha256): each for each in self._withdrawn}
        lines = tuple(gone.get((each.version, each.manifest_sha256), each) for each in lines)
        self._list = tuple(each for each in lines if not each.is_withdrawn)
        self._withdrawn = tuple(each for each in lines if each.is_withdrawn)
        standing = {each.version for each in self._list}
        self._bad = {version: fault for version, fault in self._bad.items() if version in standing}
        self._let_go()
        for announced in self._list:
            edition = self._opened(announced)
            if edition is not None:
                self._latest = edition
                return

    def _opened(self, announced: Announced) -> E | None:
        known = self._known(announced)
        if known is not None:
            return known
        folder = self._folder / self._product.inside / announced.version
        try:
            edition = self._open_new(folder, announced)
        except Untrusted as error:
            self._name_fault(announced.version, error.fault)
            return None
        self._open[announced.version] = edition
        self._bad.pop(announced.version, None)
        self._drop_oldest()
        return edition

    def _known(self, announced: Announced) -> E | None:
        known = self._open.get(announced.version)
        return known if known is not None and known.etag == announced.manifest_sha256 else None

    def _let_go(self) -> None:
        """Nothing is read any more of what is not announced."""
        standing = {each.version for each in self._list}
        for version in set(self._open) - standing:
            del self._open[version]
        if self._latest is not None and self._latest.version not in standing:
            self._latest = None

    def _drop_oldest(self) -> None:
        keep = self._latest.version if self._latest else ""
        for version in list(self._open)[: -self._product.kept]:
            if version != keep:
                del self._open[version]  # closed when the last reader lets go of it

    def _name_fault(self, name: str, fault: object) -> None:
        if self._bad.get(name) != str(fault):  # what goes on is told once
            _LOG.error("the catalogue's %s is damaged and passed over: %s", name, fault)
        self._bad[name] = str(fault)


def _read_list(folder: Path, product: Product, trust: Trust | None, newest: Newest) -> tuple[Announced, ...]:
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


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
