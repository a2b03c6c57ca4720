"""Sign-offs up the tree, and opening again what was signed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.journal.actions import record
from tambon.journal.rules import content_hash, new_nonce
from tambon.records import actions as records
from tambon.verification import problems
from tambon.verification.models import SignOff
from tambon.verification.queries import signing as queries
from tambon.verification.queries.proof import lifted_content, made_content
from tambon.verification.rules.challenging import demand_impersonal
from tambon.verification.rules.signing import (
    Level,
    NewSigning,
    Signed,
    Standing,
    as_signer,
    level_of,
    unsaid,
)


@transaction.atomic
def sign(who: Who, new: NewSigning, *, on: date, at: datetime) -> UUID:
    """Signs the dataset's period in the area as it stands; values offered later wait behind its lock.

    Raises 403 outside the person's areas and level, and 409 when somebody signed already, here or
    above, a value has changed since the person read the page, or something stands in the way, be it that
    the automatic rules have not looked at every value yet; 422 when something is left open unsaid.
    """
    area, level = _place(new.area_id, on)
    demand_signer(who, level, area.id, on=on)
    records.hold_claims(new.dataset, new.period)  # from here on nobody speaks: what is read is what is signed
    already = queries.find_signed(new.dataset, new.period, [area.id]).get(area.id)
    if already is not None:
        raise problems.already_signed(at=already.at.isoformat(timespec="minutes"))
    _refuse_above(queries.signed_over(new.dataset, new.period, area.id, on=on))
    standing = queries.standings(new.dataset, new.period, [area.id], on=on)[area.id]
    _refuse(standing, new)
    row = SignOff.objects.create(
        ref=uuid4(),
        dataset=new.dataset,
        period=new.period,
        area_id=area.id,
        level=level.value,
        counts=standing.counts,
        left_open={one.value: count for one, count in standing.left.items()},
        note=demand_impersonal(new.note.strip()),
        due=queries.due_of(new.dataset, new.period, area, on=on),
        at=at,
        by=who.actor,
        nonce=new_nonce(),
    )
    records.lock_area(dataset=new.dataset, period=new.period, area_id=area.id, ref=row.ref, at=at)
    _journal("signoff.made", row, made_content(row.ref), by=who.actor, at=at)
    return row.ref


@transaction.atomic
def unlock(who: Who, *, ref: UUID, reason: str, on: date, at: datetime) -> int:
    """Opens signed data again, for a reason; how many records changed by what had waited comes back.

    Top down: while an area above is signed it is refused (409), and while another sign-off holds a value that
    would change by it. Raises 403, 404, and 422 without a reason.
    """
    signed = queries.get_signing(ref)
    demand_signer(who, signed.level, signed.area_id, on=on)
    if not reason.strip():
        raise problems.unlock_reason_needed()
    records.hold_claims(signed.dataset, signed.period)  # and nobody signs above meanwhile
    _refuse_above(queries.signed_above(signed, on=on))
    _refuse_elsewhere(queries.signed_elsewhere(signed), on)
    lifted = SignOff.objects.filter(ref=ref, unlocked_at__isnull=True).update(
        unlocked_at=max(at, signed.at), unlocked_by=who.actor, unlock_reason=demand_impersonal(reason.strip())
    )
    if not lifted:
        raise problems.not_signed()
    changed = records.lift_lock(ref=ref, at=at)
    row = SignOff.objects.get(ref=ref)
    _journal("signoff.lifted", row, lifted_content(ref), by=who.actor, at=at)
    return changed


def demand_signer(who: Who, level: Level, area_id: int, *, on: date) -> None:
    """Raises 403 unless the person signs at this level there."""
    reached = areas.reached_from([area_id], on=on)[area_id]
    demand(as_signer(who, level), Verb.SIGN_OFF, Thing(reached))


def _place(area_id: int, on: date) -> tuple[AreaView, Level]:
    area = areas.views([area_id], on=on).get(area_id)
    level = level_of(area.kind) if area else None
    if area is None or level is None:
        raise problems.not_a_level(place=area.code if area else area_id)
    return area, level


def _refuse(standing: Standing, new: NewSigning) -> None:
    if not standing.concerned:
        raise problems.nothing_to_sign()
    if standing.seen != new.seen:
        raise problems.signing_changed()
    if standing.stops:
        stops = standing.stops.items()
        raise problems.signing_stopped(
            stops_th=", ".join(f"{one.words[0]} {count}" for one, count in stops),
            stops_en=", ".join(f"{count} {one.words[1]}" for one, count in stops),
        )
    open_still = unsaid(standing, new.leave)
    if open_still:
        raise problems.signing_unsaid(
            left_th=", ".join(f"{one.words[0]} {standing.left[one]}" for one in open_still),
            left_en=", ".join(f"{standing.left[one]} {one.words[1]}" for one in open_still),
        )


def _refuse_above(above: list[Signed]) -> None:
    if above:
        names = [one.level.words for one in above]
        raise problems.signed_above(
            above_th=", ".join(th for th, _ in names), above_en=", ".join(en.lower() for _, en in names)
        )


def _refuse_elsewhere(others: list[Signed], on: date) -> None:
    """What lay here when it was signed and lies elsewhere by now was signed there as it is kept here."""
    if others:
        known = areas.views({one.area_id for one in others}, on=on)
        places = [(one.level.words, known.get(one.area_id)) for one in others]
        raise problems.signed_elsewhere(
            places_th=", ".join(th + (area.name_th if area else "") for (th, _), area in places),
            places_en=", ".join(f"{en} {area.name_en if area else ''}".strip() for (_, en), area in places),
        )


def _journal(kind: str, row: SignOff, content: bytes, *, by: str, at: datetime) -> None:
    body = {
        "dataset": row.dataset, "period": row.period, "area": row.area_id, "level": row.level,
        "content": content_hash(bytes(row.nonce), content),
    }  # fmt: skip
    record(kind, subject=f"signoff:{row.ref}", by=by, at=at, body=body)
