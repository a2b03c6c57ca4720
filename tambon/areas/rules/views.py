"""What the room's questions answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tambon.areas.rules.kinds import Kind, Scheme
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
class AreaFacts:
    """An area with everything the registry knows about it on a day."""

    area: AreaView
    on: date
    ancestors: tuple[AreaView, ...]
    codes: tuple[CodeView, ...]
    children: dict[Kind, int]
    edition: EditionView
    known_since: date | None  # the day of the first list about this kind

    @property
    def known_completely(self) -> bool:
        """False before the first list: what is known is shown, and more may have been."""
        return self.known_since is not None and self.known_since <= self.on
