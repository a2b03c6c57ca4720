"""Nobody judges what they typed themselves, also where it stands under another's name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from records_world import AT, BY, TODAY, World, make_world, send, xml

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.forms.rules.mapping import Columns, Mapping
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.records.models import Claim
from tambon.records.rules import Grade
from tambon.submissions import actions as submissions
from tambon.submissions.models import Submission
from tambon.verification import actions, queries
from tambon.verification.rules import CellRef, Reason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def officer(world: World, name: str) -> Who:
    """Of the district and of the waterworks at once."""
    person = accounts.add_person(username=name, name_th=name, by=BY, at=AT)
    for new in (
        NewGrant(person, Role.DISTRICT, TODAY, area_id=world.area["5801"]),
        NewGrant(person, Role.VERIFIER, TODAY, office_id=world.office["pwa"]),
    ):
        accounts.grant(new, by=BY, at=AT)
    return who_is.who(person, on=TODAY)


def sent(world: World, content: bytes) -> UUID:
    send(world, content)
    records.process_inbox(at=AT)
    return Submission.objects.latest("id").ref


def correct(ref: UUID, who: Who, minutes: int = 1, **said: str) -> None:
    at = AT + timedelta(minutes=minutes)
    submissions.mend(ref=ref, corrections=said, by=who.actor, at=at)
    records.process_inbox(at=at)


def cell(world: World, variable: str = "piped_households") -> CellRef:
    record = world.record()
    return CellRef(record.id, variable, record.cells[variable].claim_id)


WORDS: list[Callable[[Who, CellRef], object]] = [
    lambda who, of: actions.confirm(who, [of], on=TODAY, at=AT + timedelta(minutes=5)),
    lambda who, of: actions.dispute(
        who, of, reason=Reason.NOT_PLAUSIBLE, proposed=None, on=TODAY, at=AT + timedelta(minutes=5)
    ),
    lambda who, of: actions.return_cells(
        who, [of], reason=Reason.NOT_PLAUSIBLE, note="ไปถามอีกครั้ง", due=TODAY + timedelta(days=7), on=TODAY,
        at=AT + timedelta(minutes=5),
    ),
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS, ids=["confirm", "dispute", "return"])
def test_what_an_officer_typed_for_a_worker_is_judged_by_another(
    world: World, word: Callable[[Who, CellRef], object]
) -> None:
    both, colleague = officer(world, "both"), officer(world, "colleague")
    correct(sent(world, xml(households=120, piped="ราว 90")), both, piped="77")
    claim = Claim.objects.get(pk=cell(world).claim_id)
    assert claim.by == f"person:{world.worker}" and claim.values == {"piped_households": 77}
    with pytest.raises(Problem) as caught:
        word(both, cell(world))
    assert caught.value.kind.code == "403-verdict-own-answer"
    assert world.record().cells["piped_households"].grade is not Grade.VERIFIED
    word(colleague, cell(world))


def test_a_correction_is_a_word_about_its_own_answer_alone(world: World) -> None:
    both = officer(world, "both")
    correct(sent(world, xml(households=120, piped="ราว 90", customers=80)), both, piped="77")
    actions.confirm(both, [cell(world, "pwa_customers")], on=TODAY, at=AT + timedelta(minutes=5))
    assert world.record().cells["pwa_customers"].grade is Grade.VERIFIED


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (xml("99999999", households=120, piped=90), {"area": "58010201"}),
        (xml(day="เมื่อวาน", households=120, piped=90), {"day": "2026-11-20"}),
    ],
    ids=["where", "when"],
)
def test_whoever_says_where_or_when_has_said_all_of_it(
    world: World, content: bytes, said: dict[str, str]
) -> None:
    both = officer(world, "both")
    correct(sent(world, content), both, **said)
    of = cell(world)
    found = queries.own_answers(both.actor, [(of.claim_id, of.variable)])
    assert found == {(of.claim_id, of.variable)}


def test_an_answer_corrected_by_two_belongs_to_both(world: World) -> None:
    one, two, third = (officer(world, name) for name in ("one", "two", "third"))
    ref = sent(world, xml(households=120, piped="ราว 90"))
    correct(ref, one, piped="ประมาณ 77")
    correct(ref, two, minutes=2, piped="77")
    of = cell(world)
    mine = {
        who.actor: queries.count_own_answers(who.actor, [(of.claim_id, of.variable)])
        for who in (one, two, third)
    }
    assert mine == {one.actor: 1, two.actor: 1, third.actor: 0}


def test_many_cells_cost_two_statements(world: World) -> None:
    both = officer(world, "both")
    correct(sent(world, xml(households=120, piped="ราว 90")), both, piped="77")
    of = cell(world)
    many = [(of.claim_id, of.variable), *((of.claim_id + n, "households") for n in range(1, 2_000))]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert queries.own_answers(both.actor, many) == {(of.claim_id, of.variable)}
    assert len(asked) <= 3  # of the claims; the form, and what it asks


def test_of_what_an_answer_speaks() -> None:
    mapping = Mapping(
        variables={"water": {"piped": "w/piped", "homes": "w/homes"}},
        rows={"roads": {"routes": Columns(path="r", columns={"km": "km"})}},
        absences={"why": {"water": ["piped"], "roads": ["routes"]}},
    )
    assert mapping.variables_at("w/piped") == {"water": {"piped"}}
    assert mapping.variables_at("r/km") == mapping.variables_at("r") == {"roads": {"routes"}}
    assert mapping.variables_at("why") == {"water": {"piped"}, "roads": {"routes"}}
    assert mapping.variables_at("w") == {}
