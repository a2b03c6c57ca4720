"""What patches changed, read from the releases themselves: their heads, and pages of changed values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tambon.catalogue import problems
from tambon.catalogue.rows import MOST
from tambon.catalogue.shapes import CHANGE_KEYS, Area, Change, Patch, ReleaseLine
from tambon.store import AnyOf, Condition, Rows, Where

FILE = "errata.parquet"


@dataclass(frozen=True)
class ErrataAsked:
    """Which changes of a patch: of one dataset, in one area and below it."""

    dataset: str | None = None
    area: Area | None = None


@dataclass(frozen=True)
class Wanted:
    """Rows of a patch's list of changes."""

    where: Sequence[Condition]
    limit: int


Select = Callable[[str, Sequence[str], Wanted], Rows]  # of the patch, these columns


@dataclass(frozen=True)
class ErrataPage:
    """Changed values, of the newest patch first; ``next`` is the cursor of the following page."""

    changes: list[Change]
    next: str | None


def head_of(manifest: Mapping[str, Any], line: ReleaseLine) -> Patch | None:
    """What a patch says of itself; None for a release that corrects nothing."""
    told: dict[str, Any] | None = manifest.get("errata")
    if not told:
        return None
    return {
        "version": line["version"],
        "patches": str(told["patches"]),
        "published_at": line["published_at"],
        "synthetic": line["synthetic"],
        "reason_th": str(told["reason_th"]),
        "reason_en": str(told["reason_en"]),
        "changes": int(told["changes"]),
        "datasets": {str(name): int(number) for name, number in told["datasets"].items()},
    }


def page_of(
    patches: Iterable[str], select: Select, asked: ErrataAsked, *, limit: int, cursor: str | None
) -> ErrataPage:
    """At most ``limit`` changes of these patches, which come newest first. Raises 400 Problems."""
    if not 1 <= limit <= MOST:
        raise problems.limit_out_of_range(most=MOST)
    found: list[tuple[int, Change]] = []
    after = _read_cursor(cursor)
    for patch in _from(patches, after):
        start = after[1] if after and patch == after[0] else 0
        found += _changes(patch, select, _wanted(asked, start, limit + 1 - len(found)))
        if len(found) > limit:
            number, last = found[limit - 1]
            return ErrataPage([change for _, change in found[:limit]], f"{last['patch']}~{number}")
    return ErrataPage([change for _, change in found], None)


def is_since(published_at: str, since: str | None) -> bool:
    """Whether it was published on that day (UTC without a zone) or later. Raises 400-since-malformed."""
    if since is None:
        return True
    try:
        day = datetime.fromisoformat(since)
    except ValueError as error:
        raise problems.since_malformed(since=since[:40]) from error
    return datetime.fromisoformat(published_at) >= (day if day.tzinfo else day.replace(tzinfo=UTC))


def _wanted(asked: ErrataAsked, start: int, limit: int) -> Wanted:
    where: list[Condition] = [Where("n", ">", start)]
    if asked.dataset is not None:
        where.append(Where("dataset", "=", asked.dataset))
    if asked.area is not None:
        where += _below(asked.area)
    return Wanted(where, limit)


def _changes(patch: str, select: Select, wanted: Wanted) -> Iterator[tuple[int, Change]]:
    for row in select(patch, ["n", *CHANGE_KEYS], wanted).dicts():
        number = row.pop("n")
        values = {key: None if row[key] is None else json.loads(row[key]) for key in ("was", "now")}
        yield number, {"patch": patch, **row, **values}  # type: ignore[typeddict-item]


def _below(area: Area) -> Sequence[Condition]:
    """The area itself and all that lies in it."""
    if area["kind"] == "country":
        return []
    own = Where("area_id", "=", area["area_id"])
    column = f"{area['kind']}_code"
    inside = area["kind"] in ("province", "district", "tambon")
    return [AnyOf((own, Where(column, "=", area["area_code"])))] if inside else [own]


def _from(patches: Iterable[str], after: tuple[str, int] | None) -> Iterator[str]:
    """From the patch that the cursor names on; one that is gone since makes the cursor useless."""
    waiting = after is not None
    for patch in patches:
        waiting = waiting and after is not None and patch != after[0]
        if not waiting:
            yield patch
    if waiting:
        raise problems.cursor_malformed()


def _read_cursor(cursor: str | None) -> tuple[str, int] | None:
    if cursor is None:
        return None
    version, mark, number = cursor.rpartition("~")
    if not mark or not version or not (number.isascii() and number.isdecimal()) or len(number) > 15:
        raise problems.cursor_malformed()
    return version, int(number)
