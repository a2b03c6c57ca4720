"""A row of a roster, read: what it says, or why it cannot be read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from tambon.accounts.rules import username_key
from tambon.formats import Refusal, Row
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits, tidy
from tambon.lib.thai_dates import Fault, UnclearDay, read_day
from tambon.workforce import roster_problems as problems
from tambon.workforce.rules.personal import NewPersonal, read

REQUIRED = ("tambon", "post", "name_th", "from")
OPTIONAL = (
    "until", "name_en", "username", "citizen_id", "bank_account", "contract", "email", "villages",
)  # fmt: skip
COLUMNS = ("tambon", "post", "name_th", "name_en", "username", "citizen_id", "bank_account", "from", "until",
           "contract", "email", "villages")  # fmt: skip
_SAYING = ("name_th", "from", "username", "citizen_id")
_TAMBON = re.compile(r"([0-9]{6})(?:\.0)?")
_POST = re.compile(r"([0-9]{1,2})(?:\.0)?")
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
MOST_EMAIL = 254  # RFC 5321: what a path may have
_PLACES = re.compile(r"[\s,;/]+")
_FAULTS = {
    Fault.UNREADABLE: problems.day_unclear,
    Fault.AMBIGUOUS: problems.day_ambiguous,
    Fault.NO_SUCH_DAY: problems.no_such_day,
}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person in one post. ``until`` is the day after the last; None: as long as the post stands."""

    number: int
    tambon: str
    post: int
    username: str
    name_th: str
    name_en: str
    since: date
    until: date | None
    contract: str = ""
    email: str = ""
    villages: tuple[str, ...] = ()
    raw: str = field(default="", repr=False)
    citizen_id: str | None = field(default=None, repr=False)
    bank_account: str | None = field(default=None, repr=False)


def read_rows(rows: Iterable[Row]) -> tuple[list[RosterRow], list[Refusal]]:
    """The rows that can be read, and those that cannot, each with its reason."""
    read: list[RosterRow] = []
    refused: list[Refusal] = []
    for row in rows:
        if not any(row[column] for column in _SAYING):
            continue  # a post of the template that nobody filled in
        try:
            read.append(_row(row))
        except Problem as problem:
            refused.append(Refusal.of(problem, row=row.number, raw=row.raw))
    return read, refused


def _row(row: Row) -> RosterRow:
    tambon, post = _tambon(row["tambon"]), _post(row["post"])
    since = _day(row["from"])
    last = _day(row["until"]) if row["until"] else None
    if last is not None and last < since:
        raise problems.out_of_order(since=since, until=last)
    personal = read(NewPersonal(0, row["citizen_id"], row["bank_account"]))
    return RosterRow(
        number=row.number,
        tambon=tambon,
        post=post,
        username=_username(row["username"] or f"{tambon}-{post}"),
        name_th=_name(row["name_th"], needed=True),
        name_en=_name(row["name_en"], needed=False),
        since=since,
        until=None if last is None else last + timedelta(days=1),  # papers name the last day
        contract=row["contract"][:100],
        email=_email(row["email"]),
        villages=_villages(row["villages"], tambon),
        raw=row.raw,
        citizen_id=personal.citizen_id,
        bank_account=personal.bank_account,
    )


def _tambon(text: str) -> str:
    found = _TAMBON.fullmatch(arabic_digits(text))
    if not found:
        raise problems.tambon_code(code=text[:40])
    return found[1]


def _post(text: str) -> int:
    found = _POST.fullmatch(arabic_digits(text))
    if not found or int(found[1]) == 0:
        raise problems.post_number(post=text[:40], most="–")
    return int(found[1])


def _name(text: str, *, needed: bool) -> str:
    name = tidy(text)
    if (needed and not name) or not name.isprintable() or len(name) > 200:
        raise problems.name_missing()
    return name


def _username(text: str) -> str:
    username = username_key(arabic_digits(text))
    if not _USERNAME.fullmatch(username):
        raise problems.username_unfit(username=text[:40])
    return username


def _email(text: str) -> str:
    fits = _EMAIL.fullmatch(text) and text.isascii() and text.isprintable() and len(text) <= MOST_EMAIL
    if text and not fits:
        raise problems.email_unfit(email=text[:60])
    return text


def _day(text: str) -> date:
    try:
        return read_day(text)
    except UnclearDay as unclear:
        raise _FAULTS[unclear.fault](text=text[:40] or "–") from None


def _villages(text: str, tambon: str) -> tuple[str, ...]:
    """The 8-digit codes; a number of one or two digits is the village's number in the tambon."""
    codes = []
    for part in filter(None, _PLACES.split(arabic_digits(text))):
        digits = part.removesuffix(".0")
        if digits.isascii() and digits.isdigit() and len(digits) <= 2:
            digits = f"{tambon}{int(digits):02}"
        if not (digits.isascii() and digits.isdigit() and len(digits) == 8):
            raise problems.village_code(text=part[:40])
        codes.append(digits)
    return tuple(dict.fromkeys(codes))
