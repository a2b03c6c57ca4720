"""The demonstration's workers: a post each, villages, phones; and what happened to them since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.cli.demonstration import people
from tambon.cli.demonstration.people import BY, Terms
from tambon.cli.demonstration.spec import Demonstration, Happening, Words
from tambon.lib.days import BANGKOK
from tambon.workforce import actions as workforce
from tambon.workforce import queries as posts
from tambon.workforce.rules import AbsenceReason, EndReason


@dataclass(frozen=True)
class Place:
    """A post of the demonstration: how its text calls it, its id, and who is worker so many of it."""

    name: str
    post_id: int
    username: str
    number: int


def places(demo: Demonstration, on: date) -> list[Place]:
    """All posts in the order in which their workers are numbered."""
    province = areas.get_area(demo.province, on=on)
    codes = {a.id: a.code for a in areas.list_under(province.id, on=on, kind=Kind.TAMBON)}
    rows = sorted(
        (codes[post.tambon_id] in demo.without_villages, f"{codes[post.tambon_id]}-{post.number}", post.id)
        for post in posts.list_posts(demo.programme, under=province.id, on=on)
    )
    return [Place(name, post, f"worker{n}", n) for n, (_, name, post) in enumerate(rows, start=1)]


def fill_posts(demo: Demonstration, terms: Terms, secret_key: str) -> None:
    """Makes the posts, shares the villages, and gives each post a person with a phone."""
    at = morning(terms.since)
    workforce.make_posts(programme=demo.programme, on=terms.since, by=BY, at=at)
    province = areas.get_area(demo.province, on=terms.today)
    for tambon in areas.list_under(province.id, on=terms.today, kind=Kind.TAMBON):
        workforce.share_evenly(programme=demo.programme, tambon_id=tambon.id, on=terms.since, by=BY, at=at)
    for place in places(demo, terms.today):
        if place.name not in demo.never_filled and who_is.find_person(place.username) is None:
            _hire(place, place.username, demo, terms, secret_key, since=terms.since)


def let_happen(demo: Demonstration, terms: Terms, secret_key: str) -> None:
    """Who left, who followed, who is away and who handed villages over, each on its day."""
    known = {place.name: place for place in places(demo, terms.today)}
    for one in demo.resigned:
        _leave(known[one.post], one, terms)
    for number, one in enumerate(demo.replaced, start=len(known) + 1):
        left = _leave(known[one.post], one, terms)
        if left is not None:
            place, day = known[one.post], _day(one, terms)
            _hire(place, f"worker{number}", demo, terms, secret_key, since=day, replaces=left, number=number)
    for one in demo.absent:
        _be_away(known, one, demo, terms)
    for one in demo.handed_over:
        _hand_over(known, one, terms)


def morning(day: date) -> datetime:
    """Nine o'clock in Bangkok of that day."""
    return datetime.combine(day, time(9), BANGKOK)


def _hire(  # noqa: PLR0913 - who, where, when and after whom
    place: Place,
    username: str,
    demo: Demonstration,
    terms: Terms,
    secret_key: str,
    *,
    since: date,
    replaces: int | None = None,
    number: int | None = None,
) -> None:
    at, number = morning(since), number or place.number
    words = Words(f"ผู้เก็บข้อมูลสาธิต {number}", f"Field worker {number} (demonstration)")
    person_id = people.add_person(username, words, at=at)
    workforce.make_contract(
        post_id=place.post_id, person_id=person_id, since=since, until=terms.until, replaces=replaces,
        by=BY, at=at,
    )  # fmt: skip
    token = people.phone_token(secret_key, username)
    accounts.issue_phone_token(person_id=person_id, label="demonstration", by=BY, at=at, token=token)
    if number <= demo.workers_with_password:
        people.give_password(person_id, username, secret_key, at=at)


def _day(one: Happening, terms: Terms) -> date:
    return terms.today - timedelta(days=one.days_ago)


def _contract(place: Place, on: date) -> int | None:
    """The contract of whoever was hired for the place first, while it lasts."""
    person = who_is.find_person(place.username)
    found = posts.find_contract(person.id, on=on) if person else None
    return found.id if found else None


def _leave(place: Place, one: Happening, terms: Terms) -> int | None:
    """Ends the contract; its id, or None where it had ended already."""
    day = _day(one, terms)
    contract = _contract(place, day)
    if contract is not None:
        workforce.end_contract(contract, on=day, reason=EndReason.RESIGNED, by=BY, at=morning(day))
    return contract


def _be_away(known: dict[str, Place], one: Happening, demo: Demonstration, terms: Terms) -> None:
    day = _day(one, terms)
    away, stands_in = _contract(known[one.post], day), _contract(known[one.substitute], day)
    if away is not None and not _is_away(known[one.post], demo, day):
        workforce.set_absence(
            away, since=day, until=day + timedelta(days=one.days), reason=AbsenceReason(one.reason),
            substitute=stands_in, by=BY, at=morning(day),
        )  # fmt: skip


def _is_away(place: Place, demo: Demonstration, on: date) -> bool:
    tambon = areas.get_area(place.name.partition("-")[0], on=on)
    workers = (line.worker for line in posts.list_posts(demo.programme, under=tambon.id, on=on))
    return any(w.is_absent for w in workers if w is not None and w.post_id == place.post_id)


def _hand_over(known: dict[str, Place], one: Happening, terms: Terms) -> None:
    day = _day(one, terms)
    giver, taker = known[one.post].post_id, known[one.to].post_id
    held = posts.villages_of_posts([giver, taker], on=terms.today)
    if len(held.get(giver, [])) >= len(held.get(taker, [])):  # else it happened already
        workforce.hand_over(
            from_post=giver, to_post=taker, village_ids=held[giver][-one.villages :], on=day,
            by=BY, at=morning(day),
        )  # fmt: skip
