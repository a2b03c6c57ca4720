"""A nation at work: two posts in each tambon, filled from a roster; the plan's year in its fifth month.

The country, the plan and the roster are loaded by the product's own actions; what months of work leave behind
(records, counts, days, answers) is written by one statement each.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
PROGRAMME, BY = "n", "system"
SINCE, UNTIL = date(2026, 10, 1), date(2027, 10, 1)
AT = datetime(2026, 10, 1, 5, tzinfo=UTC)  # made
NOW, ON = datetime(2027, 2, 10, 5, tzinfo=UTC), date(2027, 2, 10)  # looked at
TAMBONS, VILLAGES = 7_256, 75_000
PLAN = ROOT / "tambon" / "standard" / "plans" / "inferred.yml"

_STATEMENTS = Path(__file__).with_suffix(".sql").read_text("utf-8")


@contextlib.contextmanager
def nation(villages: int, *, kept: Path | None = None) -> Iterator[None]:
    """Django on a home with that many villages and tambons and posts to match; ``kept`` is used again."""
    with contextlib.ExitStack() as stack:
        folder = kept or stack.enter_context(tempfile.TemporaryDirectory(prefix="tambon-bench-"))
        os.environ |= {"TAMBON_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        from tambon.cli.database import ready_database

        stack.enter_context(ready_database())
        from tambon.workforce.models import Post

        if not Post.objects.exists():
            _make(villages)
        yield


def size() -> str:
    """What the nation has, in words."""
    from tambon.accounts.models import Grant
    from tambon.records.models import Record, Tally
    from tambon.submissions.models import Submission
    from tambon.workforce.models import Contract, DayEntry, Post, VillageShare

    counted = (
        (Post, "posts"), (Contract, "contracts"), (VillageShare, "shared villages"), (Grant, "grants"),
        (DayEntry, "days"), (Submission, "answers"), (Record, "records"), (Tally, "counts of records"),
    )  # fmt: skip
    return ", ".join(f"{model.objects.count():,} {name}" for model, name in counted)


def _make(villages: int) -> None:
    from django.db import connection

    codes = _country(villages)
    _plan()
    _roster(codes)
    with connection.cursor() as cursor:
        for statement in _STATEMENTS.split(";\n"):
            cursor.execute(statement)


def _country(villages: int) -> list[str]:
    """The tambons that have the villages: all of the programme's, or a part of them in each province."""
    from tambon.accounts import actions as accounts
    from tambon.areas import actions, queries
    from tambon.areas.rules import Kind, synthetic_villages

    accounts.found("demonstration", by=BY, at=AT)
    actions.load_geothai(by=BY, at=AT)
    country = queries.get_area("TH", on=SINCE).id
    under = queries.list_under(country, on=SINCE, kind=Kind.TAMBON)
    codes = [one.code for one in under if not one.code.startswith("10")]
    wanted = max(1, len(codes) * villages // VILLAGES)
    codes = [codes[number * len(codes) // wanted] for number in range(wanted)]
    actions.load_villages(
        synthetic_villages(codes, villages), source="bench", day=SINCE, synthetic=True, licence="CC0-1.0",
        credit="bench", by=BY, at=AT,
    )  # fmt: skip
    return codes


def _plan() -> None:
    from tambon.accounts import actions as accounts
    from tambon.areas import queries
    from tambon.dictionary import actions as dictionary
    from tambon.plan import actions as plan
    from tambon.plan.models import Programme

    given = {"by": BY, "at": AT}
    dictionary.load_standard(**given)
    for code in ("lao", "dopa", "pwa", "pea"):
        accounts.add_agency(code=code, name_th=code, name_en=code, **given)
    country = queries.get_area("TH", on=SINCE).id
    words = {"code": PROGRAMME, "name_th": "น", "name_en": "N", "area_id": country}
    plan.make_programme(**words, since=SINCE, until=UNTIL, **given)
    Programme.objects.get(code=PROGRAMME).without.set([queries.get_area("10", on=SINCE).id])
    number = plan.load_plan(programme=PROGRAMME, text=PLAN.read_text("utf-8"), **given).number
    plan.approve_plan(programme=PROGRAMME, number=number, **given)


def _roster(codes: list[str]) -> None:
    from django.conf import settings
    from workforce import roster

    from tambon.workforce import actions

    actions.load_roster(
        roster(codes, 2 * len(codes)), programme=PROGRAMME, keys=settings.PERSONAL_KEYS, by=BY, at=AT
    )
