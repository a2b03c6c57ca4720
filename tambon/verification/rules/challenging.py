"""A doubt about a published value, from the counter to its answer: states, words, limits. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tambon.areas.rules import AreaView
from tambon.dictionary.rules.spec import VariableSpec
from tambon.forms.rules.blotting import personal_kind
from tambon.lib.moves import Move, may_follow
from tambon.lib.text import speakable, tidy
from tambon.verification import counter_problems as problems
from tambon.verification.rules.signing import Level

MOST_SAID, MOST_ANSWER, SHORTEST = 1000, 500, 5  # characters
# Many readers share one address of a mobile network, so that a day's limit is generous for one person; the
# wider network has a tenth of the whole counter, which takes what moderators of the country read in a day.
MOST_OF_ONE, MOST_OF_A_WIDER, MOST_IN_ALL, MOST_OF_A_VALUE = 20, 200, 2_000, 10
MOST_OF_ONE_VALUE_BY_ONE = 2  # unread: so that no address keeps others from speaking about a value
DAY = timedelta(days=1)


class State(StrEnum):
    """``MOVES`` says what may follow what."""

    WAITING = "waiting"
    REFUSED = "refused"
    OPEN = "open"
    ANSWERED = "answered"

    @property
    def words(self) -> tuple[str, str]:
        return _STATES[self]


_STATES = {
    State.WAITING: ("รอเจ้าหน้าที่อ่าน", "Waits to be read"),
    State.REFUSED: ("ไม่ส่งต่อ", "Not passed on"),
    State.OPEN: ("ส่งถึงสำนักงานเจ้าของข้อมูลแล้ว", "With the office that owns the value"),
    State.ANSWERED: ("ตอบแล้ว", "Answered"),
}

MOVES = (
    Move(None, State.WAITING, "ผู้อ่านทักท้วงค่าที่เผยแพร่", "a reader questions a published value"),
    Move(State.WAITING, State.REFUSED, "ไม่ส่งต่อ พร้อมเหตุผล", "not passed on, with a reason"),
    Move(
        State.WAITING,
        State.OPEN,
        "เจ้าหน้าที่อ่านแล้วส่งต่อ",
        "a person has read it: it becomes a claim about the value",
    ),
    Move(State.OPEN, State.ANSWERED, "สำนักงานเจ้าของข้อมูลตอบ", "the owner's office answers"),
)


class Refusal(StrEnum):
    """Why a challenge is not passed on."""

    PERSONAL = "personal"
    NOT_ABOUT = "not_about"
    ABUSE = "abuse"
    REPEATED = "repeated"
    UNCLEAR = "unclear"
    GONE = "gone"

    @property
    def words(self) -> tuple[str, str]:
        return _REFUSALS[self]


_REFUSALS = {
    Refusal.PERSONAL: ("มีข้อมูลส่วนบุคคล", "It holds personal data"),
    Refusal.NOT_ABOUT: ("ไม่เกี่ยวกับค่านี้", "It is not about this value"),
    Refusal.ABUSE: ("ถ้อยคำไม่เหมาะสมหรือโฆษณา", "It is abuse or advertising"),
    Refusal.REPEATED: ("มีผู้ทักท้วงเรื่องเดียวกันแล้ว", "The same was said already"),
    Refusal.UNCLEAR: ("อ่านแล้วไม่เข้าใจว่าผิดอย่างไร", "It does not say what is wrong"),
    Refusal.GONE: ("ค่านี้ไม่มีในระบบแล้ว", "The value is held no more"),
}


class Outcome(StrEnum):
    """What the owner's office answers."""

    STANDS = "stands"
    CORRECTED = "corrected"
    RETURNED = "returned"

    @property
    def words(self) -> tuple[str, str]:
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.STANDS: ("ค่าที่เผยแพร่ถูกต้อง", "The published value stands"),
    Outcome.CORRECTED: ("แก้ไขแล้ว", "Corrected"),
    Outcome.RETURNED: ("ส่งกลับไปตรวจในพื้นที่", "Sent back to be looked at again"),
}


BLOTTED = frozenset({Refusal.PERSONAL, Refusal.ABUSE})  # for these the text itself is not kept


@dataclass(frozen=True)
class Asked:
    """What somebody says about a published value. ``ref`` was given with the form: once sent, once kept."""

    ref: UUID
    release: str
    dataset: str
    period: str
    area_id: int
    variable: str
    published: Any
    said: str
    proposed: Any = None
    lang: str = "th"


@dataclass(frozen=True)
class ChallengeView:
    """``record_id`` is None where nothing is held any more; ``area`` where it does not stand today."""

    ref: UUID
    release: str
    dataset: str
    period: str
    area: AreaView | None
    variable: VariableSpec | None
    published: Any
    said: str
    proposed: Any
    made_at: datetime
    state: State
    refusal: Refusal | None
    office_id: int | None
    answered_at: datetime | None
    outcome: Outcome | None
    answer: str
    record_id: int | None


def demand_move(before: str, after: State) -> None:
    """Raises 409 where the table has no such move: somebody else was quicker."""
    if not may_follow(MOVES, State(before), after):
        raise problems.challenge_moved_on(state_th=State(before).words[0], state_en=State(before).words[1])


def read_said(text: str, *, most: int = MOST_SAID) -> str:
    """What a stranger wrote, tidied; raises 422 for nothing, too much, or personal data in it."""
    said = tidy(speakable(text.replace("\0", "")))
    if len(said) < SHORTEST:
        raise problems.too_little_said(least=SHORTEST)
    if len(said) > most:
        raise problems.too_much_said(most=most)
    return demand_impersonal(said)


def demand_impersonal(said: str) -> str:
    """The text; raises 422 where a citizen ID, a telephone number or an e-mail address seems to stand."""
    if personal_kind(said):
        raise problems.personal_data_said()
    return said


def is_published(published: Any, held: Any) -> bool:
    """Whether what is held is what was published; several codes are the same in any order."""
    if isinstance(held, list):
        codes = published if isinstance(published, list) else str(published).split()
        return sorted(map(str, codes)) == sorted(map(str, held))
    numbers = [one for one in (published, held) if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) == 2:
        return abs(float(published) - float(held)) < 1e-6
    return type(published) is type(held) and bool(published == held)


def demand_true(outcome: Outcome, *, same: bool, returned: bool, signed: Level | None = None) -> None:
    """Raises 422 for an answer that what is held belies.

    409 where a sign-off keeps another value from being held; ``signed`` is the highest level that signed.
    """
    if outcome is Outcome.STANDS and not same:
        raise problems.answer_stands_not()
    if outcome is Outcome.CORRECTED and same and signed is not None:
        raise problems.answer_behind_signing(level_th=signed.words[0], level_en=signed.words[1].lower())
    if outcome is Outcome.CORRECTED and same:
        raise problems.answer_not_corrected()
    if outcome is Outcome.RETURNED and not returned:
        raise problems.answer_not_returned()
