"""The posts of a day, and a person's contracts: one statement each, however many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from tambon.areas.rules import Hierarchy, Kind
from tambon.fieldkit.rules.posts import Away, Filled, PostToday

_FOLDER = Path(__file__).parents[1] / "sql"
_POSTS = (_FOLDER / "posts_today.sql").read_text("utf-8")


def posts_today(*, on: date, posts: Iterable[int] = (), area_id: int | None = None) -> list[PostToday]:
    """The posts by id, or all whose tambons lie in the area, by tambon and number; with them those for which
    somebody of these stands in (``asked`` is False). One statement.
    """
    parameters: dict[str, Any] = {
        "on": on, "posts": list(posts), "area": area_id, "tambon": Kind.TAMBON.value,
        "hierarchy": Hierarchy.ADMINISTRATIVE.value,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, parameters)
        return [_post(row) for row in cursor.fetchall()]


def _post(row: tuple[Any, ...]) -> PostToday:
    id_, asked, programme, tambon, number, *rest, villages, days = row
    pairs = tuple(zip(villages, days, strict=True))
    return PostToday(id_, programme, tambon, number, pairs, _filled(*rest), asked)


def _filled(*row: Any) -> Filled | None:
    contract, person, since, until, *away = row
    return None if contract is None else Filled(contract, person, since, until or date.max, _away(*away))


def _away(*row: Any) -> Away | None:
    absence, since, until, reason, substitute, person, present = row
    if absence is None:
        return None
    return Away(since, until or date.max, reason, *((substitute, person) if present else (None, None)))
