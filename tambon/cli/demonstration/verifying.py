"""Verification at work, for whoever looks for the first time; what happened already is left as it is.

Findings are explained, values go back to villages and are answered, a sample is closed, a head has spoken,
and a tambon is signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from tambon.accounts import queries as who_is
from tambon.accounts.rules import Thing, Verb, Who, may
from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.cli.demonstration import checking
from tambon.cli.demonstration.spec import Demonstration, Verified
from tambon.plan import queries as plan
from tambon.records.rules import Outcome
from tambon.verification import actions, queries
from tambon.verification.actions import heads
from tambon.verification.queries import sampling, signing
from tambon.verification.rules import MOST_AT_ONCE, CellRef, Reason
from tambon.verification.rules.findings import FindingLine, State
from tambon.verification.rules.heads import Word
from tambon.verification.rules.sampling import NewSample
from tambon.verification.rules.signing import NewSigning
from tambon.workforce import queries as workforce

BECAUSE = "ข้อความสังเคราะห์: นับซ้ำกับผู้ใหญ่บ้านแล้ว ได้ค่าเดิม"
LOOK_AGAIN = "ข้อความสังเคราะห์: โปรดนับจากมาตรวัดน้ำอีกครั้ง"
OBJECTION = "ข้อความสังเคราะห์: มีบ้านที่เพิ่งต่อท่อ"
DAYS, SHARE, LINK_DAYS = 10, 30, 30
DATASET = "water"


@dataclass(frozen=True)
class Scene:
    """Who verifies what on which day."""

    demo: Demonstration
    verified: Verified
    today: date
    at: datetime

    def who(self, username: str) -> Who:
        """Somebody of the demonstration, with today's grants."""
        found = who_is.find_person(username)
        assert found is not None, username  # noqa: S101 - the preparation added everybody
        return who_is.who(found.id, on=self.today)

    def may(self, who: Who, verb: Verb, area_id: int, office: int | None = None) -> bool:
        reached = areas.reached_from([area_id], on=self.today)[area_id]
        return may(who, verb, Thing(reached, office, who_is.agency_ids([office]).get(office))).allowed

    @cached_property
    def _collectors(self) -> dict[int, int]:
        """{village: who collects there today}."""
        province = areas.get_area(self.demo.province, on=self.today)
        villages = {one.id for one in areas.list_under(province.id, on=self.today, kind=Kind.VILLAGE)}
        charges = workforce.charges(villages)
        return {one.village: one.person for one in charges if one.since <= self.today < one.until}

    def worker(self, village_id: int) -> Who | None:
        """Who collects in the village, if anybody does."""
        person = self._collectors.get(village_id)
        who = who_is.who(person, on=self.today) if person else None
        return who if who and self.may(who, Verb.COLLECT, village_id) else None


def let_happen(demo: Demonstration, today: date, *, at: datetime) -> None:
    """Everything that the demonstration's text says of verification."""
    if demo.verified is None:
        return
    scene = Scene(demo, demo.verified, today, at)
    for step in (_explain, _send_back, _draw, _let_the_head_speak):
        step(scene)
    checking.process(at)
    _sign(scene)


def _explain(scene: Scene) -> None:
    """Workers say why odd values are right; the first explanation is accepted, the others wait."""
    within = [areas.get_area(scene.demo.province, on=scene.today).id]
    if queries.list_findings_in(within, on=scene.today, state=State.ACCEPTED, limit=1).lines:
        return
    page = queries.list_findings_in(
        within, on=scene.today, state=State.ASKED, limit=MOST_AT_ONCE, explainable=True
    )
    asked = sorted(page.lines, key=lambda line: not line.area.code.startswith(scene.verified.district))
    lines = [(line, who) for line in asked if (who := scene.worker(line.area.id)) is not None]
    for number, (line, who) in enumerate(lines[: scene.verified.explained]):
        actions.explain(who, actions.Seen(line.id, line.basis), text=BECAUSE, on=scene.today, at=scene.at)
        if number == 0:
            now = queries.get_finding(line.id, on=scene.today)
            seen = actions.Seen(now.id, now.basis, now.explained)
            actions.accept(_decider(scene, line), seen, on=scene.today, at=scene.at)


def _decider(scene: Scene, line: FindingLine) -> Who:
    verb = Verb.SIGN_OFF if line.office_id is None else Verb.CONFIRM
    people = (scene.who(person.username) for person in scene.demo.people)
    return next(who for who in people if scene.may(who, verb, line.area.id, line.office_id))


