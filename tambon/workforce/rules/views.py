"""Posts, contracts and villages as others see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class ContractView:
    """A person in a post of a programme. ``until`` is the day after the last; None where there is no end."""

    id: int
    post_id: int
    programme: str
    tambon_id: int
    post_number: int
    person_id: int
    since: date
    until: date | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Worker:
    """Who fills a post on a day: their villages, and whether they are away and who stands in.

    ``substitute_id`` is the substitute's person, None where nobody stands in that day.
    """

    contract_id: int
    post_id: int
    programme: str
    tambon_id: int
    post_number: int
    person_id: int
    username: str
    name_th: str
    name_en: str
    since: date
    until: date | None
    villages: int
    absent_until: date | None = None
    absence_reason: str = ""
    substitute_id: int | None = None
    absence_id: int | None = None

    @property
    def is_absent(self) -> bool:
        return self.absence_id is not None


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post on a day, with who fills it; ``worker`` None: vacant."""

    id: int
    programme: str
    tambon_id: int
    number: int
    villages: int
    worker: Worker | None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post that nobody fills on a day: since when (None: never filled), and why the last contract ended."""

    post_id: int
    tambon_id: int
    number: int
    villages: int
    since: date | None
    end_reason: str
    comes: date | None  # when the next contract begins


class Why(StrEnum):
    """Why a village has nobody on a day."""

    NO_POST = "no_post"
    VACANT = "vacant"
    ABSENT = "absent"


WHYS: dict[Why, tuple[str, str]] = {
    Why.NO_POST: ("ยังไม่ได้มอบให้อัตราใด", "Given to no post"),
    Why.VACANT: ("อัตราที่รับผิดชอบยังว่าง", "Its post is vacant"),
    Why.ABSENT: ("ผู้รับผิดชอบลา และไม่มีผู้ทำแทน", "Its worker is absent and nobody stands in"),
}


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A village that nobody has on a day; how the last post lost it, where one had it."""

    village_id: int
    tambon_id: int
    why: Why
    post_id: int | None = None
    end_reason: str = ""
    end_note: str = ""


@dataclass(frozen=True, slots=True)
class PostCounts:
    """An area's posts on a day. ``person_months`` up to and with that day, see `months`."""

    posts: int = 0
    filled: int = 0
    person_months: Fraction = field(default_factory=Fraction)
    trained: int = 0

    @property
    def vacant(self) -> int:
        return self.posts - self.filled


@dataclass(frozen=True, slots=True)
class PostView:
    """A post itself."""

    id: int
    programme: str
    tambon_id: int
    number: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """A contract's person is away; ``substitute_id`` is another contract."""

    id: int
    contract_id: int
    substitute_id: int | None
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """One contract in a post's history; without days it never began."""

    contract_id: int
    person_id: int
    since: date | None
    until: date | None
    number: str
    end_reason: str
    absences: tuple[AbsenceLine, ...]


@dataclass(frozen=True, slots=True)
class ShareMove:
    """On a day villages came to a post (no reason), or left it for one."""

    day: date
    reason: str
    note: str
    village_ids: list[int]


@dataclass(frozen=True, slots=True)
class PostHistory:
    tenures: list[Tenure] = field(default_factory=list)
    moves: list[ShareMove] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SharePlan:
    """How villages would be shared: {post: villages} by code; ``held``: {village: its post now}."""

    wanted: dict[int, list[int]]
    held: dict[int, int]

    @property
    def moving(self) -> list[int]:
        """The villages that would get another post."""
        return [v for post, villages in self.wanted.items() for v in villages if self.held.get(v) != post]
