"""Why an office hands a cell over, and who decides on it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tambon.accounts.rules import OfficeView
from tambon.areas.rules import AreaView
from tambon.dictionary.rules.spec import VariableSpec


class HandReason(StrEnum):
    """Why an office says that another one answers for the cell."""

    OTHER_SERVES = "other_serves"
    BORDER_MOVED = "border_moved"
    NOT_OUR_FIELD = "not_our_field"

    @property
    def words(self) -> tuple[str, str]:
        """The reason in Thai and in English."""
        return _WORDS[self]


_WORDS = {
    HandReason.OTHER_SERVES: ("สำนักงานอื่นให้บริการหมู่บ้านนี้", "Another office serves this village"),
    HandReason.BORDER_MOVED: ("เขตรับผิดชอบเปลี่ยนแล้ว", "The border of the territories has moved"),
    HandReason.NOT_OUR_FIELD: ("เป็นงานของหน่วยงานอื่น", "It is another agency's work"),
}


class Decides(StrEnum):
    """Who answers a hand-over. Territories of one agency are its offices' affair; which of two agencies
    answers follows from the dictionary and both their territories, which administrators look after.
    """

    TAKER = "taker"
    ADMINISTRATORS = "administrators"


def decides(giver: OfficeView, taker: OfficeView) -> Decides:
    """Who answers a hand-over from one office to the other."""
    return Decides.TAKER if giver.agency_id == taker.agency_id else Decides.ADMINISTRATORS


@dataclass(frozen=True)
class HandOverView:
    """One hand-over as people see it; the cell by its record and variable, the value as it is held now."""

    id: int
    record_id: int
    variable: VariableSpec
    value: object
    period: str
    area: AreaView
    above: tuple[AreaView, ...]
    giver: OfficeView
    taker: OfficeView
    reason: str
    made_at: datetime
    answered_at: datetime | None
    taken: bool | None

    @property
    def decides(self) -> Decides:
        return decides(self.giver, self.taker)
