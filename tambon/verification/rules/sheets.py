"""The spreadsheet of an office: a token for each row, what a row can say, how values are written. Pure.

A token names the row's cell as it went out: record, variable, claim, office, and the version of its value.
It is signed (HMAC-SHA256, RFC 2104, cut to 160 bits) under a key that serves nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tambon.dictionary.rules.absence import ABSENCE_REASONS
from tambon.dictionary.rules.spec import VariableSpec, VariableType
from tambon.dictionary.rules.values import read_value
from tambon.lib.days import say_day
from tambon.lib.problem import Problem
from tambon.lib.text import tidy
from tambon.records.rules import Word, absence
from tambon.verification import problems, queue_problems
from tambon.verification.rules.cells import CellRef, Reason

PURPOSE = b"tambon: spreadsheets of offices, 1"
MOST_CELLS = 5_000  # of one spreadsheet
TOKEN_BYTES = 20
COLUMNS = (
    "village_code", "village", "period", "variable", "label", "value", "last_round", "agency_figure",
    "findings", "allowed", "word", "reason", "own_value", "token",
)  # fmt: skip
NEEDED = ("village_code", "period", "variable", "value", "word", "reason", "own_value", "token")


class SheetWord(StrEnum):
    """What a row can say about its value."""

    CONFIRM = "confirm"
    DISPUTE = "dispute"

    @property
    def words(self) -> tuple[str, str]:
        """In Thai and in English."""
        return {"confirm": ("ยืนยัน", "confirm"), "dispute": ("โต้แย้ง", "dispute")}[self.value]


def key_of(secret: str) -> bytes:
    """The key of these tokens alone, derived from the home's secret."""
    return hmac.digest(secret.encode(), PURPOSE, hashlib.sha256)


@dataclass(frozen=True, slots=True)
class Token:
    """The cell of a row as it went out, to which office, and the version of its value."""

    record_id: int
    variable: str
    claim_id: int
    office_id: int
    version: str

    @property
    def cell(self) -> CellRef:
        """As nobody had given a word on it: only what waits goes out."""
        return CellRef(self.record_id, self.variable, self.claim_id, Word.NONE)

    def signed(self, key: bytes) -> str:
        """The token's text."""
        said = f"{self.record_id}.{self.variable}.{self.claim_id}.{self.office_id}.{self.version}"
        return f"t.{said}.{_seal(said, key)}"


def read_token(text: str, key: bytes) -> Token:
    """The token in the text; raises ``422-sheet-token`` for one that was altered, or never was ours."""
    mark, _, rest = text.partition(".")
    said, _, seal = rest.rpartition(".")
    parts = said.split(".")
    good = mark == "t" and hmac.compare_digest(seal.encode(), _seal(said, key).encode())
    if not good or len(parts) != 5:
        raise queue_problems.sheet_token()
    record, variable, claim, office, version = parts
    return Token(int(record), variable, int(claim), int(office), version)


def _seal(said: str, key: bytes) -> str:
    digest = hmac.digest(key, said.encode(), hashlib.sha256)[:TOKEN_BYTES]
    return base64.b32encode(digest).decode().lower()


def version_of(value: Any) -> str:
    """A short text that is another one for another value."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def written(value: Any, variable: VariableSpec) -> str:
    """A value as a row shows it: labels in Thai, days of the Buddhist era, a reason in place of none."""
    reason = absence(value)
    if value is None or reason is not None:
        return ABSENCE_REASONS[reason].th if reason is not None else ""
    labels = {item.code: item.th for item in variable.codes}
    match variable.type:
        case VariableType.ROWS:
            said = f"{len(value)} แถว"
        case VariableType.DATE:
            said = say_day(date.fromisoformat(str(value)), "th")
        case VariableType.BOOLEAN:
            said = "ใช่" if value else "ไม่ใช่"
        case VariableType.CODES:
            said = "; ".join(labels.get(str(one), str(one)) for one in value)
        case VariableType.DECIMAL if float(value).is_integer():
            said = str(int(value))
        case _:
            said = labels.get(str(value), str(value))
    return tidy(said)


def allowed(variable: VariableSpec) -> str:
    """What can be written as the office's own value, where it is one of few."""
    if variable.type is VariableType.BOOLEAN:
        return "ใช่ | ไม่ใช่"
    return " | ".join(item.th for item in variable.codes)


def still_written(text: str, value: Any, variable: VariableSpec) -> bool:
    """Whether the row's own value column says what it said when it went out, however it was typed anew."""
    plain, shown = text.removeprefix("'"), written(value, variable)
    if plain == shown:
        return True
    try:
        return absence(value) is None and bool(read_value(variable, plain) == value)
    except Problem:
        return False


@dataclass(frozen=True, slots=True)
class Wish:
    """What a row asks for; its number in the file, the row as it was. Without a word it enters a value."""

    number: int
    raw: str
    cell: CellRef
    word: SheetWord | None
    reason: Reason | None
    own: Any


def is_untouched(cells: Mapping[str, str]) -> bool:
    """Whether nobody filled anything into the row."""
    return not any(cells.get(name, "") for name in ("word", "reason", "own_value"))


def read_wish(cells: Mapping[str, str], variable: VariableSpec, held: Any) -> tuple[Any, ...]:
    """(word, reason, own value) of a row; raises a Problem for what cannot be read, or says two things."""
    word = _one_of(cells.get("word", ""), SheetWord, queue_problems.sheet_word)
    reason = _one_of(cells.get("reason", ""), Reason, queue_problems.sheet_reason)
    own = _own(cells.get("own_value", ""), variable)
    if word is SheetWord.DISPUTE and reason is None:
        raise problems.reason_needed()
    if word is not SheetWord.DISPUTE and reason is not None:
        raise queue_problems.sheet_reason_alone()
    if word is SheetWord.CONFIRM and own is not None and own != held:
        raise queue_problems.sheet_two_answers()
    return word, reason, None if word is SheetWord.CONFIRM else own


def choices_of(kinds: type[SheetWord] | type[Reason]) -> tuple[str, ...]:
    """What a list of a column offers: Thai first, English beside it."""
    return tuple(f"{one.words[0]} ({one.words[1]})" for one in kinds)


def _own(text: str, variable: VariableSpec) -> Any:
    try:
        return read_value(variable, text.removeprefix("'"))
    except Problem as problem:
        raise problems.bad_proposal(reason_th=problem.say("th"), reason_en=problem.say("en")) from problem


def _one_of(text: str, kinds: Any, refused: Any) -> Any:
    said = tidy(text)
    if not said:
        return None
    for one in kinds:
        th, en = one.words
        if said.lower() in (one.value, th, en.lower(), f"{th} ({en})".lower()):
            return one
    raise refused(text=said[:60])
