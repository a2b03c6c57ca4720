"""The life of one value, through actions: households with piped water of village 58010201.

day 0   a worker says 90; the first release; the head agrees by link; a reader doubts it, and it is passed on
day 1   the waterworks sends it back by day 5; day 2 the worker says 93 at the desk
day 3   the waterworks' register says 88; then it confirms what is held and answers the reader
day 4   the tambon is signed; day 5 a worker's 97 comes late; day 6 the sign-off is lifted
day 7   a new version of the dictionary lets the owner win; day 8 the second release
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

from counter_world import VARIABLE, Counter
from desk_world import BY
from records_world import AT, register, send, xml

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Who
from tambon.dictionary import actions as dictionary
from tambon.lib.days import thai_day
from tambon.records import actions as records
from tambon.releases import actions as releases
from tambon.verification import actions, queries
from tambon.verification.actions import challenging, heads
from tambon.verification.queries import signing
from tambon.verification.rules import Reason
from tambon.verification.rules.challenging import Asked, Outcome
from tambon.verification.rules.heads import Word
from tambon.verification.rules.signing import Left, NewSigning

NOTE = "ดูมิเตอร์ที่บ้านเลขคี่"


def day(number: int) -> datetime:
    return AT + timedelta(days=number)


def on(number: int) -> date:
    return thai_day(day(number))


def live(world: Counter, until: int = 8, *, since: int = 0) -> None:
    """The value's days from one to another; day 0 has begun with the world's own answer and release."""
    days = (_first, _sent_back, _answered, _confirmed, _signed, _late, _lifted, _ruled_anew, _published)
    for step in days[since : until + 1]:
        step(world)


def who(world: Counter, name: str, number: int) -> Who:
    return accounts.who(world.desk.people[name], on=on(number))


def _check(number: int) -> None:
    while actions.check_changed(at=day(number)) + actions.check_groups(at=day(number)):
        pass


def _first(world: Counter) -> None:
    _check(0)
    _, token = heads.make_link(who(world, "wichai", 0), "58010201", days=30, on=on(0), at=day(0))
    word = Word(world.ref(), agrees=True, remark="ตรงกับที่ประชุม")
    heads.give_words(token, [word], form=str(uuid4()), on=on(0), at=day(0))
    area = world.desk.world.area["58010201"]
    doubt = Asked(uuid4(), world.release, "water", "2026", area, VARIABLE, 90, "มีแค่ 80 หลัง", proposed=80)
    challenging.challenge(doubt, address="203.0.113.9", at=day(0))
    challenging.pass_on(who(world, "kanya", 0), doubt.ref, on=on(0), at=day(0))


def _sent_back(world: Counter) -> None:
    reason, cells = Reason.NOT_PLAUSIBLE, [world.ref()]
    somying = who(world, "somying", 1)
    actions.return_cells(somying, cells, reason=reason, note=NOTE, due=on(5), on=on(1), at=day(1))


def _answered(world: Counter) -> None:
    (one,) = queries.returns_of_cell(world.record.id, VARIABLE, on=on(2))
    malee = who(world, "malee", 2)
    actions.answer_return(malee, one.id, value=93, visited_on=on(2), on=on(2), at=day(2))
    _check(2)


def _confirmed(world: Counter) -> None:
    said = register(world.desk.world, **{VARIABLE: 88})
    records.make_claims([said], at=day(3))
    somying = who(world, "somying", 3)
    actions.confirm(somying, [world.ref()], on=on(3), at=day(3) + timedelta(hours=1))
    (doubt,) = queries.list_of_office(world.desk.world.office["pwa"], on=on(3))
    text, outcome = "ไปดูใหม่แล้วมี 93 หลัง", Outcome.CORRECTED
    challenging.answer(
        somying, doubt.ref, outcome=outcome, text=text, on=on(3), at=day(3) + timedelta(hours=2)
    )


def _signed(world: Counter) -> None:
    area = world.desk.world.area["580102"]
    seen = signing.standings("water", "2026", [area], on=on(4))[area].seen
    new = NewSigning("water", "2026", area, seen, frozenset(Left))
    actions.sign(who(world, "wichai", 4), new, on=on(4), at=day(4))


def _late(world: Counter) -> None:
    send(world.desk.world, xml(day=on(5).isoformat(), households=120, piped=97), at=day(5))
    records.process_inbox(at=day(5))


def _lifted(world: Counter) -> None:
    area = world.desk.world.area["580102"]
    signed = signing.find_signed("water", "2026", [area])[area]
    actions.unlock(who(world, "wichai", 6), ref=signed.ref, reason="มีคำตอบมาช้า", on=on(6), at=day(6))
    _check(6)


def _ruled_anew(world: Counter) -> None:
    text = (dictionary.STANDARD / "water.yml").read_text("utf-8")
    first, second = text.split("  - name: piped_households\n")
    second = second.replace("resolution: newest", "resolution: owner", 1)
    text = f"{first}  - name: piped_households\n{second}"
    dictionary.load_text(text, file="water.yml", by=BY, at=day(7))
    while records.keep_standing(at=day(7)):
        pass


def _published(world: Counter) -> None:
    releases.release_round("r1", by=BY, at=day(8))
