"""Who may give an office's word, and what comes of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from records_world import AT, BY, TODAY, World, collect, make_world

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.records.models import Claim
from tambon.records.rules import Grade, Origin, Outcome, RecordView
from tambon.verification import actions, queries
from tambon.verification.rules import MOST_AT_ONCE, CellRef, Reason
from tambon.verification.rules.views import Agreement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def officer(
    world: World, office: str = "pwa", name: str = "somying", *, area: str | None = None,
    until: date | None = None,
) -> Who:  # fmt: skip
    person = accounts.add_person(username=name, name_th="สมหญิง", by=BY, at=AT)
    over = world.area[area] if area else None
    new = NewGrant(
        person, Role.VERIFIER, date(2026, 10, 1), until, area_id=over, office_id=world.office[office]
    )
    accounts.grant(new, by=BY, at=AT)
    return who_is.who(person, on=TODAY)


def collect_next_door(world: World) -> RecordView:
    """An answer about the other tambon, by the same worker."""
    new = NewGrant(world.worker, Role.WORKER, date(2026, 10, 1), area_id=world.area["580103"])
    accounts.grant(new, by=BY, at=AT)
    return collect(world, "58010301", households=50, piped=20)


def ref(record: RecordView, variable: str = "piped_households") -> CellRef:
    return CellRef(record.id, variable, record.cells[variable].claim_id)


def refused(call) -> str:  # type: ignore[no-untyped-def]
    before = Claim.objects.count()
    with pytest.raises(Problem) as caught:
        call()
    assert Claim.objects.count() == before
    return caught.value.kind.code


def confirm(who: Who, *cells: CellRef) -> list[Outcome]:
    return [answer.outcome for answer in actions.confirm(who, cells, on=TODAY, at=AT)]


def test_several_are_confirmed_and_only_the_stale_one_is_refused(world: World) -> None:
    first, second = collect(world), collect(world, "58010202")
    collect(world, "58010202", minutes=5, households=120, piped=95)
    somying = officer(world)
    assert confirm(somying, ref(first), ref(second)) == [Outcome.DONE, Outcome.CHANGED]
    assert world.record().cells["piped_households"].grade is Grade.VERIFIED
    assert world.record("58010202").cells["piped_households"].grade is not Grade.VERIFIED
    entry = Entry.objects.get(kind="cells.confirm")
    assert (entry.by, entry.body) == (somying.actor, {"changed": 1, "done": 1})


def test_a_dispute_has_a_reason_and_may_bring_the_offices_own_value(world: World) -> None:
    record, somying = collect(world, customers=70, households=120, piped=90), officer(world)
    answer = actions.dispute(
        somying, ref(record, "pwa_customers"), reason=Reason.OUT_OF_DATE, proposed=72, on=TODAY, at=AT
    )
    assert answer.outcome is Outcome.DONE
    held = world.record()
    assert (held.values["pwa_customers"], held.cells["pwa_customers"].origin) == (72, Origin.OFFICE)
    story = queries.get_story(record.id, "pwa_customers", on=TODAY)
    kinds = [(claim.kind.value, claim.reason) for claim in story.claims]
    assert ("dispute", "out_of_date") in kinds and ("entry", "out_of_date") in kinds
    assert [row.value for row in story.past][-1] == 70


def test_a_dispute_alone_leaves_the_value_and_says_so(world: World) -> None:
    record, somying = collect(world), officer(world)
    actions.dispute(somying, ref(record), reason=Reason.OTHER, proposed=None, on=TODAY, at=AT)
    held = world.record()
    assert held.values["piped_households"] == 90
    assert held.cells["piped_households"].grade is Grade.DISPUTED


def test_nobody_outside_the_owner_office_has_a_word(world: World) -> None:
    record = collect(world)
    neighbour = officer(world, "lao", "malai")
    assert refused(lambda: confirm(neighbour, ref(record))) == "403-not-allowed"
    worker = who_is.who(world.worker, on=TODAY)
    assert refused(lambda: confirm(worker, ref(record))) == "403-not-allowed"
    somying = officer(world)
    mixed = [ref(record), ref(record, "households")]  # households belong to the local government
    assert refused(lambda: confirm(somying, *mixed)) == "403-not-allowed"


def test_a_grant_narrowed_to_a_tambon_stays_inside_it(world: World) -> None:
    other = collect(world)
    somying = officer(world, area="580103")
    assert refused(lambda: confirm(somying, ref(other))) == "403-not-allowed"
    assert queries.count_office_queue(
        world.office["pwa"], on=TODAY, within=[world.area["580103"]]
    ).total() == (0, 0)


def test_a_grant_that_ended_gives_no_word(world: World) -> None:
    record = collect(world)
    somying = officer(world, until=TODAY)
    assert refused(lambda: confirm(somying, ref(record))) == "403-not-allowed"


def test_who_collected_a_value_does_not_judge_it(world: World) -> None:
    record = collect(world)
    new = NewGrant(world.worker, Role.VERIFIER, date(2026, 10, 1), office_id=world.office["pwa"])
    accounts.grant(new, by=BY, at=AT)
    malee = who_is.who(world.worker, on=TODAY)
    assert refused(lambda: confirm(malee, ref(record))) == "403-verdict-own-answer"


def test_how_many_and_which_cells_is_bounded(world: World) -> None:
    record, somying = collect(world), officer(world)
    assert refused(lambda: confirm(somying)) == "422-verdict-nothing-chosen"
    many = [CellRef(n, "piped_households", 1) for n in range(1, MOST_AT_ONCE + 2)]
    assert refused(lambda: confirm(somying, *many)) == "422-verdict-too-many"
    unknown = CellRef(record.id + 10_000, "piped_households", 1)
    assert refused(lambda: confirm(somying, unknown)) == "404-record-unknown"
    no_such_variable = CellRef(record.id, "no_such_thing", 1)
    assert refused(lambda: confirm(somying, no_such_variable)) == "403-not-allowed"


@pytest.mark.parametrize(
    "text", ["", "1:a", "1:a:b", "x:a:1", "1:a-b:1", "1:a:1:1", "١:a:1", "9" * 30 + ":a:1"]
)
def test_what_is_no_cell_is_refused_by_name(text: str) -> None:
    with pytest.raises(Problem) as caught:
        CellRef.read(text)
    assert caught.value.kind.code == "422-verdict-cell"


def test_a_queue_is_the_offices_own_with_figures_side_by_side(world: World) -> None:
    from records_world import register

    from tambon.records import actions as records

    collect(world)
    collect_next_door(world)
    records.make_claims([register(world, piped_households=88)], at=AT + timedelta(minutes=1))
    page = queries.list_office_queue(world.office["pwa"], on=TODAY)
    cells = {row.area.code: {c.variable.name: c for c in row.cells} for row in page.rows}
    assert {name for row in cells.values() for name in row} <= {
        "piped_households",
        "pwa_customers",
        "supply_hours",
    }
    piped = cells["58010201"]["piped_households"]
    assert piped.field is not None and piped.register is not None
    assert (piped.field.value, piped.register.value) == (90, 88)
    assert (piped.agreement, piped.gap) == (Agreement.DIFFERS, -2)
    assert cells["58010301"]["piped_households"].agreement is Agreement.ALONE
    assert [row.area.code for row in page.rows] == ["58010201", "58010301"]  # the oddest first


def test_what_is_left_is_counted_by_dataset_and_district(world: World) -> None:
    collect(world)
    record = collect_next_door(world)
    counts = queries.count_office_queue(world.office["pwa"], on=TODAY)
    assert counts.total() == (2, 2)
    assert [(one.key, one.cells) for one in counts.districts()] == [("5801", 2)]
    assert [(one.key, one.cells) for one in counts.datasets()] == [("water", 2)]
    confirm(officer(world), ref(record))
    assert queries.count_office_queue(world.office["pwa"], on=TODAY).total() == (1, 1)
    assert queries.count_office_queue(world.office["dopa"], on=TODAY).total() == (0, 0)


def test_a_queue_goes_on_over_pages_without_a_gap(world: World) -> None:
    for number in (1, 2, 3):
        collect(world, f"5801020{number}")
    seen, after = [], None
    while True:
        page = queries.list_office_queue(world.office["pwa"], on=TODAY, limit=1, after=after)
        seen += [row.area.code for row in page.rows]
        after = page.after
        if after is None:
            break
    assert seen == ["58010201", "58010202", "58010203"]
