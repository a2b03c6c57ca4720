"""Written places matched to the registry, and those that wait for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from tambon.areas import problems
from tambon.areas.models import WrittenPlace
from tambon.areas.queries.lookup import views
from tambon.areas.queries.sql import rows
from tambon.areas.queries.tree import ancestor_ids
from tambon.areas.rules import OWN_SCHEME, Basis, By, Hierarchy, Kind
from tambon.areas.rules.matching import Followed, Gazetteer, Match, Matcher, NamedPlace, Written
from tambon.areas.rules.matching.reasons import by_code
from tambon.areas.rules.matching.waiting import Choice, Waiting

_OWN = " ".join(f"WHEN '{kind}' THEN '{scheme}'" for kind, scheme in OWN_SCHEME.items())
_PLACES = f"""
    SELECT a.id, a.public_id, a.kind, c.code, n.th, n.en, m.parent_id,
           lower(c.during * n.during * COALESCE(m.during, '(,)')),
           upper(c.during * n.during * COALESCE(m.during, '(,)'))
    FROM areas_area a
    JOIN areas_areacode c ON c.area_id = a.id AND NOT isempty(c.during)
         AND c.scheme = CASE a.kind {_OWN} END
    JOIN areas_areaname n ON n.area_id = a.id AND n.during && c.during
    LEFT JOIN areas_membership m ON m.child_id = a.id AND m.hierarchy = '{Hierarchy.ADMINISTRATIVE}'
         AND m.during && c.during * n.during
"""
_FOLLOWED = """
    SELECT s.predecessor_id, s.successor_id, c.basis
    FROM areas_succession s JOIN areas_change c ON c.id = s.change_id
    WHERE s.predecessor_id <> s.successor_id
"""
# What tells two states of the registry apart: every way of changing it leaves a new id behind.
_STATE = """
    SELECT (SELECT max(id) FROM areas_edition), (SELECT max(id) FROM areas_alteration),
           (SELECT max(id) FROM areas_area), (SELECT max(id) FROM areas_areaname),
           (SELECT max(id) FROM areas_areacode), (SELECT max(id) FROM areas_membership),
           (SELECT max(id) FROM areas_succession)
"""
_WAITING = f"""
    SELECT w.id FROM areas_writtenplace w
    WHERE w.settled_at IS NULL AND w.id > %(after)s AND (%(within)s::bigint[] IS NULL OR (
        jsonb_array_length(w.candidates->'areas') > 0 AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(w.candidates->'areas') candidate WHERE NOT EXISTS (
                SELECT FROM areas_lineage l
                WHERE l.descendant_id = (candidate->>0)::bigint AND l.ancestor_id = ANY(%(within)s)
                  AND l.hierarchy = '{Hierarchy.ADMINISTRATIVE}' AND l.during @> %(on)s::date
            )
        )
    ))
    ORDER BY w.id LIMIT %(limit)s
