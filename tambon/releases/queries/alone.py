"""Which offices are one person's, and where figures of offices' work would be about one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tambon.accounts import queries as accounts
from tambon.accounts.models import Grant
from tambon.areas import queries as areas
from tambon.plan import queries as plan
from tambon.plan.rules import ProgrammeView, RoundView
from tambon.releases.queries.releasing import list_shared_offices
from tambon.releases.rules.figures import outermost
from tambon.releases.rules.one_person import Why, Worked, only_person, withhold_work
from tambon.verification import queries as verification


@dataclass(frozen=True, slots=True)
class WithheldWork:
    """Of one dataset's period: the areas where figures of offices' work are not published, and whether one
    over everything (a median) would be about one person."""

    areas: dict[int, Why]
    whole: Why | None


def list_lone_offices(*, on: date) -> dict[int, int]:
    """{office: its only person} of offices for which somebody works or has worked, but not more than one
    person that day; as `rules.one_person.only_person` tells them apart. Two statements besides the offices'.
    """
    shared = {office.id for office in list_shared_offices(on=on)}
    worked = Grant.objects.filter(Q(office__isnull=False) | Q(agency__isnull=False))
    now: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    ever: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    columns = ("office_id", "agency_id", "person_id", "person__is_active", "during")
    for office, agency, person, active, during in worked.filter(during__startswith__lte=on).values_list(
        *columns
    ):
        ever[office, agency].add(person)
        if active and on in during:
            now[office, agency].add(person)
    found: dict[int, int] = {}
    for one in accounts.list_offices():
        own, agencys = (one.id, None), (None, one.agency_id)
        who = only_person(one.id, now[own] or now[agencys], ever[own] | ever[agencys])
        if one.id not in shared and who is not None:
            found[one.id] = who
    return found


def withheld_work(
    rounds: Collection[RoundView], lone: Mapping[int, int], *, on: date, confirmed: Iterable[int] = ()
) -> WithheldWork:
    """What is withheld of rounds that ask one dataset for one period. ``confirmed``: the offices of which a
    median over everything is made."""
    owned = verification.owned_areas(list(rounds), on=on)
    worked = [Worked(one.area_id, one.parent_id, one.cells, _people(one.offices, lone)) for one in owned]
    all_lone = frozenset[int]().union(*(one.alone for one in worked))
    bare = 1 in (len(all_lone), len(_people(confirmed, lone)))
    return WithheldWork(withhold_work(worked), Why.ONE_PERSON if bare else None)


def _people(offices: Iterable[int], lone: Mapping[int, int]) -> frozenset[int]:
    return frozenset(lone[office] for office in offices if office in lone)


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
