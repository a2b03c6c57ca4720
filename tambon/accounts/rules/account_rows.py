"""A row of a file of accounts, read: who gets which role where, or why it cannot be read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tambon.accounts import loading_problems as problems
from tambon.accounts.rules import cells
from tambon.accounts.rules.grants import fault_of
from tambon.accounts.rules.roles import ROLES, Role
from tambon.accounts.rules.secrets import username_key
from tambon.formats import Refusal, Row
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits, tidy

HEADINGS: cells.Headings = {
    "username": ("ชื่อผู้ใช้",),
    "name_th": ("ชื่อ-สกุล", "ชื่อ สกุล", "ชื่อ–สกุล", "ชื่อภาษาไทย", "ชื่อ"),
    "name_en": ("ชื่อภาษาอังกฤษ",),
    "email": ("อีเมล",),
    "role": ("บทบาท",),
    "area": ("รหัสพื้นที่",),
    "office": ("รหัสสำนักงาน",),
    "agency": ("รหัสหน่วยงาน",),
    "from": ("ตั้งแต่วันที่", "ตั้งแต่", "วันเริ่ม"),
    "until": ("ถึงวันที่", "ถึง", "วันสุดท้าย"),
}
REQUIRED = ("username", "name_th", "role", "from")
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One person with one role in one place. ``until`` is the day after the last; None: without an end."""

    number: int
    username: str
    name_th: str
    name_en: str
    email: str
    role: Role
    area: str
    office: str
    agency: str
    since: date
    until: date | None
    raw: str = field(default="", repr=False)

    @property
    def days(self) -> tuple[date, date | None]:
        return self.since, self.until


def read_accounts(rows: Iterable[Row]) -> tuple[list[AccountRow], list[Refusal]]:
    """The rows that can be read, and those that cannot, each with its reason."""
    read: list[AccountRow] = []
    refused: list[Refusal] = []
    for row in rows:
        try:
            read.append(_row(row))
        except Problem as problem:
            refused.append(Refusal.of(problem, row=row.number, raw=row.raw))
    return read, refused


def _row(row: Row) -> AccountRow:
    said = {column: cells.cell(row, column, HEADINGS) for column in HEADINGS}
    role = _role(said["role"])
    places = {column: cells.code(said[column]) for column in ("area", "office", "agency")}
    fault = fault_of(role, **{column: code or None for column, code in places.items()})
    if fault is not None:
        raise fault
    since, until = cells.period(said["from"], said["until"])
    return AccountRow(
        number=row.number,
        username=read_username(said["username"]),
        name_th=cells.name(said["name_th"], needed=True),
        name_en=cells.name(said["name_en"], needed=False),
        email=cells.email(said["email"]),
        role=role,
        since=since,
        until=until,
        raw=row.raw,
        **places,
    )


def read_username(text: str) -> str:
    """A username as it is kept; raises ``422-accounts-file-username``."""
    username = username_key(arabic_digits(text))
    if not _USERNAME.fullmatch(username):
        raise problems.username_unfit(username=text[:40])
    return username


def _role(text: str) -> Role:
    found = _ROLES.get(tidy(text).casefold())
    if found is None:
        raise problems.role_unknown(role=text[:40] or "–")
    return found


_ROLES = {
    said.casefold(): role
    for role, text in ROLES.items()
    for said in (role.value, role.value.replace("_", " "), text.name_th, text.name_en)
}
