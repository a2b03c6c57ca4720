"""The posts of an area on a day: who fills them, who is away, which stand empty."""

from __future__ import annotations

from datetime import date
from typing import Any

from tambon.workforce.queries.sql import CHARGE, POSTS_UNDER, UNDER, rows
from tambon.workforce.rules.views import PostLine, Vacancy, Worker

_VILLAGES = """(SELECT count(*) FROM workforce_villageshare share
     WHERE share.post_id = post.id AND share.during @> %(on)s::date)"""
_LINES = f"""
    SELECT post.id, programme.code, post.tambon_id, post.number, {_VILLAGES},
           contract.id, person.id, person.username, person.name_th, person.name_en,
           lower(contract.during), upper(contract.during),
           upper(away.during), COALESCE(away.reason, ''), stand_in.person_id, away.id
    FROM {POSTS_UNDER}
    LEFT JOIN workforce_contract contract ON contract.post_id = post.id AND contract.during @> %(on)s::date
    LEFT JOIN accounts_person person ON person.id = contract.person_id
    {CHARGE}
    WHERE {UNDER} AND (%(programme)s::text IS NULL OR programme.code = %(programme)s)
    ORDER BY code.code, post.tambon_id, programme.code, post.number
"""
_PROGRAMMES = f"""
    SELECT DISTINCT programme.code, programme.name_th, programme.name_en
    FROM {POSTS_UNDER} WHERE {UNDER} ORDER BY programme.code
"""
_VACANT = f"""
    SELECT post.id, post.tambon_id, post.number, {_VILLAGES}, last.until, COALESCE(last.end_reason, ''),
           (SELECT min(lower(next.during)) FROM workforce_contract next
            WHERE next.post_id = post.id AND lower(next.during) > %(on)s::date)
    FROM {POSTS_UNDER}
    LEFT JOIN LATERAL (
        SELECT upper(contract.during) AS until, contract.end_reason FROM workforce_contract contract
        WHERE contract.post_id = post.id AND upper(contract.during) <= %(on)s::date
        ORDER BY upper(contract.during) DESC LIMIT 1) last ON TRUE
    WHERE {UNDER} AND programme.code = %(programme)s
      AND NOT EXISTS (SELECT 1 FROM workforce_contract contract
                      WHERE contract.post_id = post.id AND contract.during @> %(on)s::date)
    ORDER BY code.code, post.tambon_id, post.number
"""


def list_posts(programme: str | None = None, *, under: int, on: date) -> list[PostLine]:
    """The posts in the area ``under`` that day, filled or not, by tambon's code and number. One statement.

    Without a ``programme`` those of all.
    """
    found = rows(_LINES, {"area": under, "on": on, "programme": programme})
    return [_line(row) for row in found]


def programmes_in(area_id: int, *, on: date) -> list[tuple[str, str, str]]:
    """(code, Thai name, English name) of the programmes that have posts in the area that day, by code."""
    found = rows(_PROGRAMMES, {"area": area_id, "on": on})
    return [(code, name_th, name_en) for code, name_th, name_en in found]


def list_workers(area_id: int, *, on: date) -> list[Worker]:
    """Whoever fills a post in the area that day, absent people too, by tambon's code and number. One
    statement.
    """
    return [line.worker for line in list_posts(under=area_id, on=on) if line.worker is not None]


def vacancies(programme: str, *, under: int, on: date) -> list[Vacancy]:
    """The posts in the area that nobody fills that day, by tambon's code and number. One statement."""
    found = rows(_VACANT, {"area": under, "on": on, "programme": programme})
    return [Vacancy(*row) for row in found]


def _line(row: tuple[Any, ...]) -> PostLine:
    post, programme, tambon, number, villages = row[:5]
    if row[5] is None:
        return PostLine(post, programme, tambon, number, villages, None)
    contract, person, username, name_th, name_en, since, until, away_until, reason, stand_in, absence = row[
        5:
    ]
    worker = Worker(
        contract, post, programme, tambon, number, person, username, name_th, name_en, since, until, villages,
        away_until, reason, stand_in, absence,
    )  # fmt: skip
    return PostLine(post, programme, tambon, number, villages, worker)
