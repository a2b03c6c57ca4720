"""How fast written places are matched: 75,000 messy rows against the country with 75,000 made-up villages.

    .venv/bin/python bench/match.py [--rows N]

Prints seconds of the processor for reading the names and building the gazetteer from the database, and for
matching on one core, beside a floor: the same number of clean full names looked up in a dict. Uses
``DATABASE_URL``, where it makes an empty database of its own, or a server of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tambon.areas.rules.matching import Gazetteer, NamedPlace

sys.path[:0] = [str(Path(__file__).parent.parent)]

NAMES = (
    "ห้วยผา", "ใหม่", "ดอน", "หนองบัว", "โนนสูง", "ทุ่ง", "ป่าสัก", "น้ำริน", "สันกลาง", "ท่าข้าม", "คลองสาม", "โคกกลาง",
)  # fmt: skip
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MISSPELT, NO_PROVINCE_WORD, GLUED = 0.1, 0.25, 0.2  # shares of the rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=75_000, help="villages and written places")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as folder, ExitStack() as stack:
        os.environ |= {"TAMBON_HOME": folder, "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
        _server(folder, stack)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _fill(args.rows)
        print(_measure(args.rows))
    return 0


def _server(folder: str, stack: ExitStack) -> None:
    """An empty database: on the server of ``DATABASE_URL``, dropped at the end, or on a server of its own."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    from tambon.host import postgres
    from tambon.host.home import Home
    from tambon.host.settings import url_of

    given = os.environ.get("DATABASE_URL")
    if given is None:
        home = Home.at(folder)
        stack.enter_context(postgres.database(home))
        os.environ["DATABASE_URL"] = url_of(home)
        return
    name = f"bench_match_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    stack.callback(_drop, given, name)
    whole, _, query = given.partition("?")
    old = str(conninfo_to_dict(given)["dbname"])
    os.environ["DATABASE_URL"] = f"{whole.removesuffix('/' + old)}/{name}" + (f"?{query}" if query else "")


def _drop(given: str, name: str) -> None:
    import psycopg
    from django.db import connections

    connections.close_all()
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name}")


def _fill(villages: int) -> None:
    from tambon.areas import actions, queries
    from tambon.areas.rules import Kind, synthetic_villages

    at, today = datetime.now(UTC), datetime.now(UTC).date()
    actions.load_geothai(by="system", at=at)
    country = queries.get_area("TH", on=today).id
    tambons = [one.code for one in queries.list_under(country, on=today, kind=Kind.TAMBON)]
    rows = [
        {**row, "name_th": f"บ้าน{NAMES[n % 12]}{NAMES[n % 11] if n % 3 else ''}", "name_en": ""}
        for n, row in enumerate(synthetic_villages(tambons, villages))
    ]
    terms = {"licence": "CC0-1.0", "credit": "synthetic", "synthetic": True}
    actions.load_villages(rows, source="bench", day=today, **terms, by="system", at=at)


def _measure(rows: int) -> str:
    from tambon.areas.queries.matching import gazetteer
    from tambon.areas.rules import Kind
    from tambon.areas.rules.matching import Matcher, Written

    on = datetime.now(UTC).date()
    begun = time.process_time()
    names = gazetteer()
    built = time.process_time() - begun
    villages = [row for each in names.rows.values() for row in each if row.kind is Kind.VILLAGE][:rows]
    random.seed(7)
    places = [Written(_messy(village, names)) for village in villages]
    clean = [_clean(village, names) for village in villages]
    floor = _floor(clean, villages)
    matcher = Matcher(names, on=on)
    begun = time.process_time()
    found = [matcher.match(place) for place in places]
    matched = time.process_time() - begun
    right = sum(m.one is not None and m.one.place == v for m, v in zip(found, villages, strict=True))
    open_ = sum(match.one is None for match in found)
    total = built + matched
    reasons = ", ".join(f"{code} {n:,}" for code, n in Counter(m.reason.code for m in found).most_common(4))
    return (
        "| written places | gazetteer, s | matching, s | together, s | a row, µs | times the floor |\n"
        "|---|---|---|---|---|---|\n"
        f"| {len(places):,} | {built:.1f} | {matched:.1f} | {total:.1f} | {1e6 * total / len(places):.0f} "
        f"| {total / floor:.0f} |\n\n"
        f"Floor: {len(clean):,} clean full names made a dict and looked up there, {floor:.2f} s. "
        f"To the right area {right / len(found):.2%}, left open {open_ / len(found):.2%}, "
        f"to a wrong one {(len(found) - right - open_) / len(found):.3%}. Reasons: {reasons}."
    )


def _floor(clean: list[str], villages: list[NamedPlace]) -> float:
    begun = time.process_time()
    known = dict(zip(clean, villages, strict=True))
    assert all(known[text] is not None for text in clean)
    return time.process_time() - begun


def _clean(village: NamedPlace, names: Gazetteer) -> str:
    line = " ".join(one.name_th for one in _line(village, names))
    return f"{village.code[6:]} {village.name_th} {line}"


def _line(village: NamedPlace, names: Gazetteer) -> tuple[NamedPlace, ...]:
    return names.line(village, datetime.now(UTC).date())


def _messy(village: NamedPlace, names: Gazetteer) -> str:
    """The address as clerks write it: prefixes, digits, vowels and spaces of every sort, some misspelt."""
    tambon, district, province = _line(village, names)
    chance, choice = random.random, random.choice
    in_bangkok, space = village.code.startswith("10"), "" if chance() < GLUED else " "
    name = _misspelt(tambon.name_th) if chance() < MISSPELT else tambon.name_th
    capital = district.name_th == "เมือง" + province.name_th and chance() < 0.6
    parts = (
        choice(("ม.", "หมู่ที่ ", "หมู่ ")) + str(int(village.code[6:])),
        (choice(("บ้าน", "บ.", "")) if space else "บ้าน") + village.name_th.removeprefix("บ้าน"),
        ("แขวง" if in_bangkok else choice(("ต.", "ตำบล", "ตำบล ", "ต. "))) + name,
        ("เขต" if in_bangkok else choice(("อ.", "อำเภอ", "อ. "))) + ("เมือง" if capital else district.name_th),
        ("" if space and chance() < NO_PROVINCE_WORD else "จ.") + province.name_th,
    )
    text = space.join(parts)
    text = text.translate(THAI_DIGITS) if chance() < 0.4 else text
    text = text.replace("\u0e33", "\u0e4d\u0e32") if chance() < 0.4 else text
    place = random.randrange(len(text))
    return text[:place] + choice(("", "", "\u200b")) + text[place:]


def _misspelt(name: str) -> str:
    place = random.randrange(len(name))
    return name[:place] + random.choice("กดตนมสา") + name[place + 1 :]


if __name__ == "__main__":
    sys.exit(main())
