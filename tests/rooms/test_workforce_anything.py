"""Whatever officers do day after day: grants are what contracts, shares and absences say, and never two."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from workforce_world import BY, PEOPLE, TODAY, UNTIL, World, make_world

from tambon.accounts.models import Grant
from tambon.lib.problem import Problem
from tambon.workforce import actions, queries
from tambon.workforce.models import Absence, Contract, Post
from tambon.workforce.rules import AbsenceReason, EndReason, ShareEnd

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TAMBONS = ("580102", "580103")


class Office:
    """Somebody who does whatever comes to mind; what is refused is refused."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.dice, self.today = world, random.Random(seed), TODAY
        self.posts = list(Post.objects.order_by("pk").values_list("pk", flat=True))
        self.villages = [area for code, area in world.area.items() if len(code) == 8]
        self.done = 0

    @property
    def given(self) -> dict[str, object]:
        at = datetime.combine(self.today, datetime.min.time(), UTC) + timedelta(hours=self.dice.randrange(17))
        return {"by": BY, "at": at}

    def day(self, back: int = 40, forth: int = 60) -> date:
        return self.today + timedelta(self.dice.choice([0, 0, self.dice.randint(-back, forth)]))

    def some(self) -> list[int]:
        return self.dice.sample(self.villages, self.dice.randint(1, 4))

    def step(self) -> None:
        doings = (
            self.hire, self.hire, self.end, self.share, self.give, self.over, self.back, self.away, self.away,
            self.present, self.stand_in, self.sleep,
        )  # fmt: skip
        try:
            self.dice.choice(doings)()
            self.done += 1
        except Problem:
            pass

    def contract(self) -> int:
        return self.dice.choice(list(Contract.objects.values_list("pk", flat=True)) or [0])

    def hire(self) -> None:
        person = self.world.people[self.dice.choice(PEOPLE)]
        until = self.dice.choice([None, self.day(0, 200)])
        post = self.dice.choice(self.posts)
        actions.make_contract(post_id=post, person_id=person, since=self.day(), until=until, **self.given)

    def end(self) -> None:
        actions.end_contract(self.contract(), on=self.day(), reason=EndReason.RESIGNED, **self.given)

    def share(self) -> None:
        tambon = self.world.area[self.dice.choice(TAMBONS)]
        actions.share_evenly(programme="p", tambon_id=tambon, on=self.day(), **self.given)

    def give(self) -> None:
        post = self.dice.choice(self.posts)
        actions.give_villages(post_id=post, village_ids=self.some(), since=self.day(), **self.given)

    def over(self) -> None:
        a, b = self.dice.sample(self.posts, 2)
        actions.hand_over(from_post=a, to_post=b, on=self.day(), **self.given)

    def back(self) -> None:
        post, on = self.dice.choice(self.posts), self.day()
        held = queries.villages_of_posts([post], on=on).get(post, [])
        actions.hand_back(
            post_id=post, village_ids=held[:1], on=on, reason=ShareEnd.CANNOT_REACH, **self.given
        )

    def away(self) -> None:
        since = self.day()
        actions.set_absence(
            self.contract(), since=since, until=since + timedelta(self.dice.randint(1, 40)),
            reason=AbsenceReason.SICK, substitute=self.dice.choice([None, self.contract()]), **self.given,
        )  # fmt: skip

    def absence(self) -> int:
        return self.dice.choice(list(Absence.objects.values_list("pk", flat=True)) or [0])

    def present(self) -> None:
        actions.end_absence(self.absence(), on=self.day(), **self.given)

    def stand_in(self) -> None:
        substitute = self.dice.choice([None, self.contract()])
        actions.set_substitute(self.absence(), substitute=substitute, **self.given)

    def sleep(self) -> None:
        self.today += timedelta(self.dice.randint(1, 9))


def having(on: date) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rows = Grant.objects.filter(basis="workforce", during__contains=on)
    for area, person in rows.values_list("area_id", "person_id"):
        found.setdefault(area, []).append(person)
    return found


def check(office: Office, past: dict[date, dict[int, list[int]]]) -> None:
    for ahead in (0, 1, 7, 33, 100):
        on = office.today + timedelta(ahead)
        now = having(on)
        assert all(len(people) == 1 for people in now.values()), (on, now)
        told: dict[int, list[int]] = {}
        for one in Contract.objects.filter(during__contains=on):
            for village in queries.villages_of(one.pk, on=on):
                told.setdefault(village, []).append(one.person_id)
        assert told == now, on
        listed = {
            one.village_id for one in queries.list_unassigned("p", under=office.world.area["5801"], on=on)
        }
        assert listed == set(office.villages) - now.keys(), on
    for on, before in past.items():
        after = having(on)
        assert all(set(people) <= set(after.get(area, [])) for area, people in before.items()), on


@pytest.mark.parametrize("seed", range(2))
def test_grants_are_what_the_tables_say_and_a_past_day_keeps_whom_it_had(seed: int) -> None:
    office = Office(make_world(), seed)
    past: dict[date, dict[int, list[int]]] = {}
    for _ in range(120):
        if office.today >= UNTIL - timedelta(40):
            break
        before, had = office.today, having(office.today)
        office.step()
        if office.today > before:
            past[before] = had
        check(office, past)
    assert office.done > 40
