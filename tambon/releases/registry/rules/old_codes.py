"""Every code that ever ended, with what became of its area until today. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tambon.areas.rules.crosswalk import Passing, crosswalk
from tambon.areas.rules.kinds import Basis
from tambon.areas.rules.published import ChangeRow
from tambon.releases.registry.rules.histories import Registry, Row, Standing

_Ended = dict[date, dict[int, set[str]]]  # {first day without the code: {area: its codes}}


def crosswalk_rows(registry: Registry, today: dict[int, Standing], on: date) -> list[Row]:
    """Rows of `schema.CROSSWALK`.

    A code is followed from the last day on which its area bore it, so a code that two areas bore in turn has
    the lines of each, told apart by ``from_id`` and ``until``.
    """
    now = {number: one.code for number, one in today.items()}
    passings = [passing for change in registry.changes for passing in _passing(change)]
    rows: list[Row] = []
    for until, ended in sorted(_ended(registry, on).items()):
        later = [passing for passing in passings if until <= passing.day <= on]
        # An area that lost two codes of its own scheme on one day did so in the two calendars: one at a time.
        for turn in range(max(len(codes) for codes in ended.values())):
            stands = {area: sorted(codes)[turn] for area, codes in ended.items() if turn < len(codes)}
            for line in crosswalk(stands, now, later):
                area = registry.areas[line.from_id]
                share = None if line.share is None else float(line.share)
                rows.append(
                    (
                        line.from_code, line.to_code or None, area.kind, share, str(line.rule), line.steps,
                        area.public_id, until,
                    )
                )  # fmt: skip
    return rows


def _ended(registry: Registry, on: date) -> _Ended:
    """By the law's calendar; by the list's for what the law never knew. A code borne again is not ended."""
    found: _Ended = defaultdict(lambda: defaultdict(set))
    for area in registry.areas.values():
        periods = [(row.code, row.periods.law or row.periods.listed) for row in registry.own_codes(area)]
        over = [(code, p.until) for code, p in periods if p and p.until is not None and p.until <= on]
        borne = {code for code, p in periods if p and (p.until is None or p.until > on)}
        for code, until in over:
            if code not in borne:
                found[until][area.id].add(code)
    return found


def _passing(change: ChangeRow) -> Iterator[Passing]:
    day = change.legal_day or change.list_day
    if day is not None:
        share = None if change.share is None else Decimal(str(change.share))
        yield Passing(change.change, day, change.predecessor, change.successor, share, Basis(change.basis))
