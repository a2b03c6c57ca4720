"""Letters: who may be written to, and what stands on a letter that was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tambon.accounts.models import Office
from tambon.areas import queries as areas
from tambon.notices import problems
from tambon.notices.models import Digest, Letter, Wish
from tambon.notices.queries.offices import offices_waiting_in, waits_of_offices
from tambon.notices.queries.reading import last_letters
from tambon.notices.rules import (
    Channel,
    Letterhead,
    LetterView,
    Wait,
    WaitKind,
    next_due,
    read_wait,
)

_HEAD = ("sender", "address", "unit", "signer", "position", "telephone")


@dataclass(frozen=True, slots=True)
class Waiter:
    """An office for whose word something waits in an area, and whether a letter may go to it."""

    office_id: int
    name_th: str
    name_en: str
    waits: tuple[Wait, ...]
    addressee: str
    email: str
    last: date | None  # the day of its newest letter, whoever wrote it
    due: date | None  # the first day on which the next may go out; None: it wants none
    latest_id: int | None = None  # its newest letter from this area

    @property
    def cells(self) -> int:
        return sum(wait.count for wait in self.waits)

    @property
    def oldest(self) -> date | None:
        return min((wait.day for wait in self.waits if wait.day), default=None)

    def may_get_one(self, on: date) -> bool:
        return self.due is not None and self.due <= on


def list_waiters(area_id: int, *, on: date, office_ids: Sequence[int] | None = None) -> list[Waiter]:
    """The offices for whose word something waits in the area, or those of the ids, the fullest first."""
    ids = offices_waiting_in([area_id], on=on) if office_ids is None else list(office_ids)
    told = waits_of_offices([(office, area_id) for office in ids], on=on)
    last, wished, latest = last_letters(ids), _wished(ids), _latest(ids, area_id)
    found = [
        Waiter(
            row.pk, row.name_th, row.name_en, _to_confirm(told.get((row.pk, area_id), [])), row.addressee,
            row.email, last.get(row.pk), letter_due(last.get(row.pk), wished.get(row.pk)), latest.get(row.pk),
        )
        for row in Office.objects.filter(pk__in=ids)
    ]  # fmt: skip
    return sorted((one for one in found if one.waits), key=lambda one: (-one.cells, one.name_th))


def letter_due(last: date | None, wished: int | None) -> date | None:
    """The first day of the next letter. Who wished nothing may be written to by hand, never twice a day."""
    return next_due(last, 1 if wished is None else wished)


def get_letters(digest_ids: Iterable[int]) -> list[LetterView]:
    """The letters, in the order given. Raises ``404-letter-unknown`` when one is none."""
    ids = list(digest_ids)
    found = Letter.objects.filter(digest_id__in=ids).select_related("digest__office", "refers_to__digest")
    rows = {row.digest.pk: row for row in found}
    if len(rows) != len(set(ids)):
        raise problems.unknown_letter()
    names = _names(rows.values())
    return [_view(rows[id_], names) for id_ in ids]


def letters_from(area_ids: Iterable[int], *, since: date | None = None) -> list[tuple[int, date, str, str]]:
    """(digest id, day, number, office's Thai name) of letters written from these areas, newest first."""
    found = Letter.objects.filter(from_area_id__in=list(area_ids))
    if since is not None:
        found = found.filter(digest__day__gte=since)
    rows = found.order_by("-digest_id").values_list(
        "digest_id", "digest__day", "digest__number", "digest__office__name_th"
    )
    return [(id_, day, number or "", name or "") for id_, day, number, name in rows]


def from_area(digest_id: int) -> int:
    """The area from which the letter was written. Raises ``404-letter-unknown``."""
    found = Letter.objects.filter(digest_id=digest_id).values_list("from_area_id", flat=True).first()
    if found is None:
        raise problems.unknown_letter()
    return found


def newest_head(area_id: int) -> tuple[Letterhead, str] | None:
    """The letterhead and the number of the area's newest letter, to begin the next form with."""
    row = Letter.objects.filter(from_area_id=area_id).select_related("digest").order_by("-digest_id").first()
    return (_head(row), row.digest.number or "") if row else None


def draft(waiter: Waiter, head: Letterhead, area_id: int, *, on: date) -> LetterView:
    """The letter as it would be, without a number: nothing is kept."""
    (area,) = areas.views([area_id], on=on).values()
    return LetterView(
        0, "", on, head, area.full_th, waiter.name_th, waiter.addressee or f"หัวหน้า{waiter.name_th}",
        waiter.waits,
    )  # fmt: skip


def _to_confirm(waits: Iterable[Wait]) -> tuple[Wait, ...]:
    return tuple(wait for wait in waits if wait.kind is WaitKind.TO_CONFIRM)


def _wished(ids: list[int]) -> dict[int, int]:
    found = Wish.objects.filter(office_id__in=ids, channel=Channel.LETTER.value)
    return {office: days for office, days in found.values_list("office_id", "every_days") if office}


def _latest(ids: list[int], area_id: int) -> dict[int, int]:
    found = Digest.objects.filter(office_id__in=ids, letter__from_area_id=area_id).order_by("pk")
    return {office: pk for office, pk in found.values_list("office_id", "pk") if office}


def _names(rows: Iterable[Letter]) -> dict[tuple[int, date], str]:
    wanted: dict[date, set[int]] = {}
    for row in rows:
        wanted.setdefault(row.digest.day, set()).add(row.from_area_id)
    return {
        (area.id, day): area.full_th
        for day, ids in wanted.items()
        for area in areas.views(ids, on=day).values()
    }


def _head(row: Letter) -> Letterhead:
    return Letterhead(**{name: getattr(row, name) for name in _HEAD})


def _view(row: Letter, names: dict[tuple[int, date], str]) -> LetterView:
    digest = row.digest
    office = digest.office
    if office is None:  # which the database refuses
        raise problems.unknown_letter()
    before = row.refers_to
    reference = (before.sender, before.digest.number or "", before.digest.day) if before else None
    waits = tuple(read_wait(told) for told in digest.contents["waits"])
    return LetterView(
        digest.pk, digest.number or "", digest.day, _head(row), names.get((row.from_area_id, digest.day), ""),
        office.name_th, office.addressee or f"หัวหน้า{office.name_th}", waits, reference,
    )  # fmt: skip
