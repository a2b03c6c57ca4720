"""Everything a release is made of, written down at one instant."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.journal import actions as journal
from tambon.journal import queries as journal_queries
from tambon.lib.days import thai_day
from tambon.plan import queries as plan
from tambon.plan.models import Round
from tambon.plan.rules import RoundPlan
from tambon.releases import freezes, problems, queries
from tambon.releases.actions.places import Place
from tambon.releases.earlier import TOLD, copy_earlier
from tambon.releases.errata import CORRECTED, CORRECTED_OFFICIAL
from tambon.releases.models import Release
from tambon.releases.publishing import alone
from tambon.releases.queries.shapes import list_shapes
from tambon.releases.rules.fitness import demand_fit
from tambon.releases.rules.shape import Dataset, Freeze
from tambon.releases.rules.versions import next_patch, next_version
from tambon.store import building


@dataclass(frozen=True)
class Correcting:
    """The release that is patched, where its files are, and why."""

    version: str
    folder: Path
    manifest_sha256: str
    reason_th: str
    reason_en: str
    hides_was: bool
    official: Path | None = None  # the files of its copy for officials

    def told(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if key not in ("folder", "official")}


def freeze(
    *, round_code: str, place: Place, by: str, at: datetime, correcting: Correcting | None = None
) -> str:
    """Freezes a round into a new folder below the place's freezes; the version that it will bear comes back.

    The freeze of a patch holds the tables that it corrects too, so that its build asks nothing else.

    All is read in one snapshot of the database. The journal is sealed right after it, so that the root in the
    release is over what the snapshot held; what a running transaction kept out of the seal is counted beside
    the root. Raises Problems of the round and of the dictionary.
    """
    round_ = plan.get_round(round_code)
    with alone(place.freezes):
        target = place.freezes / _version(round_, correcting)
        _clear_orphan(target)
        with building(target) as draft:
            head, newest = _write(draft, round_, at)
            if correcting:
                _copy_tables(correcting.folder, draft / CORRECTED)
                if correcting.official:
                    _copy_tables(correcting.official, draft / CORRECTED_OFFICIAL)
                head = replace(head, patches=correcting.told())
            seal = _seal(newest, at)
            head = replace(
                head,
                version=target.name,
                public_url=place.public_url,
                seal=seal,
                areas_published=place.areas_published(),
            )
            freezes.write_head(draft, head)
        _keep(target, head, by=by, at=at)
    return target.name


def freeze_sum(folder: Path) -> str:
    """The SHA-256 of freeze.json, which holds the sums of all the freeze's other files."""
    path = folder / freezes.HEAD
    if not path.is_file():
        raise problems.freeze_damaged(path=freezes.HEAD, version=folder.name)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _one_snapshot() -> None:
    """Every statement of this transaction sees the same instant; inside a caller's, that one decides."""
    with connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _version(round_: RoundPlan, correcting: Correcting | None) -> str:
    periods = [each.period for each in round_.datasets]
    if not periods:
        raise problems.nothing_to_release(round=round_.code)
    taken = Release.objects.values_list("version", flat=True)
    return next_patch(correcting.version, taken) if correcting else next_version(periods, taken)


def _copy_tables(release: Path, target: Path) -> None:
    for path in sorted(release.glob("data/*/*.parquet")):
        place = target / path.relative_to(release)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def _head(round_: RoundPlan, datasets: list[Dataset], at: datetime) -> Freeze:
    return Freeze(
        version="",
        round={"code": round_.code, "name_th": round_.name_th, "name_en": round_.name_en},
        frozen_at=_instant(at),
        demonstration=accounts.is_demonstration(),
        public_url="",
        seal={},
        areas_editions=_editions(),
        datasets=datasets,
        files={},
    )


def _editions() -> list[dict[str, Any]]:
    return [
        {
            "source": edition.source,
            "day": edition.day.isoformat(),
            "licence": edition.licence,
            "credit": edition.credit,
            "synthetic": edition.synthetic,
            "sha256": edition.sha256,
        }
        for edition in areas.list_editions()
    ]


@transaction.atomic
def _write(draft: Path, round_: RoundPlan, at: datetime) -> tuple[Freeze, int]:
    """Writes all but the head, which comes back without its seal, and the newest journal entry seen."""
    _one_snapshot()
    datasets = queries.list_datasets(round_)
    for dataset in datasets:
        demand_fit(dataset)
    draft.mkdir(mode=0o700)  # what is not released yet is nobody else's to read
    on = thai_day(at)
    freezes.write_areas(draft, map(_area, areas.list_for_publication(on=on)))
    for dataset in datasets:
        freezes.write_cells(draft, dataset, queries.list_cells(round_, dataset, on=on))
    for level in sorted({level for dataset in datasets for level in dataset.levels}):
        freezes.write_shapes(draft, level, list_shapes(level, on=on))
    told = copy_earlier(draft, datasets, public_freezes(draft.parent))
    return replace(_head(round_, datasets, at), earlier=told), queries.newest_entry()


def public_freezes(folder: Path) -> dict[str, Path]:
    """The freezes of releases that are public, were public or are about to be, oldest first."""
    rows = Release.objects.order_by("id").values_list("version", "published_at")
    found = ((version, folder / version, published) for version, published in rows)
    return {version: path for version, path, published in found if published or (path / TOLD).is_dir()}


def _seal(newest: int, at: datetime) -> dict[str, Any]:
    seal = journal.seal(at=at) or journal_queries.last_seal()
    unsealed = queries.count_unsealed(newest, seal)
    if seal is None:
        return {"root": "", "at": "", "unsealed": unsealed}
    return {"root": seal.root.hex(), "at": _instant(seal.at), "unsealed": unsealed}


def _area(area: dict[str, Any]) -> dict[str, Any]:
    return {**area, "area_id": area["public_id"], "area_code": area["code"]}


@transaction.atomic
def _keep(folder: Path, head: Freeze, *, by: str, at: datetime) -> None:
    total = freeze_sum(folder)
    row = Release.objects.create(
        version=head.version,
        round=Round.objects.get(code=head.round["code"]),
        frozen_at=at,
        seal_root=head.seal["root"],
        freeze_sha256=total,
        patches=Release.objects.filter(version=head.patches.get("version")).first(),
    )
    body = {"freeze_sha256": total, "seal_root": row.seal_root, "round": head.round["code"]}
    journal.record("release.frozen", subject=f"release:{row.version}", by=by, at=at, body=body)


def _clear_orphan(folder: Path) -> None:
    """A freeze whose row was never committed belongs to no release."""
    if folder.exists():
        shutil.rmtree(folder)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
