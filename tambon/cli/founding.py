"""A real home's first day: what every home knows, and one administrator."""

from __future__ import annotations

import sys
from datetime import datetime

from tambon.cli import problems
from tambon.lib.problem import Problem

ADMINISTRATOR = "admin"
NAME_TH, NAME_EN = "ผู้ดูแลระบบคนแรก", "First administrator"
BY = "system"


def prepare_standard(*, at: datetime) -> None:
    """Loads areas, dictionary and forms as this version ships them; what is there already stays."""
    from tambon.areas import actions as areas
    from tambon.dictionary import actions as dictionary
    from tambon.forms import actions as forms

    areas.load_geothai(by=BY, at=at, progress=_say)
    dictionary.load_standard(by=BY, at=at)
    forms.publish_standard(by=BY, at=at)


def found_real(*, at: datetime) -> str | None:
    """Founds an empty home as a real one; the first administrator's one-time link comes back.

    None for a demonstration and where an administrator is: `tambon first-admin` gives another link.
    """
    from tambon.accounts import actions, queries

    if queries.is_demonstration() or queries.count_administrators():
        return None
    prepare_standard(at=at)
    actions.found("real", by=BY, at=at)
    return first_link(at=at)


def sign_own(*, at: datetime) -> None:
    """Signs what the home published before it signed, or under a key that is gone; says what is not its own.

    While something is being published, that waits for the next start.
    """
    from tambon.releases import actions
    from tambon.releases.signing import own_key

    own_key()  # made now, so that readers find its fingerprint
    try:
        found = actions.sign_published(by=BY, at=at)
    except Problem as problem:
        if problem.kind.status != 409:
            raise
        return
    if found.signed:
        _say(f"ลงลายมือชื่อแล้ว · signed: {len(found.signed)}")
    for path in found.foreign:
        _say(f"ไม่ใช่ของบ้านนี้ จึงไม่ลงลายมือชื่อ · not of this home, and left unsigned: {path}")


def first_link(*, at: datetime, username: str = ADMINISTRATOR, reset: bool = False) -> str:
    """A fresh one-time link for that person, who is added as administrator where the home has none yet.

    ``reset``: the old password and a second factor that was lost are worth nothing any more.
    Raises `unknown_username`.
    """
    from django.conf import settings
    from django.urls import reverse

    from tambon.accounts import actions, queries

    person = queries.find_person(username)
    if person is not None:
        make = actions.reset_access if reset else actions.make_one_time_link
        token = make(person.id, by=BY, at=at)
    elif not queries.count_administrators():
        token = actions.first_administrator(username=username, name_th=NAME_TH, name_en=NAME_EN, by=BY, at=at)
    else:
        raise problems.unknown_username(username=username)
    return settings.TAMBON_URL + reverse("desk:first", args=[token])


def _say(line: str) -> None:
    print(line, file=sys.stderr)
