"""Which rows of a roster stand beside the others and beside what the base holds. Pure.

The first of two rows that contradict each other stands; of rows with one citizen ID none does, since nobody
can tell whose it is. What was decided at the desk afterwards (an end with a reason, a village that moved)
stays: the same roster loaded again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tambon.formats import Refusal
from tambon.lib.problem import Problem
from tambon.workforce import roster_problems as problems
from tambon.workforce.rules.roster import RosterRow

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class PostSpan:
    id: int
    since: date
    until: date  # date.max: no end


@dataclass(frozen=True, slots=True)
class HeldContract:
    """A contract as it stands; one that never began has no days."""

    id: int
    post: int
    person: int
    days: Days | None
    number: str
    ended_early: bool


@dataclass(slots=True)
class Standing:
    """What the base holds about a roster's tambons, people and villages."""

    programme: str
    tambons: Mapping[str, int] = field(default_factory=dict)  # those of the programme
    left_out: frozenset[str] = frozenset()
    not_yours: frozenset[str] = frozenset()  # of the programme, but not of who loads
    posts: Mapping[tuple[int, int], PostSpan] = field(default_factory=dict)  # (tambon, number)
    people: Mapping[str, tuple[int, str]] = field(default_factory=dict)  # username: (id, Thai name)
    closed: frozenset[str] = frozenset()  # usernames of closed accounts
    contracts: Iterable[HeldContract] = ()  # of these posts and of these people
    villages: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # code: (id, tambon)
    first_posts: Mapping[int, int] = field(default_factory=dict)  # village: the first post that ever had it
    id_owners: Mapping[str, int] = field(default_factory=dict)  # citizen ID: person
    having_ids: frozenset[int] = frozenset()  # people for whom an ID is kept
    strangers: frozenset[str] = frozenset()  # usernames of people whom who loads may not look after
    on: date = date.min


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row that stands: in this post on these days; ``contract`` is the one it amends, if it changes it."""

    row: RosterRow
    post: PostSpan
    days: Days
    contract: int | None = None
    is_known: bool = False  # it stands so already
    villages: tuple[int, ...] = ()  # that no post ever had


@dataclass(slots=True)
class Judged:
    accepted: list[Accepted] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def judge(rows: Iterable[RosterRow], standing: Standing) -> Judged:
    """Each row accepted, or refused with its reason."""
    return _Judge(standing).all(list(rows))


class _Judge:
    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.of_post: dict[int, list[HeldContract]] = defaultdict(list)
        self.of_person: dict[int, list[HeldContract]] = defaultdict(list)
        for one in standing.contracts:
            self.of_post[one.post].append(one)
            self.of_person[one.person].append(one)
        self.post_rows: dict[int, list[tuple[Days, str, int]]] = defaultdict(list)
        self.user_rows: dict[str, list[tuple[Days, int, int]]] = defaultdict(list)
        self.names: dict[str, str] = {}
        self.given: dict[int, tuple[int, int]] = {}  # village: (post, row)
        self.amended: dict[int, Days] = {}  # contract: its days by an earlier row

    def all(self, rows: list[RosterRow]) -> Judged:
        found = Judged()
        shared = _shared_ids(rows)
        for row in rows:
            try:
                if row.number in shared:
                    raise problems.id_twice(others=", ".join(map(str, shared[row.number])))
                found.accepted.append(self._one(row))
            except Problem as problem:
                found.refused.append(Refusal.of(problem, row=row.number, raw=row.raw))
        return found

    def _one(self, row: RosterRow) -> Accepted:
        post = self._post(row)
        days = self._days(row, post)
        person = self.standing.people.get(row.username, (None, ""))[0]
        held = self._held(row, post, days, person)
        self._check_stranger(row, days, held)  # first: nothing else is told of them
        self._check_person(row)
        villages = self._villages(row, post)
        self._check_file(row, post, days)
        if held is None:
            if row.username in self.standing.closed:
                raise problems.account_closed(username=row.username)
            self._check_base(post, days, person, but=None)
        elif not _is_settled(held, days, row):
            self._check_base(post, days, person, but=held.id)
        self._remember(row, post, days, villages)
        known = held is not None and _is_settled(held, days, row)
        if held is not None and not known:
            self.amended[held.id] = days
        new = tuple(v for v in villages if v not in self.standing.first_posts)
        return Accepted(row, post, days, held.id if held and not known else None, known, new)

    def _post(self, row: RosterRow) -> PostSpan:
        tambon = self.standing.tambons.get(row.tambon)
        if tambon is None:
            if row.tambon in self.standing.not_yours:
                raise problems.tambon_not_yours(code=row.tambon)
            if row.tambon in self.standing.left_out:
                raise problems.tambon_left_out(code=row.tambon, programme=self.standing.programme)
            raise problems.tambon_unknown(code=row.tambon)
        post = self.standing.posts.get((tambon, row.post))
        if post is None:
            most = max((n for t, n in self.standing.posts if t == tambon), default=0)
            raise problems.post_number(post=row.post, most=most)
        return post

    def _days(self, row: RosterRow, post: PostSpan) -> Days:
        until = row.until or post.until
        if row.since < post.since or until > post.until or row.since >= until:
            raise problems.outside_programme(
                since=row.since, until=_last(until), first=post.since, last=_last(post.until)
            )
        return row.since, until

    def _check_stranger(self, row: RosterRow, days: Days, held: HeldContract | None) -> None:
        """Hiring somebody takes their account over, and what is kept of them; a contract that is over gives
        no word on these any more.
        """
        if row.username not in self.standing.strangers:
            return
        is_over = held is None or held.days is None or held.days[1] <= self.standing.on
        changes = held is not None and not _is_settled(held, days, row)
        if held is None or (is_over and (changes or row.citizen_id or row.bank_account)):
            raise problems.person_not_yours(username=row.username)

    def _check_person(self, row: RosterRow) -> None:
        person, name = self.standing.people.get(
            row.username, (None, self.names.get(row.username, row.name_th))
        )
        if name != row.name_th:
            raise problems.name_differs(username=row.username)
        owner = self.standing.id_owners.get(row.citizen_id) if row.citizen_id else None
        if owner is not None and owner != person:
            raise problems.id_taken()
        if row.citizen_id and owner is None and person in self.standing.having_ids:
            raise problems.id_differs()

    def _villages(self, row: RosterRow, post: PostSpan) -> list[int]:
        found = []
        for code in row.villages:
            village, tambon = self.standing.villages.get(code, (0, 0))
            if not village or tambon != self.standing.tambons[row.tambon]:
                raise problems.village_code(text=code)
            other, first = self.given.get(village, (post.id, 0))
            if other != post.id:
                raise problems.village_twice(code=code, first=first)
            if self.standing.first_posts.get(village, post.id) != post.id:
                raise problems.village_taken(code=code)
            found.append(village)
        return found

    def _held(self, row: RosterRow, post: PostSpan, days: Days, person: int | None) -> HeldContract | None:
        """The contract of this person in this post that the row speaks of; an earlier row takes it away."""
        if person is None:
            return None
        own = [
            one for one in self.of_post.get(post.id, ())
            if one.person == person and one.id not in self.amended
        ]  # fmt: skip
        for one in own:
            if one.days is not None and (_overlap(one.days, days) or one.days[0] == row.since):
                return one
        never = [one for one in own if one.days is None and one.number == row.contract]
        return never[0] if never else None

    def _check_file(self, row: RosterRow, post: PostSpan, days: Days) -> None:
        for other_days, username, number in self.post_rows[post.id]:
            if _overlap(other_days, days) and username != row.username:
                raise problems.post_twice(first=number)
        for other_days, _, number in self.user_rows[row.username]:
            if _overlap(other_days, days):
                raise problems.person_twice(first=number)

    def _check_base(self, post: PostSpan, days: Days, person: int | None, *, but: int | None) -> None:
        if any(self._meets(one, days, but) for one in self.of_post.get(post.id, ())):
            raise problems.post_filled()
        if person is not None and any(self._meets(one, days, but) for one in self.of_person.get(person, ())):
            raise problems.person_engaged()

    def _meets(self, one: HeldContract, days: Days, but: int | None) -> bool:
        stands = self.amended.get(one.id, one.days)
        return one.id != but and stands is not None and _overlap(stands, days)

    def _remember(self, row: RosterRow, post: PostSpan, days: Days, villages: list[int]) -> None:
        self.post_rows[post.id].append((days, row.username, row.number))
        self.user_rows[row.username].append((days, post.id, row.number))
        self.names[row.username] = row.name_th
        self.given.update(dict.fromkeys(villages, (post.id, row.number)))


def _is_settled(held: HeldContract, days: Days, row: RosterRow) -> bool:
    """Whether the contract stands as the row says, or was ended at the desk, which a roster does not undo."""
    return held.ended_early or (held.days == days and held.number == row.contract)


def _shared_ids(rows: Iterable[RosterRow]) -> dict[int, list[int]]:
    """{row: the rows that hold the same citizen ID under another username}."""
    by_id: dict[str, list[RosterRow]] = defaultdict(list)
    for row in rows:
        if row.citizen_id:
            by_id[row.citizen_id].append(row)
    return {
        row.number: [other.number for other in several if other.number != row.number]
        for several in by_id.values()
        if len({one.username for one in several}) > 1
        for row in several
    }


def _overlap(one: Days, other: Days) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _last(until: date) -> date:
    return until if until == date.max else until - timedelta(days=1)
