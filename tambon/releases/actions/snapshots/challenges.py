"""What offices answered to challenges, as a published file: nothing that an asker wrote."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tambon.accounts import queries as accounts
from tambon.accounts.rules import OfficeView
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.catalogue.challenges import PLACE, AnsweredChallenge, ChallengeFile, Counts
from tambon.forms.rules.blotting import personal_kind
from tambon.lib.days import thai_day
from tambon.releases import queries
from tambon.releases.publishing import put
from tambon.verification import queries as verification
from tambon.verification.queries.challenging import PublishedAnswer


def write_challenges(catalogue: Path, *, at: datetime) -> None:
    put(catalogue, PLACE, challenges(at).model_dump(mode="json"), at=at)


def challenges(at: datetime) -> ChallengeFile:
    """The answers with their areas as they are called today, and how many challenges stand where.

    An answer in which personal data seem to stand is published without its sentence: the rules that find
    them may have learnt since it was written. Which office answered, and how long it took, is told only of
    offices where more than one person works, that day and today: of others it would be about a person.
    """
    found = verification.list_answered()
    places = areas.views({one.area_id for one in found}, on=thai_day(at))
    offices = {office.id: office for office in queries.list_shared_offices(on=thai_day(at))} if found else {}
    then = queries.list_shared_days({(one.office_id or 0, thai_day(one.answered_at)) for one in found})
    return ChallengeFile(
        at=at.astimezone(UTC).isoformat(timespec="seconds"),
        synthetic=accounts.is_demonstration(),
        counts=Counts(**verification.count_by_state()),
        answered=[
            _answered(one, places[one.area_id], _shared(one, offices, then))
            for one in found
            if one.area_id in places
        ],
    )


def _shared(
    one: PublishedAnswer, offices: dict[int, OfficeView], then: set[tuple[int, date]]
) -> OfficeView | None:
    """The office that answered; None where it was one person's, or is."""
    office = one.office_id or 0
    return offices.get(office) if (office, thai_day(one.answered_at)) in then else None


def _answered(one: PublishedAnswer, area: AreaView, office: OfficeView | None) -> AnsweredChallenge:
    asked, answered = thai_day(one.asked_at), thai_day(one.answered_at)
    return AnsweredChallenge(
        release=one.release,
        dataset=one.dataset,
        area_id=area.public_id,
        area_code=area.code,
        area_name_th=area.name_th,
        area_name_en=area.name_en,
        period=one.period,
        variable=one.variable,
        outcome=one.outcome,  # type: ignore[arg-type]  # the database holds no other
        answer="" if personal_kind(one.answer) else one.answer,
        office_th=office.name_th if office else "",
        office_en=office.name_en if office else "",
        asked_on=asked.isoformat() if office else "",
        answered_on=answered.isoformat(),
        days=(answered - asked).days if office else None,
    )