def _send_back(scene: Scene) -> None:
    """The office sends two values back; one worker has answered already."""
    officer = scene.who(scene.verified.returned_by)
    (office,) = who_is.offices_of(officer)
    if queries.open_returns_of([office.id], on=scene.today):
        return
    within = [areas.get_area(scene.verified.returned_in, on=scene.today).id]
    page = queries.list_office_queue(office.id, on=scene.today, limit=20, within=within)
    cells = [
        CellRef.read(cell.ref)
        for row in page.rows if scene.worker(row.area.id)
        for cell in row.cells if cell.waiting and cell.variable.name == "piped_households"
    ][:2]  # fmt: skip
    due = scene.today + timedelta(days=DAYS)
    actions.return_cells(
        officer, cells, reason=Reason.NOT_PLAUSIBLE, note=LOOK_AGAIN, due=due, on=scene.today, at=scene.at
    )
    _answer(scene, office.id)


def _answer(scene: Scene, office_id: int) -> None:
    one = queries.open_returns_of([office_id], on=scene.today)[0]
    worker = scene.worker(one.area.id)
    if worker is not None and isinstance(one.value, int):
        actions.answer_return(
            worker, one.id, value=one.value - 1, visited_on=scene.today, on=scene.today, at=scene.at
        )


def _draw(scene: Scene) -> None:
    """An office looks at a sample, finds one value wrong and whatever cannot be true, and closes it."""
    officer = scene.who(scene.verified.sampled_by)
    (office,) = who_is.offices_of(officer)
    if sampling.list_samples(office.id):
        return
    for dataset, period, _ in sampling.list_drawable(office.id):
        new = NewSample(office.id, dataset, period, SHARE)
        ref = actions.draw_sample(officer, new, on=scene.today, at=scene.at)
        page = sampling.list_sample_queue(ref, office_id=office.id, on=scene.today, limit=MOST_AT_ONCE)
        drawn = [CellRef.read(cell.ref) for row in page.rows for cell in row.cells]
        wrong, right = {drawn[0]: Reason.DIFFERS_FROM_REGISTER}, drawn[1:]
        for start in range(0, len(right), MOST_AT_ONCE):
            batch = right[start : start + MOST_AT_ONCE]
            answers = actions.confirm(officer, batch, on=scene.today, at=scene.at)
            found = zip(batch, answers, strict=True)
            wrong |= {c: Reason.NOT_PLAUSIBLE for c, a in found if a.outcome is Outcome.IMPOSSIBLE}
        for cell, reason in wrong.items():
            actions.dispute(officer, cell, reason=reason, proposed=None, on=scene.today, at=scene.at)
        actions.close_sample(officer, ref=ref, on=scene.today, at=scene.at)


def _let_the_head_speak(scene: Scene) -> None:
    """A village's head opens the link of a district officer: most values are right, one is not."""
    officer = scene.who(scene.verified.officer)
    village = areas.get_area(scene.verified.head_of, on=scene.today)
    if queries.list_links([village.id], on=scene.today, at=scene.at):
        return
    _, token = heads.make_link(officer, village.code, days=LINK_DAYS, on=scene.today, at=scene.at)
    words = list(_words(village.id, scene.today))
    heads.give_words(token, words, form="demonstration", on=scene.today, at=scene.at)


def _words(village_id: int, on: date) -> Iterator[Word]:
    objected = False
    for row in queries.list_for_head(village_id, on=on):
        for cell in row.cells:
            value, ref = cell.value, CellRef.read(cell.ref)
            wrong = row.dataset == DATASET and cell.variable.name == "piped_households"
            if wrong and isinstance(value, int) and not objected:
                objected = True
                yield Word(ref, agrees=False, proposed=value + 2, remark=OBJECTION)
            else:
                yield Word(ref, agrees=True)


def _sign(scene: Scene) -> None:
    """The officer signs the last tambon of the district in whose way nothing stands."""
    officer = scene.who(scene.verified.officer)
    district = areas.get_area(scene.verified.district, on=scene.today)
    ids = [one.id for one in areas.list_under(district.id, on=scene.today, kind=Kind.TAMBON)]
    period = next(one.period for one in plan.rounds_of(DATASET) if one.opens <= scene.today)
    if signing.find_signed(DATASET, period, ids):
        return
    standings = signing.standings(DATASET, period, ids, on=scene.today)
    for area_id in reversed(ids):
        standing = standings[area_id]
        if standing.records and not standing.stops:
            new = NewSigning(DATASET, period, area_id, standing.seen, frozenset(standing.left))
            actions.sign(officer, new, on=scene.today, at=scene.at)
            return
