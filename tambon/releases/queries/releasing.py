"""What a freeze is taken of, and which releases there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q

from tambon.accounts import queries as accounts
from tambon.accounts.models import Grant
from tambon.accounts.rules import OfficeView
from tambon.areas import queries as areas
from tambon.areas.models import Area
from tambon.areas.rules import Kind
from tambon.dictionary import queries as dictionary
from tambon.journal.models import Entry
from tambon.journal.rules import SealView
from tambon.plan import queries as plan
from tambon.plan.rules import RoundPlan
from tambon.records import queries as records
from tambon.records.rules import Cell, absence
from tambon.releases import problems
from tambon.releases.freezes import FrozenCell
from tambon.releases.models import Release
from tambon.releases.rules.adapt import adapt
from tambon.releases.rules.shape import Dataset
from tambon.releases.rules.versions import base_of


@dataclass(frozen=True)
class ReleaseView:
    version: str
    round: str
    frozen_at: datetime
    published_at: datetime | None
    seal_root: str
    freeze_sha256: str
    manifest_sha256: str
    patches: str = ""  # of a patch: the version that it corrects
    withdrawn_at: datetime | None = None
    withdrawn_th: str = ""
    withdrawn_en: str = ""

    @property
    def state(self) -> str:
        """frozen, published or withdrawn."""
        return "withdrawn" if self.withdrawn_at else "published" if self.published_at else "frozen"


def find_unpublished(round_code: str, *, patches: str = "") -> ReleaseView | None:
    """The round's release that was frozen but not published: a build that was interrupted. With ``patches``
    the one that would correct that version."""
    rows = Release.objects.filter(round__code=round_code, published_at=None).order_by("id")
    row = rows.filter(patches__version=patches).first() if patches else rows.filter(patches=None).first()
    return _view(row) if row else None


def find_patch(version: str) -> ReleaseView | None:
    """The newest published one that goes back to the same release and is not withdrawn, unless it is that
    version itself."""
    base = base_of(version)
    rows = Release.objects.filter(published_at__isnull=False, withdrawn_at=None, patches__isnull=False)
    row = rows.filter(version__startswith=f"{base}.").order_by("-id").first()
    return _view(row) if row and row.version != version else None


def get_release(version: str) -> ReleaseView:
    """Raises 404-release-unknown."""
    row = Release.objects.filter(version=version).first()
    if row is None:
        raise problems.release_unknown(version=version)
    return _view(row)


def list_releases() -> list[ReleaseView]:
    """Newest first."""
    return [_view(row) for row in Release.objects.select_related("round", "patches").order_by("-id")]


def find_latest(round_code: str) -> ReleaseView | None:
    """The round's newest published release."""
    rows = Release.objects.filter(round__code=round_code, published_at__isnull=False, withdrawn_at=None)
    row = rows.order_by("-id").first()
    return _view(row) if row else None


def choose_round(code: str | None, *, on: date) -> str:
    """The code of the round to release: the one named, or the only one that has opened by that day.

    Raises 400-release-round.
    """
    rounds = plan.list_rounds()
    known = sorted({each.code for each in rounds})
    opened = sorted({each.code for each in rounds if each.opens <= on})
    if code is None and len(opened) == 1:
        return opened[0]
    if code is None or code not in known:
        raise problems.round_not_chosen(rounds=", ".join(known) or "-")
    return code


def list_datasets(round_: RoundPlan) -> list[Dataset]:
    """The datasets of a round with its period of each, described as the dictionary now does, by name.

    Raises 409-release-nothing.
    """
    if not round_.datasets:
        raise problems.nothing_to_release(round=round_.code)
    agencies = {code: (th, en) for _, code, th, en in accounts.list_agencies()}
    asked = [(dictionary.get_dataset(each.dataset), each.period) for each in round_.datasets]
    described = [adapt(each.spec, each.number, [period], agencies) for each, period in asked]
    return sorted(described, key=lambda dataset: dataset.name)


def list_cells(
    round_: RoundPlan, dataset: Dataset, *, on: date
) -> Iterator[tuple[str, str, bool, dict[str, FrozenCell]]]:
    """(public id, period, planned, {variable: cell}) of every area that is expected or has a record."""
    planned = set(areas.ids_under(round_.area_id, on=on, kind=Kind(dataset.level)))
    public = dict(Area.objects.filter(kind=dataset.level).values_list("id", "public_id"))
    for period in dataset.periods:
        waiting = set(planned)
        for record in records.list_for_release(dataset.name, period=period):
            waiting.discard(record.area_id)
            cells = {name: _cell(value, record.cells.get(name)) for name, value in record.values.items()}
            yield public[record.area_id], period, record.area_id in planned, cells
        for area_id in waiting:
            yield public[area_id], period, True, {}


def newest_entry() -> int:
    """The id of the newest journal entry that this transaction sees; 0 without any."""
    return Entry.objects.aggregate(newest=Max("id"))["newest"] or 0


def count_unsealed(newest: int, seal: SealView | None) -> int:
    """How many entries up to ``newest`` the seal and those before it are not over."""
    known = Entry.objects.filter(id__lte=newest)
    if seal is not None:
        known = known.filter(Q(era=seal.era, xid__gte=seal.to_xid) | Q(era__gt=seal.era))
    return known.count()


def list_shared_offices(*, on: date) -> list[OfficeView]:
    """Offices for which more than one person works that day: of others, figures would be about a person."""
    granted = Grant.objects.filter(during__contains=on, office__isnull=False, person__is_active=True)
    counted = granted.values("office").annotate(people=Count("person", distinct=True)).filter(people__gt=1)
    shared = set(counted.values_list("office", flat=True))
    return [office for office in accounts.list_offices() if office.id in shared]


def list_shared_days(wanted: Collection[tuple[int, date]]) -> set[tuple[int, date]]:
    """Those of the (office, day) pairs where more than one person worked for the office that day. One
    statement."""
    grants = Grant.objects.filter(office_id__in={office for office, _ in wanted})
    held: dict[int, list[tuple[int, Any]]] = {}
    for office, person, during in grants.values_list("office_id", "person_id", "during"):
        held.setdefault(office, []).append((person, during))
    return {
        (office, day)
        for office, day in wanted
        if len({person for person, during in held.get(office, ()) if day in during}) > 1
    }


def told_office(office_id: int | None, day: date, *, on: date) -> OfficeView | None:
    """The office by whose name an answer of the day may be told: None for one that was a person's, or is."""
    if office_id is None or (office_id, day) not in list_shared_days({(office_id, day)}):
        return None
    return next((office for office in list_shared_offices(on=on) if office.id == office_id), None)


def _cell(value: Any, cell: Cell | None) -> FrozenCell:
    reason = absence(value)
    if reason is not None or value is None or cell is None:
        return FrozenCell(absent=reason)
    return FrozenCell(value=value, grade=str(cell.grade), origin=str(cell.origin))


def _view(row: Release) -> ReleaseView:
    return ReleaseView(
        version=row.version,
        round=row.round.code,
        frozen_at=row.frozen_at,
        published_at=row.published_at,
        seal_root=row.seal_root,
        freeze_sha256=row.freeze_sha256,
        manifest_sha256=row.manifest_sha256,
        patches=row.patches.version if row.patches else "",
        withdrawn_at=row.withdrawn_at,
        withdrawn_th=row.withdrawn_th,
        withdrawn_en=row.withdrawn_en,
    )
