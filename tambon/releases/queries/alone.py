"""Which offices are one person's, and where figures of offices' work would be about one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from tambon.accounts.models import Grant
from tambon.areas import queries as areas
from tambon.plan import queries as plan
from tambon.plan.rules import ProgrammeView, RoundView
from tambon.releases.queries.releasing import list_shared_offices
from tambon.releases.rules.figures import outermost
from tambon.releases.rules.one_person import Why, Worked, withhold_work
from tambon.verification import queries as verification


@dataclass(frozen=True, slots=True)
class WithheldWork:
    """Of one dataset's period: the areas where figures of offices' work are not published, and whether one
    over everything (a median) would be about one person."""

    areas: dict[int, Why]
    whole: Why | None


def list_lone_offices(*, on: date) -> frozenset[int]:
    """Offices for which somebody works or has worked, but not more than one person that day."""
    worked = Grant.objects.filter(office__isnull=False, during__startswith__lte=on)
    known = set(worked.values_list("office_id", flat=True).distinct())
    return frozenset(known - {office.id for office in list_shared_offices(on=on)})


def withheld_work(
    rounds: Collection[RoundView], lone: frozenset[int], *, on: date, confirmed: Iterable[int] = ()
) -> WithheldWork:
    """What is withheld of rounds that ask one dataset for one period. ``confirmed``: the offices of which a
    median over everything is made."""
    owned = verification.owned_areas(list(rounds), on=on)
    worked = [Worked(one.area_id, one.parent_id, one.cells, one.offices & lone) for one in owned]
    all_lone = frozenset[int]().union(*(one.alone for one in worked))
    bare = 1 in (len(all_lone), len(lone & set(confirmed)))
    return WithheldWork(withhold_work(worked), Why.ONE_PERSON if bare else None)


def withheld_in_programme(programme: ProgrammeView, *, day: date, on: date) -> dict[int, Why]:
    """{area: why} where the programme's sums over its datasets and periods would give away what is withheld
    of one of them. ``day``: of which tree; ``on``: who works where.

    Where one of them is withheld, the sum is: what is published of the others can be taken off. Sums of areas
    stay safe so, for they are made of sums that are safe.
    """
    lone = list_lone_offices(on=on)
    rounds = [one for one in plan.rounds_in(programme.code) if one.opens <= day]
    parts: dict[tuple[str, str], list[RoundView]] = defaultdict(list)
    for one in outermost(rounds, areas.ancestor_ids({one.area_id for one in rounds}, on=day)):
        parts[one.dataset, one.period].append(one)
    found: dict[int, Why] = {}
    for mine in parts.values() if lone else ():
        for area, why in withheld_work(mine, lone, on=day).areas.items():
            found[area] = min(why, found.get(area, why), key=list(Why).index)
    return found
