"""What a person can do to areas, in the words of the law: each is one change with its two days. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from tambon.areas import problems
from tambon.areas.rules import editing
from tambon.areas.rules.kinds import Basis, ChangeKind, Kind


@dataclass(frozen=True, slots=True)
class When:
    """The days of a change, what it rests on, and where that is written. One day may be unknown."""

    legal_day: date | None
    list_day: date | None
    source: str = ""
    basis: Basis = Basis.PERSON

    def __post_init__(self) -> None:
        if self.legal_day is None and self.list_day is None:
            raise problems.change_without_day()
        editing.demand_near(self.legal_day)
        editing.demand_near(self.list_day)

    @property
    def law(self) -> date:
        """The legal day; where it is not known, the list's, on which it was in force at the latest."""
        return self.legal_day or self.list_day  # type: ignore[return-value]

    @property
    def listed(self) -> date:
        """The list's day; where it is not known, the legal one."""
        return self.list_day or self.legal_day  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Part:
    """One area that a split or merge leads to: a new code, or that of an area that goes on.

    ``children`` are (code before, code after) of the areas below that belong to it from the day on; an empty
    code after is filled with the next free number.
    """

    code: str
    name_th: str = ""
    name_en: str = ""
    share: Decimal | None = None
    children: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Create:
    kind: Kind
    code: str
    name_th: str
    name_en: str
    parent: str


@dataclass(frozen=True, slots=True)
class Abolish:
    code: str


@dataclass(frozen=True, slots=True)
class Rename:
    code: str
    name_th: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Recode:
    code: str
    to: str


@dataclass(frozen=True, slots=True)
class Move:
    """Under another parent, with another code where the code says where it lies."""

    code: str
    parent: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    code: str
    into: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    codes: tuple[str, ...]
    into: Part


Operation = Create | Abolish | Rename | Recode | Move | Split | Merge
CHANGE_OF: dict[type, ChangeKind] = {
    Create: ChangeKind.CREATED,
    Abolish: ChangeKind.ABOLISHED,
    Rename: ChangeKind.RENAMED,
    Recode: ChangeKind.RECODED,
    Move: ChangeKind.MOVED,
    Split: ChangeKind.SPLIT,
    Merge: ChangeKind.MERGED,
}
_BY_NAME = {kind.__name__.lower(): kind for kind in CHANGE_OF}


def to_json(operation: Operation, when: When) -> dict[str, Any]:
    """A dict of plain values, to be kept with a draft; `from_json` reads it back."""
    body = asdict(operation)
    return {"do": type(operation).__name__.lower(), **_plain(body), "when": _plain(asdict(when))}


def from_json(body: dict[str, Any]) -> tuple[Operation, When]:
    """What `to_json` wrote."""
    kind = _BY_NAME[body["do"]]
    given = {field.name: body[field.name] for field in fields(kind)}
    if kind is Create:
        given["kind"] = Kind(given["kind"])
    if kind is Split:
        given["into"] = tuple(_part(one) for one in given["into"])
    if kind is Merge:
        given["codes"], given["into"] = tuple(given["codes"]), _part(given["into"])
    when = dict(body["when"])
    days = {
        name: date.fromisoformat(when[name]) if when[name] else None for name in ("legal_day", "list_day")
    }
    return kind(**given), When(**days, source=when["source"], basis=Basis(when["basis"]))


def demand_sound(operation: Operation) -> None:
    """Raises what is wrong with an operation by itself: no part, a part twice, shares above the whole."""
    if isinstance(operation, Split):
        _demand_parts(operation)
    elif isinstance(operation, Merge) and len(set(operation.codes)) < 2:
        raise problems.merge_of_one(code=", ".join(operation.codes) or "-")


def _demand_parts(split: Split) -> None:
    codes = [part.code for part in split.into]
    if len(set(codes)) < len(codes):
        raise problems.part_twice(code=split.code)
    if len(codes) < 2:
        raise problems.split_into_one(code=split.code)
    given = [child for part in split.into for child, _ in part.children]
    if len(set(given)) < len(given):
        raise problems.child_twice(code=split.code)
    shares = {part.code: part.share for part in split.into if part.share is not None}
    if sum(shares.values(), Decimal(0)) > 1:
        raise problems.shares_above_one(code=split.code)
    for code, share in shares.items():
        if share <= 0:
            raise editing.share_of_nothing(code=code)


def _part(body: dict[str, Any]) -> Part:
    share = Decimal(body["share"]) if body["share"] is not None else None
    children = tuple((child, to) for child, to in body["children"])
    return Part(body["code"], body["name_th"], body["name_en"], share, children)


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value