"""
_SETTLED = "SELECT key, area_id FROM areas_writtenplace WHERE settled_at IS NOT NULL"
_SETTLED_KEY = _SETTLED + " AND key = %(key)s"


@dataclass(frozen=True)
class _Built:
    state: tuple[object, ...]
    gazetteer: Gazetteer


_built: dict[By, _Built] = {}
_building = Lock()


def match(text: str | Written, *, on: date, by: By = By.LAW) -> Match:
    """The one area that is meant on that day, with score (0 to 100) and reason; or candidates, never a guess.

    The first call of a process reads the names of the whole registry, about two seconds with every village.
    """
    written = text if isinstance(text, Written) else Written(text)
    settled = dict(rows(_SETTLED_KEY, {"key": written.key}))
    return Matcher(gazetteer(by), on=on, settled=settled).match(written)


def match_all(places: Iterable[Written], *, on: date, by: By = By.LAW) -> Iterator[Match]:
    """As `match` for many, in their order."""
    matcher = Matcher(gazetteer(by), on=on, settled=dict(rows(_SETTLED, {})))
    return (matcher.match(written) for written in places)


def gazetteer(by: By = By.LAW) -> Gazetteer:
    """The names of all areas of all days; kept in the process until the registry changes."""
    with _building:
        state = rows(_STATE, {})[0]
        known = _built.get(by)
        if known is None or known.state != state:
            _built.clear()  # one at a time: with every village it takes some eighty megabytes
            known = _built[by] = _Built(state, Gazetteer(_places(by), _followed()))
    return known.gazetteer


def list_waiting(
    *, limit: int, after: int = 0, on: date, within: Sequence[int] | None = None
) -> list[Waiting]:
    """The places that wait for a person, in the order in which they were met, those ``after`` an id.

    ``within`` keeps those that have candidates, and only candidates, in these areas.
    """
    parameters = {
        "after": after,
        "limit": limit,
        "on": on,
        "within": None if within is None else list(within),
    }
    ids = [row[0] for row in rows(_WAITING, parameters)]
    return _seen(list(WrittenPlace.objects.filter(pk__in=ids).order_by("pk")), on=on)


def list_settled(*, limit: int, on: date, within: Sequence[int] | None = None) -> list[Waiting]:
    """What people settled, the latest first."""
    latest = WrittenPlace.objects.filter(settled_at__isnull=False).order_by("-settled_at")[: 10 * limit]
    seen = _seen(list(latest), on=on)
    return [one for one in seen if within is None or is_within(one, within)][:limit]


def count_waiting() -> int:
    """How many places wait, everybody's."""
    return WrittenPlace.objects.filter(settled_at__isnull=True).count()


def get_waiting(written_id: int, *, on: date) -> Waiting:
    """One written place, waiting or settled. Raises ``404-written-place-unknown``."""
    row = WrittenPlace.objects.filter(pk=written_id).first()
    if row is None:
        raise problems.written_place_unknown(id=written_id)
    return _seen([row], on=on)[0]


def choice(area_id: int, *, on: date) -> Choice | None:
    """An area as something to choose; None when it does not stand on that day."""
    return _choices({area_id}, on=on).get(area_id)


def is_within(one: Waiting, areas: Sequence[int]) -> bool:
    """Whether the place can only mean areas inside these."""
    choices = [*one.choices, *((one.area,) if one.area else ())]
    return bool(choices) and all(set(areas) & set(each.line) for each in choices)


def _seen(written: Sequence[WrittenPlace], *, on: date) -> list[Waiting]:
    found = {one.pk: _candidates(one) for one in written}
    ids = {area for areas in found.values() for area, _ in areas}
    known = _choices(ids | {one.area_id for one in written if one.area_id is not None}, on=on)
    return [
        Waiting(
            id=one.pk, written=one.written, met=one.met, first_met_at=one.first_met_at,
            reason=by_code(one.candidates.get("reason", "")),
            choices=tuple(
                replace(known[area], score=score)
                for area, score in found[one.pk]
                if area in known
            ),
            area=known.get(one.area_id) if one.area_id else None,
            nowhere=one.is_nowhere, settled_by=one.settled_by, settled_at=one.settled_at,
        )
        for one in written
    ]  # fmt: skip


def _candidates(one: WrittenPlace) -> list[tuple[int, int]]:
    return [(area, score) for area, score in one.candidates.get("areas", [])]


def _choices(ids: Iterable[int], *, on: date) -> dict[int, Choice]:
    lines = ancestor_ids(ids, on=on)
    known = views({area for line in lines.values() for area in line}, on=on)
    return {
        area: Choice(
            known[area], tuple(known[one] for one in reversed(line[1:-1]) if one in known), line, score=100
        )
        for area, line in lines.items()
        if area in known
    }


def _places(by: By) -> Iterator[NamedPlace]:
    kinds = {str(kind): kind for kind in Kind}
    for area, public_id, kind, code, th, en, parent, since, until in rows(_PLACES, {}, by):
        yield NamedPlace(area, public_id, kinds[kind], code, th, en, parent, since, until)


def _followed() -> list[Followed]:
    return [Followed(before, after, Basis(basis)) for before, after, basis in rows(_FOLLOWED, {})]
