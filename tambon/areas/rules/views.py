"""What the room's questions answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tambon.areas.rules.kinds import Basis, By, ChangeKind, Kind, Scheme
from tambon.areas.rules.names import full_name


@dataclass(frozen=True, slots=True)
class AreaView:
    """One area as it is on one day. ``code`` is of the kind's own scheme."""

    id: int
    public_id: str
    kind: Kind
    code: str
    name_th: str
    name_en: str
    synthetic: bool

    @property
    def full_th(self) -> str:
        """``ตำบลจองคำ``; in Bangkok ``แขวง…`` and ``เขต…``."""
        return full_name(self.kind, self.code, self.name_th, "th")

    @property
    def full_en(self) -> str:
        """``Tambon Chong Kham``; where no English name is known, the Thai one."""
        return full_name(self.kind, self.code, self.name_en or self.name_th, "en")


@dataclass(frozen=True, slots=True)
class EditionView:
    """One loaded list: whose, of which day, under which licence, about which kinds."""

    id: int
    source: str
    day: date
    sha256: str
    licence: str
    credit: str
    synthetic: bool
    kinds: tuple[Kind, ...]
    note: str = ""

    @property
    def name(self) -> str:
        """``geothai 2026-10-23``."""
        return f"{self.source} {self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class CodeView:
    """A code with the days it holds: ``since`` None is "as long as we know", ``until`` None is "still"."""

    scheme: Scheme
    code: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Succeeded:
    """An area that came before or after another in a change; for a recoded area, itself under the other code.

    ``share`` is the part of the predecessor, None where nobody knows it. A day that is not known is None.
    """

    area_id: int
    code: str
    public_id: str
    kind: Kind
    name_th: str
    name_en: str
    change: ChangeKind
    share: Decimal | None
    legal_day: date | None
    list_day: date | None
    source: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change that concerned an area: what there was before it and what after."""

    id: int
    kind: ChangeKind
    legal_day: date | None
    list_day: date | None
    source: str
    basis: Basis
    before: tuple[Succeeded, ...]
    after: tuple[Succeeded, ...]


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """An area with everything the registry knows about it on a day, by the law's calendar or the list's.

    Where no area bears the code that day, ``standing`` is False, the area is the one that bore it last (or
    will bear it first) as it then was, and ``successors`` and ``predecessors`` lead on.
    """

    area: AreaView
    on: date
    by: By
    standing: bool
    since: date | None  # from when until when it is as shown; None: as long as we know, still
    until: date | None
    predecessors: tuple[Succeeded, ...]
    successors: tuple[Succeeded, ...]
    ancestors: tuple[AreaView, ...]
    codes: tuple[CodeView, ...]
    children: dict[Kind, int]
    edition: EditionView
    known_since: date | None  # the day of the first list about this kind

    @property
    def known_completely(self) -> bool:
        """False before the first list: what is known is shown, and more may have been."""
        return self.known_since is not None and self.known_since <= self.on
