"""Which editions of a product there are, which is the latest good one, and when to look again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Generic, Protocol, TypeVar

from tambon.catalogue.editions import Announced, Untrusted
from tambon.catalogue.listing import Product, as_day, heir_of, read_list
from tambon.catalogue.recency import Head, Newest
from tambon.catalogue.signing import BadSignature
from tambon.catalogue.trusting import Trust

_LOG = logging.getLogger("tambon.catalogue")
AGAIN = 5.0  # seconds until what could not be read is looked at again: the machine may have had no room
_Stamp = tuple[int, int, int] | None


class Opened(Protocol):
    """An edition that was opened: its name, and the sum of its manifest."""

    version: str
    etag: str


E = TypeVar("E", bound=Opened)


class Shelf(Generic[E]):
    """Keeps opened editions and follows latest.json: one stat per question, an opening only when it changed.

    A damaged edition is logged, named in `faults` and passed over: the newest good one stays the latest.
    What the list says counts at once, a withdrawal too. A new edition is opened by whoever asks first, and
    after `open_beside` by a thread of its own, while everybody is answered from the one before it.
    """

    def __init__(
        self,
        folder: Path,
        product: Product,
        open_: Callable[[Path, Announced], E],
        *,
        trust: Trust | None = None,
        take_over: Callable[[E, E | None], None] = lambda new, old: None,
    ) -> None:
        """``open_`` raises `Untrusted` for a folder that is not what was announced.

        With ``trust`` the list counts only with the signature of one of its keys. ``take_over`` is told of
        an edition that is about to become the latest, and of the one before it.
        """
        self._trust = trust
        self._take_over = take_over
        self._newest = Newest(
            f"{product.prefix}{product.listing}",
            folder=trust.remembered if trust else None,
            not_before=trust.not_before if trust else None,
        )
        self._folder = folder
        self._product = product
        self._open_new = open_
        self._lock = threading.Lock()  # of the list
        self._swapping = threading.Lock()  # of what is the latest
        self._gates: dict[str, threading.Lock] = {}  # of each edition that is opened
        self._beside = False
        self._news = folder / "latest.json"
        self._stamp: _Stamp = None
        self._looked = False
        self._again: float | None = None  # when to look at what failed, though nothing announces anything new
        self._list: tuple[Announced, ...] = ()
        self._withdrawn: tuple[Announced, ...] = ()
        self._open: dict[str, E] = {}
        self._bad: dict[str, str] = {}
        self._latest: E | None = None

    def open_beside(self) -> None:
        """From now on nobody waits for a new edition while there is an older one to answer from."""
        self._beside = True

    def latest(self) -> E | None:
        """The newest good edition; None when nothing was published."""
        self._look()
        if self._latest is None:
            with self._lock:  # it is being taken back, and the one that takes its place is not there yet
                pass
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
        edition = self._opened(self.line(version))
        if edition is None:
            raise self._product.damaged(version=version, fault=self._bad.get(version, ""))
        return edition

    def line(self, version: str) -> Announced:
        """What is announced of an edition that stands. Raises a Problem for any other."""
        announced = next((each for each in self.announced() if each.version == version), None)
        if announced is None:
            self._demand_not_withdrawn(version)
            known = ", ".join(each.version for each in self._list)
            raise self._product.unknown(version=version, known=known)
        return announced

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
        stamp = _stamp(self._news)
        if self._looked and stamp == self._stamp and not self._is_due():
            return
        # One thread looks; the others go on with what they have, and wait only where that is nothing.
        if not self._lock.acquire(blocking=not self._looked or self._latest is None):
            return
        try:
            if not self._looked or stamp != self._stamp or self._is_due():
                self._follow()
                self._swap()
                self._again = monotonic() + AGAIN if self._bad else None
                self._stamp, self._looked = stamp, True
        finally:
            self._lock.release()

    def _is_due(self) -> bool:
        return self._again is not None and monotonic() >= self._again

    def _follow(self) -> None:
        try:
            lines = read_list(self._folder, self._product, self._trust, self._newest)
        except (BadSignature, OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            why = error.why if isinstance(error, BadSignature) else error
            self.name_fault(self._product.listing, why)
            return
        # a list without a head, of before there were heads, brings nothing back that is known to be withdrawn
        gone = {(each.version, each.manifest_sha256): each for each in self._withdrawn}
        lines = tuple(gone.get((each.version, each.manifest_sha256), each) for each in lines)
        self._list = tuple(each for each in lines if not each.is_withdrawn)
        self._withdrawn = tuple(each for each in lines if each.is_withdrawn)
        standing = {each.version for each in self._list}
        self._bad = {version: fault for version, fault in [*self._bad.items()] if version in standing}
        self._let_go()

    def _swap(self) -> None:
        newest = self._list[0] if self._list else None
        if newest and self._latest is not None and self.known(newest) is self._latest:
            return  # an opening that is under way is not waited for
        if self._beside and self._latest is not None and newest:
            threading.Thread(target=self._open_apart, name="open the newest", daemon=True).start()
        else:
            self._open_newest()

    def _open_apart(self) -> None:
        try:
            self._open_newest()
        except Exception:  # nobody waits for this thread: what it cannot do is told, and tried again
            _LOG.exception("a new edition in %s cannot be opened", self._folder)
            self._again = monotonic() + AGAIN
        else:
            self._again = monotonic() + AGAIN if self._bad else None

    def _open_newest(self) -> None:
        """The newest good edition becomes the latest, once it is open."""
        with self._swapping:
            for announced in self._list:
                edition = self._opened(announced)
                if edition is None or announced not in self._list:  # withdrawn while it was opened
                    continue
                if edition is not self._latest:
                    self._take_over(edition, self._latest)
                self._latest = edition
                self._let_go()  # it may have been withdrawn meanwhile
                if self._latest is not None:
                    return

    def _opened(self, announced: Announced) -> E | None:
        known = self.known(announced)
        if known is not None:
            return known
        with self._gates.setdefault(announced.version, threading.Lock()):
            return self.known(announced) or self._open_one(announced)

    def _open_one(self, announced: Announced) -> E | None:
        folder = self._folder / self._product.inside / announced.version
        try:
            edition = self._open_new(folder, announced)
        except Untrusted as error:
            self.name_fault(announced.version, error.fault)
            return None
        self._open[announced.version] = edition
        self._bad.pop(announced.version, None)
        self._drop_oldest()
        return edition

    def known(self, announced: Announced) -> E | None:
        """The edition, where it is open."""
        known = self._open.get(announced.version)
        return known if known is not None and known.etag == announced.manifest_sha256 else None

    def _let_go(self) -> None:
        """Nothing is read any more of what is not announced."""
        standing = {each.version for each in self._list}
        for version in set(self._open) - standing:
            self._open.pop(version, None)
        if self._latest is not None and self._latest.version not in standing:
            self._latest = None

    def _drop_oldest(self) -> None:
        keep = self._latest.version if self._latest else ""
        for version in list(self._open)[: -self._product.kept]:
            if version != keep:
                self._open.pop(version, None)  # closed when the last reader lets go of it

    def name_fault(self, name: str, fault: object) -> None:
        """Keeps in mind, and logs once, that the edition is not as announced."""
        if self._bad.get(name) != str(fault):  # what goes on is told once
            _LOG.error("the catalogue's %s is damaged and passed over: %s", name, fault)
        self._bad[name] = str(fault)


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
