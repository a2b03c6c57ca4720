"""The operator's commands for personal data."""

from __future__ import annotations

import argparse
import json
from typing import Any

import pytest
from workforce_people import AT, BY, LEFT, Workforce, citizen_id, make_workforce

from tambon.cli.commands import personal_erase_due, personal_rotate
from tambon.lib.problem import Problem
from tambon.lib.sealing import KeyRing
from tambon.workforce.actions.personal import set_many_personal
from tambon.workforce.models import Personal
from tambon.workforce.rules.personal import NewPersonal, say_citizen_id

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OLD, NEW = "o" * 40, "n" * 40
NAMES = ("malee", "somchai", "nok", "ploy")


def run(command: Any, *words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    command.arguments(parser)
    code: int = command.run(parser.parse_args(list(words)))
    return code


@pytest.fixture
def world(settings: Any) -> Workforce:
    settings.PERSONAL_KEYS = KeyRing.from_text(OLD)
    world = make_workforce()
    entries = [
        NewPersonal(world.person[name], say_citizen_id(citizen_id(n)), f"กรุงไทย 98765{n:05d}")
        for n, name in enumerate(NAMES)
    ]
    assert set_many_personal(entries, keys=settings.PERSONAL_KEYS, by=BY, at=AT).kept == len(NAMES)
    return world


def test_what_is_due_is_counted_and_the_day_cannot_be_chosen_for_erasing(
    world: Workforce, capsys: pytest.CaptureFixture[str]
) -> None:
    far = LEFT.replace(year=LEFT.year + 1).isoformat()
    assert run(personal_erase_due, "--dry-run", "--on", far, "--json") == 0
    assert json.loads(capsys.readouterr().out)["people"] == 1
    assert run(personal_erase_due, "--on", far) == 2
    assert Personal.objects.filter(erased_at__isnull=False).count() == 0


def test_keys_are_changed_and_a_missing_one_is_named(
    world: Workforce, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    old = settings.PERSONAL_KEYS.keys[0].id.hex()
    settings.PERSONAL_KEYS = KeyRing.from_text(NEW)
    with pytest.raises(Problem) as refused:
        run(personal_rotate)
    assert old in refused.value.say("th")
    settings.PERSONAL_KEYS = KeyRing.from_text(f"{NEW},{OLD}")
    assert run(personal_rotate) == 0
    assert "4 people" in capsys.readouterr().out
    settings.PERSONAL_KEYS = KeyRing.from_text(NEW)
    assert run(personal_rotate, "--json") == 0
    assert json.loads(capsys.readouterr().out)["people"] == 0


def test_damage_is_told_with_exit_code_one(
    world: Workforce, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    Personal.objects.filter(person_id=world.person["nok"]).update(bank_account=_changed(world, "nok"))
    settings.PERSONAL_KEYS = KeyRing.from_text(f"{NEW},{OLD}")
    assert run(personal_rotate) == 1
    assert str(world.person["nok"]) in capsys.readouterr().err


def _changed(world: Workforce, name: str) -> bytes:
    """The sealed account with its last byte changed."""
    sealed = bytes(Personal.objects.get(person_id=world.person[name]).bank_account or b"")
    return sealed[:-1] + bytes([sealed[-1] ^ 1])
