"""Personal data: kept sealed, opened with a reason in one's own area, erased when due, sealed again anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from workforce_people import AT, BY, LEFT, TODAY, Workforce, citizen_id, make_workforce

from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.lib.sealing import KeyRing
from tambon.workforce.actions.erasing import erase_due
from tambon.workforce.actions.personal import (
    look_at_personal,
    rotate,
    set_many_personal,
    set_personal,
)
from tambon.workforce.models import Personal
from tambon.workforce.queries.personal import personal_state
from tambon.workforce.rules.personal import NewPersonal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OLD, NEW = "o" * 40, "n" * 40
KEYS = KeyRing.from_text(OLD)
MALEE, ACCOUNT = citizen_id(7), "กรุงไทย 123-4-56789-0"


@pytest.fixture
def world() -> Workforce:
    return make_workforce()


def keep(world: Workforce, name: str = "malee", *, number: str | None = MALEE, keys: KeyRing = KEYS) -> None:
    set_personal(
        person_id=world.person[name], citizen_id=number, bank_account=ACCOUNT, keys=keys, by=BY, at=AT
    )


def look(world: Workforce, who: str, name: str = "malee", *, keys: KeyRing = KEYS, reason: str = "pay"):
    return look_at_personal(world.who(who), world.person[name], reason=reason, keys=keys, on=TODAY, at=AT)


def refusal(call) -> str:
    with pytest.raises(Problem) as refused:
        call()
    assert MALEE not in str(refused.value) + str(refused.value.details)
    return refused.value.kind.code


def journal(kind: str) -> list[tuple[str, str, dict]]:
    return list(Entry.objects.filter(kind=kind).order_by("id").values_list("subject", "by", "body"))


def test_what_was_written_is_read_again_and_the_look_is_remembered(world: Workforce) -> None:
    keep(world, number=f" {MALEE[0]}-{MALEE[1:5]}-{MALEE[5:10]}-{MALEE[10:12]}-{MALEE[12]}")
    view = look(world, "wichai")
    assert (view.citizen_id, view.bank_account) == (MALEE, "กรุงไทย 1234567890")
    assert journal("personal.seen") == [
        (
            f"person:{world.person['malee']}",
            f"person:{world.person['wichai']}",
            {"fields": ["citizen_id", "bank_account"], "reason": "pay"},
        )
    ]
    assert journal("personal.set")[0][2] == {"fields": ["bank_account", "citizen_id"]}


@pytest.mark.parametrize("who", ["prasert", "anong", "malee", "somchai"])
def test_nobody_else_sees_it_and_nothing_is_opened(world: Workforce, who: str) -> None:
    keep(world)
    assert refusal(lambda: look(world, who)).startswith("403")
    assert journal("personal.seen") == []


def test_a_look_needs_a_reason_and_something_to_see(world: Workforce) -> None:
    keep(world)
    assert refusal(lambda: look(world, "wichai", reason="curious")) == "422-personal-reason"
    assert refusal(lambda: look(world, "wichai", "somchai")) == "404-personal-nothing-kept"


def test_bad_numbers_are_refused_and_the_rest_is_kept(world: Workforce) -> None:
    wrong = MALEE[:12] + str((int(MALEE[12]) + 1) % 10)
    people = [world.person[name] for name in ("malee", "somchai", "nok", "ploy", "anong")]
    entries = [
        NewPersonal(people[0], MALEE, ACCOUNT),
        NewPersonal(people[1], wrong, ACCOUNT),
        NewPersonal(people[2], MALEE, ACCOUNT),
        NewPersonal(people[3], citizen_id(8), "12345"),
        NewPersonal(people[4], citizen_id(9), None),
        NewPersonal(people[1], "", " "),
    ]
    done = set_many_personal(entries, keys=KEYS, by=BY, at=AT)
    assert (done.kept, done.unchanged) == (1, 1)
    assert [(place, problem.kind.code) for place, problem in done.refused] == [
        (1, "422-citizen-id"),
        (2, "409-citizen-id-taken"),
        (3, "422-bank-account"),
        (4, "409-personal-without-contract"),
    ]
    said = "".join(f"{problem} {problem.say('th')} {problem.details}" for _, problem in done.refused)
    assert MALEE not in said and "malee" not in said
    told = {str(value) for _, problem in done.refused for value in problem.details.values()}
    assert str(world.person["malee"]) not in told


def test_the_same_again_changes_nothing(world: Workforce) -> None:
    keep(world)
    before = Personal.objects.values().get()
    keep(world)
    assert Personal.objects.values().get() == before
    assert len(journal("personal.set")) == 1


def test_one_field_alone_leaves_the_other(world: Workforce) -> None:
    keep(world)
    set_personal(person_id=world.person["malee"], bank_account="KTB 0987654321", keys=KEYS, by=BY, at=AT)
    view = look(world, "wichai")
    assert (view.citizen_id, view.bank_account) == (MALEE, "KTB 0987654321")


def test_an_id_is_found_twice_also_while_keys_change(world: Workforce) -> None:
    keep(world)
    both = KeyRing.from_text(f"{NEW},{OLD}")
    assert refusal(lambda: keep(world, "somchai", keys=both)) == "409-citizen-id-taken"
    keep(world, keys=both)
    assert len(journal("personal.set")) == 1


def test_it_is_erased_when_due_and_not_a_day_before(world: Workforce) -> None:
    keep(world, "nok")
    keep(world, "malee", number=citizen_id(8))
    due = personal_state(world.person["nok"]).due
    assert due is not None
    assert (due - LEFT).days == 90
    assert erase_due(by="system", on=due - timedelta(days=1), at=AT) == 0
    assert erase_due(by="system", on=due, at=AT) == 1
    row = Personal.objects.get(person_id=world.person["nok"])
    assert (row.citizen_id, row.bank_account, row.citizen_index, row.erased_at) == (None, None, None, AT)
    assert journal("personal.erased") == [
        (f"person:{world.person['nok']}", "system", {"fields": ["citizen_id", "bank_account"]})
    ]
    assert erase_due(by="system", on=due, at=AT) == 0
    assert refusal(lambda: look(world, "wichai", "nok")) == "404-personal-nothing-kept"
    assert personal_state(world.person["malee"]).kept == ("citizen_id", "bank_account")


def test_after_a_change_of_keys_the_old_one_is_needed_no_more(world: Workforce) -> None:
    keep(world)
    keep(world, "somchai", number=citizen_id(8))
    new = KeyRing.from_text(NEW)
    assert refusal(lambda: look(world, "wichai", keys=new)) == "409-personal-key-missing"
    assert refusal(lambda: rotate(keys=new, by="operator", at=AT)) == "409-personal-key-missing"
    both = KeyRing.from_text(f"{NEW},{OLD}")
    assert rotate(keys=both, by="operator", at=AT).people == 2
    assert look(world, "wichai", keys=new).citizen_id == MALEE
    assert refusal(lambda: keep(world, "somchai", keys=new)) == "409-citizen-id-taken"
    assert rotate(keys=new, by="operator", at=AT).people == 0
    assert [body for _, _, body in journal("personal.rotated")] == [{"people": 2}]


def test_a_missing_key_is_named_and_damage_is_told_apart(world: Workforce) -> None:
    keep(world)
    with pytest.raises(Problem) as refused:
        rotate(keys=KeyRing.from_text(NEW), by="operator", at=AT)
    assert refused.value.details == {"keys": KEYS.keys[0].id.hex(), "count": 2}
    row = Personal.objects.get()
    Personal.objects.update(citizen_id=row.bank_account)  # moved to where it does not belong
    assert refusal(lambda: look(world, "wichai")) == "409-personal-damaged"
    both = KeyRing.from_text(f"{NEW},{OLD}")
    assert rotate(keys=both, by="operator", at=AT).damaged == (world.person["malee"],)
