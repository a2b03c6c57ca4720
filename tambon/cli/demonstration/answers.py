"""Made-up answers about made-up villages: the same on every machine, some with mistakes on purpose."""

from __future__ import annotations

import random
from typing import Any

DATASETS = frozenset({"population", "water"})  # the other themes wait for whoever tries the system
ONE_IN = 29  # so many villages for each kind of mistake
FAR = 23  # of them: the register and the field differ too much


def village(code: str) -> dict[str, dict[str, Any]]:
    """Answers by dataset and variable for one synthetic village; the code alone decides them."""
    dice = random.Random(f"tambon demonstration {code}")  # noqa: S311 - synthetic data, no secret
    houses = dice.randint(45, 260)
    households = round(houses * dice.uniform(0.82, 1.08))
    people = _people(dice, houses, households)
    water = _water(dice, households)
    _make_mistakes(int(code), people, water)
    return {"population": people, "water": water}


def register(code: str) -> dict[str, Any]:
    """What the waterworks' register says about a village: near to the field's figures, but in a few."""
    dice = random.Random(f"tambon register {code}")  # noqa: S311
    said = village(code)["water"]
    customers = said["pwa_customers"] + dice.choice((0, 0, 0, 1, 2, -1))
    if int(code) % ONE_IN == FAR:
        customers = customers * 2 + 12
    return {
        "customers": max(0, customers),
        "piped_households": max(0, said["piped_households"] + dice.choice((0, 0, 0, 1, 2, -1))),
        "supply_hours": said["supply_hours"],
    }


def _people(dice: random.Random, houses: int, households: int) -> dict[str, Any]:
    total = round(households * dice.uniform(2.4, 3.9))
    male = round(total * dice.uniform(0.48, 0.52))
    young = round(total * dice.uniform(0.14, 0.24))
    old = round(total * dice.uniform(0.15, 0.26))
    return {
        "houses": houses,
        "households": households,
        "population_total": total,
        "male": male,
        "female": total - male,
        "age_0_14": young,
        "age_15_59": total - young - old,
        "age_60_up": old,
        "births": dice.randint(0, max(1, young // 14)),
        "deaths": dice.randint(0, max(1, total // 90)),
        "moved_in": dice.randint(0, 12),
        "moved_out": dice.randint(0, 14),
        "older_alone": dice.randint(0, old // 9) * 2 // 5,  # rare: in some tambons too few to be shown
        "people_with_disability": dice.randint(0, total // 40),
    }


def _water(dice: random.Random, households: int) -> dict[str, Any]:
    piped = round(households * dice.uniform(0.35, 1.0))
    own_system = dice.random() < 0.7
    customers = round(piped * dice.uniform(0.0, 0.5 if own_system else 1.0))
    short = dice.random() < 0.4
    answers: dict[str, Any] = {
        "households": households,
        "piped_households": piped,
        "pwa_customers": customers,
        "supply_hours": dice.choice((12, 18, 20, 22, 24)),
        "village_water_system": own_system,
        "main_drinking_source": dice.choice(
            ("village_pipe", "village_pipe", "groundwater", "rain", "bought")
        ),
        "domestic_sources": dice.sample(
            ("village_pipe", "groundwater", "shallow_well", "rain", "surface"), 2
        ),
        "drinking_quality": dice.choice(("good", "good", "fair", "poor")),
        "litres_per_person_day": dice.randint(70, 180),
        "dry_season_shortage": short,
    }
    if own_system:
        answers["village_system_households"] = piped - min(piped, customers)
    if short:
        answers["months_short"] = dice.randint(1, 4)
    return answers


def _make_mistakes(number: int, people: dict[str, Any], water: dict[str, Any]) -> None:
    if number % ONE_IN == 3:
        people["female"] += 7  # the parts no longer make the total
    if number % ONE_IN == 11:
        water["piped_households"] = water["households"] + 5  # more piped than there are
    if number % ONE_IN == 17:
        water["litres_per_person_day"] = 450
