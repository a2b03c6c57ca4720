"""A million records about 75,000 synthetic villages, with claims and counts, in the product's own tables.

Areas, dictionary and agencies are loaded by the product's own actions; offices, records, claims and counts
are written by one statement each. Half of the country is one office of the waterworks; its other offices
have a district, every other agency's a province, local governments a tambon.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
BY, SINCE = "system", date(2026, 1, 1)
AT, NOW, ON = (
    datetime(2026, 1, 1, 5, tzinfo=UTC),
    datetime(2026, 11, 22, 5, tzinfo=UTC),
    date(2026, 11, 22),
)
STOOD = 1_790_000_000_000_000  # since when every cell stands, in microseconds
LARGE = "pwa-half"
ROUNDS = [("2026", 10, 1.0), ("2025", 3, 1.0), ("2024", 1, 1 / 3)]  # period, datasets, share of the villages
# The grade of variable v of record r, the same in cells and counts: 6 of 20 verified, 10 checked, 3 reported.
GRADE = "(r * 7 + v * 13) %% 20"
LETTER = f"CASE WHEN {GRADE} < 6 THEN 'v' WHEN {GRADE} < 16 THEN 'c' WHEN {GRADE} < 19 THEN 'r' ELSE 'd' END"
WEIGHT = f"CASE WHEN {GRADE} BETWEEN 16 AND 18 AND r %% 50 = 3 THEN 1 + r %% 7 ELSE 0 END"
_OFFICES, _FILL = Path(__file__).with_suffix(".sql").read_text("utf-8").split("-- One dataset", 1)


@contextlib.contextmanager
def country(villages: int, *, kept: Path | None = None) -> Iterator[None]:
    """Django on a home with these records; ``kept`` is used again when it has them."""
    with contextlib.ExitStack() as stack:
        folder = kept or stack.enter_context(tempfile.TemporaryDirectory(prefix="tambon-bench-"))
        os.environ |= {"TAMBON_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        from tambon.cli.database import ready_database

        stack.enter_context(ready_database())
        from tambon.accounts.models import Office

        if not Office.objects.filter(code=LARGE).exists():
            _make(villages)
        _fill_all(villages)
        yield


def _make(villages: int) -> None:
    from people_world import _country

    from tambon.accounts import actions as accounts
    from tambon.dictionary import actions as dictionary

    _country(villages)
    dictionary.load_standard(by=BY, at=AT)
    for code in sorted({v.owner[0] for spec in _specs() for v in spec.asked}):
        accounts.add_agency(code=code, name_th=code, name_en=code, by=BY, at=AT)
    _run("ANALYZE", {})
    _run(_OFFICES, {"large": LARGE})
    _run("ANALYZE", {})


def _specs() -> list[Any]:
    from tambon.dictionary import queries

    return sorted((one.spec for one in queries.list_datasets()), key=lambda spec: spec.name != "water")


def _fill_all(villages: int) -> None:
    """Whatever is not there yet, a dataset and period at a time: a run that was stopped goes on there."""
    from tambon.records.models import Record

    started, base, filled = time.perf_counter(), 0, False
    for period, datasets, share in ROUNDS:
        for spec in _specs()[:datasets]:
            if not Record.objects.filter(dataset=spec.name, period=period).exists():
                _fill(spec, period, share, base)
                filled = True
                print(f"  {spec.name} {period}: {time.perf_counter() - started:.0f} s", flush=True)
            base += villages
    if filled:
        for table in ("records_claim", "records_record"):
            _run(f"SELECT setval('{table}_id_seq', %(n)s)", {"n": base + villages})
        _run("ANALYZE", {})


def _fill(spec: Any, period: str, share: float, base: int) -> None:
    from tambon.accounts.models import Agency

    ids = dict(Agency.objects.values_list("code", "pk"))
    pairs = [(v.name, _value(v, place)) for place, v in enumerate(spec.asked, start=1)]
    values = ", ".join(f"'{name}', {value}" for name, value in pairs)
    cells = ", ".join(
        f"'{v.name}', jsonb_build_array({_at(LETTER, p)}, 'f', c.id, {STOOD}, {_at(WEIGHT, p)}, 0)"
        for p, v in enumerate(spec.asked, start=1)
    )
    text = f"-- One dataset{_FILL}".format(
        values=f"jsonb_build_object({values})",
        cells=f"jsonb_build_object({cells})",
        grade=GRADE,
        weight=WEIGHT,
    )
    agencies = [ids[v.owner[0]] for v in spec.asked]
    given = {"base": base, "share": share, "dataset": spec.name, "period": period, "at": AT}
    _run(text, {**given, "agencies": agencies})


def _at(expression: str, place: int) -> str:
    return expression.replace("v *", f"{place} *")


def _value(variable: Any, place: int) -> str:
    """An expression of SQL for the variable's value in record r."""
    number = f"(r * {place} * 7) %% 200"
    codes = ", ".join(f"'{item.code}'" for item in variable.codes) or "'x'"
    code = f"(ARRAY[{codes}])[1 + (r + {place}) %% {max(1, len(variable.codes))}]"
    return {
        "integer": number,
        "decimal": f"({number}) / 8.0",
        "boolean": f"(r + {place}) %% 2 = 0",
        "code": code,
        "codes": f"jsonb_build_array({code})",
        "date": "'2026-05-01'",
        "text": "'ข้อความ'",
        "rows": "'[]'::jsonb",
    }[str(variable.type)]


def _run(script: str, parameters: dict[str, Any]) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # a million rows check no key
        for statement in script.split(";\n"):
            cursor.execute(statement, parameters)
