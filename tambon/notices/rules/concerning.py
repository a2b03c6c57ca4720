"""Which entries of the journal concern people, and whom. Pure: ids go in and come out.

The entries are those of `workforce` (posts, contracts, villages, absences, training), `plan` and the clock of
`verification`; what a body holds stands in the actions that write it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tambon.journal.rules import EntryView
from tambon.lib.days import thai_day
from tambon.notices.rules.kinds import MessageKind


class Whom(StrEnum):
    """How an entry names whom it concerns."""

    PERSON = "person"
    CONTRACT = "contract"
    POST = "post"  # whoever fills it that day
    OFFICERS = "officers"  # the district officers of the post's tambon
    OFFICE = "office"  # the people of the office
    ABOVE = "above"  # those of its whole agency, and the provincial officers where it is responsible
    PROGRAMME = "programme"  # everybody with a contract in it, and their district officers; by its code


@dataclass(frozen=True, slots=True)
class Concern:
    """``kind`` is to be told to ``whom``; ``day``: on which day's holder of a post is asked for.

    ``post_villages``: what is to be told are the villages that the post has that day.
    """

    entry: int
    kind: MessageKind
    whom: Whom
    key: str
    day: date
    since: date | None = None
    areas: tuple[int, ...] = ()
    code: str = ""
    post_villages: int = 0
    about: tuple[tuple[str, Any], ...] = ()  # more to be told: an office, a dataset, a count

    @property
    def details(self) -> dict[str, Any]:
        """What the message keeps: ids, a day, a code."""
        told: dict[str, Any] = {"areas": list(self.areas), "count": len(self.areas)} if self.areas else {}
        told |= {"day": self.since.isoformat()} if self.since else {}
        told |= {"code": self.code} if self.code else {}
        return told | dict(self.about)


Reader = Callable[[EntryView], Iterable[Concern]]


def concerns(entry: EntryView) -> list[Concern]:
    """Whom the entry concerns; nobody for kinds that are not read."""
    reader = READERS.get(entry.kind)
    return list(reader(entry)) if reader else []


def _id(entry: EntryView) -> str:
    """``12`` of the subject ``post:12``."""
    return entry.subject.partition(":")[2]


def _day(entry: EntryView, name: str) -> tuple[date, date]:
    """(the day that the body names, that day or the entry's own, whichever is later)."""
    said = date.fromisoformat(entry.body[name])
    return said, max(said, thai_day(entry.at))


def _villages_given(entry: EntryView) -> Iterable[Concern]:
    since, day = _day(entry, "since")
    areas = tuple(entry.body["villages"])
    yield Concern(entry.id, MessageKind.VILLAGES_GIVEN, Whom.POST, _id(entry), day, since, areas)


def _villages_shared(entry: EntryView) -> Iterable[Concern]:
    since, day = _day(entry, "on")
    villages: Mapping[str, list[int]] = entry.body["villages"]
    for post, areas in villages.items():
        if areas:
            yield Concern(entry.id, MessageKind.VILLAGES_GIVEN, Whom.POST, post, day, since, tuple(areas))


def _villages_handed_over(entry: EntryView) -> Iterable[Concern]:
    since, day = _day(entry, "on")
    areas, to = tuple(entry.body["villages"]), str(entry.body["to"])
    yield Concern(entry.id, MessageKind.VILLAGES_TAKEN, Whom.POST, _id(entry), day, since, areas)
    yield Concern(entry.id, MessageKind.VILLAGES_GIVEN, Whom.POST, to, day, since, areas)


def _villages_handed_back(entry: EntryView) -> Iterable[Concern]:
    since, day = _day(entry, "on")
    areas = tuple(entry.body["villages"])
    yield Concern(entry.id, MessageKind.VILLAGE_HANDED_BACK, Whom.OFFICERS, _id(entry), day, since, areas)


def _contract_made(entry: EntryView) -> Iterable[Concern]:
    since, day = _day(entry, "since")
    post, person = int(entry.body["post"]), str(entry.body["person"])
    yield Concern(
        entry.id, MessageKind.VILLAGES_GIVEN, Whom.PERSON, person, day, since, post_villages=post
    )  # fmt: skip


def _contract_ended(entry: EntryView) -> Iterable[Concern]:
    since, day = _day(entry, "on")
    yield Concern(entry.id, MessageKind.CONTRACT_ENDED, Whom.PERSON, str(entry.body["person"]), day, since)


def _standing_in(entry: EntryView) -> Iterable[Concern]:
    substitute = entry.body.get("substitute")
    if substitute is not None:
        today = thai_day(entry.at)
        since = max(date.fromisoformat(entry.body.get("since", today.isoformat())), today)
        yield Concern(entry.id, MessageKind.STANDING_IN, Whom.CONTRACT, str(substitute), since, since)


def _plan_approved(entry: EntryView) -> Iterable[Concern]:
    code, day = _id(entry), thai_day(entry.at)
    yield Concern(entry.id, MessageKind.PLAN_APPROVED, Whom.PROGRAMME, code, day, code=code)


def _certificate_issued(entry: EntryView) -> Iterable[Concern]:
    contract = str(entry.body["contract"])
    yield Concern(entry.id, MessageKind.CERTIFICATE_ISSUED, Whom.CONTRACT, contract, thai_day(entry.at))


def _clock(kind: MessageKind, *whom: Whom) -> Reader:
    def read(entry: EntryView) -> Iterable[Concern]:
        since = date.fromisoformat(entry.body["since"])
        about = (
            ("office", int(_id(entry))), ("dataset", entry.body["dataset"]), ("period", entry.body["period"]),
            ("count", int(entry.body["cells"])),
        )  # fmt: skip
        for one in whom:
            yield Concern(entry.id, kind, one, _id(entry), thai_day(entry.at), since, about=about)

    return read


READERS: dict[str, Reader] = {
    "workforce.villages_given": _villages_given,
    "workforce.villages_shared": _villages_shared,
    "workforce.villages_handed_over": _villages_handed_over,
    "workforce.villages_handed_back": _villages_handed_back,
    "workforce.contract_made": _contract_made,
    "workforce.contract_ended": _contract_ended,
    "workforce.absence_set": _standing_in,
    "workforce.substitute_set": _standing_in,
    "certificate.issued": _certificate_issued,
    "plan.approved": _plan_approved,
    "clock.asked": _clock(MessageKind.OFFICE_ASKED, Whom.OFFICE),
    "clock.told_above": _clock(MessageKind.OFFICE_LATE, Whom.ABOVE),
    "clock.silent": _clock(MessageKind.OFFICE_SILENT, Whom.OFFICE, Whom.ABOVE),
}
