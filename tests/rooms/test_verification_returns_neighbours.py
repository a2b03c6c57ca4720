"""A returned cell never changes its neighbours: no value, no grade, no origin, nor since when they stand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tambon.dictionary.rules.spec import Resolution
from tambon.records.rules import Cell, ClaimKind, Derived, Grade, Known, derive

VARIABLES = ("a", "b", "c", "d")
DAY = date(2026, 11, 1)
AT = datetime(2026, 11, 1, tzinfo=UTC)
ORIGINAL = (ClaimKind.FIELD, ClaimKind.REGISTER, ClaimKind.ENTRY)
values = st.one_of(st.integers(0, 3), st.just({"absent": "unknown"}), st.just({"absent": "not_asked"}))
said = st.dictionaries(st.sampled_from(VARIABLES), values, min_size=1)


@st.composite
def claims(draw: st.DrawFn) -> list[Known]:
    """Anything that people, registers and offices may have said, and verdicts about some of it."""
    made: list[Known] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        day, at = DAY + timedelta(days=draw(st.integers(0, 5))), AT + timedelta(hours=number)
        made.append(
            Known(number, f"r{number}", draw(st.sampled_from(ORIGINAL)), draw(said), {}, day, at, 1, 1)
        )
    for number in range(10, 10 + draw(st.integers(0, 4))):
        judged = draw(st.sampled_from(made[: min(len(made), 6)]))
        about = {name: judged.ref for name in judged.values}
        kind = draw(st.sampled_from((ClaimKind.CONFIRMATION, ClaimKind.DISPUTE)))
        made.append(
            Known(number, f"v{number}", kind, judged.values, about, DAY, AT + timedelta(days=number), 1, 1)
        )
    return made


RULES = [rule for rule in Resolution if rule is not Resolution.OWNER_WITHIN]  # needs a band


def told(made: list[Known], rules: dict[str, Resolution], held: Derived, at: datetime) -> Derived:
    owned = lambda claim, variable: claim.office_id is not None  # noqa: E731
    before = {name: (held.values[name], cell) for name, cell in held.cells.items()}
    return derive(made, rules, owned=owned, held=before, at=at)


def checked(record: Derived, weights: dict[str, int]) -> Derived:
    """As if the automatic rules had run."""
    cells = {
        name: Cell(
            Grade.CHECKED if cell.grade is Grade.REPORTED and not weights[name] else cell.grade,
            cell.origin, cell.claim_id, cell.since, weights[name], cell.differs,
        )
        for name, cell in record.cells.items()
    }  # fmt: skip
    return Derived(record.values, cells)


@given(
    made=claims(),
    rules=st.fixed_dictionaries({name: st.sampled_from(RULES) for name in VARIABLES}),
    weights=st.fixed_dictionaries({name: st.sampled_from((0, 0, 3)) for name in VARIABLES}),
    returned=st.sampled_from(VARIABLES),
    answer=values,
)
def test_a_return_and_its_answer_leave_every_other_cell_as_it_is(
    made: list[Known], rules: dict[str, Resolution], weights: dict[str, int], returned: str, answer: Any
) -> None:
    before = checked(told(made, rules, Derived(), AT), weights)
    before = told(made, rules, before, AT + timedelta(days=20))
    if returned not in before.cells:
        return
    judged = next(one for one in made if one.id == before.cells[returned].claim_id)
    later = AT + timedelta(days=30)
    dispute = Known(
        50, "d50", ClaimKind.DISPUTE, {returned: judged.values[returned]}, {returned: judged.ref},
        later.date(), later, 1, 1,
    )  # fmt: skip
    sent_back = told([*made, dispute], rules, before, later)
    assert neighbours(sent_back, returned) == neighbours(before, returned)
    assert sent_back.cells[returned].grade is Grade.DISPUTED
    said_again = Known(51, "f51", ClaimKind.FIELD, {returned: answer}, {}, later.date(), later)
    answered = told([*made, dispute, said_again], rules, sent_back, later)
    assert neighbours(answered, returned) == neighbours(before, returned)
    only = told([*made, dispute, said_again], {returned: rules[returned]}, sent_back, later)
    assert only.cells[returned] == answered.cells[returned]


def neighbours(record: Derived, returned: str) -> dict[str, tuple[Any, Cell]]:
    return {name: (record.values[name], cell) for name, cell in record.cells.items() if name != returned}
